"""The floor a step is compared with: Flask, WTForms, one SQLite commit and a Jinja partial.

It asks the same questions and draws the same choices, and does nothing else. Its template is
compiled once, as any app's is.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, redirect, request
from wtforms import Form, RadioField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from kiosk.catalogue import page
from kiosk.catalogue.questions import PickMany, PickOne

PARTIAL = """
<form hx-post="/step/{{ step }}" hx-target="this">
{% for f in fields %}<fieldset><legend>{{ f.prompt }}</legend><div class="cards">
{% for c in f.choices %}<label class="card">
<input type="{{ f.kind }}" name="{{ f.key }}" value="{{ c.key }}"
{%- if c.key in f.picked %} checked{% endif %}>
<span class="face"><b>{{ c.label }}</b></span></label>
{% else %}<input name="{{ f.key }}">
{% endfor %}</div></fieldset>
{% endfor %}<button name="go" value="next">Next</button></form>"""


def floor_app(folder: Path) -> Flask:
    """An app that takes the post of any step and shows the one that is asked for."""
    database = sqlite3.connect(folder / "floor.db", check_same_thread=False)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, rev INTEGER, content TEXT)")
    database.execute("INSERT INTO answer VALUES (1, 1, '')")
    database.commit()
    app = Flask("floor")
    partial = app.jinja_env.from_string(PARTIAL)

    @app.post("/step/<step>/<then>")
    def answer(step: str, then: str) -> Any:
        said = _form(step)(request.form)
        said.validate()
        database.execute("UPDATE answer SET rev = rev + 1, content = ?", (repr(said.data),))
        database.commit()
        return redirect(f"/step/{then}", 303)

    @app.get("/step/<step>")
    def show(step: str) -> str:
        database.execute("SELECT rev, content FROM answer").fetchone()
        return partial.render(step=step, fields=[_drawn(q) for q in page(step).questions])

    return app


@cache
def _form(step: str) -> type[Form]:
    return type("F", (Form,), {q.key: _field(q) for q in page(step).questions})


def _field(question: Any) -> Any:
    choices = [SelectChoice(c.key, c.label) for c in getattr(question, "choices", ())]
    if isinstance(question, PickMany):
        return SelectMultipleField(choices=choices)
    return RadioField(choices=choices, validate_choice=False) if choices else StringField()


def _drawn(question: Any) -> dict[str, Any]:
    kind = "radio" if isinstance(question, PickOne) else "checkbox"
    return {
        "key": question.key,
        "prompt": question.prompt,
        "kind": kind,
        "picked": (),
        "choices": getattr(question, "choices", ()),
    }
