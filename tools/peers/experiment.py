"""Run under callgrind, in the peers' environment: the personas' steps as pages of an oTree project.

It is told the walks on its first line of input, as the wizard is. Each walk is an app of its own;
a question is a field of its player, a choice of several a box, as oTree's own guide has it. Its
database is SQLite with every commit on disk. oTree hands each page to another thread, which is
left out, because callgrind counts by thread: it costs oTree less so.
Writes a line for each stretch: post, redirect and page, as a browser would ask for them.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench_rows.counting import counted

SETTINGS = """
SESSION_CONFIGS = [
    dict(name=name, app_sequence=[name], num_demo_participants=1) for name in {names}
]
SESSION_CONFIG_DEFAULTS = dict(real_world_currency_per_point=1, participation_fee=0)
LANGUAGE_CODE, REAL_WORLD_CURRENCY_CODE, USE_POINTS = "en", "USD", True
SECRET_KEY = "bench"
"""

APP = """
from peers.experiment import pages, player
from otree.api import BaseConstants, BaseGroup, BasePlayer, BaseSubsession, Page

class C(BaseConstants):
    NAME_IN_URL, PLAYERS_PER_GROUP, NUM_ROUNDS = __name__, None, 1

class Subsession(BaseSubsession):
    pass

class Group(BaseGroup):
    pass

WALK = {walk}
Player = type("Player", (BasePlayer,), dict(__module__=__name__, **player(WALK)))
page_sequence = [
    type(name, (Page,), dict(__module__=__name__, form_model="player", form_fields=fields))
    for name, fields in pages(WALK)
]
"""

PAGE = """{{ block title }}Intake{{ endblock }}
{{ block content }}{{ formfields }}{{ next_button }}{{ endblock }}"""

Walk = list[dict[str, Any]]


def main() -> None:
    """Everybody walks once to warm up, and once more to be counted."""
    walks: list[Walk] = json.loads(sys.stdin.readline())
    with tempfile.TemporaryDirectory() as name:
        project(Path(name), walks)
        for label in ("", "otree"):
            gc.collect()
            gc.freeze()
            for number, walk in enumerate(walks):
                walked(number, walk, label)


def project(folder: Path, walks: list[Walk]) -> None:
    """An oTree project with an app for each walk, set up in this process."""
    names = [f"walk{number}" for number, _ in enumerate(walks)]
    (folder / "settings.py").write_text(SETTINGS.format(names=names), encoding="utf-8")
    for name, walk in zip(names, walks, strict=True):
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(APP.format(walk=walk), encoding="utf-8")
        for page, _ in pages(walk):
            (folder / name / f"{page}.html").write_text(PAGE, encoding="utf-8")
    (folder / "_static").mkdir()
    os.chdir(folder)
    sys.path.insert(0, str(folder))
    os.environ["OTREE_PRODUCTION"] = "1"
    from otree import database, main

    database.sqlite_disk_conn.execute("PRAGMA journal_mode=WAL")
    database.sqlite_disk_conn.execute("PRAGMA synchronous=FULL")
    main.setup()
    database.AnyModel.metadata.create_all(database.engine)
    from otree.views import abstract

    abstract.run_in_threadpool = in_this_thread


async def in_this_thread(task: Any, *words: Any) -> Any:
    """What oTree does in a thread of its own."""
    return task(*words)


def player(walk: Walk) -> dict[str, Any]:
    """The fields of a player, by name."""
    from otree.api import models, widgets

    fields: dict[str, Any] = {}
    for key, prompt, kind, choices in (asked for step in walk for asked in step["asks"]):
        if kind == "many":
            for choice, label in choices:
                fields[f"{key}__{choice}"] = models.BooleanField(
                    label=label, blank=True, widget=widgets.CheckboxInput
                )
        elif kind == "one":
            fields[key] = models.StringField(
                label=prompt, blank=True, choices=choices, widget=widgets.RadioSelect
            )
        else:
            fields[key] = models.LongStringField(label=prompt, blank=True)
    return fields


def pages(walk: Walk) -> list[tuple[str, list[str]]]:
    """The pages of a walk, each with the names of its fields."""
    return [(step["key"].title().replace("_", ""), names_of(step)) for step in walk]


def names_of(step: dict[str, Any]) -> list[str]:
    """The fields of one step."""
    return [
        name
        for key, _, kind, choices in step["asks"]
        for name in ([f"{key}__{choice}" for choice, _ in choices] if kind == "many" else [key])
    ]


def walked(number: int, walk: Walk, label: str) -> None:
    """One walk, each step a stretch. It stops with an error where a step does not lead on."""
    from otree.session import create_session

    session = create_session(f"walk{number}", num_participants=1)
    browser = Browser()
    browser.follow(f"/InitializeParticipant/{session.pp_set[0].code}")
    for at, step in enumerate(walk[:-1], start=1):
        said = urlencode(told(step)).encode()
        send = partial(browser.post, said)
        if label:
            counted(send)
            sys.stdout.write(f"{label} {number} {step['key']}\n")
        else:
            send()
        if not browser.place.endswith(f"/{at + 1}"):
            raise SystemExit(f"{step['key']} does not lead on: {browser.place}")


def told(step: dict[str, Any]) -> list[tuple[str, str]]:
    """What is sent for a step."""
    many = {key for key, _, kind, _ in step["asks"] if kind == "many"}
    return [
        (f"{name}__{value}", "1") if name in many else (name, value) for name, value in step["said"]
    ]


class Browser:
    """One participant: asks the app itself, and follows where it leads."""

    def __init__(self) -> None:
        from otree.asgi import app

        self.app = app
        self.place = ""
        self.loop = asyncio.new_event_loop()

    def follow(self, path: str) -> None:
        """Look at a page, and at where it leads."""
        while path:
            self.place, path = path, self.ask("GET", path, b"")

    def post(self, said: bytes) -> None:
        """Send a page, and look at what comes."""
        self.follow(self.ask("POST", self.place, said))

    def ask(self, method: str, path: str, body: bytes) -> str:
        """Where an answer leads to, or nothing."""
        headers: list[tuple[bytes, bytes]] = []

        sent = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict[str, Any]:
            return sent.pop() if sent else await asyncio.Future()

        async def send(message: dict[str, Any]) -> None:
            headers.extend(message.get("headers", ()))

        form = (b"content-type", b"application/x-www-form-urlencoded")
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": b"",
            "headers": [(b"host", b"localhost"), form],
            "client": ("127.0.0.1", 1),
            "server": ("localhost", 80),
        }
        self.loop.run_until_complete(self.app(scope, receive, send))
        return dict(headers).get(b"location", b"").decode().removeprefix("http://localhost")


if __name__ == "__main__":
    main()
