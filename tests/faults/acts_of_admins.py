"""What admins write: the clinic's settings."""

from __future__ import annotations

from kiosk.exports.table_reading import read_table
from kiosk.usecases import bring_in, change_setting, keep_mark, weigh_rule
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


@writes(weigh_rule.weigh_rule)
def weighs_a_rule(house: Small) -> Do:
    return lambda: weigh_rule.weigh_rule(house.store, "r_night", "stop_and_ask", "", "ada")


@writes(keep_mark.keep_mark)
def keeps_a_mark(house: Small) -> Do:
    picture = ("svg", b"<svg></svg>")
    return lambda: keep_mark.keep_mark(house.store, b"x", lambda _: picture, "ada")


TABLE = b"Name,DOB,Phone\nAna Ruiz,14/05/1990,555-0141\nBo Lindqvist,,\n"


def looks_at_a_table(house: Small) -> str:
    return bring_in.look_through(house.store, house.clinic, TABLE, read_table, "ada")


@writes(bring_in.look_through, again="import audit")
def looks_a_table_through(house: Small) -> Do:
    return lambda: looks_at_a_table(house)


@writes(bring_in.say_columns)
def says_which_column_is_what(house: Small) -> Do:
    this, order = looks_at_a_table(house), ("month", "day", "year")
    return lambda: bring_in.say_columns(house.store, this, {"full_name": 0}, order)
