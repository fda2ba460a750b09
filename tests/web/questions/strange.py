"""Strange posts: what a broken browser, a bored child or a scanner may send to a step."""

from __future__ import annotations

from hypothesis import strategies as st

from kiosk.catalogue import CATALOGUE
from kiosk.web.questions.step_form import names_of

BUTTONS = (
    "next",
    "back",
    "skip",
    "stop",
    "person",
    "erase",
    "start",
    "here",
    "text:133",
    "theme:x",
)
BUTTONS += ("language:es", "language:xx", "change:draping", "change:", "", "next\n", "NEXT")

NASTY = (
    *("", " ", "0", "-1", "11", "1e400", "NaN", "٣", "none", "yes", "choose", "talk_first"),
    *("\ud800", "\u202egnp.exe", "a\u0000b", "\ufeff", "\u2028", "e\u0301", "🤕" * 40),
    *("x" * 121, "y" * 5000, "\n" * 500, "=1+1", "{{ 7*7 }}", "<script>alert(1)</script>"),
    *("' OR 1=1 --", "../../etc/passwd", '{"w":1,"h":1,"strokes":[[1,1]]}', "[" * 900),
    *('{"w":"a"}', '{"w":9,"h":9,"strokes":7}', '{"w":9,"h":9,"strokes":[[1e99,2]]}', "null"),
)


def words() -> st.SearchStrategy[str]:
    return st.sampled_from(NASTY) | st.text(max_size=40)


def posts(step: str) -> st.SearchStrategy[list[tuple[str, str]]]:
    """A post to a step: some of its fields, some strange ones, values of every kind."""
    mine = sorted(names_of(step) - {"csrf_token", "step", "rev", "go"})
    choices = sorted({c.key for q in CATALOGUE.step(step).questions for c in _choices(q)})
    value = words() | st.sampled_from([*choices, "none"])
    field = st.tuples(st.sampled_from(mine), value)
    strange = st.tuples(st.sampled_from(["", "x", "goals[]", "step ", "rev"]) | words(), words())
    return st.lists(field | field | field | field | strange, max_size=12)


def _choices(question: object) -> tuple[object, ...]:
    return tuple(getattr(question, "choices", ()))
