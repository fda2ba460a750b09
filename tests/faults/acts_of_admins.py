"""What admins write: the clinic's settings."""

from __future__ import annotations

from kiosk.usecases import change_setting, keep_mark
from tests.faults.acts import Do, writes
from tests.usecases.clinic import Small


@writes(change_setting.change_setting)
def changes_a_setting(house: Small) -> Do:
    return lambda: change_setting.change_setting(house.store, "majority_age", 19, "ada")


@writes(change_setting.undo_change)
def takes_it_back(house: Small) -> Do:
    change_setting.change_setting(house.store, "majority_age", 19, "ada")
    with house.store.reading() as tx:
        (change,) = change_setting.changes_of(tx, ["majority_age"])
    return lambda: change_setting.undo_change(house.store, change.sequence, "ada")


@writes(keep_mark.keep_mark)
def keeps_a_mark(house: Small) -> Do:
    picture = ("svg", b"<svg></svg>")
    return lambda: keep_mark.keep_mark(house.store, b"x", lambda _: picture, "ada")
