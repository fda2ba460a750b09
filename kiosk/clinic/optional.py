"""The optional questions: which are asked here, which stand folded, and what each costs."""

from collections.abc import Container, Iterator

from ..catalogue import CATALOGUE
from ..catalogue.questions import Question
from ..intake.own_catalogue import looked_at, optional, usually_folded
from ..intake.own_rules import RULE, Chosen, own_rules
from ..intake.walk_cost import cost_of
from ..intake.wording import prompt, title
from ..languages import N_, Counted, quoted, translate, translate_count, with_colon, with_commas

ANYWAY = N_("Always asked here: %(rule)s needs it, which is more urgent here than it comes.")
BEHIND = N_("Behind the fold")
COSTS = Counted("About %(count)d second and one tap", "About %(count)d seconds and one tap")


def questions() -> Iterator[tuple[str, Question]]:
    """Each optional question with its step, in the order of the walk."""
    for step in CATALOGUE.steps:
        yield from ((step.key, each) for each in step.questions if each.key in optional())


def labels(language: str) -> list[tuple[str, str]]:
    """The optional questions, each with the page it stands on."""
    return [
        (
            each.key,
            with_colon(title(CATALOGUE.step(step), language), prompt(each, language), language),
        )
        for step, each in questions()
    ]


def usual() -> tuple[str, ...]:
    """Those that stand behind "Add more" unless a clinic says otherwise."""
    return tuple(each.key for _, each in questions() if each.key in usually_folded())


def costs(language: str, folded: Container[str] = ()) -> dict[str, str]:
    """What each costs whoever answers it in sight; of those that are ``folded``, that they are."""
    behind = translate(BEHIND, language)
    return {
        each.key: behind if each.key in folded else _cost(each, language) for _, each in questions()
    }


def asked_anyway(chosen: Chosen, language: str) -> dict[str, str]:
    """Those that are asked whatever is switched off, for a rule that is more urgent here: why."""
    return {
        each.key: translate(ANYWAY, language) % {"rule": _raised(each.key, chosen, language)}
        for _, each in questions()
        if each.key not in optional(chosen)
    }


def _raised(key: str, chosen: Chosen, language: str) -> str:
    flags = (
        translate(rule.flag, language, f"flag.{rule.key}")
        for rule in own_rules(chosen)
        if rule.severity != RULE[rule.key].severity and key in looked_at(rule.when)
    )
    return with_commas((quoted(flag, language) for flag in flags), language)


def _cost(question: Question, language: str) -> str:
    seconds = round(cost_of(question, language, folded=False).seconds)
    return translate_count(COSTS.one, COSTS, seconds, language) % {"count": seconds}
