"""Every answer says what it is, and in which letters."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.web.http.routes import filled, routes

WITHOUT_LETTERS = {"application/json", "application/pdf", "font/woff2", "font/ttf", "image/png"}
WITHOUT_LETTERS |= {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
"""Kinds that are no text, or are always UTF-8."""


@pytest.mark.parametrize("signed_in", [False, True])
def test_every_answer_says_what_it_is_and_in_which_letters(
    app: Flask, clinic: Clinic, signed_in: bool
):
    browser = Staff(clinic).signs_in().browser if signed_in else app.test_client()
    for address in ("/nowhere", *(filled(rule) for rule, _ in routes(app))):
        answer = browser.get(address)
        said = answer.headers["Content-Type"]
        in_letters = said.lower().endswith("charset=utf-8")
        assert in_letters or answer.mimetype in WITHOUT_LETTERS, (address, said)
