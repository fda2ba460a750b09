"""Run under callgrind, in the peers' environment: the personas' steps in a Django formtools wizard.

It is told the walks on its first line of input: for each persona the steps, what each asks, and
what is sent. It keeps its session in SQLite with every commit on disk, as the kiosk does, and zips
its pages. Its word says whether it draws a form as usual, or by one loop, which costs it less.
Writes a line for each stretch, as the walk beside the floor does.
"""

from __future__ import annotations

import gc
import json
import sys
import tempfile
from functools import cache, partial
from pathlib import Path
from typing import Any

import django
from django import forms
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

from bench_rows.counting import counted
from bench_rows.wire import Fields, Wire, hidden

USUAL = """<!doctype html><title>Intake</title>
<form method="post">{% csrf_token %}{{ wizard.management_form }}{{ form.as_div }}
<button>Next</button></form>"""
"""How Django's own guide draws a form."""

BY_HAND = """<!doctype html><title>Intake</title>
<form method="post">{% csrf_token %}{{ wizard.management_form }}
{% for f in form %}<fieldset><legend>{{ f.label }}</legend><div class="cards">
{% for value, label in f.field.choices %}<label class="card">
<input type="{{ f.field.kind }}" name="{{ f.html_name }}" value="{{ value }}">
<span class="face"><b>{{ label }}</b></span></label>
{% empty %}<input name="{{ f.html_name }}">
{% endfor %}{{ f.errors }}</div></fieldset>
{% endfor %}<button>Next</button></form>"""

PAGES = {"usual": USUAL, "by-hand": BY_HAND}
KINDS = {"one": "radio", "many": "checkbox"}

Walk = list[dict[str, Any]]


def main() -> None:
    """Everybody walks once to warm up, and once more to be counted."""
    walks: list[Walk] = json.loads(sys.stdin.readline())
    with tempfile.TemporaryDirectory() as name:
        wire = Wire(site(Path(name), walks, PAGES[sys.argv[1]]))
        for label in ("", "django"):
            gc.collect()
            gc.freeze()
            for number, walk in enumerate(walks):
                walked(wire, number, walk, label)


def site(folder: Path, walks: list[Walk], page: str) -> Any:
    """A WSGI app with one wizard for each walk."""
    on_disk = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "peer.db"}
    settings.configure(
        ALLOWED_HOSTS=["localhost"],
        SECRET_KEY="x" * 50,
        ROOT_URLCONF=__name__,
        DATABASES={"default": {**database, "OPTIONS": {"init_command": on_disk}}},
        INSTALLED_APPS=["django.contrib.sessions", "django.forms", "formtools"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.middleware.gzip.GZipMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        USE_TZ=True,
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {
                    "loaders": [
                        (
                            "django.template.loaders.cached.Loader",
                            [("django.template.loaders.locmem.Loader", {"page": page})],
                        )
                    ]
                },
            }
        ],
    )
    django.setup()
    call_command("migrate", verbosity=0)
    urlpatterns.extend(path(f"{number}/", wizard(walk)) for number, walk in enumerate(walks))
    return get_wsgi_application()


urlpatterns: list[Any] = []


def wizard(walk: Walk) -> Any:
    """A view that takes one persona through their steps."""
    from formtools.wizard.views import SessionWizardView

    class Intake(SessionWizardView):  # type: ignore[misc]  # it carries no types
        template_name = "page"

        def done(self, *_: Any, **__: Any) -> HttpResponse:
            return HttpResponse("done")

    return Intake.as_view([(step["key"], form(json.dumps(step["asks"]))) for step in walk])


@cache
def form(asked: str) -> type[forms.Form]:
    """One step's form; nothing in it must be answered."""
    return type("Step", (forms.Form,), {key: field(*how) for key, *how in json.loads(asked)})


def field(prompt: str, kind: str, choices: list[tuple[str, str]]) -> forms.Field:
    """One question's field."""
    kinds = {"one": forms.ChoiceField, "many": forms.MultipleChoiceField}
    if kind not in kinds:
        return forms.CharField(label=prompt, required=False)
    made = kinds[kind](label=prompt, required=False, choices=choices)
    made.kind = KINDS[kind]
    return made


def walked(wire: Wire, number: int, walk: Walk, label: str) -> None:
    """One walk, each step a stretch. It stops with an error where a step does not lead on."""
    wire.cookies.clear()
    shown = wire.get(f"/{number}/")
    for step, then in zip(walk, [*walk[1:], None], strict=True):
        said = [(f"{step['key']}-{name}", value) for name, value in step["said"]]
        said += envelope(shown, step["key"])
        if not then:
            break
        send = partial(wire.post, f"/{number}/", said, zipped=True)
        if label:
            counted(send)
            sys.stdout.write(f"{label} {number} {step['key']}\n")
        else:
            send()
        shown = wire.body
        if hidden(shown, "intake-current_step") != then["key"]:
            raise SystemExit(f"{step['key']} does not lead to {then['key']}")


def envelope(shown: bytes, step: str) -> Fields:
    """What the wizard wants back with every post."""
    token = hidden(shown, "csrfmiddlewaretoken")
    return [("csrfmiddlewaretoken", token), ("intake-current_step", step)]


if __name__ == "__main__":
    main()
