"""A tablet that lies about: asked, extended without limit, locked, given back, forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from kiosk.serve import look_round
from kiosk.settings import Settings
from kiosk.store.engine.tables import INTAKE
from kiosk.store.intakes.drafts import Intake
from tests.conftest import Clock
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.tablet import HTMX, Tablet

CANARY = "Marisol-Kestrel-7741"
TO_THE_DIALOG, INTO_THE_DIALOG, TOO_LATE = 120, 170, 195
"""Seconds without a touch."""


def tells(tablet: Tablet, go: str, **said: object) -> object:
    """What the page's script sends by itself."""
    if go == "here":
        token = tablet.page.form["csrf_token"]
        return tablet.sends({"csrf_token": token, "go": go}, headers=HTMX)
    return tablet.sends(tablet.fills(go, **said), headers=HTMX)


def housekeeping(clinic: Clinic) -> None:
    look_round(clinic.store, Settings())


def kept(tablet: Tablet) -> Intake:
    return tablet.clinic.intake(tablet.intake_id)


def rows(clinic: Clinic) -> list[bytes]:
    """The sealed drafts as they lie in the database."""
    with clinic.store.reading() as tx:
        return list(tx.connection.scalars(select(INTAKE.c.draft)))


def test_ten_extensions_and_more_keep_everything(tablet: Tablet, clock: Clock):
    tablet.is_at("life", good_visit=CANARY)
    rev = tablet.page.form["rev"]
    for _ in range(12):
        clock.goes_on(seconds=INTO_THE_DIALOG)
        response = tells(tablet, "here")
        assert (response.status_code, response.text) == (204, "")  # type: ignore[attr-defined]
        housekeeping(tablet.clinic)
    assert [kept(tablet).rev] == [int(rev[0])], "nothing on the page went stale"
    tablet.answers("life", activity_level="some")
    assert tablet.step == "today_check"
    assert not tablet.page.notes
    assert tablet.draft.answers["good_visit"] == CANARY


@pytest.mark.parametrize("seconds", [TO_THE_DIALOG, TOO_LATE - 1])
def test_until_the_last_second_the_page_is_there(tablet: Tablet, clock: Clock, seconds: int):
    tablet.is_at("life")
    clock.goes_on(seconds=seconds)
    housekeeping(tablet.clinic)
    assert tablet.opens().step == "life"


def test_each_step_starts_the_clock_again(tablet: Tablet, clock: Clock):
    tablet.is_at("life")
    for go in ("skip", "back", "skip", "person", "back"):
        clock.goes_on(seconds=INTO_THE_DIALOG)
        tablet.presses(go)
    assert kept(tablet).state == "open"


def test_only_looking_does_not(tablet: Tablet, clock: Clock):
    tablet.is_at("life")
    clock.goes_on(seconds=INTO_THE_DIALOG)
    tablet.opens()
    clock.goes_on(seconds=TOO_LATE - INTO_THE_DIALOG)
    assert tablet.opens().heading == "Welcome"


def test_activity_is_told_often_and_written_down_seldom(tablet: Tablet, clock: Clock):
    tablet.is_at("life")
    before = kept(tablet).touched_at
    for seconds, written in ((5, 0), (25, 30), (5, 30), (5, 40)):
        clock.goes_on(seconds=seconds)
        tells(tablet, "here")
        assert (kept(tablet).touched_at - before).total_seconds() == written


@pytest.mark.parametrize("by", ["its cookie", "housekeeping"])
def test_after_three_quiet_minutes_the_old_address_leads_to_welcome(
    tablet: Tablet, clock: Clock, by: str
):
    tablet.is_at("life", good_visit=CANARY)
    clock.goes_on(seconds=TOO_LATE)
    if by == "housekeeping":
        housekeeping(tablet.clinic)
    response = tablet.gets(tablet.here)
    assert (response.status_code, response.location) == (303, "/?kept=saved")
    assert "kiosk_intake=;" in response.headers["Set-Cookie"], "kept pages are thrown away"
    page = tablet.opens(response.location)
    assert page.heading == "Welcome"
    (told,) = page.notes
    assert "What was saved is hidden and kept for 30 minutes" in told
    assert "What was typed on the last page was not saved." in told
    assert CANARY not in page.source
    assert tablet.intake_id not in page.source
    assert kept(tablet).state == "parked"
    (row,) = tablet.clinic.audit("park")
    assert (row.actor, row.subject) == ("clock", tablet.intake_id)


def test_welcome_itself_takes_the_cookie_of_what_is_over(tablet: Tablet, clock: Clock):
    tablet.is_at("life")
    clock.goes_on(seconds=TOO_LATE)
    response = tablet.gets("/")
    assert response.status_code == 200
    assert "kiosk_intake=;" in response.headers["Set-Cookie"]


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["htmx", "plain"])
def test_a_post_that_comes_too_late_changes_nothing(
    tablet: Tablet, clock: Clock, headers: dict[str, str]
):
    tablet.is_at("life")
    before = tablet.draft
    sent = tablet.fills("next", activity_level="hard")
    clock.goes_on(seconds=TOO_LATE)
    response = tablet.sends(sent, headers=headers)
    assert response.headers.get("HX-Redirect", response.location) == "/?kept=saved"
    assert tablet.draft == before
    assert kept(tablet).state == "parked"


def test_the_calm_line_is_said_in_the_clients_language(tablet: Tablet, clock: Clock):
    tablet.is_at("life", language="es")
    clock.goes_on(seconds=TOO_LATE)
    page = tablet.opens()
    assert page.language == "es"
    assert "no se guardó" in page.notes[0]
    assert page.tree.xpath("//*[@data-leave]/@data-after") == ["300"], "then it is the clinic's"


def test_only_who_left_a_tablet_lying_is_told_so(tablet: Tablet):
    assert not tablet.opens("/").notes
    assert not tablet.opens("/?kept=<b>everything").notes
    tablet.is_at("life")
    tablet.presses("stop")
    tablet.sends(tablet.fills("stop"))
    assert tablet.gets(tablet.here).location == "/"


def test_when_nobody_answers_what_stands_on_the_page_is_kept(tablet: Tablet):
    tablet.is_at("life")
    response = tells(tablet, "away", activity_level="hard", stress_level="4")
    assert response.status_code == 204  # type: ignore[attr-defined]
    assert response.headers["HX-Redirect"] == "/?kept=all"  # type: ignore[attr-defined]
    assert "kiosk_intake=;" in response.headers["Set-Cookie"]  # type: ignore[attr-defined]
    assert (kept(tablet).state, kept(tablet).step) == ("parked", "life")
    assert tablet.draft.answers["activity_level"] == "hard"
    assert [row.actor for row in tablet.clinic.audit("park")] == ["clock"]
    (told,) = tablet.opens("/?kept=all").notes
    assert "Your answers are hidden and kept for 30 minutes" in told


def test_a_stale_tab_that_nobody_answers_for_overwrites_nothing(tablet: Tablet):
    tablet.is_at("life")
    stale = tablet.fills("away", activity_level="hard")
    tablet.answers("life", activity_level="some")
    tablet.sends(stale, headers=HTMX)
    assert (kept(tablet).state, kept(tablet).step) == ("parked", "today_check")
    assert tablet.draft.answers["activity_level"] == "some"


@pytest.mark.parametrize("step", ["stop", "person", "tell_desk"])
def test_pages_that_ask_nothing_are_locked_too(tablet: Tablet, step: str):
    tablet.is_at("life")
    tablet.clinic.moves(tablet.intake_id, step, {"came_from": "life"})
    tablet.opens()
    tells(tablet, "away")
    assert (kept(tablet).state, kept(tablet).step) == ("parked", step)


def test_a_warning_sign_left_on_the_page_still_calls_the_desk(tablet: Tablet):
    tablet.is_at("today_check")
    tells(tablet, "away", warning_signs=["chest_breath"])
    staff = Staff(tablet.clinic).signs_in("Dana Desk")
    assert "Please check now" in staff.page.words


def test_who_is_over_cannot_be_kept_alive(tablet: Tablet, clock: Clock):
    tablet.is_at("life")
    clock.goes_on(seconds=TOO_LATE)
    response = tells(tablet, "here")
    assert response.headers["HX-Redirect"] == "/?kept=saved"  # type: ignore[attr-defined]
    assert kept(tablet).state == "parked"


def test_activity_needs_the_intakes_own_token(tablet: Tablet, clock: Clock):
    tablet.is_at("life")
    before = kept(tablet).touched_at
    clock.goes_on(seconds=60)
    assert tablet.sends({"go": "here"}, headers=HTMX).status_code == 400
    assert kept(tablet).touched_at == before


def test_staff_give_it_back_to_the_tablet_they_choose_and_to_no_other(clinic: Clinic, clock: Clock):
    tablet, other = Tablet(clinic), Tablet(clinic)
    tablet.is_at("life", good_visit=CANARY)
    clock.goes_on(seconds=TOO_LATE)
    tablet.opens()
    assert tablet.sends({**tablet.page.form, "go": "resume"}, "/").location == "/"
    assert kept(tablet).state == "parked", "the tablet cannot take it by itself"
    staff = Staff(clinic).signs_in("Dana Desk")
    clock.goes_on(minutes=9)
    mine = next(each for each in clinic.tablets() if each.id == kept(tablet).tablet_id)
    staff.opens()
    staff.does(f"/staff/intakes/{tablet.intake_id}/give-back", tablet=mine.id)
    assert "resume" not in other.opens("/").buttons
    assert other.sends({**other.page.form, "go": "resume"}, "/").location == "/"
    assert tablet.opens("/").buttons.keys() == {"resume"}
    response = tablet.sends({**tablet.page.form, "go": "resume"}, "/")
    assert response.location == tablet.here
    assert tablet.opens().step == "life"
    clock.goes_on(seconds=INTO_THE_DIALOG)
    tablet.answers("life", activity_level="some")
    assert tablet.draft.answers["good_visit"] == CANARY


@pytest.mark.on_sqlite
def test_thirty_minutes_later_it_is_gone_from_the_files_too(
    tablet: Tablet, clock: Clock, tmp_path: Path
):
    tablet.is_at("life", good_visit=CANARY)
    (sealed,) = rows(tablet.clinic)
    clock.goes_on(seconds=TOO_LATE)
    housekeeping(tablet.clinic)
    clock.goes_on(minutes=29, seconds=59)
    housekeeping(tablet.clinic)
    assert files_with(tmp_path, sealed), "kept so far, sealed"
    clock.goes_on(seconds=1)
    housekeeping(tablet.clinic)
    assert tablet.clinic.waiting() == []
    assert not files_with(tmp_path, sealed)
    assert not files_with(tmp_path, CANARY.encode())
    assert [row.actor for row in tablet.clinic.audit("erase")] == ["clock"]
    assert tablet.gets(tablet.here).location == "/"


def files_with(folder: Path, words: bytes) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and words in file.read_bytes()]


def test_without_script_every_page_of_the_walk_locks_itself(tablet: Tablet, clock: Clock):
    tablet.is_at("life")
    for go in ("next", "stop", "person", "back"):
        (content,) = tablet.page.tree.xpath("//noscript/meta[@http-equiv='refresh']/@content")
        after, _, url = content.partition("; url=")
        assert url == tablet.here
        assert TOO_LATE < int(after) < TOO_LATE + 10
        tablet.presses(go)
    clock.goes_on(seconds=int(after))
    assert tablet.gets(url).location == "/?kept=saved"


def test_the_dialog_asks_in_the_clients_language_and_names_itself(tablet: Tablet):
    page = tablet.is_at("life", language="es")
    (dialog,) = page.tree.xpath("//dialog[@id='idle']")
    assert dialog.get("data-seconds") == "120"
    named = [
        page.tree.get_element_by_id(dialog.get(f"aria-{by}")).text_content()
        for by in ("labelledby", "describedby")
    ]
    assert named == ["¿Sigue ahí?", "Ocultaremos pronto sus respuestas para cuidar su privacidad."]
    assert dialog.findtext(".//button") == "Aquí estoy"


def test_no_touch_is_counted_for_somebody_elses_intake(clinic: Clinic, clock: Clock):
    mine, other = Tablet(clinic), Tablet(clinic)
    mine.is_at("life")
    other.is_at("life")
    before = clinic.store.steady()
    clock.goes_on(seconds=60)
    here = {"csrf_token": mine.page.form["csrf_token"], "go": "here"}
    assert mine.sends(here, other.here, headers=HTMX).headers["HX-Redirect"] == "/"
    assert {each.touched_at for each in clinic.waiting()} == {before}
