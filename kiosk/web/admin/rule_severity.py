"""How urgent each rule is here: looked at by severity, and set one by one."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...catalogue.flags import SEVERITIES, Rule
from ...clinic.severities import set_otherwise, severity_words
from ...frozen import dataclass
from ...intake.own_rules import RULE, allowed, own_rules
from ...languages import translate
from ...store import Refused
from ...store.clinics import Clinic
from ...usecases.overtaken import Overtaken, sign_of
from ...usecases.weigh_rule import stands, weigh_rule
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.form_text import typed
from ..http.layout import Layout, Page, show, staff_layout
from ..http.page_parts import Choice, Link
from ..http.redirects import leave
from ..http.viewer import actor_id

routes = Blueprint("rule_severity", __name__)


@dataclass(frozen=True)
class RuleRow:
    """A rule as it is here."""

    flag: str
    note: str
    otherwise: str
    """How it ships and why it is not so here; empty where it is."""
    url: str


@dataclass(frozen=True, kw_only=True)
class RulesPage(Page):
    """The rules of one severity."""

    tabs: tuple[Link, ...]
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True, kw_only=True)
class RulePage(FormPage):
    """One rule, and what it may be."""

    note: str
    ships: str
    choices: tuple[Choice, ...]
    severity: str
    reason: str
    was: str
    """The sign of what it was when it was looked at."""
    now: tuple[str, ...]
    """What it is by now, where somebody changed it meanwhile."""
    here: str


@routes.get("/admin/clinic/rules")
@access("admin")
def rules() -> str:
    """The rules of one severity, as they are here."""
    layout, clinic = staff_layout(), _clinic()
    asked = request.args.get("severity", "")
    shown = asked if asked in SEVERITIES else SEVERITIES[0]
    page = RulesPage(
        title=layout.translate("How urgent rules are"),
        tabs=tuple(_tabs(layout, shown)),
        rows=tuple(_rows(layout, clinic, shown)),
    )
    return show("admin/rules.html", layout, page=page)


@routes.get("/admin/clinic/rules/<rule_key>")
@access("admin")
def rule(rule_key: str) -> str:
    """One rule as it is here."""
    found = RULE.get(rule_key) or abort(404)
    severity, why = stands(rule_key, _clinic().severities)
    return _page(found, severity, why)


@routes.post("/admin/clinic/rules/<rule_key>")
@access("admin")
def weigh(rule_key: str) -> ResponseReturnValue:
    """Keep how urgent it is from now on. Records that are signed stay as they are."""
    found = RULE.get(rule_key) or abort(404)
    severity, why = typed("severity"), typed("reason")
    was = request.form.get("was", "")
    try:
        weigh_rule(current.store(), rule_key, severity, why, actor_id(), was)
    except Overtaken as no:
        return _page(found, severity, why, {no.field: no.words}), 422
    except Refused as no:
        field = "reason" if severity in allowed(found) else "severity"
        return _page(found, severity, why, {field: no.words}, was), 422
    return leave(url_for("setting_form.form", setting_key="severities", done="yes"))


def _clinic() -> Clinic:
    return current.clinic() or abort(404)


def _tabs(layout: Layout, shown: str) -> Iterator[Link]:
    for each in SEVERITIES:
        url = url_for("rule_severity.rules", severity=each)
        yield Link(url, severity_words(each, layout.language), here=each == shown)


def _rows(layout: Layout, clinic: Clinic, shown: str) -> Iterator[RuleRow]:
    otherwise = set_otherwise(clinic.severities)
    for each in own_rules(clinic.chosen_severities):
        if each.severity == shown:
            told = _otherwise(layout, each, otherwise[each.key][1]) if each.key in otherwise else ""
            url = url_for("rule_severity.rule", rule_key=each.key)
            yield RuleRow(_flag(each, layout), _note(each, layout), told, url)


def _otherwise(layout: Layout, rule: Rule, why: str) -> str:
    ships = severity_words(RULE[rule.key].severity, layout.language)
    said = layout.translate("Comes as: %(severity)s.", {"severity": ships})
    return f"{said} {why}".strip()


def _page(
    found: Rule, severity: str, why: str, wrong: dict[str, str] | None = None, was: str = ""
) -> str:
    layout, now = staff_layout(), stands(found.key, _clinic().severities)
    ships = severity_words(found.severity, layout.language)
    page = RulePage(
        title=_flag(found, layout),
        note=_note(found, layout),
        ships=layout.translate("Comes as: %(severity)s.", {"severity": ships}),
        choices=tuple(Choice(s, severity_words(s, layout.language)) for s in allowed(found)),
        severity=severity,
        reason=why,
        was=was or sign_of(now),
        now=_now(now, layout) if wrong and not was else (),
        here=url_for("rule_severity.weigh", rule_key=found.key),
        form_errors=form_errors(layout, wrong or {}),
    )
    return show("admin/rule.html", layout, page=page)


def _now(now: list[str], layout: Layout) -> tuple[str, ...]:
    return (severity_words(now[0], layout.language), *filter(None, now[1:]))


def _flag(rule: Rule, layout: Layout) -> str:
    return translate(rule.flag, layout.language, f"flag.{rule.key}")


def _note(rule: Rule, layout: Layout) -> str:
    return translate(rule.note, layout.language, f"note.{rule.key}")
