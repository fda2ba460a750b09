"""Every sentence of the clinic exists in Spanish, and the other way round."""

from __future__ import annotations

import re

from kiosk.languages import translate
from kiosk.languages.folders import HOME
from kiosk.languages.po_file import read

FILE = HOME / "es" / "kiosk.po"


def test_a_client_is_spoken_to_formally():
    familiar = re.compile(r"\b(tú|tu|tus|ti|contigo|puedes|quieres|tienes)\b", re.I)
    words = [words for message in read(FILE) for words in message.said]
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
