"""Every act there is; and what has none, with the test that tries its faults."""

from __future__ import annotations

from tests.faults import (
    acts_of_admins,
    acts_of_agreements,
    acts_of_clients,
    acts_of_phones,
    acts_of_sites,
    acts_of_staff,
    acts_of_visits,
)
from tests.faults.acts import ACTS

__all__ = ["ACTS", "ELSEWHERE"]

MODULES = (
    *(acts_of_admins, acts_of_agreements, acts_of_clients),
    *(acts_of_phones, acts_of_sites, acts_of_staff, acts_of_visits),
)
assert all(MODULES), "they fill ACTS"

BACKUPS, HERE = "tests/faults/test_backup_faults.py", "tests/faults/test_every_write.py"
ELSEWHERE = {
    **dict.fromkeys(
        ("bring_in.bring_in", "bring_in.take_back"),
        "tests/faults/test_bringing_in.py::"
        "test_whatever_fails_everybody_comes_in_once_and_goes_out_again",
    ),
    "back_up.back_up": (
        f"{BACKUPS}::test_a_backup_that_fails_anywhere_leaves_the_old_ones_and_says_why"
    ),
    "restore_backup.restore": (
        f"{BACKUPS}::test_a_restore_that_fails_anywhere_leaves_the_place_empty_and_works_afterwards"
    ),
    "move_database.move_database": (
        "tests/usecases/test_move_database.py::"
        "test_whatever_fails_on_the_way_nothing_is_there_and_the_file_is_as_it_was"
    ),
    "print_out.look_after": f"{HERE}::test_whatever_fails_no_paper_goes_to_the_printer_twice",
    "print_record.print_record": (
        "tests/usecases/test_print_record.py::"
        "test_killed_between_drawing_and_keeping_it_is_drawn_again_under_the_same_number"
    ),
    "retain.keep_to_rules": (
        "tests/usecases/test_retain.py::test_a_fault_on_the_way_leaves_each_whole_or_gone"
    ),
    "seal_paper.seal_paper": (
        "tests/usecases/test_seal_paper.py::"
        "test_while_the_store_is_away_a_paper_stays_owed_and_no_key_is_made_by_halves"
    ),
    "tell_programs.tell_programs": (
        "tests/usecases/test_tell_programs.py::"
        "test_whatever_fails_after_it_was_sent_it_is_sent_again_under_the_same_id"
    ),
    "tell_programs.keep_telling": (
        "tests/usecases/test_tell_programs.py::"
        "test_a_process_tells_by_itself_what_waits_and_keeps_on_through_faults"
    ),
    "set_up_clinic.set_up_clinic": f"{HERE}::test_a_clinic_is_founded_as_a_whole_or_not_at_all",
}
"""What is more than one transaction, or begins where there is no clinic: who tries its faults."""
