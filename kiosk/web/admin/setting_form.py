"""One setting: what it does, where it shows, how it looks, what was changed, and undoing that."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from ...clinic import GROUPS, SETTINGS, Setting
from ...clinic.kinds import Value
from ...languages import N_
from ...store import Refused
from ...usecases.change_setting import change_setting, changes_of, undo_change
from ..http import current
from ..http.access import access
from ..http.form_page import FormPage, form_errors
from ..http.layout import show
from ..http.page_parts import Link
from ..http.redirects import leave
from ..http.viewer import actor_id, current_viewer, or_not_found, whole_number
from .setting_changes import ChangeRow, change_rows
from .setting_inputs import Input, inputs_of
from .setting_preview import Seen, seen

routes = Blueprint("setting_form", __name__)

DONE = {"yes": N_("Saved."), "undone": N_("It is as it was before.")}

FROM_MACHINE = {
    "paper_size": ("KIOSK_PAPER_SIZE", "paper_size"),
    "idle_seconds": ("KIOSK_IDLE_SECONDS", "idle_seconds"),
}
"""What a machine may say for itself: the variable, and the field of its settings."""


@dataclass(frozen=True, kw_only=True)
class SettingPage(FormPage):
    """The form, and all that is told beside it."""

    key: str
    does: str
    shows: tuple[str, ...]
    inputs: tuple[Input, ...]
    seen: tuple[Seen, ...]
    is_kept: bool
    """Whether what is shown is what stands."""
    machine: str
    """Why it holds nowhere: what this machine says for itself. Empty where it says nothing."""
    changes: tuple[ChangeRow, ...]
    group: Link
    done: str


@routes.get("/admin/clinic/setting/<setting_key>")
@access("admin")
def form(setting_key: str) -> str:
    """The setting as it stands."""
    setting = SETTINGS.get(setting_key) or abort(404)
    return _page(setting, _stands()[setting_key])


@routes.post("/admin/clinic/setting/<setting_key>")
@access("admin")
def change(setting_key: str) -> ResponseReturnValue:
    """Keep it from now on; or show beforehand how it would look."""
    setting = SETTINGS.get(setting_key) or abort(404)
    value = setting.kind.read(setting_key, request.form.getlist)
    if request.form.get("go") == "look":
        wrong = setting.wrong(value, _stands())
        return _page(setting, value, wrong), 422 if wrong else 200
    try:
        change_setting(current.store(), setting_key, value, actor_id())
    except Refused as no:
        return _page(setting, value, no.words), 422
    return leave(url_for("setting_form.form", setting_key=setting_key, done="yes"))


@routes.post("/admin/clinic/undo")
@access("admin")
def undo() -> ResponseReturnValue:
    """Put back what was there before a change."""
    sequence = whole_number(request.form.get("change", ""))
    if sequence is None:
        abort(404)
    try:
        with or_not_found():
            key = undo_change(current.store(), sequence, actor_id())
    except Refused as no:
        setting = SETTINGS[no.field]
        return _page(setting, _stands()[no.field], no.words), 422
    return leave(url_for("setting_form.form", setting_key=key, done="undone"))


def _stands() -> dict[str, Value]:
    return asdict(current.clinic() or abort(404))


def _page(setting: Setting, value: Value, wrong: str = "") -> str:
    who = current_viewer()
    layout, key = who.layout, setting.key
    inputs = inputs_of(setting, value, layout, who.clinic.language)
    with current.store().reading() as tx:
        changes = change_rows(changes_of(tx, [key]), who)
    page = SettingPage(
        title=layout.translate(setting.title),
        key=key,
        does=layout.translate(setting.does),
        shows=tuple(map(layout.translate, setting.shows)),
        inputs=inputs,
        seen=seen(setting, value, who.clinic),
        is_kept=value == getattr(who.clinic, key),
        machine=_machine(key),
        changes=changes,
        group=_group_of(setting),
        done=layout.translate(DONE.get(request.args.get("done", ""), "")),
        form_errors=form_errors(layout, {inputs[0].name: wrong} if wrong else {}),
    )
    return show("admin/setting.html", layout, page=page)


def _machine(key: str) -> str:
    variable, field = FROM_MACHINE.get(key, ("", ""))
    return variable if field and getattr(current.settings(), field) else ""


def _group_of(setting: Setting) -> Link:
    group = next(each for each in GROUPS if setting in each.settings)
    return Link(url_for("clinic_settings.group", group_key=group.key), group.title)
