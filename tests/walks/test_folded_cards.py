"""Agreements that no touch waits for stand behind one line, and count as they did in the open."""

from __future__ import annotations

from kiosk.demo.personas import personas
from tests.walks.clinic import Clinic
from tests.walks.page import Page
from tests.walks.tablet import Tablet

FOLDED = {"consent_clinician", "consent_follow_up", "consent_story"}
NAMED = "More choices: Talking with your doctor; Keeping in touch; Sharing your story"
SOMEBODY = next(each for each in personas() if each.key == "p1_anxious_new")


def line(page: Page) -> str:
    """The line they stand behind."""
    (summary,) = page.tree.xpath("//details[@class='more']/summary")
    return " ".join(summary.text_content().split())


def is_open(page: Page) -> bool:
    return bool(page.tree.xpath("//details[@class='more'][@open]"))


def test_they_stand_behind_a_line_that_names_them_and_says_no(tablet: Tablet):
    page = tablet.is_at("agree")
    behind = set(page.tree.xpath("//details[@class='more']//input[@checked]/@name"))
    assert behind == FOLDED
    assert line(page) == f"{NAMED} · all on No"
    assert not is_open(page)
    tablet.agrees()
    assert not is_open(tablet.goes_back()), "still as nobody has touched it"


def test_a_yes_is_seen_and_the_line_does_not_say_no(tablet: Tablet):
    tablet.is_at("agree")
    tablet.agrees(consent_follow_up="yes")
    page = tablet.goes_back()
    assert (line(page), is_open(page)) == (NAMED, True)


def test_never_opened_is_no_on_the_record(tablet: Tablet, clinic: Clinic):
    tablet.starts()
    tablet.walks({key: said for key, said in SOMEBODY.answers.items() if key not in FOLDED})
    record = clinic.record(tablet.intake_id)
    said = {card.key: card.answer for card in record.agreements}
    assert {key: said[key] for key in FOLDED} == dict.fromkeys(FOLDED, "no")
