"""A staff member at their own computer."""

from __future__ import annotations

from werkzeug.test import Client, TestResponse

from kiosk.store.access import sign_ins, staff
from tests.builders.clinic import PASSWORD
from tests.patience import until
from tests.pdf_words import words_of
from tests.walks.clinic import Clinic
from tests.walks.page import Page, check, sendable


class Staff:
    """Somebody who works here; each method is something they do."""

    def __init__(self, clinic: Clinic, base_url: str = "http://localhost") -> None:
        self.clinic = clinic
        self.base_url = base_url
        self.browser: Client = clinic.app.test_client()
        self._page: Page | None = None

    @property
    def page(self) -> Page:
        """The page that is open; Today, for whoever has just signed in."""
        return self._page or self.opens()

    @page.setter
    def page(self, page: Page) -> None:
        self._page = page

    def gets(self, url: str) -> TestResponse:
        return self.browser.get(url, base_url=self.base_url)

    def opens(self, url: str = "/staff/") -> Page:
        """Go to an address and wherever it leads."""
        response = self.gets(url)
        while response.status_code == 303:
            response = self.gets(response.location)
        assert response.status_code == 200, (url, response.status_code)
        self.page = Page(response)
        check(self.page, staff=True)
        return self.page

    def sends(self, url: str, **said: str) -> TestResponse:
        """Post one of the page's forms: the one that leads to this address."""
        found = [f for f in self.page.tree.xpath("//form") if f.get("action") in (url, None)]
        kept = sendable(found[0]) if found else {}
        headers = {"Referer": f"{self.base_url}/"}
        return self.browser.post(
            url, data={**kept, **said}, base_url=self.base_url, headers=headers, buffered=True
        )

    def signs_in(self, name: str = "Mei Tanaka", password: str = PASSWORD) -> Staff:
        """By the use case, without the page that some hundreds of tests do not look at."""
        self._keeps(staff.sign_in(self.clinic.store, name, password, "127.0.0.1"))
        self._page = None
        return self

    def comes_in(self, name: str = "Mei Tanaka", password: str = PASSWORD) -> Staff:
        """Sign in by the page."""
        self.opens("/staff/sign-in")
        response = self.sends("/staff/sign-in", name=name, password=password)
        assert response.status_code == 303, response.status_code
        self.opens(response.location)
        return self

    def confirms(self, password: str = PASSWORD) -> Staff:
        """Give the password again, as the pages ask it that let others in; the cookie turns."""
        store, cookie = self.clinic.store, self.browser.get_cookie(*self._cookie)
        assert cookie
        with store.reading() as tx:
            me = staff.by_token(tx, cookie.value)
        assert me
        self._keeps(sign_ins.confirm(store, me, cookie.value, password, "127.0.0.1"))
        return self

    @property
    def _cookie(self) -> tuple[str, str]:
        """The name that the sign-in has in the browser, and where it is sent."""
        name = "__Host-kiosk_staff" if self.base_url.startswith("https") else "kiosk_staff"
        return name, self.base_url.partition("://")[2].partition(":")[0]

    def _keeps(self, token: str) -> None:
        name, domain = self._cookie
        secure = self.base_url.startswith("https")
        self.browser.set_cookie(name, token, domain=domain, secure=secure)

    def does(self, url: str, **said: str) -> Page:
        """Press a button of the page that leads to this address."""
        response = self.sends(url, **said)
        assert response.status_code in (200, 303), (url, response.status_code)
        return self.opens(response.location) if response.location else Page(response)

    def _paper(self, intake_id: str) -> TestResponse | None:
        response = self.gets(f"/staff/intakes/{intake_id}/paper.pdf")
        # Where it takes longer than anybody is asked to wait, the sheet is shown instead.
        return None if response.location else response

    def prints(self, intake_id: str) -> str:
        """The words of the intake's paper, on one line, as soon as it is drawn."""
        response = until(lambda: self._paper(intake_id))
        assert response.status_code == 200, response.status_code
        assert response.mimetype == "application/pdf", response.text[:300]
        return words_of(response.data)
