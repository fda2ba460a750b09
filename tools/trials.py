"""The trials: what is tried for each goal of reliability, by which tests, and how much of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from counted import Found, asvs, hipaa, restoring, threats

NOT_THERE = 3
"""What a command of ours ends with where something that it takes is not on this machine."""


@dataclass(frozen=True)
class Drill:
    """One row of the page."""

    goal: str
    """Its number; a letter behind it where a goal has several rows."""
    what: str
    wanted: str
    tests: tuple[str, ...] = ()
    count: int = 0
    """So many are wanted; 0 where nothing is counted."""
    figure: str = ""
    """Which one, where a test has several."""
    counts: Callable[[], Found] | None = None
    """Finds it in what is written down, without a test."""
    minutes: float = 0
    """How long tablets are to be at work; 0 where that is no matter."""
    script: str = ""
    """A command of ours that ends with 0 where it holds, and whose last line is the figure."""
    takes: str = ""
    """What set-up fetches for that command, as its ``--for`` calls it."""


KILLS = (
    "tests/faults/test_kills.py::"
    "test_killed_at_any_moment_it_has_kept_what_it_said_it_keeps[a thousand]"
)
DISK = (
    "tests/faults/test_disk_fails.py::"
    "test_a_write_or_a_sync_that_fails_loses_nothing_and_doubles_nothing"
)
MIGRATIONS = (
    "tests/store/engine/test_migrating.py::"
    "test_a_migration_killed_at_random_leaves_the_old_schema_or_the_new"
)
LOAD = "tests/faults/test_load.py::test_sixty_four_tablets_lose_nothing_and_wait_for_nothing"
POSTS = "tests/web/questions/test_strange_posts.py"

DRILLS: dict[str, Drill] = {
    "kills": Drill(
        "1",
        "kill -9 of the server at random under eight tablets",
        "1,000 kills, 0 lost, 0 doubled",
        (KILLS,),
        1000,
    ),
    "cuts": Drill(
        "2",
        "power cuts: what was not synced is lost at random",
        "1,000 cuts, 0 lost; without waiting for the disk some are",
        (
            (
                "tests/faults/test_power_cut.py::"
                "test_of_a_thousand_cuts_none_loses_anything_unless_the_disk_is_not_waited_for"
            ),
        ),
        1000,
    ),
    "syncs": Drill(
        "2a",
        "the live server under strace: its database's log is synced before a post is acknowledged",
        "every acknowledged post of 20 visits",
        (
            (
                "tests/faults/test_synced_first.py::"
                "test_every_post_that_is_acknowledged_has_its_database_on_the_disk_first"
            ),
        ),
        20,
    ),
    "writes": Drill(
        "3",
        "a write to the disk fails: no space, an input/output error",
        "1,000 of each at random, 0 lost, 0 doubled",
        (
            f"{DISK}[a thousand-ENOSPC]",
            f"{DISK}[a thousand-EIO]",
        ),
        1000,
    ),
    "halves": Drill(
        "3a",
        "every write of every use case fails in turn",
        "kept as a whole or not at all; twice is harmless",
        ("tests/faults/test_every_write.py",),
    ),
    "faults": Drill(
        "4", "faults and threats that are survived, each with a test", "≥ 30", counts=threats
    ),
    "locks": Drill(
        "4a",
        "the database locked by somebody else, again and again",
        "100 locks, 0 lost; reads go on",
        ("tests/faults/test_reads_go_on.py::test_locked_again_and_again_nothing_is_lost",),
        100,
    ),
    "clocks": Drill(
        "4b",
        "the wall clock jumps between any two answers",
        "1,000 jumps, 0 lost",
        (
            (
                "tests/faults/test_clock_jumps.py::"
                "test_whatever_the_clock_says_every_visit_goes_on_to_its_end[a thousand]"
            ),
        ),
        1000,
    ),
    "presses": Drill(
        "4c",
        "the press killed while papers are owed",
        "20 kills, every paper there, none twice",
        ("tests/faults/test_press_killed.py",),
        20,
    ),
    "restarts": Drill(
        "4d",
        "PostgreSQL restarted in mid-step under eight tablets",
        "20 restarts, 0 lost, 0 doubled",
        ("tests/faults/test_server_restarts.py",),
        20,
    ),
    "workers": Drill(
        "4e",
        "a worker killed each second under 64 tablets",
        "60 kills, 0 lost, 0 doubled",
        (
            (
                "tests/faults/test_ending_under_load.py::"
                "test_killed_or_told_to_leave_nothing_acknowledged_is_lost[each second]"
            ),
        ),
        60,
    ),
    "failover": Drill(
        "4f",
        "PostgreSQL's primary killed and cut off in mid-step, its standby promoted",
        "5 failovers, 0 lost, 0 doubled",
        script="tools/drill.py failover",
    ),
    "people": Drill(
        "5",
        "64 tablets at a person's pace for 20 minutes, backups running",
        "0 errors, 0 lost, p99 ≤ 150 ms",
        (f"{LOAD}[SQLite-people]", f"{LOAD}[PostgreSQL-people]"),
        minutes=20,
    ),
    "flood": Drill(
        "5a",
        "64 tablets flat out for 5 minutes, backups running",
        "0 lost, p99 ≤ 2 s",
        (f"{LOAD}[SQLite-flat out]", f"{LOAD}[PostgreSQL-flat out]"),
        minutes=5,
    ),
    "posts": Drill(
        "6",
        "random posts to each step of a first visit",
        "10,000 for each step, no fault",
        (f"{POSTS}::test_no_post_of_ten_thousand_to_any_step_ends_in_a_fault",),
        10_000,
    ),
    "papers": Drill(
        "6a",
        "papers of arbitrary answers",
        "2,000; text out equals text in, nothing fetched, nothing clipped",
        (
            (
                "tests/exports/test_any_paper.py::"
                "test_every_word_is_on_the_paper_and_nothing_else_is[two thousand]"
            ),
        ),
        2000,
    ),
    "words": Drill(
        "6b",
        "normaliser, CSV guard, canonical JSON, JSON lines, FHIR: examples for each test",
        "100,000 for each, every word comes back",
        (
            "tests/intake/test_normal.py",
            "tests/exports/test_tabular.py",
            "tests/store/records/test_records.py::test_a_record_has_one_spelling",
            "tests/exports/test_json_lines.py::test_words_come_back_exactly",
            "tests/exports/test_fhir.py::test_words_come_back_exactly",
        ),
        100_000,
    ),
    "residue": Drill(
        "7",
        "what is left on a tablet: history, fields, storage, profile; each end, both browsers",
        "nothing",
        ("tests/browser/test_residue.py", "tests/browser/test_left_lying.py"),
    ),
    "doors": Drill(
        "8",
        "every route, by every caller, with every method",
        "100 % as the table says",
        ("tests/web/http/test_access.py",),
    ),
    "headers": Drill(
        "9",
        "the headers of every route and error",
        "the exact set",
        ("tests/web/http/test_headers.py",),
    ),
    "scans": Drill(
        "10",
        "bandit, pip-audit and wapiti, as client, therapist and admin",
        "no finding of medium weight",
        script="tools/scan.py",
        takes="scan",
    ),
    "tls": Drill(
        "10a",
        "testssl.sh on the recipe of the proxy",
        "no weak finding that is not argued",
        script="tools/scan_tls.py",
        takes="scan",
    ),
    "asvs": Drill("11", "OWASP ASVS 5.0, level 2", "≤ 8 deviations", counts=asvs),
    "hipaa": Drill("12", "HIPAA 164.312", "9 items", counts=hipaa),
    "recovery": Drill(
        "13",
        "from kill -9 to the next step that is acknowledged",
        "≤ 3 s",
        (KILLS,),
        20,
        figure="recovery",
    ),
    "restoring": Drill(
        "13a",
        "verify and restore of a backup of 50,000 records: processor",
        "≤ 60 s",
        counts=restoring,
    ),
    "migrations": Drill(
        "14",
        "migrations killed at random, on both databases",
        "100 kills each; the old schema or the new",
        (
            f"{MIGRATIONS}[sqlite-a hundred]",
            f"{MIGRATIONS}[postgresql-a hundred]",
        ),
        100,
    ),
    "limits": Drill(
        "15",
        "the paper of a client who ticks everything, and of the longest words: processor, memory",
        "≤ 3 s, ≤ 300 MB",
        ("tests/exports/test_largest_paper.py",),
    ),
    "tampering": Drill(
        "16",
        "each field of records, log and consents changed, rows taken away",
        "100 % found",
        (
            "tests/store/test_audit.py",
            "tests/store/records/test_every_field.py",
            "tests/store/records/test_proof.py",
        ),
    ),
    "mutants": Drill(
        "17",
        "mutants of sealing, sessions, audit and access that a test finds",
        "≥ 90 %",
        script="tools/mutants.py",
    ),
    "erasure": Drill(
        "18",
        "what was erased: in the database, its log, and after an older backup came back",
        "nowhere",
        ("tests/store/records/test_erasure.py",),
    ),
}
