"""The audit's events in words."""

from __future__ import annotations

from collections.abc import Mapping

from ...languages import N_
from ...usecases.read_audit import KINDS, Kind
from ...usecases.read_beside import AGREEMENTS, AS_MANAGER, AS_THERAPIST
from ..http.layout import Layout
from ..http.viewer import Viewer

EVENTS = {
    "answer": N_("went to a client who called"),
    "apart": N_("said that two clients are not the same"),
    "ask": N_("asked a client how it was"),
    "backup": N_("made a backup"),
    "confirm": N_("gave the password again"),
    "correct": N_("put an answer right"),
    "erase": N_("erased"),
    "export": N_("exported"),
    "find": N_("looked for a client by birth date"),
    "follow": N_("brought a visit up to date: another was erased"),
    "give_back": N_("gave an intake back"),
    "let_go": N_("let a paper go that opens no more"),
    "hand_out": N_("handed out what a client takes home"),
    "hand_over": N_("handed over a tablet to ask how it was"),
    "import": N_("brought clients in from a file, or took them back"),
    "hold": N_("put a legal hold on something"),
    "key": N_("changed a key"),
    "lift": N_("lifted a legal hold"),
    "match": N_("said which client or visit it is"),
    "merge": N_("joined two clients"),
    "move": N_("moved everything to another database"),
    "note": N_("wrote a session's note"),
    "open": N_("opened earlier answers"),
    "pair": N_("paired a device"),
    "park": N_("put an intake aside"),
    "part": N_("took clients apart"),
    "plan": N_("planned a visit"),
    "print": N_("printed the paper"),
    "read": N_("marked as read"),
    "reason": N_("gave a reason to open another therapist's visit"),
    "reflect": N_("said how it was"),
    "refused": N_("was refused"),
    "restore": N_("restored a backup"),
    "restrict": N_("restricted a client"),
    "review": N_("read the rules, agreements and safety texts"),
    "revoke": N_("took a device out of use"),
    "search": N_("searched for clients"),
    "settings": N_("changed the clinic's settings"),
    "sign": N_("signed an intake"),
    "sign_in": N_("signed in"),
    "sign_in_failed": N_("failed to sign in"),
    "sign_in_locked": N_("was locked out after too many tries"),
    "sign_out": N_("signed out"),
    "staff": N_("changed an account"),
    "start": N_("began an intake"),
    "stock": N_("wrote down what is kept"),
    "story": N_("entered something in the story register"),
    "take": N_("took a visit"),
    "token": N_("made or took back a program's token"),
    "treat": N_("noted something of a session"),
    "unrestrict": N_("lifted a restriction"),
    "verify_failed": N_("found something that was changed"),
    "view": N_("read an intake"),
    "withdraw": N_("took an agreement back"),
}
"""What whoever is named first did."""

BESIDE = {
    AGREEMENTS: N_("looked at agreements"),
    AS_THERAPIST: N_("read how it was"),
    AS_MANAGER: N_("read how it was"),
}
"""The same of whoever read no intake, but what is beside one."""

KIND_WORDS: dict[Kind, str] = {
    "read": N_("Read"),
    "taken_out": N_("Printed and exported"),
    "changed": N_("Signed and changed"),
    "signed_in": N_("Signed in"),
    "clinic": N_("Clinic, staff and devices"),
    "refused": N_("Refused"),
}

BY_ITSELF = {
    "": N_("Somebody"),
    "clock": N_("The kiosk by itself"),
    "command": N_("A command"),
    "plan": N_("The kiosk by itself"),
    "setup": N_("A command"),
    "script": N_("A command"),
    "upgrade": N_("The kiosk by itself"),
    "restore": N_("A command"),
    "printer": N_("The printer"),
    "link": N_("A one-time link"),
}
"""Who it was where it was no member of staff and no device."""


def kinds(layout: Layout) -> list[tuple[str, str]]:
    """What can be looked for, with everything first."""
    every = [(kind, layout.translate(KIND_WORDS[kind])) for kind in KINDS]
    return [("", layout.translate("Everything")), *every]


def event_words(event: str, layout: Layout, reason: str = "") -> str:
    """What was done."""
    if is_beside(event, reason):
        return layout.translate(BESIDE[reason])
    return layout.translate(EVENTS[event]) if event in EVENTS else event


def is_beside(event: str, reason: str) -> bool:
    """Whether something beside an intake was read, which is all that its reason says."""
    return event == "view" and reason in BESIDE


def actor_words(actor: str, known: Mapping[str, str], who: Viewer) -> str:
    """Who it was: one of these, or nobody of the clinic's."""
    if actor in BY_ITSELF:
        return who.layout.translate(BY_ITSELF[actor])
    return known.get(actor, actor)
