"""How long each kind is kept: an admin chooses, and sees beforehand who and what would go, when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...languages import N_, with_colon
from ...store.records import retention
from ...store.records.retention import GRACES, Kind, Rules
from ...usecases.overtaken import Overtaken, sign_of
from ...usecases.retain import choose_rules, going
from ..account.reauthenticate import ask_again
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.layout import Layout, show
from ..http.page_parts import Choice, Link
from ..http.redirects import leave
from ..http.viewer import actor_id, current_viewer
from .backup_words import how_long_backups_keep
from .leaving_rows import LeavingRow, leaving_rows

routes = Blueprint("retention_rules", __name__)

AT_A_TIME = 50
YEARS = (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30)

KIND_WORDS: dict[Kind, str] = {
    "person": N_("Everything of a person, after their last visit"),
    "record": N_("A single signed intake, also of somebody who still comes"),
    "client": N_("That somebody was a client, once no signed intake of theirs is left"),
}

CHOOSE = N_("Choose one of these.")


@dataclass(frozen=True)
class KindField:
    """One kind, and how long it may be kept."""

    name: str
    words: str
    choices: tuple[Choice, ...]
    value: str


@dataclass(frozen=True, kw_only=True)
class RetentionPage(FormPage):
    """The rules as they stand or are tried out, and what they come to."""

    fields: tuple[KindField, ...]
    of_age: str
    """From when years are counted for whoever was under age."""
    unsigned: str
    """What becomes of intakes that nobody signed, and of planned visits."""
    kept: bool
    """Whether these are the rules that stand."""
    erases: bool
    """Whether they erase anything at all, now or later."""
    count: str
    rows: tuple[LeavingRow, ...]
    further: Link | None
    backups: str
    done: str
    values: Mapping[str, str]
    was: str
    """The sign of the rules that stood when these were thought out."""
    now: tuple[str, ...]
    """What the rules are by now, where somebody changed them meanwhile."""


@routes.get("/admin/retention")
@access("admin")
def form() -> ResponseReturnValue:
    """The rules, or others that are tried out; nothing is kept of a look."""
    rules, wrong = _read(request.args)
    return _page(rules, wrong, _was(request.args))


@routes.post("/admin/retention")
@access("admin")
def choose() -> ResponseReturnValue:
    """Keep by these rules from now on. The password is asked for: what follows is for good."""
    (rules, wrong), was = _read(request.form), _was(request.form)
    if wrong:
        return _page(rules, wrong, was), 422
    asked = ask_again()
    if asked:
        return asked
    try:
        choose_rules(current.store(), rules, actor_id(), was)
    except Overtaken as no:
        return _page(rules, {no.field: no.words}, was=""), 422
    return leave(url_for("retention_rules.form", done="yes"))


def _read(said: Mapping[str, str]) -> tuple[Rules, dict[str, str]]:
    """The rules that were said, where none is named as they stand; and what is none."""
    with current.store().reading() as tx:
        found = asdict(retention.rules(tx))
    wrong = {}
    for name in found:
        allowed = GRACES if name == "grace" else {*YEARS, found[name]}
        if name in said and said[name] not in map(str, allowed):
            wrong[name] = CHOOSE
        elif name in said:
            found[name] = int(said[name])
    return Rules(**found), wrong


def _was(said: Mapping[str, str]) -> str:
    """The sign of the rules that were looked at when it began."""
    with current.store().reading() as tx:
        return said.get("was") or sign_of(asdict(retention.rules(tx)))


def _page(rules: Rules, wrong: dict[str, str], was: str) -> str:
    """Without ``was``, with what stands by now: somebody has changed it meanwhile."""
    who = current_viewer()
    layout = who.layout
    with current.store().reading() as tx:
        stands = retention.rules(tx)
        found = going(tx, rules)
        start = _start()
        rows = leaving_rows(tx, found[start : start + AT_A_TIME], who)
    values = {name: str(value) for name, value in asdict(rules).items()}
    page = RetentionPage(
        title=layout.translate("How long things are kept"),
        fields=_fields(layout, rules),
        of_age=_of_age(layout, who.clinic.majority_age),
        unsigned=_unsigned(layout, who.clinic.parked_minutes),
        kept=rules == stands,
        erases=bool(rules),
        count=_count(layout, len(found)),
        rows=rows,
        further=_further(layout, values, start, len(found)),
        backups=how_long_backups_keep(layout),
        done=layout.translate("Saved.") if request.args.get("done") == "yes" else "",
        values=values,
        was=was or sign_of(asdict(stands)),
        now=() if was else tuple(_as_they_stand(layout, stands)),
        form_errors=form_errors(layout, wrong),
    )
    return show("admin/retention_rules.html", layout, page=page)


def _as_they_stand(layout: Layout, stands: Rules) -> Iterator[str]:
    for kind, words in KIND_WORDS.items():
        yield with_colon(
            layout.translate(words), _years(layout, stands.years(kind)), layout.language
        )
    words = layout.translate("Shown here before it is erased, for")
    yield with_colon(words, _days(layout, stands.grace), layout.language)


def _start() -> int:
    typed = request.args.get("after", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0


def _further(layout: Layout, values: Mapping[str, str], start: int, many: int) -> Link | None:
    after = start + AT_A_TIME
    if after >= many:
        return None
    asked: dict[str, Any] = {**values, "after": str(after)}
    url = url_for("retention_rules.form", **asked)
    return Link(url, layout.translate("Look further"))


def _fields(layout: Layout, rules: Rules) -> tuple[KindField, ...]:
    kinds = (_field(layout, kind, words, rules.years(kind)) for kind, words in KIND_WORDS.items())
    days = tuple(Choice(str(n), _days(layout, n)) for n in GRACES)
    words = layout.translate("Shown here before it is erased, for")
    return (*kinds, KindField("grace", words, days, str(rules.grace)))


def _field(layout: Layout, kind: Kind, words: str, years: int) -> KindField:
    every = sorted({*YEARS, years})
    options = tuple(Choice(str(n), _years(layout, n)) for n in every)
    return KindField(kind, layout.translate(words), options, str(years))


def _years(layout: Layout, many: int) -> str:
    if not many:
        return layout.translate("Keep for ever")
    return layout.translate_count("Keep for %(count)d year", "Keep for %(count)d years", many)


def _days(layout: Layout, many: int) -> str:
    return layout.translate_count("%(count)d day", "%(count)d days", many)


def _count(layout: Layout, many: int) -> str:
    if not many:
        return layout.translate("With these rules nothing is to be erased today.")
    return layout.translate_count(
        "With these rules this is to be erased: %(count)d entry",
        "With these rules this is to be erased: %(count)d entries",
        many,
    )


def _of_age(layout: Layout, age: int) -> str:
    return layout.translate(
        "For whoever was under age, years are counted from the day they turn %(age)s.", {"age": age}
    )


def _unsigned(layout: Layout, minutes: int) -> str:
    words = N_(
        "Intakes that nobody signed are erased %(minutes)d minutes after they were put aside, "
        "planned visits after their day."
    )
    return layout.translate(words, {"minutes": minutes})
