"""Setting something: for the clinic, for one therapist or one site; and taking it back."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from ...clinic import OF_SITE, OFFERED, OFFERS, SITE, Setting
from ...store import Refused
from ...usecases.change_setting import Holder, change_at, change_setting, holder, undo_change
from ...usecases.overtaken import Overtaken
from ..http import current
from ..http.access import access
from ..http.redirects import leave
from ..http.viewer import actor_id, or_not_found, whole_number
from .setting_page import Shown, address, group_page, setting_page

routes = Blueprint("setting_form", __name__)


@routes.get("/admin/clinic/setting/<setting_key>")
@access("admin")
def form(setting_key: str) -> str:
    """A setting of the clinic's as it stands."""
    return _shown(_holder(), setting_key)


@routes.post("/admin/clinic/setting/<setting_key>")
@access("admin")
def change(setting_key: str) -> ResponseReturnValue:
    """Keep it from now on; or show beforehand how it would look."""
    return _changed(_holder(), setting_key)


@routes.get("/admin/staff/<staff_id>/offers")
@access("admin")
def offers(staff_id: str) -> str:
    """What a therapist offers."""
    return group_page(OFFERS, _holder(staff_id, OFFERED))


@routes.get("/admin/staff/<staff_id>/offers/<setting_key>")
@access("admin")
def offer(staff_id: str, setting_key: str) -> str:
    """One thing of it as it stands."""
    return _shown(_holder(staff_id, OFFERED), setting_key)


@routes.post("/admin/staff/<staff_id>/offers/<setting_key>")
@access("admin")
def change_offer(staff_id: str, setting_key: str) -> ResponseReturnValue:
    """Keep it from now on."""
    return _changed(_holder(staff_id, OFFERED), setting_key)


@routes.get("/admin/sites/<site_id>")
@access("admin")
def site(site_id: str) -> str:
    """What is set for a site."""
    return group_page(SITE, _holder(site_id, OF_SITE))


@routes.get("/admin/sites/<site_id>/<setting_key>")
@access("admin")
def site_setting(site_id: str, setting_key: str) -> str:
    """One thing of it as it stands."""
    return _shown(_holder(site_id, OF_SITE), setting_key)


@routes.post("/admin/sites/<site_id>/<setting_key>")
@access("admin")
def change_site(site_id: str, setting_key: str) -> ResponseReturnValue:
    """Keep it from now on."""
    return _changed(_holder(site_id, OF_SITE), setting_key)


@routes.post("/admin/clinic/undo")
@access("admin")
def undo() -> ResponseReturnValue:
    """Put back what was there before a change."""
    sequence = whole_number(request.form.get("change", ""))
    if sequence is None:
        abort(404)
    with or_not_found(), current.store().reading() as tx:
        about = change_at(tx, sequence).about
    try:
        with or_not_found():
            done = undo_change(current.store(), sequence, actor_id())
    except Refused as no:
        mine = _holder(about)
        found = mine.settings[no.field], mine.values[no.field]
        return setting_page(*found, mine, Shown(wrong=no.words)), 422
    return leave(f"{address(_holder(about), done.key)}?done=undone")


def _holder(about: str = "", settings: Mapping[str, Setting] | None = None) -> Holder:
    """Whose settings they are. 404 where that is none whose settings are these."""
    with or_not_found(), current.store().reading() as tx:
        mine = holder(tx, about)
    return mine if settings is None or mine.settings is settings else abort(404)


def _shown(mine: Holder, key: str) -> str:
    setting = mine.settings.get(key) or abort(404)
    return setting_page(setting, mine.values[key], mine)


def _changed(mine: Holder, key: str) -> ResponseReturnValue:
    setting = mine.settings.get(key) or abort(404)
    value, was = setting.kind.read(key, request.form.getlist), request.form.get("was", "")
    if request.form.get("go") == "look":
        wrong = setting.wrong(value, mine.values)
        return setting_page(setting, value, mine, Shown(wrong, was)), 422 if wrong else 200
    try:
        change_setting(current.store(), key, value, actor_id(), mine.about, was=was)
    except Overtaken as no:
        return setting_page(setting, value, _holder(mine.about), Shown(no.words)), 422
    except Refused as no:
        return setting_page(setting, value, mine, Shown(no.words, was)), 422
    return leave(f"{address(mine, key)}?done=yes")
