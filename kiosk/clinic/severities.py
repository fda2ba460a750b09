"""How urgent a rule is here: raised, or lowered with a reason; kept as one text by rule."""

from __future__ import annotations

import json
from typing import cast

from ..catalogue.flags import SEVERITIES, Rule, Severity
from ..frozen import dataclass
from ..intake.own_rules import RULE, allowed, is_lower
from ..languages import N_, translate, with_colon
from .kinds import Said, Value

WORDS = {"stop_and_ask": "Stop and ask", "caution": "Caution", "info": "Good to know"}
NOT_SO_LOW = N_("This rule cannot be made so little urgent: what it tells is talked about first.")
SAY_WHY = N_("Say why it is made less urgent. It is recorded with your name.")
AS_SHIPPED = N_("All as they come")


@dataclass(frozen=True)
class Severities:
    """The rules that are set otherwise. Each is set on a page of its own."""

    def read(self, name: str, said: Said) -> Value:
        """None: this form can only put all back."""
        return ""

    def wrong(self, value: Value) -> str:
        """What is to be put right of the first that will not do; empty where nothing is."""
        told = (_wrong(key, *each) for key, each in set_otherwise(value).items())
        return next((words for words in told if words), "")

    def in_words(self, value: Value, language: str) -> str:
        """How it reads, rule by rule."""
        lines = [_line(key, *each, language) for key, each in set_otherwise(value).items()]
        return "\n".join(lines) or translate(AS_SHIPPED, language)


def set_otherwise(value: Value) -> dict[str, tuple[Severity, str]]:
    """By rule its severity here, and why."""
    kept = json.loads(str(value)) if value else {}
    return {key: (cast(Severity, each[0]), str(each[1])) for key, each in kept.items()}


def with_rule(value: Value, rule: Rule, severity: str, why: str) -> str:
    """The same with one rule set anew; as it ships, it is no longer among them."""
    kept = {key: list(each) for key, each in set_otherwise(value).items() if key != rule.key}
    if severity != rule.severity:
        kept[rule.key] = [severity, why]
    return json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else ""


def severity_words(severity: str, language: str) -> str:
    """A severity in words."""
    return translate(WORDS[severity], language) if severity in SEVERITIES else severity


def _wrong(key: str, severity: Severity, why: str) -> str:
    if key not in RULE or severity not in allowed(RULE[key]):
        return NOT_SO_LOW
    return SAY_WHY if is_lower(RULE[key], severity) and not why else ""


def _line(key: str, severity: Severity, why: str, language: str) -> str:
    flag = translate(RULE[key].flag, language, f"flag.{key}") if key in RULE else key
    weighs = with_colon(flag, severity_words(severity, language), language)
    return f"{weighs}. {why}" if why else weighs
