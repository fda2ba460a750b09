"""Our words in FHIR: English, and each other reviewed language by the translation extension."""

from __future__ import annotations

from collections.abc import Callable

from ...languages import REVIEWED, SOURCE
from .names import Resource

TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"


def worded(name: str, in_language: Callable[[str], str]) -> Resource:
    """An element in English under its name, and its translations under ``_name``."""
    english = in_language(SOURCE)
    if not english:
        return {}
    others = {code: in_language(code) for code in REVIEWED if code != SOURCE}
    beside = [_translation(code, words) for code, words in others.items() if words]
    return {name: english} | ({f"_{name}": {"extension": beside}} if beside else {})


def _translation(language: str, words: str) -> Resource:
    parts = [{"url": "lang", "valueCode": language}, {"url": "content", "valueString": words}]
    return {"url": TRANSLATION, "extension": parts}
