"""Passwords are typed unseen and may be filled in; whoever is signed in finds the way out."""

from __future__ import annotations

import re

from flask import Flask

from tests.house.tree import files, text
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.web.http.routes import filled, routes

FIELDS = [
    (str(path), field)
    for path in files("templates", ending=".html")
    for field in re.findall(
        r'typed\("(?:new_)?password"[^}]*\)|<input[^>]*password[^>]*>', text(path)
    )
]


def test_every_password_is_hidden_and_may_be_filled_in():
    assert len(FIELDS) >= 5
    for where, field in FIELDS:
        assert 'type="password"' in field, f"{where}: hide what is typed"
        assert re.search(r'autocomplete="(current|new)-password"', field), f"{where}: {field}"
    scripts = "".join(text(path) for path in files("static", ending=".js"))
    assert not re.search(r"""["'](before)?paste["']|\.onpaste""", scripts), "let people paste"


def test_every_page_of_the_staff_has_a_way_to_sign_out(app: Flask, clinic: Clinic):
    mei = Staff(clinic).signs_in()
    shown = {}
    for rule, who in routes(app):
        if "GET" in (rule.methods or ()) and who & {"desk", "therapist", "admin"}:
            response = mei.gets(filled(rule))
            if response.status_code == 200 and response.mimetype == "text/html":
                shown[rule.endpoint] = "/staff/sign-out" in response.text
    assert len(shown) > 10
    without = {endpoint for endpoint, leads_out in shown.items() if not leads_out}
    assert without == {"text_review.printed"}, "a sheet for the printer has no navigation"
