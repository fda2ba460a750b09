"""A walk in Arabic, from the right to the left: the body stays as it is, either digits are read."""

from __future__ import annotations

import pytest

from kiosk.demo.personas import personas
from kiosk.languages import LANGUAGES
from tests.walks.clinic import Clinic
from tests.walks.tablet import Tablet

pytestmark = pytest.mark.skipif("ar" not in LANGUAGES, reason="not whole at the moment")

MAYA = next(each for each in personas() if each.key == "p1_anxious_new").answers


def begun(clinic: Clinic) -> Tablet:
    clinic.offers("ar")
    tablet = Tablet(clinic)
    page = tablet.starts(language="ar")
    assert (page.language, page.tree.get("dir")) == ("ar", "rtl")
    return tablet


def test_it_is_walked_and_signed_and_the_record_says_unreviewed(clinic: Clinic):
    tablet = begun(clinic)
    tablet.walks({**MAYA, "language": "ar"})
    record = clinic.record(tablet.intake_id)
    assert (record.language, record.unreviewed) == ("ar", True)
    assert {said.language for said in record.agreements} == {"ar"}


def test_the_persons_left_is_theirs_whichever_way_the_page_runs(clinic: Clinic):
    page = begun(clinic).is_at("body_map", language="ar")
    captions = page.tree.xpath("//figcaption[@dir='ltr']")
    said = [[part.text_content() for part in each] for each in captions]
    assert said == [["يمينكم", "الأمام", "يساركم"], ["يساركم", "الخلف", "يمينكم"]]
    (calf,) = page.tree.xpath("//a[@href='#row-calf_left' and @aria-label]/@aria-label")
    assert calf == "ربلة الساق (يسار)"


def test_a_birth_date_is_read_in_either_digits(clinic: Clinic):
    tablet = begun(clinic)
    tablet.is_at("about_you", language="ar")
    said = {"full_name": "ليلى حداد", "phone": "٥٥٥ ٠١٠١", "filling_for": "myself"}
    day = {
        f"birth_date-{part}": text
        for part, text in zip(("day", "month", "year"), ("٣", "أيلول", "١٩٩٠"), strict=True)
    }
    tablet.presses("next", **said, **day)
    assert tablet.draft.answers["birth_date"] == "1990-09-03"
    assert tablet.draft.answers["phone"] == "555 0101"
