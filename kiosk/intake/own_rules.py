"""The clinic's own rules: a severity may be raised; lowered only where that is safe, with a reason.

What stops hands-on work is never lowered, nor what calls the desk: the content says those are
talked about first. So only a caution can become good to know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from ..catalogue.flags import RULES, SEVERITIES, Rule, Severity

Chosen = tuple[tuple[str, Severity], ...]
"""The rules that a clinic has set otherwise, each with its severity there."""

RULE: Mapping[str, Rule] = {rule.key: rule for rule in RULES}


@cache
def own_rules(chosen: Chosen = ()) -> tuple[Rule, ...]:
    """All rules with the severity they have in this clinic, in print order."""
    otherwise = {key: each for key, each in chosen if key in RULE and each in allowed(RULE[key])}
    every = (replace(r, severity=otherwise.get(r.key, r.severity)) for r in RULES)
    return tuple(sorted(every, key=lambda rule: SEVERITIES.index(rule.severity)))


def allowed(rule: Rule) -> tuple[Severity, ...]:
    """The severities a clinic may give a rule, from the most urgent on."""
    lowest = "info" if rule.severity == "caution" and not rule.desk else rule.severity
    return SEVERITIES[: SEVERITIES.index(lowest) + 1]


def is_lower(rule: Rule, severity: Severity) -> bool:
    """Whether this is less urgent than the rule as it ships."""
    return SEVERITIES.index(severity) > SEVERITIES.index(rule.severity)
