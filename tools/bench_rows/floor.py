"""The floor a step is compared with: Flask, WTForms, one SQLite commit and a Jinja partial."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from flask import Flask, redirect, render_template_string, request
from wtforms import Form, RadioField, SelectMultipleField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.questions import PickMany, PickOne

STEP = "comfort"

PARTIAL = """
{% for f in fields %}<fieldset><legend>{{ f.prompt }}</legend><div class="cards">
{% for c in f.choices %}<label class="card">
<input type="{{ f.kind }}" name="{{ f.key }}" value="{{ c.key }}"
{%- if c.key in f.picked %} checked{% endif %}>
<span class="face"><b>{{ c.label }}</b></span></label>
{% endfor %}</div></fieldset>
{% endfor %}<button name="go" value="next">Next</button>"""


def floor_app(folder: Path) -> Flask:
    """An app that takes the same step with the same questions, and does nothing else."""
    questions = CATALOGUE.step(STEP).questions
    form = type("F", (Form,), {q.key: _field(q) for q in questions})
    database = sqlite3.connect(folder / "floor.db", check_same_thread=False)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, rev INTEGER, content TEXT)")
    database.execute("INSERT INTO answer VALUES (1, 1, '')")
    database.commit()
    app = Flask("floor")

    @app.post("/step")
    def answer() -> Any:
        said = form(request.form)
        if not said.validate():
            return "no", 422
        database.execute("UPDATE answer SET rev = rev + 1, content = ?", (repr(said.data),))
        database.commit()
        return redirect("/step", 303)

    @app.get("/step")
    def show() -> str:
        database.execute("SELECT rev, content FROM answer").fetchone()
        return render_template_string(PARTIAL, fields=[_drawn(q) for q in questions])

    return app


def _field(question: Any) -> Any:
    choices = [SelectChoice(c.key, c.label) for c in question.choices]
    if isinstance(question, PickMany):
        return SelectMultipleField(choices=choices)
    return RadioField(choices=choices, validate_choice=False)


def _drawn(question: Any) -> dict[str, Any]:
    kind = "radio" if isinstance(question, PickOne) else "checkbox"
    return {
        "key": question.key,
        "prompt": question.prompt,
        "kind": kind,
        "picked": (),
        "choices": question.choices,
    }
