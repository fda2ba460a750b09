"""Before touch: what was talked about, the lines that were confirmed, and the second yes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...catalogue import CATALOGUE
from ...catalogue.flags import RULES
from ...frozen import dataclass
from ...intake.agreed import card_of
from ...intake.session_said import SessionSaid
from ...intake.treatment import AREAS, ASKED_AGAIN, OUTCOMES, REACHES, WHOSE, Noted, SignedAgain
from ...intake.treatment_lines import lines_to_choose
from ...intake.wording import in_words, prompt
from ...languages import N_, language_name, quoted, quotes, translate
from .details import Block, Pair
from .signature import Drawn, drawn
from .text import Words, joined, line, name, plain, quote, strong
from .told import Told

ANSWERED = {"yes": N_("Yes, that is right"), "not_quite": N_("Not quite")}
SIGNED_BY = {"client": N_("Signed by the client"), "guardian": N_("Signed by the guardian")}


@dataclass(frozen=True)
class SecondYes:
    """One area: what was said of it first, what in the room, and what held to the end."""

    area: str
    first: str
    second: tuple[str, ...]
    held: str


def by_whom(said: SessionSaid, who: str) -> str:
    """The name of a member of staff; their id where they are known no more."""
    return said.names.get(who) or who


def talked_about(told: Told, said: SessionSaid) -> Block:
    """Each stop-and-ask line with all that came of it, the last word first."""
    noted = [each for each in said.noted if each.what == "talked"]
    stop = [flag.key for flag in told.flags("stop_and_ask")]
    keys = dict.fromkeys((*stop, *(each.said["flag"] for each in noted)))
    pairs = tuple(_talked(told, said, key, noted) for key in keys)
    after = () if pairs else line(plain(told.translate("Stop and ask: nothing reported")))
    return Block("s_talked", told.translate("Talked about before touch"), pairs, after)


def _talked(told: Told, said: SessionSaid, flag: str, noted: list[Noted]) -> Pair:
    rule = next((each for each in RULES if each.key == flag), None)
    words = translate(rule.flag, told.language, f"flag.{flag}") if rule else flag
    came = [_came(told, said, each) for each in reversed(noted) if each.said["flag"] == flag]
    nothing = strong(told.translate("Not talked about"))
    return Pair(f"{told.flag(flag) or words}:", joined(came, told.semicolon) or nothing, "")


def _came(told: Told, said: SessionSaid, one: Noted) -> Words:
    outcome = told.translate(OUTCOMES[one.said["outcome"]])
    agreed = WHOSE.get(one.said["agreed_by"])
    what = told.listed(outcome, told.translate(agreed) if agreed else "")
    why = (plain(told.colon("")), told.written(one.said["reason"])) if one.said["reason"] else ()
    whole = tuple(run for part in why for run in part)
    return (*strong(what), *whole, *plain(f" ({_when(told, said, one)})"))


def _when(told: Told, said: SessionSaid, one: Noted | SignedAgain) -> str:
    return told.listed(by_whom(said, one.by), told.clock(one.at))


def lines_shown(told: Told, said: SessionSaid) -> Block:
    """Each choice of lines that was shown to the client, and what they said of it."""
    pairs = tuple(_shown(told, said))
    title = told.translate("Lines that matter, shown to the client")
    nothing = () if pairs else line(plain(told.translate("No lines were shown.")))
    return Block("s_lines", title, pairs, nothing)


def _shown(told: Told, said: SessionSaid) -> Iterator[Pair]:
    words = {each.key: each.told for each in lines_to_choose(told.record)}
    gone = told.translate("a line that no longer stands")
    for number, each in enumerate(said.noted):
        if each.what == "lines":
            shown = plain(told.semicolon.join(words.get(key, gone) for key in each.said["lines"]))
            replies = tuple(_replies(told, said, number))
            none = strong(told.translate("No answer was noted."))
            yield Pair(_head(told, said, each), joined((shown, *(replies or (none,))), ". "), "")


def _head(told: Told, said: SessionSaid, one: Noted) -> str:
    language = told.record.language
    read_in = "" if language == told.language else language_name(language)
    return f"{told.listed(_when(told, said, one), read_in)}:"


def _replies(told: Told, said: SessionSaid, shown: int) -> Iterator[Words]:
    """What the client said of these lines, before others were shown."""
    for each in said.noted[shown + 1 :]:
        if each.what == "lines":
            return
        if each.what == "understood":
            answer = told.translate(ANSWERED[each.said["answer"]])
            yield (*strong(quoted(answer, told.language)), *plain(f" ({told.clock(each.at)})"))


def second_yes(told: Told, said: SessionSaid) -> tuple[SecondYes, ...]:
    """Every area that was asked once more, or might have been."""
    now, says = said.treatment, told.record.says
    asked = {each.area for each in now.answers}
    may = {area for area in ASKED_AGAIN if now.first(area, says) != "no"}
    signed = {area for signing in now.signings for area in signing.areas}
    return tuple(_area(told, said, area) for area in ASKED_AGAIN if area in asked | may | signed)


def _area(told: Told, said: SessionSaid, area: str) -> SecondYes:
    now, says = said.treatment, told.record.says
    question = CATALOGUE.question(area)
    again = tuple(
        f"{told.listed(told.translate(REACHES[each.answer]), told.translate(WHOSE[each.whose]))} "
        f"({told.listed(by_whom(said, each.by), told.clock(each.at))})"
        for each in now.answers
        if each.area == area
    )
    return SecondYes(
        prompt(question, told.language),
        told.semicolon.join(_first(told, said, area)),
        again or (told.translate("nothing was said"),),
        told.translate(REACHES[now.held(area, says, is_minor=said.is_minor)]),
    )


def _first(told: Told, said: SessionSaid, area: str) -> Iterator[str]:
    """What was said at the intake, each time it was signed anew since, and if it was taken back."""
    question = CATALOGUE.question(area)
    given = (each.answer for each in told.record.agreements if card_of(each) == area)
    # A private area that was not asked about is a no; movement may be carried from another visit.
    unasked = "no" if area in AREAS else said.treatment.first(area, told.record.says)
    yield in_words(question, next(given, unasked), told.language)
    for each in said.treatment.signings:
        if area in each.areas:
            words = in_words(question, each.areas[area], told.language)
            anew = told.listed(told.translate("signed anew"), told.clock(each.at))
            yield f"{words} ({anew})"
    if back := told.withdrawn.get(area):
        yield told.listed(told.translate("taken back"), told.clock(back.at))


def areas_signed(told: Told, said: SessionSaid) -> tuple[Block, tuple[Drawn, ...]]:
    """Each time the areas were chosen anew: word for word, and who signed."""
    signings = said.treatment.signings
    pairs = tuple(_signing(told, said, each) for each in signings)
    ink = tuple(pad for each in signings if (pad := drawn(each.signature)))
    return Block("s_again", told.translate("Private areas chosen anew"), pairs, ()), ink


def _signing(told: Told, said: SessionSaid, one: SignedAgain) -> Pair:
    cards = joined((_card(told, card) for card in one.cards), told.semicolon)
    typed = told.typed(str(one.signature.get("name") or ""))
    signer = told.translate(SIGNED_BY[one.signer])
    signed = (*plain(told.colon(signer)), *typed) if typed else plain(signer)
    return Pair(f"{_when(told, said, one)}:", (*cards, *plain(". "), *signed), "")


def _card(told: Told, card: Mapping[str, Any]) -> Words:
    """A card as it was read: its words run as its language does, whichever way the paper runs."""
    spoken = "" if card["language"] == told.language else card["language"]
    version = told.translate("Version %(number)d", number=card["version"])
    read = told.listed(version, language_name(card["language"]))
    title, answer = (name(card[part], spoken) for part in ("title", "answer_label"))
    text = quote(card["text"], quotes(told.language), spoken)
    return (*title, *plain(told.colon("")), *answer, *plain(" ("), *text, *plain(f" {read})"))
