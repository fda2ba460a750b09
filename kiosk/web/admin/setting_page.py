"""The page of one setting, and of a group of them: the clinic's own, or a therapist's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from flask import request, url_for

from ...clinic import GROUPS, OF_SITE, OFFERS, SITE, Group, Setting
from ...clinic.kinds import Value
from ...frozen import dataclass
from ...languages import N_
from ...store import sites
from ...usecases.change_setting import Holder, changes_of
from ...usecases.overtaken import CHANGED_MEANWHILE, sign_of
from ..http import current
from ..http.form_page import FormPage, form_errors
from ..http.layout import Layout, Page, show
from ..http.look import look_of
from ..http.page_parts import Link
from ..http.viewer import Viewer, current_viewer
from .setting_beside import beside
from .setting_changes import ChangeRow, change_rows
from .setting_inputs import Input, inputs_of
from .setting_preview import Seen, seen

DONE = {"yes": N_("Saved."), "undone": N_("It is as it was before.")}

FROM_MACHINE = {
    "paper_size": ("KIOSK_PAPER_SIZE", "paper_size"),
    "idle_seconds": ("KIOSK_IDLE_SECONDS", "idle_seconds"),
}
"""What a machine may say for itself: the variable, and the field of its settings."""


@dataclass(frozen=True, kw_only=True)
class SettingPage(FormPage):
    """The form, and all that is told beside it."""

    here: str
    whose: str
    """The therapist or site whose it is; empty for the clinic's own."""
    does: str
    shows: tuple[str, ...]
    inputs: tuple[Input, ...]
    picture: Input | None
    """The one field of a setting that comes as a file; None for all others."""
    rules: bool
    """Whether each of its rules has a page of its own."""
    seen: tuple[Seen, ...]
    look: str
    """The stylesheet of the whole page, where it shows a colour before it is kept."""
    is_kept: bool
    """Whether what is shown is what stands."""
    was: str
    """The sign of the value that was looked at first."""
    now: tuple[str, ...]
    """What it is by now, where somebody changed it meanwhile."""
    machine: str
    """Why it holds nowhere: what this machine says for itself. Empty where it says nothing."""
    beside: tuple[Link, ...]
    """What else it hangs on, and where that is set."""
    changes: tuple[ChangeRow, ...]
    group: Link
    done: str


@dataclass(frozen=True)
class SettingRow:
    """A setting as it stands."""

    title: str
    value: str
    does: str
    url: str


@dataclass(frozen=True, kw_only=True)
class GroupPage(Page):
    """The settings of a group, and what was changed of them."""

    whose: str
    about: str
    rows: tuple[SettingRow, ...]
    beside: tuple[Link, ...]
    changes: tuple[ChangeRow, ...]
    back: Link


@dataclass(frozen=True)
class Shown:
    """How it came that a setting is shown with another value than it has."""

    wrong: str = ""
    """What is to be put right."""
    was: str = ""
    """The sign of the value that was looked at first; empty where that is the one it has now."""


AS_IT_IS = Shown()


def setting_page(setting: Setting, value: Value, mine: Holder, how: Shown = AS_IT_IS) -> str:
    """The setting with this value."""
    who = current_viewer()
    layout, key = who.layout, setting.key
    inputs, kept = inputs_of(setting, value, layout, who.clinic), mine.values[key]
    page = SettingPage(
        title=layout.translate(setting.title),
        here=address(mine, key),
        whose=_whose(mine, who),
        does=layout.translate(setting.does),
        shows=tuple(map(layout.translate, setting.shows)),
        inputs=inputs,
        picture=next((each for each in inputs if each.shape == "file"), None),
        rules=inputs[0].shape == "rules",
        seen=seen(setting, value, who.clinic),
        look=_look(setting, value, who),
        is_kept=value == kept,
        was=how.was or sign_of(kept),
        now=_now(setting, kept, layout) if how.wrong == CHANGED_MEANWHILE else (),
        machine=_machine(key),
        beside=beside(key, who),
        changes=_changes(mine, (setting,), who),
        group=_group_of(setting, mine, who),
        done=layout.translate(DONE.get(request.args.get("done", ""), "")),
        form_errors=form_errors(
            layout,
            {inputs[0].name: how.wrong} if how.wrong else {},
            getattr(how.wrong, "values", None),
        ),
    )
    return show("admin/setting.html", layout, page=page)


def group_page(group: Group, mine: Holder) -> str:
    """The settings of a group, as they stand."""
    who = current_viewer()
    translate, whose = who.layout.translate, _whose(mine, who)
    page = GroupPage(
        title=translate(group.title),
        whose=whose,
        about=translate(group.about),
        rows=tuple(_rows(group, mine, who)),
        beside=beside(group.key, who),
        changes=_changes(mine, group.settings, who),
        back=_up(mine, who, whose),
    )
    return show("admin/setting_group.html", who.layout, page=page)


def address(mine: Holder, key: str) -> str:
    """Where a setting has its page."""
    if mine.settings is OF_SITE:
        return url_for("setting_form.site_setting", site_id=mine.about, setting_key=key)
    if mine.about:
        return url_for("setting_form.offer", staff_id=mine.about, setting_key=key)
    return url_for("setting_form.form", setting_key=key)


def _rows(group: Group, mine: Holder, who: Viewer) -> Iterator[SettingRow]:
    for each in group.settings:
        yield SettingRow(
            who.layout.translate(each.title),
            each.kind.in_words(mine.values[each.key], who.layout.language),
            who.layout.translate(each.does),
            address(mine, each.key),
        )


def _changes(mine: Holder, settings: tuple[Setting, ...], who: Viewer) -> tuple[ChangeRow, ...]:
    with current.store().reading() as tx:
        changes = changes_of(tx, [each.key for each in settings], about=mine.about)
    newest = {each.key: each.sequence for each in reversed(changes)}
    return tuple(
        replace(
            row,
            stands=each.sequence == newest[each.key] and mine.values[each.key] == each.after,
        )
        for row, each in zip(change_rows(changes, who), changes, strict=True)
    )


def _look(setting: Setting, value: Value, who: Viewer) -> str:
    """This page is the preview of a colour: it wears it, if that can be read."""
    tried = setting.key == "accent" and not setting.kind.wrong(value)
    return look_of(who.clinic, str(value) if tried else None)


def _now(setting: Setting, kept: Value, layout: Layout) -> tuple[str, ...]:
    return tuple(setting.kind.in_words(kept, layout.language).splitlines())


def _machine(key: str) -> str:
    variable, field = FROM_MACHINE.get(key, ("", ""))
    return variable if field and getattr(current.settings(), field) else ""


def _whose(mine: Holder, who: Viewer) -> str:
    if mine.settings is OF_SITE:
        with current.store().reading() as tx:
            return sites.names(tx).get(mine.about, "")
    return who.names.get(mine.about, "")


def _up(mine: Holder, who: Viewer, whose: str) -> Link:
    if mine.settings is OF_SITE:
        return Link(url_for("sites.every"), who.layout.translate(N_("Sites")))
    if mine.about:
        return Link(url_for("staff_accounts.person", staff_id=mine.about), whose)
    return Link(url_for("clinic_settings.form"), who.layout.translate("Clinic"))


def _group_of(setting: Setting, mine: Holder, who: Viewer) -> Link:
    if mine.settings is OF_SITE:
        return Link(
            url_for("setting_form.site", site_id=mine.about), who.layout.translate(SITE.title)
        )
    if mine.about:
        url = url_for("setting_form.offers", staff_id=mine.about)
        return Link(url, who.layout.translate(OFFERS.title))
    group = next(each for each in GROUPS if setting in each.settings)
    url = url_for("clinic_settings.group", group_key=group.key)
    return Link(url, who.layout.translate(group.title))
