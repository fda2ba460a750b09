"""The same person twice: likely pairs, joined or kept apart by staff, and taken apart again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from ..store import Book, Missing, audit, clients
from ..store.clients import Known
from .frame import Frame, show, tell
from .guard import door, leave, the_store
from .looking import by, looker
from .recognised import in_words

same = Blueprint("same", __name__)

LATELY = 50
"""The newest joins are listed, to be undone."""


@dataclass(frozen=True)
class Pair:
    """Two who may be one person, as staff tell them apart."""

    one: str
    into: str
    words: tuple[str, str]


@dataclass(frozen=True)
class Joined:
    """Somebody who was joined into somebody else."""

    id: str
    words: tuple[str, str]


@dataclass(frozen=True)
class SamePage:
    """What staff may decide, and what they decided lately."""

    title: str
    pairs: tuple[Pair, ...]
    joined: tuple[Joined, ...]


@same.get("/staff/clients")
@door("desk", "therapist")
def pairs() -> str:
    """Names, birth dates and phones alone: no answer stands here."""
    frame = looker().frame
    with the_store().reading() as book:
        page = SamePage(
            title=tell(frame, "The same person?"),
            pairs=tuple(_pair(one, other, frame) for one, other in clients.alike(book)),
            joined=tuple(_joined(book, frame)),
        )
    with the_store().writing() as book:
        audit.write(book, "search", by())
    return show("staff/same.html", frame, page=page)


@same.post("/staff/clients")
@door("desk", "therapist")
def decide() -> ResponseReturnValue:
    """Join two, keep them apart, or take apart what was joined. Saying it twice is harmless."""
    one, other = request.form.get("one", ""), request.form.get("other", "")
    with suppress(Missing), the_store().writing() as book:
        match request.form.get("go"):
            case "join":
                clients.merge(book, one, other, by())
            case "apart":
                clients.keep_apart(book, one, other, by())
            case "undo":
                clients.part(book, one, by())
            case _:
                abort(400)
    return leave("/staff/clients")


def _pair(one: Known, other: Known, frame: Frame) -> Pair:
    """The one who came less often is joined into the other."""
    less, more = sorted((one, other), key=lambda each: each.visits)
    return Pair(less.id, more.id, (in_words(more, frame), in_words(less, frame)))


def _joined(book: Book, frame: Frame) -> list[Joined]:
    found = {}
    for entry in audit.latest(book, "merge", LATELY):
        into = clients.joined_into(book, entry.subject)
        here, there = clients.own(book, entry.subject), clients.own(book, into) if into else None
        if here and there:
            found[entry.subject] = Joined(
                entry.subject, (in_words(here, frame), in_words(there, frame))
            )
    return list(found.values())
