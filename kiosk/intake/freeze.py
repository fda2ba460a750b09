"""From a draft to the record: everything said, in words, as it stands at signing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import field
from typing import Any, Literal

from ..catalogue import CATALOGUE, Catalogue
from ..catalogue.agreements import is_agreement
from ..catalogue.flags import Rule
from ..catalogue.questions import Card
from ..frozen import dataclass
from ..languages import is_reviewed, translate
from .carry import Carried
from .draft import Draft
from .flags import flags_of, severity_of_answers
from .record import Agreement, Flag, Record, Wording
from .since import with_the_past
from .visit import Visit, Walked
from .wording import labels, prompt, statement_text, wording


@dataclass(frozen=True)
class Signing:
    """Where and when a record was signed: what the answers themselves do not say."""

    id: str
    clinic: str
    clinic_language: str
    time_zone: str
    tablet: str
    therapist: str
    started_at: str
    signed_at: str
    app_version: str
    site: dict[str, str] = field(default_factory=dict)


def record_of(visit: Visit, draft: Draft, signing: Signing) -> Record:
    """The record of a finished walk. Answers behind closed doors are not in it."""
    here = visit.walked(draft.answers)
    asked = here.asked
    given = {q.key: here.known.get(q.key) for q in asked.questions}
    facts = facts_of(here, draft)
    at_home = signing.clinic_language
    language = str(given.get("language") or at_home)
    said = _worded(here, visit.carried, language)
    return Record(
        **vars(signing),
        visit_day=visit.day.isoformat(),
        language=language,
        catalogue_version=CATALOGUE.version,
        visit_kind=_visit_kind(given),
        age=int(facts["age"]) if facts.get("age") else None,
        is_minor=facts.get("is_minor") == "yes",
        answers=given,
        facts=facts,
        said=said,
        told=said if language == at_home else _worded(here, visit.carried, at_home),
        flags=tuple(flag_in_words(rule, at_home) for rule in rules_of(here, draft)),
        agreements=agreements(asked, draft, language, signing.signed_at),
        signature=given.get("signature"),
        signer="guardian" if given.get("signer") == "guardian" else "client",
        signature_helper=str(given.get("signature_helper") or ""),
        assisted_by=", ".join(name for _, name in draft.helpers),
        assisted_by_id=", ".join(who for who, _ in draft.helpers),
        carried=_carried(here, visit.carried),
        client=draft.client,
        unreviewed=not is_reviewed(language),
        shown={q.key: draft.shown[q.key] for q in asked.questions if q.key in draft.shown},
    )


def _carried(here: Walked, before: Carried) -> dict[str, Any]:
    """What stood from earlier visits, each with the day it was said."""
    return {
        key: {"said": answer, "on": before.given_on[key]} for key, answer in here.carried.items()
    }


def _worded(here: Walked, before: Carried, language: str) -> Wording:
    severity = severity_of_answers(here.asked, here.known, here.carried, here.rules)
    carried = {key: before.given_on[key] for key in here.carried}
    said = wording(here.whole, here.known, language, severity, carried)
    return with_the_past(said, here, before)


def flag_in_words(rule: Rule, language: str) -> Flag:
    """A rule that fired, worded for the therapist."""
    return Flag(
        rule.key,
        rule.severity,
        rule.scope,
        rule.desk,
        translate(rule.flag, language, f"flag.{rule.key}"),
        translate(rule.note, language, f"note.{rule.key}"),
    )


def agreements(
    asked: Catalogue, draft: Draft, language: str, signed_at: str
) -> tuple[Agreement, ...]:
    """Every card that was shown, with the exact words and what was said to it."""
    cards = [q for q in asked.questions if isinstance(q, Card)]
    return tuple(
        _agreement(card, draft, language, signed_at) for card in cards if card.key in draft.answers
    )


def _agreement(card: Card, draft: Draft, language: str, signed_at: str) -> Agreement:
    statement = card.statement
    text = statement_text(statement, language)
    answer = draft.answers[card.key]
    return Agreement(
        key=statement.key,
        title=prompt(card, language),
        version=statement.version,
        language=language,
        text=text,
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
        answer=answer,
        answer_label="".join(labels(card, answer, language)),
        kind=_kind(card),
        answered_at=draft.said_at.get(card.key, signed_at),
    )


def _kind(card: Card) -> Literal["required", "optional", "private"]:
    if not is_agreement(card):
        return "private"
    return "required" if card.required else "optional"


def rules_of(here: Walked, draft: Draft) -> tuple[Rule, ...]:
    """The rules that fire, in print order."""
    fired = flags_of(here.asked, here.known, here.carried, here.rules)
    if not draft.alone or all(step.key != "guardian" for step in here.asked.steps):
        return fired
    # "My grown-up is not here" fires this rule whatever is signed (content, 3.3).
    keys = {rule.key for rule in fired} | {"r_guardian_gap"}
    return tuple(rule for rule in here.rules if rule.key in keys)


def facts_of(here: Walked, draft: Draft) -> dict[str, str]:
    """What the record keeps of what was worked out from the answers."""
    # Lists only steer the walk: which steps open, which cards are due.
    facts = {
        key: str(value)
        for key, value in here.known.items()
        if key not in CATALOGUE.keys and not isinstance(value, list)
    }
    back = draft.carried.get("taken_back") or {}
    if back:
        facts["taken_back"] = "; ".join(f"{card} {day}" for card, day in sorted(back.items()))
    return {**facts, "been_before": "yes"} if draft.been_before else facts


def _visit_kind(given: Mapping[str, Any]) -> Literal["new", "returning"]:
    return "returning" if given.get("visit_kind") == "returning" else "new"
