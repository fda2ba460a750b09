"""Agreements in the clinic's own words: versions that were published, and what holds of them.

The words of the catalogue are what every clinic begins with. What a clinic publishes stands beside
them: it has a version, a day from which it holds, and a hash, and is never changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from functools import lru_cache
from typing import Any

from ..catalogue import CATALOGUE, Catalogue
from ..catalogue.agreements import AGREE_OR_TALK, AGREEMENTS, OWN, YES_OR_NO
from ..catalogue.questions import Card, InOwnWords, Step
from ..frozen import dataclass

CONTENT = {card.key: card for card in AGREEMENTS}
SLOTS = {card.key: card for card in OWN}


@dataclass(frozen=True)
class Published:
    """One version of one card, as it was published."""

    card: str
    version: int
    holds_from: str
    """ISO day."""
    words: tuple[InOwnWords, ...]
    """In each language that is finished; one that is not keeps what it has."""
    required: bool = False
    """Of a card of the clinic's own: whether the massage waits for it."""
    retired: bool = False
    """From that day on the card is not asked any more."""

    @property
    def hash(self) -> str:
        """SHA-256 over all of it, in hex."""
        content = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True)
class AgreementWords:
    """All that a clinic has published, in its order; or what of it holds for somebody."""

    versions: tuple[Published, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.versions)

    def as_of(self, known: int, day: str) -> AgreementWords:
        """What holds on an ISO day, of the first so many versions."""
        return AgreementWords(tuple(v for v in self.versions[:known] if v.holds_from <= day))

    def on(self, day: str) -> AgreementWords:
        """What holds on an ISO day."""
        return self.as_of(len(self.versions), day)

    def of(self, card: str, language: str = "") -> tuple[Published, ...]:
        """The versions of one card, the oldest first; of one day the later one counts.

        One that was to come does not once a later one holds before its day that ends the card, or
        says all that it says; of one ``language``, that says anything in it. What is to come in
        other languages comes.
        """
        mine = [v for v in self.versions if v.card == card]
        stand = [v for v in mine if not any(_overtakes(each, v, language) for each in mine)]
        return tuple(sorted(stand, key=lambda v: (v.holds_from, v.version)))

    @property
    def own(self) -> tuple[str, ...]:
        """The clinic's own cards that are in use."""
        return tuple(key for key in SLOTS if self.of(key) and not self.of(key)[-1].retired)

    def keys(self, language: str) -> tuple[str, ...]:
        """The cards that may be asked in a language, in the order they are read."""
        if not self.versions:
            return tuple(CONTENT)
        own = (key for key in self.own if self.card(key, language))
        return (*CONTENT, *own)

    def card(self, key: str, language: str) -> Card | None:
        """A card as it is asked in a language; None for an own one that is not asked in it."""
        plain = CONTENT.get(key) or SLOTS[key]
        versions = self.of(key)
        if key in SLOTS and (not versions or versions[-1].retired):
            return None
        for version in reversed(self.of(key, language)):
            words = next((said for said in version.words if said.language == language), None)
            if words:
                return _worded(plain, version, words)
        return plain if key in CONTENT else None

    def catalogue(self, language: str) -> Catalogue:
        """All that may be asked in a language, with the agreements in these words."""
        return _dressed(self, language) if self.versions else CATALOGUE


NO_WORDS = AgreementWords()


@lru_cache(maxsize=64)
def _dressed(words: AgreementWords, language: str) -> Catalogue:
    cards = tuple(filter(None, (words.card(key, language) for key in words.keys(language))))

    def steps(these: tuple[Step, ...]) -> tuple[Step, ...]:
        return tuple(step.only(cards) if step.key == "agree" else step for step in these)

    return replace(CATALOGUE, steps=steps(CATALOGUE.steps), again=steps(CATALOGUE.again))


def _worded(plain: Card, version: Published, words: InOwnWords) -> Card:
    statement = replace(plain.statement, version=version.version, own=words)
    card = replace(plain, prompt=words.title, statement=statement)
    if plain.key in CONTENT:
        return card
    required = version.required
    return replace(
        card,
        required=required,
        choices=AGREE_OR_TALK if required else YES_OR_NO,
        starts_on="" if required else "no",
        folded=not required,
    )


def as_text(words: AgreementWords) -> str:
    """All versions as JSON, each with its hash."""
    return json.dumps(list(_rows(words)), ensure_ascii=False, separators=(",", ":"))


def _rows(words: AgreementWords) -> Iterator[dict[str, Any]]:
    for version in words.versions:
        yield {**asdict(version), "hash": version.hash}


@lru_cache(maxsize=64)
def from_text(kept: str) -> AgreementWords:
    """The versions as they were kept. One whose words are not those of its hash counts for nothing,
    so the words before it stand."""
    rows = json.loads(kept) if kept else []
    return AgreementWords(tuple(v for v, whole in map(_read, rows) if whole))


def _read(row: Mapping[str, Any]) -> tuple[Published, bool]:
    told = {name: value for name, value in row.items() if name != "hash"}
    words = tuple(InOwnWords(**said) for said in told.pop("words"))
    version = Published(**told, words=words)
    return version, version.hash == row["hash"]


def _languages(version: Published) -> set[str]:
    return {said.language for said in version.words}


def _overtakes(later: Published, version: Published, language: str) -> bool:
    if later.version <= version.version or later.holds_from >= version.holds_from:
        return False
    needed = {language} if language else _languages(version)
    return later.retired or needed <= _languages(later)
