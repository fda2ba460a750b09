"""Blind indexes: what a record can be found by without being opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..intake.record import what_stands
from ..languages import plain_digits
from .book import Book


def blind_of(book: Book, record: dict[str, Any]) -> dict[str, bytes | None]:
    """The two blind indexes by which a returning client is found, where the answers have them."""
    answers = says(record)
    born = answers.get("birth_date") or ""
    digits = last_four(answers.get("phone") or "")
    return {
        "born": book.keys.blind("born", born) if born else None,
        "who": book.keys.blind("who", born, digits) if born and digits else None,
    }


def says(record: Mapping[str, Any]) -> dict[str, Any]:
    """What a record, as JSON has it, says by question id."""
    return what_stands(record.get("carried"), record.get("answers"))


def last_four(phone: str) -> str:
    """The last four digits of a phone number; empty where it has fewer."""
    digits = "".join(filter(str.isdecimal, plain_digits(phone)))
    return digits[-4:] if len(digits) >= 4 else ""
