"""Every sentence of the clinic exists in Spanish, and the other way round."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import kiosk.languages
from kiosk.languages import translate
from tests.languages.sentences import rule_sentences, sentences

FOLDER = Path(kiosk.languages.__file__).parent / "es"
FILES = sorted(FOLDER.glob("*.po"))


def messages(file: Path) -> list[Message]:
    with file.open("rb") as lines:
        return [message for message in read_po(lines, abort_invalid=True) if message.id]


def in_spanish(file: str) -> dict[str, str]:
    return {message.context: message.id for message in messages(FOLDER / file)}


def test_every_sentence_of_the_catalogue_has_its_spanish_and_no_spanish_is_left_over():
    assert in_spanish("content.po") == sentences()


def test_every_flag_and_note_has_its_spanish_and_no_spanish_is_left_over():
    assert in_spanish("flags.po") == rule_sentences()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_nothing_is_left_untranslated_or_uncertain(file):
    open_ones = [message.id for message in messages(file) if not message.string or message.fuzzy]
    assert open_ones == []


def test_a_client_is_spoken_to_formally():
    familiar = re.compile(r"\b(tú|tu|tus|ti|contigo|puedes|quieres|tienes)\b", re.I)
    words = [str(message.string) for file in FILES for message in messages(file)]
    assert [sentence for sentence in words if familiar.search(sentence)] == []


def test_spanish_is_said_by_key():
    assert translate("No", "es", "c.own_say.no") == "No"
    assert translate("Yes", "es", "text.yes") == "Sí"
    assert (
        translate("What would you like help with?", "es", "q.goals")
        == "¿En qué quiere que le ayudemos?"
    )


def test_the_same_english_is_told_apart_by_its_key():
    assert translate("Back", "es", "text.back") == "Atrás"
    assert translate("Back", "es", "text.map_back") == "Espalda"
