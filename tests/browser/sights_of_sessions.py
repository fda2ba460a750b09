"""The pages of a session: before it begins, in the room, after it, and what is taken home."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.intake.treatment import outcomes_of
from kiosk.intake.treatment_lines import lines_to_choose
from kiosk.store.access import staff
from kiosk.store.records import notes
from kiosk.usecases import treat_client as room
from kiosk.usecases.hand_out import Wanted, link_to_handout
from tests.browser.clinic import Clinic


def sessions_sights(clinic: Clinic, signed: str) -> Iterator[tuple[str, str]]:
    """A session before it begins, in the room and after it, and its note."""
    with clinic.store.reading() as tx:
        mei = next(each for each in staff.everyone(tx) if "therapist" in each.roles)
        now = room.look_at(tx, mei, signed)
    at, lines = f"/staff/intakes/{signed}", lines_to_choose(now.stands.in_full)[:5]
    room.choose_lines(clinic.store, mei, signed, [line.key for line in lines])
    yield "session", f"{at}/session"
    yield "session, turned round", f"{at}/session/client"
    chosen = [line.key for line in lines]
    room.say_understood(clinic.store, mei, signed, chosen, is_right=False)
    yield "session, turned round, not quite", f"{at}/session/client"
    yield "session, areas to sign again", f"{at}/session/areas"
    for flag in now.stop:
        room.talk_about(clinic.store, mei, signed, flag, outcomes_of(flag)[0], agreed_by="client")
    room.start(clinic.store, mei, signed)
    room.tap(clinic.store, mei, signed, "lighter", "1")
    yield "room card", f"{at}/session/room"
    room.end(clinic.store, mei, signed)
    yield "session over", f"{at}/session"
    yield "session's note", f"{at}/note"
    whole = {"note_minutes": "m60", "note_home_care": ["foot_ball"], "note_next": "w2"}
    with clinic.store.writing() as tx:
        notes.sign(tx, signed, whole, mei.id)
    yield "session's note, signed", f"{at}/note"
    yield "to take home", f"/staff/handouts/{signed}"
    token = link_to_handout(clinic.store, mei, signed, Wanted("es"))
    yield "one-time link", f"/once/{token}"
    yield "one-time link, over", "/once"
