"""Everybody who might come upon what somebody said, and who may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from werkzeug.test import TestResponse

from tests.walks.clinic import Clinic
from tests.web.http.routes import on_from, token_for


@dataclass(frozen=True)
class Planted:
    """What somebody said, and who may come upon it."""

    of: str
    id: str
    words: tuple[str, ...]
    therapist: str = ""
    """The id of whose visit it is; empty while it is nobody's."""
    client: str = ""
    signed: bool = True
    afterwards: bool = False
    """Whether it was said after the session, for the manager alone."""

    def found_in(self, text: str) -> bool:
        return any(word in text for word in self.words)


@dataclass(frozen=True)
class Caller:
    """Somebody with a browser, whose cookies are as they were each time they come."""

    name: str
    clinic: Clinic
    id: str = ""
    roles: frozenset[str] = frozenset()
    own: str = ""
    cookies: Mapping[str, str] = field(default_factory=dict)

    def comes(self, method: str, url: str, said: Mapping[str, str] | None = None) -> TestResponse:
        """Ask once, and go where the answer of a post leads."""
        browser = self.clinic.app.test_client()
        for name, value in self.cookies.items():
            browser.set_cookie(name, value, domain="localhost")
        if method == "GET":
            return browser.get(url, query_string=said, buffered=True)
        data = {"csrf_token": token_for(browser, url), **(said or {})}
        answer = browser.post(url, data=data, buffered=True)
        while leads := on_from(answer, url):
            url = leads
            answer = browser.get(url, buffered=True)
        return answer

    def may_read(self, one: Planted, rows: list[Any]) -> bool:
        """By the clinic's rules, written down here once more; and it must be in the audit."""
        mine = [row for row in rows if row.actor == self.id]
        if not one.signed:
            taken_up = "therapist" in self.roles and {row.event for row in mine} & {"give_back"}
            return one.id == self.own or bool(taken_up)
        if one.afterwards:
            manages = "admin" in self.roles and self.id != one.therapist
            return manages and any(_as_manager(row, one) for row in mine)
        noted = [row for row in mine if row.event in ("view", "print", "export")]
        on_request = any(row.reason for row in noted if row.subject == one.id or "/" in row.subject)
        if "admin" in self.roles and on_request:
            return True
        theirs = "therapist" in self.roles and one.therapist in ("", self.id)
        return theirs and any(row.subject == one.id for row in noted)


def _as_manager(row: Any, one: Planted) -> bool:
    """Whether somebody read it in the inbox, or took it away in a file and said why."""
    if row.event == "view":
        return bool(row.subject == one.id and row.reason == "reflection, as manager")
    taken = row.subject == one.id or "/" in row.subject
    return bool(row.event == "export" and row.reason and taken)
