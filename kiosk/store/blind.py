"""Blind indexes: what a record can be found by without being opened."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

from ..intake.record import what_stands
from ..languages import plain_digits
from . import entries, whose
from .book import Book


def blind_of(book: Book, answers: Mapping[str, Any]) -> dict[str, bytes | None]:
    """The two blind indexes by which a returning client is found, where the answers have them."""
    born = answers.get("birth_date") or ""
    digits = last_four(answers.get("phone") or "")
    return {
        "born": book.keys.blind("born", born) if born else None,
        "who": book.keys.blind("who", born, digits) if born and digits else None,
    }


def may_be_of(
    book: Book, found_by: Mapping[str, bytes | None], client_id: str, said: Mapping[str, Any]
) -> bool:
    """Whether blind indexes are of what this client signed, or of what was put right since."""
    if found_by == blind_of(book, said):
        return True
    each = {key: {said.get(key)} for key in ("birth_date", "phone")}
    for right in entries.of_clients(book, whose.together(book, [client_id])):
        if right.correction.question in each:
            each[right.correction.question].add(right.correction.now)
    both = product(each["birth_date"], each["phone"])
    return any(
        found_by == blind_of(book, {"birth_date": born, "phone": phone}) for born, phone in both
    )


def says(record: Mapping[str, Any]) -> dict[str, Any]:
    """What a record, as JSON has it, says by question id."""
    return what_stands(record.get("carried"), record.get("answers"))


def last_four(phone: str) -> str:
    """The last four digits of a phone number; empty where it has fewer."""
    digits = "".join(filter(str.isdecimal, plain_digits(phone)))
    return digits[-4:] if len(digits) >= 4 else ""
