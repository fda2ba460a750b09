"""What the live server does, in the order in which the system sees it: it waits for the disk, then
it acknowledges.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.demo.personas import personas
from tests.faults.conftest import clinic_of
from tests.faults.running import Server
from tests.patience import until
from tests.trial import Trial
from tests.walks.tablet import Tablet

MAYA = next(each for each in personas() if each.key == "p1_anxious_new").answers

CALLS = "fdatasync,fsync,recvfrom,sendto,sendmsg"
POST = re.compile(r'"POST (\S+) HTTP/1\.1')
REPLY = re.compile(r'"HTTP/1\.1 (\d{3}) ')
LOG = re.compile(r"f(?:data)?sync\(\d+<[^>]*-wal>")
DONE = re.compile(r"\)\s+= 0$")


@dataclass(frozen=True)
class Reply:
    """An answer to a post, and whether whoever sent it had the database's log on the disk first."""

    path: str
    status: int
    synced: bool


def replies(lines: Iterable[str]) -> Iterator[Reply]:
    """The answers to posts in what strace wrote, of a server that is asked one thing at a time."""
    path, synced, under_way = "", set[str](), set[str]()
    for line in lines:
        process = line.partition(" ")[0]
        if asked := POST.search(line):
            path, synced = asked[1], set()
        elif LOG.search(line) and "<unfinished" in line:
            under_way.add(process)
        elif LOG.search(line) or ("sync resumed" in line and process in under_way):
            under_way.discard(process)
            synced |= {process} if DONE.search(line) else set()
        elif path and (said := REPLY.search(line)):
            yield Reply(path, int(said[1]), process in synced)
            path = ""


@pytest.fixture
def watched(own_server: Server, tmp_path: Path) -> Server:
    """A real server, every call of which that matters here is written down."""
    own_server.under = (
        *("strace", "--follow-forks", "--decode-fds=path", "--string-limit=80"),
        *(f"--trace={CALLS}", f"--output={tmp_path / 'calls'}"),
    )
    return own_server


def test_every_post_that_is_acknowledged_has_its_database_on_the_disk_first(
    watched: Server, tmp_path: Path, trial: Trial
):
    watched.starts()
    clinic = clinic_of(watched)
    tablet = Tablet(clinic)
    for _ in range(trial.of(1)):
        tablet.starts()
        tablet.walks(MAYA)
    tablet.gets("/healthz?the-last-of-all")
    clinic.store.close()

    def told() -> str:
        return (tmp_path / "calls").read_text("utf-8", "replace")

    until(lambda: "the-last-of-all" in told())
    said = [reply for reply in replies(told().splitlines()) if reply.status < 400]
    assert len(said) >= 10 * trial.of(1)
    assert {reply.status for reply in said} <= {200, 204, 303}
    early = [reply for reply in said if not reply.synced]
    trial.found(f"{len(said):,} posts acknowledged, {len(early)} before the sync", trial.of(1))
    assert early == []


def test_an_answer_that_does_not_wait_would_be_seen():
    post = '7 recvfrom(9<socket:[1]>, "POST /i/abc HTTP/1.1\\r\\nHost: k"..., 8192, 0) = 300'
    reply = '7 sendto(9<socket:[1]>, "HTTP/1.1 303 SEE OTHER\\r\\n"..., 200, 0) = 200'
    sync = "7 fdatasync(5</data/kiosk.db-wal>) = 0"
    begun = "7 fdatasync(5</d/kiosk.db-wal> <unfinished ...>"
    ended = "7 <... fdatasync resumed>) = 0"
    elsewhere = sync.replace("7", "8", 1)
    another, failed = "7 fsync(5</data/other>) = 0", "7 fdatasync(5</d/kiosk.db-wal>) = -1 EIO"

    def synced(*between: str) -> bool:
        (found,) = replies([post, *between, reply])
        return found.synced

    assert synced(sync)
    assert synced(begun, ended)
    assert not [
        each for each in ((), (another,), (failed,), (begun,), (elsewhere,)) if synced(*each)
    ]
    assert not next(iter(replies([sync, post, reply]))).synced, "one of before is not its own"
