"""Which passwords are too easily guessed, and which are nobody's first guess."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kiosk.demo.clinic import NAME, ROLES, _password
from kiosk.store import Refused
from kiosk.store.access import common_passwords, passwords
from tests.house.tree import HOUSE

LEAKED = ("cnfc35762209", "ghjatccbjyfk", "Gankutsuou1989", "!!ghjatccbjyfk2026")

NAMES = ("Willow Street Bodywork", "Mei Tanaka")


@pytest.mark.parametrize(
    "easy",
    ["password123456", "P@ssw0rd-2026!", "willow-street1", "MeiTanaka2026", "111122221111",
     "sunflower2026!!", "Football-1234", "dragon.dragon", "qazwsxedcrfv", "1qaz2wsx3edc4rfv",
     "Chelsea-Arsenal1", "abcdefghijklmnop", "masajes2026!!", "Bienvenida-2026"],
)  # fmt: skip
def test_words_that_come_first_are_refused_whatever_stands_around_them(easy: str):
    with pytest.raises(Refused, match="among the first"):
        passwords.checked(easy, NAMES)


@pytest.mark.parametrize(
    "drawn",
    [
        "834719562034",
        "19-27-55-83-60",
        "a chair under the tree",
        "mesa verde lampara",
        "x7k9q2m4w8z1",
    ],
)
def test_what_was_drawn_is_taken_of_digits_as_well(drawn: str):
    assert passwords.checked(drawn, NAMES) == drawn


def test_another_password_is_told_apart():
    kept = passwords.hashed("a chair under the tree")
    assert passwords.matches("a chair under the tree", kept) is True
    assert passwords.matches("a chair under the trees", kept) is False


def test_nothing_that_leaked_often_is_taken():
    """An estimate takes them for drawn: words of other languages on the wrong keys, accounts."""
    for leaked in LEAKED:
        with pytest.raises(Refused, match="among the first"):
            passwords.checked(leaked, NAMES)
    held = common_passwords.HELD.stat().st_size // common_passwords.SIZE
    assert held >= 3000, "the list holds less than the 3000 most common ones of our length"


@pytest.mark.parametrize("times", [30, pytest.param(500, marks=pytest.mark.torture)])
def test_the_demos_own_passwords_are_always_taken(times: int):
    for name in ROLES:
        for _ in range(times):
            passwords.checked(_password(), (NAME, name))


def test_the_list_is_read_only_when_somebody_chooses_a_password():
    """Every process that serves, draws or backs up would hold it otherwise."""
    words = "import sys, kiosk.serve, kiosk.web; sys.exit('zxcvbn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", words], cwd=HOUSE, check=False).returncode == 0


@pytest.mark.parametrize(("many", "taken"), [(11, False), (12, True), (128, True), (129, False)])
def test_a_password_has_twelve_to_128_characters(many: int, taken: bool):
    word = "pq7 lamp by the door, wet boots, two oars; "
    password = (word * 4)[:many]
    if taken:
        assert passwords.checked(password, NAMES) == password
        return
    with pytest.raises(Refused, match="12 characters" if many < 12 else "128 characters"):
        passwords.checked(password, NAMES)
