"""What was passed by on a first visit is not silence on the paper of the next."""

from __future__ import annotations

from kiosk.exports.paper.html import paper_html
from tests.builders.records import a_record, comes_back


def block(html: str) -> str:
    _, _, after = html.partition("Allergies and medicines")
    return after.partition("</section>")[0]


def test_allergies_and_medicines_that_nobody_ever_answered_say_so():
    first = a_record(allergies=None, medicine_kinds=None)
    again = comes_back([first], {"visit_kind": "returning", "changed": ["nothing"]})
    assert not {"allergies", "medicine_kinds"} & again.says.keys()
    said = block(paper_html(again))
    assert said.count("not answered") == 2
    told = a_record(allergies=["none"], medicine_kinds=["none"])
    known = comes_back([told], {"visit_kind": "returning", "changed": ["nothing"]})
    assert "not answered" not in block(paper_html(known))
