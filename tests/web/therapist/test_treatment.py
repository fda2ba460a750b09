"""A session on its pages: talked about, confirmed, begun, noted, over, and written down."""

from __future__ import annotations

import re

import pytest

from kiosk.store.records import notes, treatments
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page, sendable
from tests.web.visits import posts, signs

SAID = {
    "warning_signs": ["chest_breath"],
    "touch_avoid": ["feet"],
    "pause_signal": "raise_hand",
    "feelings_first": "still_hands",
    "pressure": "p2_light",
    "any_sensitive": "choose",
    "sensitive_abdomen": "yes",
    "sensitive_glutes": "ask",
}
LINES = ["touch_avoid", "pause_signal", "pressure"]


@pytest.fixture
def kept(clinic: Clinic) -> str:
    return signs(clinic, **SAID)


@pytest.fixture
def mei(clinic: Clinic) -> Staff:
    return Staff(clinic).signs_in()


def session(kept: str) -> str:
    return f"/staff/intakes/{kept}/session"


def does(mei: Staff, kept: str, go: str, **said: object) -> Page:
    response = posts(mei, session(kept), go=go, **said)
    return mei.opens(response.location) if response.location else Page(response)


def begins(mei: Staff, kept: str) -> Page:
    page = mei.opens(session(kept))
    flags = page.tree.xpath("//input[@name='flag']/@value")
    for flag in flags:
        does(mei, kept, "talk", flag=flag, outcome="talked")
    return does(mei, kept, "start")


def now(clinic: Clinic, kept: str) -> treatments.Treatment:
    with clinic.store.reading() as tx:
        return treatments.of(tx, kept)


def test_the_whole_session_from_talk_to_note(clinic: Clinic, mei: Staff, kept: str):
    assert "Waiting, not read yet" in mei.opens(session(kept)).words
    early = does(mei, kept, "start")
    assert "Talk about each stop-and-ask line first" in early.words
    shown = does(mei, kept, "lines", lines=LINES)
    assert [words in shown.words for words in ("raise a hand", "Light", "Feet")] == [True] * 3
    does(mei, kept, "understood", lines=LINES, answer="yes")
    does(mei, kept, "area", area="sensitive_abdomen", answer="over_cover", whose="witness")
    card = begins(mei, kept)
    assert card.heading.startswith("In the room")
    assert "Hal" not in card.words, "no name in the treatment room"
    assert not card.tree.xpath("//*[@id='calls']"), "nor of another who calls"
    post = card.form["post"]
    noted = does(mei, kept, "tap", tap="lighter", post=post)
    does(mei, kept, "tap", tap="lighter", post=post)
    assert "Asked: lighter" in noted.words
    over = does(mei, kept, "end")
    assert "Done" in over.words
    found = now(clinic, kept)
    assert (found.state, found.understood, len(found.taps)) == ("done", "yes", 1)


def test_an_area_that_asks_for_the_clients_own_tap_gets_it_on_the_turned_screen(
    clinic: Clinic, mei: Staff, kept: str
):
    mei.opens(session(kept))
    refused = does(mei, kept, "area", area="sensitive_glutes", answer="yes", whose="witness")
    assert "a tap of their own" in refused.words
    assert now(clinic, kept).answers == ()
    does(mei, kept, "area", area="sensitive_glutes", answer="yes", whose="client")
    assert now(clinic, kept).answers[0].whose == "client"


def test_the_turned_screen_speaks_the_clients_language_and_leads_nowhere_else(
    clinic: Clinic, mei: Staff
):
    kept = signs(clinic, **SAID, language="es")
    mei.opens(session(kept))
    shown = does(mei, kept, "lines", lines=LINES)
    assert shown.tree.xpath("/html/@lang") == ["es"]
    assert "Sí, así es" in shown.words
    assert not shown.tree.xpath("//nav")


def taps(mei: Staff, shown: Page, words: str) -> Page:
    """What the client taps on the turned screen, by the first words of the button."""
    (button, *_) = shown.tree.xpath(f"//button[starts-with(normalize-space(), '{words}')]")
    form = next(button.iterancestors("form"))
    said = {**sendable(form), button.get("name"): button.get("value")}
    response = posts(mei, form.get("action"), **said)
    return mei.opens(response.location) if response.location else Page(response)


def is_the_clients(page: Page) -> bool:
    """Whether it has neither staff's pages nor a word of what is flagged."""
    flagged = [
        words for words in ("Stop and ask", "Talk about first", "Feeling") if words in page.words
    ]
    return not page.tree.xpath("//nav") and not flagged


def test_not_quite_is_told_to_the_therapist_and_the_client_sees_no_page_of_theirs(
    mei: Staff, kept: str
):
    mei.opens(session(kept))
    shown = does(mei, kept, "lines", lines=LINES)
    after = taps(mei, shown, "Not quite")
    assert is_the_clients(after)
    assert "Please tell your therapist about this now." in after.words
    assert "The client said: not quite" in mei.opens(session(kept)).words


def test_whatever_the_client_taps_on_the_turned_screen_leads_back_there(mei: Staff, kept: str):
    mei.opens(session(kept))
    page = stale = does(mei, kept, "lines", lines=LINES)
    page = taps(mei, page, "Yes, that is right")
    assert is_the_clients(page)
    assert "hand the tablet back" not in page.words, "the areas are still to be answered"
    for _ in range(2):
        page = taps(mei, page, "No")
        assert is_the_clients(page)
    assert "hand the tablet back" in page.words
    mei.opens(session(kept))
    refused = taps(mei, stale, "Yes: Belly")
    assert is_the_clients(refused)
    assert "Somebody said no to this in the room: it stays a no." in refused.words


def test_going_ahead_without_asks_why(mei: Staff, kept: str):
    page = mei.opens(session(kept))
    (flag,) = page.tree.xpath("//input[@name='flag']/@value")[:1]
    refused = does(mei, kept, "talk", flag=flag, outcome="without")
    assert refused.summary == [(f"#talk-{flag}", "Say why you went ahead without: it prints.")]


def test_the_intake_says_how_far_its_session_is(clinic: Clinic, mei: Staff, kept: str):
    intake = f"/staff/intakes/{kept}"
    told = ["Signed, waiting", "Read", "In the room for 0 min", "Session done"]
    assert told[0] in mei.opens(intake).words
    posts(mei, f"{intake}/read")
    assert f"· {told[1]}" in mei.opens(intake).words
    begins(mei, kept)
    assert told[2] in mei.opens(intake).words
    does(mei, kept, "end")
    assert told[3] in mei.opens(intake).words


def test_taps_of_one_session_are_one_opening(clinic: Clinic, mei: Staff, kept: str):
    def openings() -> int:
        return str(clinic.audit("view")).count(kept)

    before = openings()
    begins(mei, kept)
    assert openings() == before + 1
    does(mei, kept, "end")
    mei.opens(session(kept))
    assert openings() > before + 1, "after the session, each look is an opening again"


def test_the_note_is_kept_signed_and_added_to(clinic: Clinic, mei: Staff, kept: str):
    begins(mei, kept)
    does(mei, kept, "end")
    url = f"/staff/intakes/{kept}/note"
    page = mei.opens(url)
    assert page.form["note_pressure"] == ["p2"], "begun from the intake"
    response = posts(mei, url, go="sign", **page.form)
    assert response.status_code == 422
    missing = Page(response)
    assert "Mark at least one place." in [words for _, words in missing.summary]
    said = {
        **missing.form,
        "note_regions-abdomen": "work",
        "note_techniques": ["swedish"],
        "note_response": ["softened"],
        "note_minutes": "m60",
        "note_text": "Shoulders softer.",
    }
    assert posts(mei, url, go="sign", **said).status_code == 303
    signed = mei.opens(url)
    assert "Abdomen: Worked" in signed.words or "Belly: Worked" in signed.words
    assert posts(mei, url, go="add", words="").status_code == 422
    posts(mei, url, go="add", words="Called: well.")
    assert "Called: well." in mei.opens(url).words
    with clinic.store.reading() as tx:
        assert notes.of(tx, kept)


def test_two_pages_of_one_note_lose_nothing(mei: Staff, kept: str):
    url = f"/staff/intakes/{kept}/note"
    first = mei.opens(url).form
    posts(mei, url, go="keep", **{**first, "note_text": "From the one"})
    response = posts(mei, url, go="keep", **{**first, "note_text": "From the other"})
    page = Page(response)
    assert response.status_code == 422
    assert "changed on another page" in page.words
    assert page.form["note_text"] == ["From the other"], "nothing typed is lost"
    assert posts(mei, url, go="keep", **page.form).status_code == 303


def test_the_client_chooses_the_private_areas_anew_and_signs(clinic: Clinic, mei: Staff):
    kept = signs(clinic, **SAID, language="es", access_needs=["big_text"])
    url = f"{session(kept)}/areas"
    shown = mei.opens(url)
    assert shown.tree.xpath("/html/@lang") == ["es"]
    assert shown.display == ("", "l"), "as large as they read"
    assert "Firma el cliente" in shown.words
    said = {**shown.form, "sensitive_glutes": "no", "sensitive_inner_thigh": "over_cover"}
    unsigned = Page(posts(mei, url, **said, go="sign"))
    assert [anchor for anchor, _ in unsigned.summary] == ["#signature"]
    assert unsigned.picked("sensitive_inner_thigh") == ["over_cover"], "nothing chosen is lost"
    assert now(clinic, kept).signings == ()
    signed = {**said, "signature-typed": "Hal Brook"}
    then = mei.opens(posts(mei, url, **signed, go="sign").location)
    asked = then.tree.xpath("//section/@id")
    assert asked == ["area-sensitive_abdomen", "area-sensitive_inner_thigh"]
    assert "chosen anew and signed" in mei.opens(session(kept)).words


def test_after_the_start_nothing_is_signed_again(clinic: Clinic, mei: Staff, kept: str):
    url = f"{session(kept)}/areas"
    form = mei.opens(url).form
    begins(mei, kept)
    assert mei.gets(url).location.endswith(session(kept))
    late = posts(mei, url, **{**form, "signature-typed": "Hal Brook"}, go="sign")
    assert late.status_code == 422
    assert now(clinic, kept).signings == ()


@pytest.mark.parametrize("name", ["Dana Desk", "Ada Books"])
def test_it_is_a_therapists_business_alone(clinic: Clinic, kept: str, name: str):
    other = Staff(clinic).signs_in(name)
    for page in ("session", "session/client", "session/areas", "session/room", "note"):
        assert other.gets(f"/staff/intakes/{kept}/{page}").status_code == 403
    assert re.search("403", str(posts(other, session(kept), reads=False, go="start").status_code))


def test_an_idea_that_does_not_suit_the_client_is_not_offered_and_refused_when_posted(
    clinic: Clinic, mei: Staff
):
    kept = signs(clinic, warning_signs=["limb_swelling"], language="es")
    url = f"/staff/intakes/{kept}/note"
    page = mei.opens(url)
    offered = page.tree.xpath("//input[@name='note_home_care']/@value")
    assert "walk_easy" not in offered
    assert "wind_down" in offered
    (told,) = page.tree.xpath("//*[@id='hidden-ideas']//div[dt='Easy walk']/dd/text()")
    assert "One leg or arm swollen, warm, or sore" in told, "in the clinic's language"
    again = Page(posts(mei, url, go="sign", **page.form, note_home_care=["walk_easy"]))
    said = "One of these ideas does not suit this client: below the list is why."
    assert ("#note_home_care", said) in again.summary
    with clinic.store.reading() as tx:
        assert notes.of(tx, kept) is None
