"""A recovery sheet: what is printed brings the keys back, and a slip is named where it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kiosk.store import Keys, Refused
from kiosk.store.engine import recovery_sheet
from kiosk.store.engine.recovery_sheet import GROUPS

KEY = some.binary(min_size=32, max_size=32)
KEYS = Keys.fresh()


def sheet(keys: Keys, between: str = " ") -> str:
    return "\n".join(between.join(each) for each in recovery_sheet.groups_of(keys).values())


@given(masters=some.dictionaries(some.integers(1, 255), KEY, min_size=1, max_size=3))
def test_what_is_printed_brings_every_key_back(masters: dict[int, bytes]):
    assert recovery_sheet.read(sheet(Keys(masters))).masters == masters


TYPED = {
    "small": sheet(KEYS).lower(),
    "with lines": sheet(KEYS, "-"),
    "in one": sheet(KEYS, ""),
    "with too much space": f" {sheet(KEYS, '  ')}\r\n\n",
    "with letters for digits": sheet(KEYS).replace("0", "o").replace("1", "l"),
}


@pytest.mark.parametrize("how", TYPED)
def test_however_it_is_typed_it_is_the_same_sheet(how: str):
    assert recovery_sheet.read(TYPED[how]).masters == KEYS.masters


@given(at=some.integers(0, GROUPS - 1), inside=some.integers(0, 4), sign=some.sampled_from("3FZ"))
def test_a_slip_is_never_taken_for_a_key(at: int, inside: int, sign: str):
    groups = list(recovery_sheet.groups_of(KEYS)[1])
    typed = groups[at][:inside] + sign + groups[at][inside + 1 :]
    if typed == groups[at]:
        return
    groups[at] = typed
    with pytest.raises(Refused) as no:
        recovery_sheet.read(" ".join(groups))
    assert no.value.words.count("\n") == 0


def test_a_slip_is_named_by_its_group():
    groups = list(recovery_sheet.groups_of(KEYS)[1])
    last = "2" if groups[6][4] != "2" else "3"
    groups[6] = groups[6][:4] + last
    with pytest.raises(Refused, match=f"Group 7 .{groups[6]}. is mistyped"):
        recovery_sheet.read(" ".join(groups))


def test_groups_of_two_sheets_and_too_few_are_refused():
    one, other = (recovery_sheet.groups_of(Keys.fresh())[1] for _ in range(2))
    with pytest.raises(Refused, match="different sheets"):
        recovery_sheet.read("".join((*one[:7], *other[7:])))
    with pytest.raises(Refused, match="65 signs"):
        recovery_sheet.read("".join(one[1:]))
    with pytest.raises(Refused, match="0 signs"):
        recovery_sheet.read(" \n")
