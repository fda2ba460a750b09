"""The edge: every form that reaches a view holds words that show, and digits that are digits."""

from __future__ import annotations

from typing import IO, Any

from flask import Request
from werkzeug.datastructures import MultiDict
from werkzeug.formparser import FormDataParser

from ...intake.normal import tidy
from ...languages import plain_digits

NUMBERS = frozenset({"code", "time", "from", "to", "phone", "guardian_phone", "find_phone_end"})
"""Fields whose digits are digits in whatever script, also beside letters."""


class TypedForm(FormDataParser):
    """Reads a post, and makes what was typed safe to keep before anybody sees it."""

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> tuple[IO[bytes], MultiDict[str, str], MultiDict[str, Any]]:
        """The form with nothing hidden in it; its passwords as they came."""
        stream, form, files = super().parse(stream, mimetype, content_length, options)
        told = [(name, as_told(name, value)) for name, value in form.items(multi=True)]
        return stream, self.cls(told), files


class TypedRequest(Request):
    """A request of the kiosk."""

    form_data_parser_class = TypedForm


def as_told(name: str, value: str) -> str:
    """A field's value as it counts. Nothing where nothing of it shows."""
    if name.endswith("password"):
        return value
    words = tidy(value)
    return plain_digits(words) if name in NUMBERS or not any(map(str.isalpha, words)) else words
