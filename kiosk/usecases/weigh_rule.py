"""Weighing a rule: how urgent it is here from now on. All others stay as they are."""

from __future__ import annotations

from ..clinic.severities import set_otherwise, with_rule
from ..intake.own_rules import RULE
from ..store import Missing, Store
from .change_setting import change_in, held
from .overtaken import not_overtaken


def weigh_rule(
    store: Store, rule_key: str, severity: str, why: str, by: str, was: str = ""
) -> None:
    """Keep how urgent this rule is from now on.

    ``was`` is the sign of what it was when it was looked at. Raises Missing, Overtaken, or Refused
    where it will not do.
    """
    rule = RULE.get(rule_key)
    if rule is None:
        raise Missing(rule_key)
    with store.writing() as tx:
        mine = held(tx)
        kept = mine.values["severities"]
        not_overtaken("severity", stands(rule_key, kept), [severity, why], was)
        change_in(tx, mine, "severities", with_rule(kept, rule, severity, why), by)


def stands(rule_key: str, kept: str | int | bool) -> list[str]:
    """How urgent a rule is, and why, among all that are ``kept``: as it comes where none is."""
    return list(set_otherwise(kept).get(rule_key, (RULE[rule_key].severity, "")))
