"""What the form of an export says, and what is to be put right in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from flask import request

from ...catalogue.flags import RULES
from ...exports.cells import STATES
from ...exports.formats import FORMATS
from ...exports.groups import groups
from ...frozen import dataclass
from ...languages import LANGUAGES, N_, Order, iso_day, read_day
from ...usecases.exported_visits import Wanted
from ..http.form_text import typed

DAYS = ("from", "to", "since")
FIELDS = (*DAYS, "format", "reason", "therapist", "site", "state", "spoken")

A_DAY = N_("Write a day, like 2026-03-10.")
FLAG_KEYS = frozenset(rule.key for rule in RULES)


@dataclass(frozen=True)
class ExportForm:
    """What was typed and ticked, days as ISO dates where they are any."""

    said: dict[str, str]
    flags: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    private: bool = False

    def wanted(self, language: str) -> Wanted:
        """What is asked for, once nothing is wrong."""
        said = self.said
        return Wanted(
            date.fromisoformat(said["from"]),
            date.fromisoformat(said["to"]),
            said["format"],
            said["reason"],
            said["therapist"],
            said["state"],
            said["spoken"],
            self.flags,
            date.fromisoformat(said["since"]) if said["since"] else None,
            self.groups,
            language,
            self.private,
            said["site"],
        )

    def wrong(self) -> dict[str, str]:
        """What is to be put right, by field."""
        return dict(self._wrong())

    def _wrong(self) -> Iterator[tuple[str, str]]:
        said = self.said
        bad = [name for name in DAYS if not _is_day(said[name]) and (said[name] or name != "since")]
        yield from ((name, A_DAY) for name in bad)
        if not bad and said["to"] < said["from"]:
            yield "to", N_("Choose a day that is not before the first.")
        if said["format"] not in FORMATS:
            yield "format", N_("Choose a kind of file.")
        if not said["reason"]:
            yield "reason", N_("Say why. It is recorded with your name.")


def read_form(order: Order) -> ExportForm:
    """What was posted. What is none of the choices counts as not chosen."""
    said = {name: typed(name) for name in FIELDS}
    said |= {name: _iso(said[name], order) for name in DAYS}
    known = {"state": STATES, "spoken": LANGUAGES}
    said |= {name: said[name] if said[name] in known[name] else "" for name in known}
    posted = request.form.getlist
    return ExportForm(
        said,
        tuple(key for key in posted("flag") if key in FLAG_KEYS),
        tuple(key for key in groups() if key in posted("column")),
        request.form.get("private") == "yes",
    )


def _iso(text: str, order: Order) -> str:
    """A day in any way we print it as its ISO date; what is none as it was typed."""
    with suppress(ValueError):
        return read_day(text, order).isoformat()
    return text


def _is_day(text: str) -> bool:
    with suppress(ValueError):
        return bool(iso_day(text))
    return False
