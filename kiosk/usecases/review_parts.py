"""What stands on the review sheet of a clinic: its rules, agreements and texts as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from ..catalogue import CATALOGUE
from ..catalogue.conditions import Condition, Has, In, Is, looks_at, single_parts
from ..catalogue.flags import Rule
from ..catalogue.home_care import HANDOUT, HANDOUT_LIST, IDEAS, Idea
from ..catalogue.questions import PickMany, PickOne, Statement
from ..catalogue.sources import SOURCES
from ..catalogue.words import SAFETY_TEXTS, TEXTS
from ..clinic.severities import set_otherwise, severity_words
from ..clinic.texts import by_language
from ..clinic.whom_to_ask import INSTEAD, as_told_here
from ..intake.agreement_words import CONTENT, from_text
from ..intake.facts import SUMS
from ..intake.freeze import flag_in_words
from ..intake.handout import aftercare_line
from ..intake.own_rules import RULE, own_rules
from ..intake.review_sheet import Item, Part, ReviewSheet
from ..intake.safety_words import SAFETY_WORDS
from ..intake.wording import fixed, labels, prompt, statement_text, title
from ..languages import LANGUAGES, N_, translate, with_semicolons
from ..store.clinics import Clinic

FROM_MEMORY = "FM"
"""The source of what was written down from memory."""

TITLES = {
    "rules": (N_("Rules"), N_("What the therapist reads, as urgent as it is here.")),
    "agreements": (N_("Agreements"), N_("What clients agree to, in the words that stand here.")),
    "texts": (N_("Safety texts"), N_("What clients read where their safety may hang on it.")),
    "aftercare": (N_("After the massage"), N_("What every client takes home.")),
    "ideas": (N_("Ideas for home"), N_("With the answers for which one is not offered.")),
    "own": (N_("The clinic's own texts"), N_("What this clinic has written for its clients.")),
}
"""Heading and words of each part, in the order in which they are read."""

OWN_TEXTS = (
    ("guardian_room_rule", N_("Rule about who is in the room")),
    ("support_list_text", N_("People to talk to")),
)


@lru_cache(maxsize=4)
def review_sheet(clinic: Clinic) -> ReviewSheet:
    """The sheet of this clinic as it is set now."""
    made = {
        "rules": _rules(clinic),
        "agreements": _agreements(clinic),
        "texts": _texts(clinic),
        "aftercare": _aftercare(clinic),
        "ideas": _ideas(clinic),
        "own": _own(clinic),
    }
    return ReviewSheet(
        clinic.name,
        clinic.language,
        tuple(_part(key, made[key], clinic.language) for key in TITLES),
    )


def _part(key: str, items: Iterable[Item], language: str) -> Part:
    heading, about = (translate(words, language) for words in TITLES[key])
    return Part(key, heading, about, tuple(items))


def _rules(clinic: Clinic) -> Iterator[Item]:
    otherwise = set_otherwise(clinic.severities)
    for rule in own_rules(clinic.chosen_severities):
        why = otherwise[rule.key][1] if rule.key in otherwise else None
        yield _rule(rule, why, clinic.language)


def _rule(rule: Rule, why: str | None, language: str) -> Item:
    said = flag_in_words(rule, language)
    urgent = severity_words(rule.severity, language)
    desk = translate(N_("the client is asked to tell the desk at once"), language)
    ships = severity_words(RULE[rule.key].severity, language)
    comes = translate(N_("Comes as: %(severity)s."), language) % {"severity": ships}
    return Item(
        said.flag,
        said.note,
        with_semicolons((urgent, desk), language) if rule.desk else urgent,
        "" if why is None else f"{comes} {why}".strip(),
        with_semicolons((SOURCES[key] for key in rule.sources if key != FROM_MEMORY), language),
        FROM_MEMORY in rule.sources,
    )


def _agreements(clinic: Clinic) -> Iterator[Item]:
    words = from_text(clinic.agreement_words)
    for code in clinic.offered:
        for key in words.keys(code):
            if card := words.card(key, code):
                versions = words.of(key)
                since = versions[-1].holds_from if card.statement.own and versions else ""
                own = N_("A card of your own") if key not in CONTENT else N_("In your own words")
                told = f"{translate(own, clinic.language)} · {since}" if since else ""
                yield _statement(prompt(card, code), card.statement, code, clinic, told)
        yield from _private(code, clinic)


def _private(code: str, clinic: Clinic) -> Iterator[Item]:
    step = CATALOGUE.step("sensitive")
    if step.intro:
        yield _statement(title(step, code), step.intro, code, clinic)
    for question in step.questions:
        if statement := getattr(question, "statement", None):
            yield _statement(prompt(question, code), statement, code, clinic)


def _statement(
    heading: str, statement: Statement, code: str, clinic: Clinic, own: str = ""
) -> Item:
    number = {"number": statement.version}
    about = translate(N_("Version %(number)d"), clinic.language) % number
    text = statement_text(statement, code)
    return Item(heading, text, f"{LANGUAGES[code]} · {about}", own, language=code)


def _texts(clinic: Clinic) -> Iterator[Item]:
    for code, name in clinic.offered.items():
        for key in SAFETY_TEXTS:
            yield Item("", _said(TEXTS[key], key, code, clinic), name, language=code)
        for words in SAFETY_WORDS:
            yield Item("", _said(words, "", code, clinic), name, language=code)


def _said(words: str, key: str, code: str, clinic: Clinic) -> str:
    """A text as clients read it here: with the person whom the clinic names, if it names one."""
    if words in INSTEAD:
        person = clinic.text(clinic.desk_person, code)
        return as_told_here(words, code, person, clinic.parked_minutes)
    return fixed(key, code) if key else translate(words, code)


def _aftercare(clinic: Clinic) -> Iterator[Item]:
    for code, name in clinic.offered.items():
        for number in range(1, len(HANDOUT)):
            yield Item("", aftercare_line(number, code), name, language=code)
        listed = translate(HANDOUT_LIST, code, "handout.list")
        yield Item("", listed, name, language=code)


def _ideas(clinic: Clinic) -> Iterator[Item]:
    for code, name in clinic.offered.items():
        for idea in IDEAS:
            heading = translate(idea.title, code, f"home.{idea.key}.title")
            text = translate(idea.text, code, f"home.{idea.key}.text")
            yield Item(heading, text, name, source=_not_for(idea, clinic.language), language=code)


def _not_for(idea: Idea, language: str) -> str:
    """The answers for which an idea is not offered."""
    told = with_semicolons(_answers(idea.not_if, language), language)
    return f"{translate(N_('Not offered after:'), language)} {told}" if told else ""


def _answers(when: Condition | None, language: str) -> Iterator[str]:
    for part in single_parts(when):
        key = looks_at(part)
        if key in SUMS:
            yield from _answers(SUMS[key], language)
        elif isinstance(part, Has | Is | In):
            values = (part.value,) if isinstance(part, Is) else part.values
            question = CATALOGUE.question(key)
            if isinstance(question, PickOne | PickMany):
                yield from (
                    words for value in values for words in labels(question, value, language)
                )


def _own(clinic: Clinic) -> Iterator[Item]:
    for key, heading in OWN_TEXTS:
        for code, text in by_language(getattr(clinic, key)).items():
            language = code if code in LANGUAGES else clinic.language
            yield Item(
                translate(heading, clinic.language), text, LANGUAGES[language], language=language
            )
