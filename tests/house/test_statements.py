"""What a client agreed to can always be read again: published words never change."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.agreements import SENSITIVE_INTRO
from kiosk.catalogue.questions import Card
from kiosk.languages import REVIEWED, translate

PUBLISHED = [
    line.split()
    for line in (Path(__file__).parent / "statements.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
CARDS = [question for question in CATALOGUE.questions if isinstance(question, Card)]
STATEMENTS = [*(card.statement for card in CARDS), SENSITIVE_INTRO]


def spoken():
    """Every statement of today in every language: id, version, language, hash of its words."""
    for statement in STATEMENTS:
        for language in REVIEWED:
            key = f"consent.{statement.key}.v{statement.version}"
            words = translate(statement.text, language, key)
            hashed = hashlib.sha256(words.encode()).hexdigest()
            yield [statement.key, f"v{statement.version}", language, hashed]


def test_the_words_of_a_published_statement_never_change():
    new = [" ".join(statement) for statement in spoken() if statement not in PUBLISHED]
    assert not new, (
        "Words that were published never change. A new statement, or a new version of one, has a "
        "line in tests/house/statements.txt for each language:\n" + "\n".join(new)
    )


def test_a_version_has_one_wording_in_a_language():
    published = [tuple(line[:3]) for line in PUBLISHED]
    twice = {line for line in published if published.count(line) > 1}
    assert not twice, (
        f"tests/house/statements.txt has two wordings of {twice}: words that were published never "
        "change. Give the new ones the next version in kiosk/catalogue/agreements.py."
    )


def test_the_newest_version_is_the_one_that_is_spoken():
    newest = {key: max(v for k, v, *_ in PUBLISHED if k == key) for key, *_ in PUBLISHED}
    old = [s.key for s in STATEMENTS if f"v{s.version}" != newest[s.key]]
    assert not old, (
        f"{old}: tests/house/statements.txt has a newer version than kiosk/catalogue/agreements.py "
        "says. A version that was published is not taken back; the next one may say the old words."
    )
