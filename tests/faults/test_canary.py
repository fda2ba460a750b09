"""A canary in every line: seen on the client's own pages, and nowhere else in the clear."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from kiosk.exports.press import Press
from kiosk.usecases.reflect import reflect
from tests.faults.canary import CANARY, EVERYWHERE, TYPED
from tests.usecases.test_write_note import WHOLE
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.tablet import Tablet
from tests.web.visits import broken_press, posts, signs


def spills(folder: Path, log: pytest.LogCaptureFixture) -> list[str]:
    """Where it can be read: the database, its log on disk, any other file, what was logged."""
    needle = CANARY.encode()
    found = [file.name for file in folder.rglob("*") if file.is_file() and _has(file, needle)]
    return found + [record.name for record in log.records if CANARY in record.getMessage()]


def _has(file: Path, needle: bytes) -> bool:
    content = file.read_bytes().lower()
    return any(part in content for part in (needle.lower(), needle.split(b"-")[0].lower()))


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


@pytest.mark.on_sqlite
def test_no_answer_is_in_the_clear_at_any_step(
    tablet: Tablet, tmp_path: Path, log: pytest.LogCaptureFixture
):
    tablet.starts()
    walked = 0
    while tablet.step:
        before = tablet.step
        tablet.presses("person" if walked == 3 else "next", **_asked(tablet))
        assert spills(tmp_path, log) == [], before
        walked += 1
    assert walked > 20
    record = tablet.clinic.record(tablet.intake_id)
    said = {key for key in TYPED if CANARY in str(record.answers.get(key))}
    assert len(said) >= 12, "it was in every line that was asked"
    assert (tmp_path / "kiosk.db-wal").exists()


def _asked(tablet: Tablet) -> dict[str, object]:
    keys = {name.partition("-")[0] for name in tablet.page.questions}
    return {key: EVERYWHERE[key] for key in keys if key in EVERYWHERE}


def test_what_cannot_be_taken_is_sealed_as_well(
    tablet: Tablet, tmp_path: Path, log: pytest.LogCaptureFixture
):
    tablet.is_at("about_you")
    tablet.presses("next", full_name=CANARY, email=CANARY, phone=CANARY * 9)
    assert CANARY in tablet.page.source
    assert tablet.draft.typed
    assert spills(tmp_path, log) == []


def test_reading_printing_and_the_paper_leave_nothing_in_the_clear(
    clinic: Clinic, tablet: Tablet, press: Press, tmp_path: Path, log: pytest.LogCaptureFixture
):
    tablet.starts()
    tablet.walks(EVERYWHERE)
    theo = Staff(clinic).signs_in("Theo Hands")
    assert CANARY in theo.opens(f"/staff/intakes/{tablet.intake_id}").words
    assert CANARY in theo.prints(tablet.intake_id)
    theo.opens("/staff/")
    assert spills(tmp_path, log) == []


def test_a_session_its_note_and_how_it_was_leave_nothing_in_the_clear(
    clinic: Clinic, tmp_path: Path, log: pytest.LogCaptureFixture
):
    kept, mei = signs(clinic, warning_signs=["chest_breath"]), Staff(clinic).signs_in()
    at = f"/staff/intakes/{kept}"
    (flag,) = mei.opens(f"{at}/session").tree.xpath("//input[@name='flag']/@value")
    said = {"go": "talk", "flag": flag, "outcome": "without", "reason": CANARY}
    for sent in (said, {"go": "start"}, {"go": "end"}):
        posts(mei, f"{at}/session", **sent)
    form = {**mei.opens(f"{at}/note").form, **WHOLE, "note_text": CANARY}
    form |= {"note_regions-abdomen": "avoid"}
    assert posts(mei, f"{at}/note", go="keep", **form).status_code == 303
    assert spills(tmp_path, log) == [], "a draft"
    form["rev"] = mei.opens(f"{at}/note").form["rev"]
    assert posts(mei, f"{at}/note", go="sign", **form).status_code == 303
    assert posts(mei, f"{at}/note", go="add", words=CANARY).status_code == 303
    with clinic.store.writing() as tx:
        reflect(tx, kept, {"safe_to_speak": "no", "reflect_words": CANARY}, "tablet")
    ada = Staff(clinic).signs_in("Ada Books")
    assert CANARY in ada.opens(f"{at}/reflection").words
    with broken_press(clinic):
        assert mei.gets(f"{at}/visit.pdf").text.count(CANARY) == 3
    assert spills(tmp_path, log) == []
    assert "safe_to_speak" not in log.text


def test_pages_for_anybody_hold_no_answer(clinic: Clinic, tablet: Tablet):
    tablet.starts()
    tablet.walks(EVERYWHERE)
    for browser in (tablet.browser, clinic.app.test_client()):
        for address in ("/", "/thanks", "/nowhere", "/pair", "/staff/sign-in", "/healthz"):
            assert CANARY not in browser.get(address).text, address


@pytest.mark.parametrize("ending", ["stop", "erase"])
def test_an_intake_that_was_left_shows_nothing_at_its_address(tablet: Tablet, ending: str):
    tablet.is_at("life", full_name=CANARY)
    tablet.presses("stop")
    reply = tablet.sends(tablet.fills(ending))
    pages = [reply, tablet.gets(tablet.here), tablet.gets("/")]
    assert not [page for page in pages if CANARY in page.text]
