"""What was written since signing: answers put right, agreements taken back, flags that moved."""

from __future__ import annotations

from ...catalogue import CATALOGUE
from ...intake.record import PutRight, Withdrawn
from ...intake.treatment import AREAS
from ...intake.withdrawn import ASKED_BY, HOW
from ...intake.wording import labels
from ...intake.wording import line as line_of
from ...languages import N_
from .answers import in_words
from .text import Run, Words, line, plain, small, strong
from .told import SIGN, Told


def in_short(told: Told) -> tuple[Words, ...]:
    """For page 1: which answers were put right, and the flags that stand there no more."""
    keys = dict.fromkeys(right.question for right in told.put_right)
    right, anew = (
        told.semicolon.join(_prompt(told, key) for key in keys if (key in AREAS) == chosen)
        for chosen in (False, True)
    )
    said = (
        told.says(f"{told.translate(what)} {SIGN}", plain(asked))
        for what, asked in ((N_("Corrected since signing"), right), (N_("Signed anew"), anew))
    )
    behind = small(told.translate("What was said before is on page 2.")) if keys else ()
    return (*line(*said, behind, _fallen(told)), *line(_unreadable(told)))


def in_full(told: Told) -> tuple[Words, ...]:
    """For the pages behind: each answer as it stands and as it was, and what that did to flags."""
    keys = dict.fromkeys(right.question for right in told.put_right)
    risen = told.says(told.translate("New flags"), plain(told.semicolon.join(told.issue.risen)))
    return (*(_standing(told, key) for key in keys), *line(_fallen(told), risen))


def beside(told: Told, key: str) -> Words:
    """What stands behind an answer that was put right; nothing behind any other."""
    rights = [right for right in told.put_right if right.question == key]
    before = (" (", *["; "] * len(rights))
    told_of = (
        _right(told, right, lead) for right, lead in zip(reversed(rights), before, strict=False)
    )
    words = tuple(run for said in told_of for run in said)
    return (*words, *small(")")) if words else ()


def taken_back(told: Told, withdrawn: Withdrawn) -> str:
    """When an agreement was taken back, who asked for it, and how."""
    return told.translate(
        "taken back on %(day)s %(by)s, %(how)s",
        day=told.local_day(withdrawn.at),
        by=told.translate(ASKED_BY[withdrawn.asked_by]),
        how=told.translate(HOW[withdrawn.how]),
    )


def given(told: Told, card: str, said: str) -> str:
    """What was said to a card when it was signed, whatever stands by now."""
    return told.semicolon.join(labels(CATALOGUE.question(card), said, told.language))


def _standing(told: Told, key: str) -> Words:
    now = told.line(key)
    stands = (in_words(told, now) if now else ()) or told.not_answered()
    return (*strong(_prompt(told, key)), Run(" "), *stands, *beside(told, key))


def _right(told: Told, right: PutRight, lead: str) -> Words:
    day = told.local_day(right.at)
    # Only the client can say yes to touch: nobody of the staff puts a private area right.
    words = told.translate("signed anew, %(day)s: was", day=day)
    if right.question not in AREAS:
        name = told.issue.names.get(right.by) or told.translate("the clinic")
        words = told.translate("put right by %(name)s, %(day)s: was", name=name, day=day)
    was = line_of(CATALOGUE.question(right.question), right.before, told.language)
    said = in_words(told, was) or plain(told.translate("not answered"))
    return (*small(f"{lead}{words} "), *said)


def _fallen(told: Told) -> Words:
    words = told.translate("Flagged at signing, and not any more")
    return told.says(words, plain(told.semicolon.join(told.issue.fallen)))


def _unreadable(told: Told) -> Words:
    if told.issue.is_whole:
        return ()
    asked = told.semicolon.join(_prompt(told, key) for key in told.issue.unreadable)
    if not asked:
        return plain(told.translate("Some letters could not be printed. Read them on the screen."))
    words = told.translate("Some letters could not be printed. Read on the screen")
    return told.says(words, plain(asked))


def _prompt(told: Told, key: str) -> str:
    line = told.line(key)
    return told.prompt(line) if line else told.translate("Helper")
