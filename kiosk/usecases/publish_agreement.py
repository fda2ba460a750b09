"""Publishing: an agreement in the clinic's own words, as the next version beside the old ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..catalogue.questions import InOwnWords
from ..frozen import dataclass
from ..intake.agreement_words import CONTENT, SLOTS, AgreementWords, Published
from ..intake.wording import prompt, statement_text
from ..languages import N_
from ..store import Refused, Store, Transaction, audit
from ..store.clinics import Clinic
from ..store.intakes import agreement_texts
from .overtaken import not_overtaken

SHORTEST, LONGEST, TITLE = 20, 900, 60
"""Letters of a statement, and of its title: it is read on one screen, and said in one breath."""

NO_TITLE = N_("Write a short title, up to 60 letters.")
NO_TEXT = N_(
    "Write the statement, 20 to 900 letters, as the client says it: I want, I know, I can."
)
NO_WORDS = N_("Nothing is other than before. Change the words in one language at least.")
NO_ROOM = N_("There are six cards of your own already. Take one of them back into use instead.")
PAST = N_("Choose today or a day to come: what was agreed to before stays as it was.")


@dataclass(frozen=True)
class NewWords:
    """What an admin has written."""

    card: str
    """Its key; empty for another card of the clinic's own."""
    words: tuple[InOwnWords, ...]
    """In each language as it stands in the form, empty where nothing is written."""
    holds_from: date
    required: bool = False
    """Of a card of the clinic's own: whether the massage waits for it."""


def prepared(words: AgreementWords, new: NewWords, today: date) -> Published:
    """The version this would be. A language whose words are as before is not in it: it keeps its
    version. Raises Refused for the field that is to be put right."""
    if new.holds_from < today:
        raise Refused("holds_from", PAST)
    key = new.card or _free(words)
    versions = words.of(key)
    was = versions[-1].required if versions else new.required
    finished = tuple(_checked(said) for said in new.words if not _as_before(words, key, said))
    came_back = bool(versions) and versions[-1].retired
    if not finished and (was == new.required or key not in SLOTS) and not came_back:
        raise Refused(f"text-{new.words[0].language}", NO_WORDS)
    if not finished or (came_back or was != new.required):
        # Whoever may agree otherwise, or again, reads all of it anew.
        finished = tuple(_checked(said) for said in new.words if said.title or said.text)
    return Published(
        key,
        _next(words, key),
        new.holds_from.isoformat(),
        finished,
        new.required and key in SLOTS,
    )


def publish_agreement(
    store: Store, clinic: Clinic, new: NewWords, by: str, was: str = ""
) -> Published:
    """From that day on these words are asked. Intakes under way keep what they were shown.

    Raises Refused as above; the same twice is refused, and changes nothing. ``was`` is the sign of
    what stood when these were written: raises Overtaken where somebody published others since.
    """
    with store.writing() as tx:
        words = agreement_texts.held(tx, clinic.id)
        _not_overtaken(words, new, was)
        version = prepared(words, new, clinic.day(tx.now))
        _add(tx, clinic, words, version, by)
        return version


def retire_agreement(store: Store, clinic: Clinic, card: str, by: str) -> None:
    """From today on this card of the clinic's own is not asked any more. Twice is once.

    Raises Refused for a card that is not the clinic's own.
    """
    with store.writing() as tx:
        words = agreement_texts.held(tx, clinic.id)
        versions = words.of(card)
        if card not in SLOTS or not versions:
            raise Refused("card", N_("Only a card of your own can be retired."))
        if versions[-1].retired:
            return
        today = max(clinic.day(tx.now).isoformat(), versions[-1].holds_from)
        last = replace(
            versions[-1], version=_next(words, card), holds_from=today, retired=True, words=()
        )
        _add(tx, clinic, words, last, by)


def stands(words: AgreementWords, card: str) -> list[str]:
    """What stands of a card: the hash of each of its versions."""
    return [version.hash for version in words.of(card)] if card else []


def _not_overtaken(words: AgreementWords, new: NewWords, was: str) -> None:
    as_written = (_as_before(words, new.card, said) for said in new.words)
    now = stands(words, new.card)
    # Sent twice it is there already: that is for ``prepared`` to say.
    if not (new.card and all(as_written)):
        not_overtaken(f"text-{new.words[0].language}", now, None, was)


def _add(
    tx: Transaction, clinic: Clinic, words: AgreementWords, version: Published, by: str
) -> None:
    agreement_texts.add(tx, clinic.id, AgreementWords((*words.versions, version)))
    said = f"v{version.version} from {version.holds_from}, words {version.hash[:16]}"
    audit.write(tx, "settings", by, version.card, f"retired {said}" if version.retired else said)


def _free(words: AgreementWords) -> str:
    key = next((key for key in SLOTS if not words.of(key)), "")
    if not key:
        raise Refused("card", NO_ROOM)
    return key


def _next(words: AgreementWords, key: str) -> int:
    plain = (CONTENT | SLOTS)[key].statement.version
    return max((plain, *(version.version for version in words.of(key)))) + 1


def _as_before(words: AgreementWords, key: str, said: InOwnWords) -> bool:
    """Whether a language is left as it is; one that nothing is written in as well."""
    if not said.title and not said.text:
        return True
    now = words.card(key, said.language)
    if now is None:
        return False
    title, text = prompt(now, said.language), statement_text(now.statement, said.language)
    return (said.title, said.text) == (title, text)


def _checked(said: InOwnWords) -> InOwnWords:
    if not 0 < len(said.title) <= TITLE:
        raise Refused(f"title-{said.language}", NO_TITLE)
    if not SHORTEST <= len(said.text) <= LONGEST:
        raise Refused(f"text-{said.language}", NO_TEXT)
    return said
