"""A treatment as its page draws it: what is talked about, what is confirmed, how far it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from ...catalogue import CATALOGUE
from ...frozen import dataclass
from ...intake.treatment import (
    OUTCOMES,
    REACHES,
    TAPS,
    WHOSE,
    WIDTH,
    Answer,
    State,
    Talked,
    may_agree,
    not_talked_about,
    outcomes_of,
)
from ...intake.treatment_lines import lines_to_choose
from ...intake.wording import in_words, prompt
from ...languages import N_, format_time, quoted, translate, with_semicolons
from ...store.access import at_sites, tablets
from ...usecases.look_at_sessions import in_session
from ...usecases.read_reflection import may_be_opened
from ...usecases.treat_client import Treated
from ..desk.session_states import reflection_tags
from ..http import current
from ..http.form_page import FormPage, form_errors
from ..http.layout import Layout
from ..http.page_parts import Choice, Tag, choices
from ..http.short_sign import sign_of
from ..http.viewer import me
from .taken_back import TakenBack, taken_back

STATES: Mapping[State, str] = {
    "waiting": N_("Waiting, not read yet"),
    "read": N_("Read, not begun"),
    "in_room": N_("In the room"),
    "done": N_("Done"),
    "postponed": N_("Postponed together"),
}


@dataclass(frozen=True)
class StopLine:
    """One stop-and-ask line, with what came of it."""

    key: str
    flag: str
    note: str
    outcomes: tuple[Choice, ...]
    agree: tuple[Choice, ...]
    """Who may agree now; nothing where it is no question of agreeing."""
    came: str
    """What came of it in words; empty until then."""
    outcome: str


@dataclass(frozen=True)
class AreaLine:
    """One area that is asked about once more, and what may be done there now."""

    key: str
    words: str
    first: str
    answers: tuple[Choice, ...]
    now: str
    is_open: bool
    """Whether something may still be said."""
    own_tap: bool
    """Whether the client has to say it with a tap of their own."""


@dataclass(frozen=True)
class ReflectionPart:
    """Whether the client was asked how it was, and where what they said is read."""

    tablets: tuple[Choice, ...]
    """Those that may be handed over; none once the client has answered."""
    tags: tuple[Tag, ...]
    is_open: bool
    """Whether whoever looks may read it."""


@dataclass(frozen=True, kw_only=True)
class TreatmentPage(FormPage):
    """All of it."""

    id: str
    sign: str
    state: State
    state_words: str
    passed: str
    """How long the session has been, or was."""
    stops: tuple[StopLine, ...]
    lines: tuple[Choice, ...]
    chosen: tuple[str, ...]
    understood: str
    areas: tuple[AreaLine, ...]
    signed_again: tuple[str, ...]
    """Since when the private areas are as they are, where they were signed anew."""
    waits_for: int
    """Stop-and-ask lines that nothing came of yet."""
    taps: tuple[str, ...]
    taken_back: TakenBack
    reflection: ReflectionPart


def treatment_page(treated: Treated, layout: Layout, wrong: Mapping[str, str]) -> TreatmentPage:
    """The page of a treatment, with what is to be put right."""
    now, record = treated.treatment, treated.stands.in_full
    return TreatmentPage(
        title=layout.translate("Session"),
        form_errors=form_errors(layout, wrong),
        id=record.id,
        sign=sign_of(record.id),
        state=now.state,
        state_words=layout.translate(STATES[now.state]),
        passed=minutes_in_words(treated, layout),
        stops=tuple(_stops(treated, layout)),
        lines=choices((line.key, line.told) for line in lines_to_choose(record)),
        chosen=now.lines,
        understood=now.understood,
        areas=area_lines(treated, layout, layout.language),
        signed_again=tuple(_signed_again(treated, layout)),
        waits_for=len(not_talked_about(now, treated.stop)),
        taps=tuple(
            f"{at_the_clock(t.at, layout)} · {layout.translate(TAPS[t.tap])}" for t in now.taps
        ),
        taken_back=taken_back(treated.stands, "treatment.session", layout),
        reflection=_reflection(record.id, layout),
    )


def _signed_again(treated: Treated, layout: Layout) -> Iterator[str]:
    for signing in treated.treatment.signings:
        words = layout.translate("Private areas chosen anew and signed, %(time)s")
        yield words % {"time": at_the_clock(signing.at, layout)}


def _reflection(record_id: str, layout: Layout) -> ReflectionPart:
    with current.store().reading() as tx:
        now = in_session(tx, [record_id])[record_id]
        is_open = bool(may_be_opened(tx, me(), [record_id])) if now.has_answered else False
        shows = at_sites.of(tx, me().id).shows
        here = (each for each in tablets.all_tablets(tx) if shows(each.site_id))
        every = choices((each.id, each.name) for each in here)
    return ReflectionPart(() if now.has_answered else every, reflection_tags(now, layout), is_open)


def minutes_in_words(treated: Treated, layout: Layout) -> str:
    """How long it has been going on by the server's clock; empty before it began."""
    now = treated.treatment
    if now.start is None:
        return ""
    with current.store().reading() as tx:
        until = now.end if now.end is not None else tx.steady.microseconds
    minutes = max(0, until - now.start) // 60_000_000
    return layout.translate_count("%(count)d minute", "%(count)d minutes", minutes)


def at_the_clock(at: str, layout: Layout) -> str:
    """A moment that was noted, as a clock on the clinic's wall has it."""
    from datetime import datetime

    clinic = current.clinic()
    zone = clinic.time_zone if clinic else "UTC"
    return format_time(datetime.fromisoformat(at), ZoneInfo(zone).key, layout.language)


def _stops(treated: Treated, layout: Layout) -> Iterator[StopLine]:
    for flag in treated.stands.in_full.flags:
        if flag.severity != "stop_and_ask":
            continue
        offered = outcomes_of(flag.key)
        may = may_agree(flag.key, is_minor=treated.is_minor) if "agreed_now" in offered else ()
        talked = treated.treatment.talked.get(flag.key)
        yield StopLine(
            flag.key,
            flag.flag,
            flag.note,
            choices((key, layout.translate(OUTCOMES[key])) for key in offered),
            choices((key, layout.translate(WHOSE[key])) for key in may),
            _came(talked, layout) if talked else "",
            talked.outcome if talked else "",
        )


def _came(talked: Talked, layout: Layout) -> str:
    said = [layout.translate(OUTCOMES[talked.outcome]), at_the_clock(talked.at, layout)]
    if talked.agreed_by in WHOSE:
        said.append(layout.translate(WHOSE[talked.agreed_by]))  # type: ignore[index]
    if talked.reason:
        said.append(quoted(talked.reason, layout.language))
    return " · ".join(said)


def area_lines(treated: Treated, layout: Layout, language: str) -> tuple[AreaLine, ...]:
    """What was said yes to, one by one, in the language of whoever reads it."""
    return tuple(_area(treated, key, layout, language) for key in treated.to_ask)


def _area(treated: Treated, key: str, layout: Layout, language: str) -> AreaLine:
    question, first = CATALOGUE.question(key), treated.treatment.first(key, treated.stands.says)
    said = [each for each in treated.treatment.answers if each.area == key]
    refused = any(each.answer == "no" for each in said)
    offered: list[Answer] = [
        each for each in ("yes", "over_cover", "no") if _may(each, treated, key)
    ]
    permitted = treated.permitted(key)
    return AreaLine(
        key,
        prompt(question, language),
        _said_first(treated, key, first, language),
        choices((each, layout.translate(REACHES[each])) for each in offered),
        layout.translate(REACHES[permitted]) if said else "",
        not refused and treated.treatment.state in ("waiting", "read", "in_room"),
        first == "ask",
    )


def _said_first(treated: Treated, key: str, first: str, language: str) -> str:
    """What was said at the intake; and before the start, where it was chosen anew and signed."""
    question, said = CATALOGUE.question(key), treated.at_intake(key)
    words = in_words(question, said, language)
    if said == first:
        return words
    anew = f"{in_words(question, first, language)} ({translate('signed anew', language)})"
    return with_semicolons((words, anew), language)


def _may(answer: Answer, treated: Treated, key: str) -> bool:
    """Whether this may still be said: never wider than before, and narrower after the start."""
    widest = WIDTH[treated.treatment.first(key, treated.stands.says)]
    if treated.treatment.started_at:
        return WIDTH[answer] < max(1, WIDTH[treated.permitted(key)])
    if key == "consent_movement" and answer == "over_cover":
        return False
    return WIDTH[answer] <= widest
