"""The recovery sheet: the master key to be printed and kept, and a few groups typed back."""

from __future__ import annotations

from secrets import SystemRandom

from flask import Blueprint, Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...frozen import dataclass
from ...languages import N_
from ...store.access import sign_ins
from ...store.backups import key_sheet
from ...store.engine import recovery_sheet
from ..account.reauthenticate import ask_again
from ..http import current
from ..http.access import access
from ..http.cookies import token
from ..http.form_page import FormPage, form_errors
from ..http.layout import day_in_words, show, staff_layout
from ..http.qr_code import qr_code
from ..http.redirects import leave
from ..http.viewer import actor_id

routes = Blueprint("recovery_sheet", __name__)

TYPED_BACK = 3
"""Groups that an admin types, so that nobody confirms a sheet they have not printed."""

NOT_THAT = N_("This is not that group. Look at the sheet again.")


@dataclass(frozen=True)
class Group:
    """A group that is to be typed back."""

    name: str
    label: str


@dataclass(frozen=True, kw_only=True)
class SheetPage(FormPage):
    """What the sheet is for, and the fields that confirm it."""

    confirmed: bool
    done: str
    asked: str
    """The numbers of the groups, to come back with the form."""
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class PrintedKey:
    """One key as it stands on the sheet."""

    number: int
    groups: tuple[str, ...]


@dataclass(frozen=True)
class PrintedSheet:
    """The sheet itself."""

    title: str
    day: str
    keys: tuple[PrintedKey, ...]


@routes.get("/admin/recovery-sheet")
@access("admin")
def form() -> str:
    """What it is for; nothing secret stands here."""
    return _page(_some_groups(), {})


@routes.post("/admin/recovery-sheet")
@access("admin")
def sheet() -> ResponseReturnValue:
    """The sheet, after the password. Written to the audit before it is sent."""
    asked = ask_again()
    if asked:
        return asked
    layout, keys = staff_layout(), current.store().keys
    with current.store().writing() as tx:
        key_sheet.was_shown(tx, actor_id())
        clinic = current.clinic() or abort(404)
        day = day_in_words(layout, clinic.day(tx.now))
    printed = recovery_sheet.groups_of(keys).items()
    page = PrintedSheet(
        layout.translate("The recovery sheet"),
        day,
        tuple(PrintedKey(number, groups) for number, groups in printed),
    )
    return show("admin/printed_sheet.html", layout, page=page)


@routes.get("/admin/recovery-sheet.svg")
@access("admin")
def picture() -> Response:
    """The same as a QR code, while the password is fresh."""
    with current.store().reading() as tx:
        if not sign_ins.is_confirmed(tx, token("staff")):
            abort(404)
    groups = recovery_sheet.groups_of(current.store().keys).values()
    said = "\n".join(" ".join(each) for each in groups)
    return qr_code(said)


@routes.post("/admin/recovery-sheet/confirm")
@access("admin")
def confirm() -> ResponseReturnValue:
    """Some groups were typed from the paper: it is there."""
    keys, numbers = current.store().keys, _asked()
    wrong = {
        f"group-{number}": NOT_THAT
        for number in numbers
        if not recovery_sheet.is_group(keys, number, request.form.get(f"group-{number}", ""))
    }
    if wrong:
        return _page(numbers, wrong), 422
    with current.store().writing() as tx:
        key_sheet.confirm(tx, actor_id())
    return leave(url_for("recovery_sheet.form", done="yes"))


def _some_groups() -> tuple[int, ...]:
    return tuple(sorted(SystemRandom().sample(range(1, recovery_sheet.GROUPS + 1), TYPED_BACK)))


def _asked() -> tuple[int, ...]:
    """The groups that were asked for. 400 where the form was made by somebody else."""
    said = request.form.get("asked", "").split()
    known = {str(number) for number in range(1, recovery_sheet.GROUPS + 1)}
    if len(set(said)) != TYPED_BACK or not set(said) <= known:
        abort(400)
    return tuple(sorted(int(number) for number in set(said)))


def _page(numbers: tuple[int, ...], wrong: dict[str, str]) -> str:
    layout = staff_layout()
    with current.store().reading() as tx:
        confirmed = key_sheet.is_confirmed(tx)
    groups = tuple(
        Group(f"group-{number}", layout.translate("Group %(number)d", {"number": number}))
        for number in numbers
    )
    page = SheetPage(
        title=layout.translate("The recovery sheet"),
        form_errors=form_errors(layout, wrong),
        confirmed=confirmed,
        done=layout.translate("Confirmed.") if request.args.get("done") == "yes" else "",
        asked=" ".join(map(str, numbers)),
        groups=groups,
    )
    return show("admin/recovery_sheet.html", layout, page=page)
