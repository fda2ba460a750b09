"""What the paper says for what was said: none, not answered, never asked, and in private."""

from __future__ import annotations

import re

import pytest

from kiosk.exports.paper.html import paper_html
from kiosk.exports.paper.marks import places
from kiosk.exports.paper.told import Told
from tests.builders.records import DRAWN, a_record

TAG = re.compile(r"<[^>]+>")


def read(record, **how):
    """The paper's text as a reader of the page meets it."""
    body = paper_html(record, **how).partition("<body>")[2]
    return " ".join(TAG.sub("", re.sub(r"</(?!b)", " </", body)).split())


def after(text, label):
    """What stands behind a bold label."""
    return text.partition(f"{label}: ")[2][:60]


def test_what_is_skipped_is_not_answered_and_what_is_none_is_none():
    skipped = read(a_record())
    assert after(skipped, "Allergies").startswith("not answered")
    assert after(skipped, "Medicines").startswith("not answered")
    assert after(read(a_record(pressure="p2_light")), "Positions").startswith("not answered")
    assert "none reported" not in skipped
    none = read(a_record(allergies=["none"], medicine_kinds=["none"]))
    assert after(none, "Allergies").startswith("none reported")
    assert after(none, "Medicines").startswith("none reported")


def test_not_answered_is_bold():
    assert "<b>not answered</b>" in paper_html(a_record())


def test_a_health_group_answered_none_is_told_apart_from_one_left_open():
    text = read(a_record(inside=["none"], devices=["none"]))
    assert "Inside the body; In or on your body" in after(text, "Nothing reported for")
    assert re.search(r"Not answered: Are you pregnant[^.]*; Heart and blood", text)


def test_an_optional_question_left_alone_prints_nothing():
    text = read(a_record())
    assert "Cover:" not in text
    assert "Face rest" not in text
    assert "Email" not in text


def test_empty_blocks_say_so_in_words():
    text = read(a_record(touch_avoid=["none"], keep_covered=["none"]))
    for words in (
        *("nothing reported", "No areas excluded. Private areas", "No marks"),
        *("No preference given", "No plan given: ask before starting"),
    ):
        assert words in text, words


def test_no_area_is_called_free_while_a_question_about_it_is_open():
    assert "No areas excluded" not in read(a_record(touch_avoid=["none"]))


SECRETS = {
    "pregnancy": "in_private",
    "cancer": "in_private",
    "mind": ["anxiety", "in_private"],
    "private_word": "yes",
}


def test_the_reason_for_a_private_talk_is_never_printed():
    text = read(a_record(**SECRETS))
    assert "Wants to tell you something in private" in text
    for reason in ("I will tell the therapist", "in person", "pregnan", "Cancer", "say in private"):
        assert reason not in text
    assert "Anxiety or panic" in text


def test_a_mind_that_is_only_told_in_private_leaves_no_trace():
    text = read(a_record(mind=["in_private"]))
    assert "If you want us to know" not in text


def test_a_wish_to_talk_about_last_time_is_a_reason_too():
    told = Told(a_record(visit_kind="returning", after_release="talk"))
    assert told.line("after_release") is None


def test_positions_not_picked_are_ruled_out_in_capitals():
    text = read(a_record(positions_ok=["face_up", "seated"]))
    assert "NOT FACE DOWN. NOT ON THE SIDE." in text
    assert "NOT FACE UP" not in text
    assert "NOT FACE" not in read(a_record(positions_ok=["unsure"]))


def test_a_private_area_without_a_yes_is_no():
    text = read(a_record(any_sensitive="choose", sensitive_glutes="over_cover"))
    assert "buttocks OVER SHEET · belly NO" in text


def mark(region, kind="work", **more):
    return {"region": region, "mark": kind, **more}


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ([mark("calf_left"), mark("calf_right")], ["Calf (both)"]),
        (
            [mark("calf_left", level=3), mark("calf_right", level=4)],
            ["Calf (left)", "Calf (right)"],
        ),
        ([mark("calf_left"), mark("calf_right", "avoid")], ["Calf (left)", "Calf (right)"]),
        ([mark("neck_front"), mark("neck_back"), mark("scalp")], ["Whole neck", "Scalp"]),
        ([mark("scalp", "gentle"), mark("abdomen", "avoid"), mark("scalp")], ["Scalp", "Belly"]),
    ],
)
def test_marks_are_listed_as_pairs_and_groups_with_work_first(marks, said):
    unique = list({m["region"]: m for m in marks}.values())
    assert [place.label for place in places(Told(a_record(body_marks=unique)))][: len(said)] == said


def test_a_mark_says_how_it_feels_how_much_and_since_when():
    marks = [mark("calf_left", feel="tight", level=6, since="long"), mark("scalp", since="new")]
    said = {place.label: place.feeling for place in places(Told(a_record(body_marks=marks)))}
    assert said == {"Calf (left)": "Tight\N{NO-BREAK SPACE}6, A long time", "Scalp": "New"}


def test_a_typed_signature_prints_the_name_and_a_drawn_one_its_strokes():
    typed = paper_html(a_record(signature={"method": "typed", "name": "M. Lindqvist"}))
    assert "Signed by “<bdi>M. Lindqvist</bdi>”, typed" in typed
    assert 'class="signature"' not in typed
    drawn = paper_html(a_record())
    assert drawn.count("<path", drawn.index('class="signature"')) == len(DRAWN["strokes"])


def test_a_card_that_waits_for_a_talk_is_named():
    text = read(a_record(consent_draping="talk_first"))
    assert "5 of 6 cards agreed. Waiting: Covering and clothes" in text


def test_the_foot_names_the_record_the_catalogue_and_the_fingerprint():
    record = a_record()
    html = paper_html(record)
    for words in (record.id, record.catalogue_version, "4c1e 09ab 77d2 f00d", "not medical advice"):
        assert words in html


def test_the_page_for_a_screen_has_the_same_blocks_and_nothing_inline():
    record = a_record(undress_level="all", allergies=["nuts"])
    page = paper_html(record, for_screen=True, styles=("/s/summary.css",), asset="/s/{}".format)
    assert '<link rel="stylesheet" href="/s/summary.css">' in page
    assert '<link rel="stylesheet" href="/s/summary-screen.css">' in page
    assert "style=" not in page
    assert "<style" not in page
    assert "<script" not in page
    printed = paper_html(record, asset="/s/{}".format)
    bodies = {text.partition("<main")[2].partition("</main>")[0] for text in (page, printed)}
    assert len(bodies) == 1


def test_a_demo_says_so_on_its_paper():
    assert "DEMO" in paper_html(a_record(), watermark="DEMO", for_screen=True)
    assert 'data-watermark="DEMO"' in paper_html(a_record(), watermark="DEMO")
