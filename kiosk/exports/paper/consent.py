"""Agreement: what was agreed, who signed, how and when; and the table of it on page 2."""

from __future__ import annotations

from ...catalogue.agreements import AGREEMENTS
from ...frozen import dataclass
from ...intake.corrected import another_signed
from ...intake.record import Agreement, Line
from ...languages import N_, language_name
from ..foot import unreviewed
from .text import Words, joined, line, name, plain, small, strong
from .told import Told
from .written import given, taken_back

REQUIRED = frozenset(card.key for card in AGREEMENTS if card.required)
MOVEMENT = "consent_movement"

METHODS = {
    "drawn": N_("Signed by %(name)s, drawn"),
    "typed": N_("Signed by %(name)s, typed"),
    "on_paper": N_("Signed by %(name)s, on paper"),
}


@dataclass(frozen=True)
class Row:
    """One statement in the table of agreements."""

    title: str
    version: int
    language: str
    """The language it was read in, by its own name."""
    answer: str
    time: str


def consent(told: Told) -> tuple[Words, ...]:
    """The cards in two sentences, and the signature in words."""
    return (
        *line(_cards(told), _waiting(told)),
        *_taken_back(told),
        *line(_taken_back_before(told)),
        *line(_movement(told)),
        *line(_optional(told)),
        *line(
            _signed(told), told.says(told.translate("Helper"), name(told.record.signature_helper))
        ),
        *line(_another_signed(told)),
        *line(told.says(told.translate("Filled in together with"), name(told.record.assisted_by))),
        *line(small(_unreviewed(told))),
    )


def _unreviewed(told: Told) -> str:
    """What is to be known of the words the client read, where no native reader had read them."""
    return unreviewed(told.language, told.record.language) if told.record.unreviewed else ""


def rows(told: Told) -> tuple[Row, ...]:
    """Every statement that was shown, with what was said to it."""
    return tuple(
        Row(
            title(told, agreement),
            agreement.version,
            language_name(agreement.language),
            _as_given(told, agreement),
            told.clock(agreement.answered_at),
        )
        for agreement in told.record.agreements
    )


def kept(told: Told) -> tuple[Words, ...]:
    """The cards that were not due: each answer with its day, and what it was given to."""
    found: dict[tuple[str, str], list[str]] = {}
    for card in told.carried_cards:
        found.setdefault((told.label(card.key), card.given_on), []).append(card.prompt)
    return tuple(
        told.says(
            told.translate("“%(answer)s” since %(day)s", answer=answer, day=told.day(day)),
            plain(told.semicolon.join(titles)),
        )
        for (answer, day), titles in found.items()
    )


def title(told: Told, agreement: Agreement) -> str:
    """The card's heading in the clinic's language."""
    line = told.line(_question(agreement))
    return line.prompt if line else agreement.title


def answer(told: Told, agreement: Agreement) -> str:
    """What was said to it, in the clinic's language."""
    return told.label(_question(agreement)) or agreement.answer_label


def _as_given(told: Told, agreement: Agreement) -> str:
    """What was said to it, and since when that does not count any more."""
    back = told.withdrawn.get(_question(agreement))
    if back is None:
        return answer(told, agreement)
    return f"{given(told, back.card, back.said)}; {taken_back(told, back)}"


def _taken_back(told: Told) -> tuple[Words, ...]:
    lines = [(told.line(card), back) for card, back in told.withdrawn.items()]
    return tuple(
        (*strong(f"{card.prompt}:"), *plain(f" {taken_back(told, back)}."))
        for card, back in lines
        if card
    )


def _taken_back_before(told: Told) -> Words:
    """What was taken back between the visit before and this one, with its day."""
    each = (one.rsplit(" ", 1) for one in told.record.facts.get("taken_back", "").split("; "))
    said = (f"{card.prompt} ({told.day(day[0])})" for key, *day in each if (card := told.line(key)))
    return told.says(
        told.translate("Taken back since the last visit"), strong(told.semicolon.join(said))
    )


def _holds(told: Told, agreement: Agreement) -> bool:
    is_yes = agreement.answer in ("agree", "yes")
    return is_yes and _question(agreement) not in told.withdrawn


def _question(agreement: Agreement) -> str:
    """The card's own id: a private area's statement is named after it."""
    return agreement.key.removeprefix("consent_") if agreement.kind == "private" else agreement.key


def _of(told: Told, kind: str) -> tuple[Agreement, ...]:
    return tuple(agreement for agreement in told.record.agreements if agreement.kind == kind)


def _cards(told: Told) -> Words:
    required = _of(told, "required")
    agreed = sum(_holds(told, agreement) for agreement in required)
    if required:
        counted = told.translate_count(
            "%(n)d of %(m)d card agreed",
            "%(n)d of %(m)d cards agreed",
            len(required),
            n=agreed,
            m=len(required),
        )
        others = _holding(told, told.translate("Others still valid since"))
        return joined(((*strong(counted), *plain(".")), others), " ")
    still = _holding(told, told.translate("Agreements still valid since"))
    return still or plain(told.translate("No agreement was due this visit."))


def _is_required(card: Line) -> bool:
    """Whether the massage waits for it; of a card of the clinic's own its answer tells."""
    return card.key in REQUIRED or card.answer in ("agree", "talk_first")


def _holding(told: Told, words: str) -> Words:
    """The required cards that were not due, and since when they hold."""
    cards = [card for card in told.carried_cards if _is_required(card)]
    days = told.comma.join(told.day(day) for day in sorted({card.given_on for card in cards}))
    return plain(f"{words} {days}.") if days else ()


def _waiting(told: Told) -> Words:
    waiting = [title(told, a) for a in _of(told, "required") if not _holds(told, a)]
    today = {a.key for a in told.record.agreements}
    back = [card for card in told.withdrawn if card in REQUIRED - today]
    waiting += [line.prompt for card in back if (line := told.line(card))]
    return told.says(told.translate("Waiting"), strong(told.semicolon.join(waiting)))


def _movement(told: Told) -> Words:
    said = told.label(MOVEMENT) or told.translate("not asked this visit")
    return told.says(told.translate("Movement check"), plain(said))


def _optional(told: Told) -> Words:
    today = [(title(told, a), _holds(told, a)) for a in _of(told, "optional") if a.key != MOVEMENT]
    kept = [(c.prompt, c.answer == "yes") for c in told.carried_cards if not _is_required(c)]
    if not (*today, *kept):
        return ()
    yes = told.semicolon.join(words for words, agreed in (*today, *kept) if agreed)
    yes = yes or told.translate("no optional card")
    return told.says(told.translate("Said yes to"), plain(yes))


def _signed(told: Told) -> Words:
    signature = told.record.signature
    if signature is None:
        return _still_true(told)
    words = told.translate(METHODS[signature["method"]])
    before, _, after = words.partition("%(name)s")
    at = told.record.signed_at
    day = told.day(told.moment(at).date().isoformat())
    who = _typed_name(told, signature) or name(str(told.answer(_signer(told)) or ""))
    when = told.listed(after, day, told.clock(at).rstrip("."))
    signed = (*plain(before), *who, *plain(f"{when if after else told.comma + when}."))
    return joined((signed, _witness(told, signature)), " ")


def _another_signed(told: Told) -> Words:
    if not another_signed(told.record):
        return ()
    return strong(
        told.translate(
            "Signed by a guardian. As put right since, the client can agree: ask them first."
        )
    )


def _witness(told: Told, signature: dict[str, str]) -> Words:
    return told.says(told.translate("Witness"), name(signature.get("witness", "")))


def _still_true(told: Told) -> Words:
    if not told.has("still_true_ok", "yes"):
        return plain(told.translate("No signature was asked this visit."))
    day = told.day(told.record.visit_day)
    return plain(f"{told.translate('Said on %(day)s that all is still true', day=day)}.")


def _typed_name(told: Told, signature: dict[str, str]) -> Words:
    return told.typed(signature.get("name", ""))


def _signer(told: Told) -> str:
    return "guardian_name" if told.record.signer == "guardian" else "full_name"
