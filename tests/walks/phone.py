"""A client's own phone: over TLS, with a link that opens once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from werkzeug.test import Client, TestResponse

from kiosk.web.http.qr_code import QrDrawing
from tests.walks.clinic import Clinic
from tests.walks.page import Page
from tests.walks.tablet import Tablet

PUBLIC = "https://forms.example.org"
DRAWS = ("client.own_phone", "desk.ask_after", "desk.visit_links", "therapist.hand_out")
"""Pages that draw a link as a code."""


@contextmanager
def phones_reach(clinic: Clinic) -> Iterator[list[str]]:
    """A kiosk that phones reach; the path of each link that is drawn as a code."""
    seen: list[str] = []

    def draws(url: str) -> QrDrawing:
        assert url.startswith(f"{PUBLIC}/once/")
        seen.append(url.removeprefix(PUBLIC))
        return QrDrawing(1, "")

    settings = replace(clinic.app.extensions["settings"], public_url=PUBLIC)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(clinic.app.config, "PREFERRED_URL_SCHEME", "https")
        patch.setitem(clinic.app.extensions, "settings", settings)
        for page in DRAWS:
            patch.setattr(f"kiosk.web.{page}.qr_drawing", draws)
        yield seen


def a_phone(clinic: Clinic) -> Client:
    """A phone's browser that was nowhere yet, where phones reach the kiosk."""
    browser = clinic.app.test_client()
    browser.environ_base["HTTP_REFERER"] = "https://localhost/"
    return browser


class Phone(Tablet):
    """Nobody has paired it; each method is something its owner does."""

    def __init__(self, clinic: Clinic) -> None:
        super().__init__(clinic, paired=False, base_url=PUBLIC)

    def scans(self, link: str) -> Page:
        """Look at a link: nothing is spent by that."""
        return self.opens(link)

    def taps(self, link: str, **said: str) -> TestResponse:
        """Press the button behind a link."""
        self.scans(link)
        return self.sends({**self.page.form, **said}, link)

    def walks_in(self, link: str, **said: str) -> Page:
        """Open the walk behind a link."""
        response = self.taps(link, **said)
        assert response.status_code == 303, response.status_code
        self.here = response.location
        return self.opens()
