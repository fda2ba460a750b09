"""Facts: what can be worked out from the answers and is never asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..catalogue import NOTHING, Catalogue
from ..catalogue.conditions import Answer, Answers, AnyOf, Condition, Has, In, Is, holds
from ..catalogue.flags import RULES, Severity
from ..catalogue.regions import REGION
from ..frozen import dataclass
from .agreement_words import NO_WORDS, AgreementWords

HEALTH_LIMITS_PRESSURE = (
    Has(
        "medicine_kinds",
        ("blood_thinner", "strong_pain", "steroid", "relaxer_sleep", "immune_drug"),
    )
    | Has("heart_blood", ("bp_uncontrolled", "heart_disease", "past_clot", "bleeding", "aneurysm"))
    | Has("bones_joints", ("osteoporosis", "loose_joints"))
    | Has("skin_immune", ("skin_fragile", "lymph"))
    | Has("inside", ("kidney", "liver"))
    | In("cancer", ("past", "now"))
    | In("pregnancy", ("yes", "maybe", "after_birth"))
    | Has("today_signs", ("dulling_medicine",))
)

SCENT_RISK = (
    Has("allergies", ("scents",))
    | Has("inside", ("lungs",))
    | Has("nerves_head", ("seizures", "migraine"))
    | Is("pregnancy", "yes")
    | Has("mind", ("sensory",))
    | Has("rescue_items", ("inhaler",))
)

HEALTH_STOP = AnyOf(
    tuple(
        rule.when
        for rule in RULES[[rule.key for rule in RULES].index("r_chest_breath") :]
        if rule.severity == "stop_and_ask"
    )
)
"""Any rule about health, from chest pain on, that ships as stop and ask."""

SUMS: Mapping[str, Condition] = {
    "health_limits_pressure": HEALTH_LIMITS_PRESSURE,
    "scent_risk": SCENT_RISK,
    "any_health_stop": HEALTH_STOP,
}
"""Facts that are nothing but a condition on the answers."""

SAFETY_STEPS = ("today_check", "health", "medicines")
"""Steps whose stars must not be passed over in silence."""


@dataclass(frozen=True)
class ClinicFacts:
    """What the walk and the rules need to know about the clinic."""

    language: str
    majority_age: int = 18
    """Whole years at which the law lets a person agree for themselves."""
    breast_work: bool = False
    gentle_release: bool = False
    support_list: bool = False
    """Whether it has a list of people to talk to."""
    valid_months: int = 12
    """How long an agreement holds."""
    words: AgreementWords = NO_WORDS
    """The agreements that the clinic has published in its own words."""
    off: frozenset[str] = frozenset()
    """Keys of the optional questions that it does not ask."""
    severities: tuple[tuple[str, Severity], ...] = ()
    """The rules that it has set otherwise, each with its severity there."""
    folded: frozenset[str] | None = None
    """Keys of those that stand behind "Add more"; None for the usual ones."""
    languages: tuple[str, ...] = ()
    """Codes of those that clients choose among; empty for all there are."""


def opening_facts(answers: Answers, clinic: ClinicFacts, visit_day: date) -> dict[str, Answer]:
    """Facts that open and close steps, questions and choices, as on a first visit.

    ``age`` (whole years) and ``is_minor`` are absent until there is a birth date.
    """
    new = answers.get("visit_kind") == "new"
    facts: dict[str, Answer] = {
        "agree_due": _yes(new),
        "cards_due": list(clinic.words.keys(said_in(answers, clinic))) if new else [],
        "clinic_breast_work": "on" if clinic.breast_work else "off",
        "gentle_release_work": "on" if clinic.gentle_release else "off",
        "clinic_has_support_list": _yes(clinic.support_list),
        "other_language": _yes(answers.get("language") not in (None, clinic.language)),
    }
    if born := answers.get("birth_date"):
        age = whole_years(date.fromisoformat(born), visit_day)
        facts |= {"age": str(age), "is_minor": _yes(age < clinic.majority_age)}
    return facts


def said_in(answers: Answers, clinic: ClinicFacts) -> str:
    """The language that somebody with these answers reads in."""
    return str(answers.get("language") or clinic.language)


def summing_facts(asked: Catalogue, heard: Answers) -> dict[str, str]:
    """Facts that sum up what was said, each "yes" or "no".

    ``heard`` holds only answers that stand: to questions asked today, or carried.
    """
    return {
        **{fact: _yes(holds(condition, heard)) for fact, condition in SUMS.items()},
        "no_yes_for_marked_sensitive": _yes(_works_without_yes(heard)),
        "safety_skipped": _yes(_safety_skipped(asked, heard)),
        "story_told_today": _yes(_told_today(asked, heard, "complaint_onset", "complaint_cause")),
    }


def heard(asked: Catalogue, answers: Answers, carried: Answers = NOTHING) -> dict[str, Answer]:
    """The answers that stand: those to questions asked today, else carried ones.

    A question asked today and left open is not there, whatever was carried.
    """
    stands = dict(carried)
    for question in asked.questions:
        answer = answers.get(question.key)
        said = None if answer is None else question.standing(answer)
        if said is None:
            stands.pop(question.key, None)
        else:
            stands[question.key] = said
    return stands


def whole_years(born: date, day: date) -> int:
    """Age in whole years on a day. Someone born on 29 February is a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _works_without_yes(heard: Answers) -> bool:
    """Whether work is asked for on the map at a private place that has no yes of its own."""
    to_work = (m["region"] for m in heard.get("body_marks", ()) if m["mark"] == "work")
    private = (REGION[region].sensitive for region in to_work)
    return any(key and heard.get(key, "no") == "no" for key in private)


def _safety_skipped(asked: Catalogue, heard: Answers) -> bool:
    checks = (step for step in asked.steps if step.key in SAFETY_STEPS)
    return any(q.required and q.key not in heard for step in checks for q in step.questions)


def _told_today(asked: Catalogue, heard: Answers, *keys: str) -> bool:
    return all(key in asked.asked_keys and key in heard for key in keys)


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"
