"""Somebody of the staff with a phone in their pocket."""

from __future__ import annotations

from tests.builders.clinic import PASSWORD
from tests.store.access.apps import App
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page, check


class WithPhone(Staff):
    """Signs in with a password and a code; sets the app up when it is asked to."""

    def __init__(self, clinic: Clinic, base_url: str = "http://localhost") -> None:
        super().__init__(clinic, base_url)
        self.app = App("", clinic.clock)
        self.recovery_codes: list[str] = []

    def proves(self, name: str = "Mei Tanaka", password: str = PASSWORD) -> Page:
        """The first step; the page of the second one."""
        self.opens("/staff/sign-in?again")
        response = self.sends("/staff/sign-in", name=name, password=password)
        assert response.status_code == 303, response.status_code
        return self.opens(response.location)

    def reads_the_key(self) -> App:
        """Type the key that the page shows into the phone."""
        key = self.page.tree.xpath("//*[@class='secret']")[0].text_content()
        self.app = App("".join(key.split()), self.clinic.clock)
        return self.app

    def sets_up(self) -> WithPhone:
        """The app's first code; the recovery codes that follow are written down."""
        self.reads_the_key()
        response = self.sends("/staff/app", code=self.app.code())
        assert response.status_code == 200, response.status_code
        self.page = Page(response)
        check(self.page, staff=True)
        listed = self.page.tree.xpath("//*[@class='codes']/li")
        self.recovery_codes = [each.text_content() for each in listed]
        self.clinic.clock.goes_on(minutes=1)
        return self

    def enters(self, code: str) -> Page:
        """The second step, and wherever it leads."""
        response = self.sends("/staff/sign-in", code=code)
        if response.status_code != 303:
            return Page(response)
        return self.opens(response.location)

    @property
    def is_in(self) -> bool:
        """Whether the staff's pages open."""
        return self.gets("/staff/").status_code == 200
