"""Agreements in the clinic's own words, as their pages draw them: old, new, and what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from flask import url_for

from ...catalogue.questions import Card
from ...frozen import dataclass
from ...intake.agreement_words import CONTENT, SLOTS, AgreementWords, Published, from_text
from ...intake.wording import choice_label, prompt, statement_text
from ...languages import N_, direction, with_semicolons
from ...store.clinics import Clinic
from ...usecases.overtaken import sign_of
from ...usecases.publish_agreement import stands
from ..http.form_page import FormPage, form_errors
from ..http.layout import Layout, day_in_words
from ..questions.word_diff import Piece, reworded

DONE = {
    "published": N_("Published. Intakes under way keep the words they were shown."),
    "retired": N_("This card is not asked any more. What was said to it stays."),
}


@dataclass(frozen=True)
class ListedText:
    """One card of the clinic."""

    key: str
    title: str
    about: str
    """Which version holds, and what is to come."""
    keeps: tuple[str, ...]
    """Languages that have older words."""
    url: str


@dataclass(frozen=True)
class ListPage:
    """All of them."""

    title: str
    rows: tuple[ListedText, ...]
    retired: tuple[ListedText, ...]
    add_url: str
    """Empty where there is no room for another one."""
    done: str


@dataclass(frozen=True)
class Draft:
    """A card in one language: as it stands, and as it is written."""

    code: str
    name: str
    direction: str
    title: str
    text: str
    about: str
    """Which version stands in this language."""
    was: str
    """Its words; empty where there are none yet."""


@dataclass(frozen=True)
class Preview:
    """The new words in one language, as a card and as they print."""

    name: str
    code: str
    direction: str
    title: str
    text: str
    choices: tuple[str, ...]
    agreed: str
    """The one that agrees, as it prints."""
    changed: tuple[Piece, ...]
    """Against the words that stand: what went and what came."""
    version: str
    keeps: bool
    """Whether this language keeps what it has."""


@dataclass(frozen=True, kw_only=True)
class EditPage(FormPage):
    """One card that is written anew."""

    key: str
    drafts: tuple[Draft, ...]
    holds_from: str
    is_own: bool
    required: bool
    may_retire: bool
    was: str
    """The sign of what stood when this page was opened."""
    preview: tuple[Preview, ...] = ()


def list_page(clinic: Clinic, today: date, layout: Layout, done: str = "") -> ListPage:
    """Every card that is asked or will be, and the clinic's own that are asked no more."""
    words = from_text(clinic.agreement_words)
    own = [key for key in SLOTS if words.of(key)]
    in_use = [key for key in own if not words.of(key)[-1].retired]
    room = len(own) < len(SLOTS)
    return ListPage(
        layout.translate("Agreements"),
        tuple(_listed(key, words, clinic, today, layout) for key in (*CONTENT, *in_use)),
        tuple(_listed(k, words, clinic, today, layout) for k in own if k not in in_use),
        url_for("agreement_texts.one", card="new") if room else "",
        layout.translate(DONE[done]) if done in DONE else "",
    )


def _listed(
    key: str, words: AgreementWords, clinic: Clinic, today: date, layout: Layout
) -> ListedText:
    versions = words.of(key)
    card = _latest(words, key, layout.language, clinic)
    said = [_about(each, today, layout) for each in _now_and_to_come(versions, today)]
    return ListedText(
        key,
        prompt(card, layout.language) if card else "",
        with_semicolons(said, layout.language) or layout.translate("The words the kiosk came with"),
        tuple(_keeps(words, key, clinic, layout)),
        url_for("agreement_texts.one", card=key),
    )


def _now_and_to_come(versions: Sequence[Published], today: date) -> list[Published]:
    to_come = [each for each in versions if each.holds_from > today.isoformat()]
    held = versions[: len(versions) - len(to_come)]
    return [*held[-1:], *to_come]


def _about(version: Published, today: date, layout: Layout) -> str:
    day = day_in_words(layout, version.holds_from)
    if version.retired:
        return layout.translate("Not asked any more since %(day)s", {"day": day})
    words = (
        N_("Version %(number)d holds from %(day)s")
        if version.holds_from > today.isoformat()
        else N_("Version %(number)d holds since %(day)s")
    )
    return layout.translate(words, {"number": version.version, "day": day})


def _keeps(words: AgreementWords, key: str, clinic: Clinic, layout: Layout) -> Iterator[str]:
    versions = words.of(key)
    if not versions or versions[-1].retired:
        return
    for code, name in clinic.offered.items():
        card = words.card(key, code)
        values = {"language": name, "number": card.statement.version if card else 0}
        if card is None:
            yield layout.translate(NOT_YET, values)
        elif card.statement.version != versions[-1].version:
            yield layout.translate(KEEPS, values)


KEEPS = N_("%(language)s keeps version %(number)d until its words are finished")
NOT_YET = N_("%(language)s: not asked until its words are finished")


def _latest(words: AgreementWords, key: str, language: str, clinic: Clinic) -> Card | None:
    """A card in a language, retired or not; in any other where it has no words in that."""
    asked = AgreementWords(tuple(v for v in words.versions if not v.retired))
    for code in (language, *clinic.offered):
        if card := asked.card(key, code):
            return card
    return None


def edit_page(
    key: str,
    clinic: Clinic,
    today: date,
    layout: Layout,
    said: Mapping[str, str] | None,
    wrong: Mapping[str, str],
    version: Published | None = None,
) -> EditPage:
    """The form with what stands or was typed; with ``version`` what that would be, to look at."""
    words = from_text(clinic.agreement_words)
    card = _latest(words, key, layout.language, clinic) if key else None
    title = prompt(card, layout.language) if card else layout.translate("A card of your own")
    versions = words.of(key) if key else ()
    required = said.get("required") == "yes" if said else bool(versions and versions[-1].required)
    return EditPage(
        title=title,
        form_errors=form_errors(layout, wrong),
        key=key or "new",
        drafts=tuple(_draft(key, code, words, clinic, layout, said) for code in clinic.offered),
        holds_from=said.get("holds_from", "") if said else "",
        is_own=key not in CONTENT,
        required=required,
        may_retire=bool(versions) and key in SLOTS and not versions[-1].retired,
        was=sign_of(stands(words, key)),
        preview=tuple(_previews(version, words, clinic, layout)) if version else (),
    )


def _draft(
    key: str,
    code: str,
    words: AgreementWords,
    clinic: Clinic,
    layout: Layout,
    said: Mapping[str, str] | None,
) -> Draft:
    asked = AgreementWords(tuple(v for v in words.versions if not v.retired))
    card = asked.card(key, code) if key else None
    title, text = (prompt(card, code), statement_text(card.statement, code)) if card else ("", "")
    about = (
        layout.translate("Version %(number)d", {"number": card.statement.version}) if card else ""
    )
    if said is not None:
        title, shown = said.get(f"title-{code}", ""), said.get(f"text-{code}", "")
    else:
        shown = text
    name = clinic.offered[code]
    return Draft(code, name, direction(code), title, shown, about, text if said else "")


def _previews(
    version: Published, words: AgreementWords, clinic: Clinic, layout: Layout
) -> Iterator[Preview]:
    asked = AgreementWords(tuple(v for v in words.versions if not v.retired))
    after = AgreementWords((*asked.versions, version))
    for code, name in clinic.offered.items():
        was, card = asked.card(version.card, code), after.card(version.card, code)
        if card is None:
            continue
        text = statement_text(card.statement, code)
        before = statement_text(was.statement, code) if was else ""
        number = {"number": card.statement.version}
        yield Preview(
            name,
            code,
            direction(code),
            prompt(card, code),
            text,
            tuple(choice_label(card, choice, code) for choice in card.choices),
            choice_label(card, card.choices[0], code),
            reworded(before, text) if before and before != text else (),
            layout.translate("Version %(number)d", number),
            card.statement.version != version.version,
        )
