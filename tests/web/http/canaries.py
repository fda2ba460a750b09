"""Answers nobody could mistake, planted in a clinic, and everybody who might come upon them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from werkzeug.routing import Rule
from werkzeug.test import Client, TestResponse

from kiosk.catalogue.flags import RULES
from kiosk.store import audit
from kiosk.store.access import staff
from kiosk.store.intakes import intakes, planned_visits
from kiosk.store.records import client_links, notes, records
from kiosk.usecases.correct_record import correct_record
from kiosk.usecases.join_clients import join_clients
from kiosk.usecases.reflect import reflect
from tests.builders.clinic import PASSWORD
from tests.conftest import Clock
from tests.store.house import keeps_paper
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.front_desk import id_of, planned, plans
from tests.walks.tablet import Tablet
from tests.walks.test_the_record import flips_a_byte
from tests.web.http.callers import Caller, Planted
from tests.web.http.routes import filled, routes
from tests.web.visits import signs

SEVERAL = "Remy Both"
STAFF = ("Dana Desk", "Theo Hands", "Ada Books", "Mei Tanaka", SEVERAL)
CALLERS = (*STAFF, "paired tablet", "client", "signed out")
"""The desk, a therapist, an admin who is none, who is everything, desk and admin; and the rest."""

OF_NOTHING = ("import_id", "invitation_id", "token_id", "call_id", "link", "build", "slip")
CHOICES = {
    "theirs": "limb_swelling",
    "corrected": "saddle_numb",
    "long ago": "worst_head_neck",
    "joined": "dizzy_vision",
}
"""A choice of one client alone: what its flag says stands in no form but where rules are listed."""


@dataclass
class Plantation:
    """A clinic full of canaries. Whatever is done in it is undone before the next."""

    clinic: Clinic
    planted: dict[str, Planted] = field(default_factory=dict)
    callers: dict[str, Caller] = field(default_factory=dict)
    ids: dict[str, list[str]] = field(default_factory=dict)
    """By the name of a part of an address, what may stand there."""
    before: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(":memory:"))
    last: int = 0

    def keeps(self) -> None:
        """From now on this is how it was."""
        with closing(sqlite3.connect(self.clinic.store.url.database or "")) as file:
            file.backup(self.before)
        self.goes_on()

    def is_as_before(self) -> None:
        with closing(sqlite3.connect(self.clinic.store.url.database or "")) as file:
            file.execute("PRAGMA synchronous=OFF")
            self.before.backup(file)
        self.goes_on()

    def goes_on(self) -> None:
        """What is in the audit by now says nothing of what is asked next."""
        with self.clinic.store.reading() as tx:
            self.last = audit.head(tx).sequence

    def leaks(self, caller: Caller, answer: TestResponse) -> list[str]:
        """Whose words stand in an answer although this caller may not read them."""
        text = text_of(answer)
        seen = [one for one in self.planted.values() if one.found_in(text)]
        rows = [row for row in self._rows() if row.sequence > self.last] if seen else []
        return [one.of for one in seen if not caller.may_read(one, rows)]

    def titled(self, answer: TestResponse) -> list[str]:
        """Clients whose name is in the title of a page, which a browser keeps in its history."""
        title = re.search("<title>(.*?)</title>", text_of(answer), re.DOTALL)
        said = unescape(title[1]) if title else ""
        names = (*(f"{of.title()} C" for of in self.planted), "Hal B", "Somebody N")
        return [f"{name} is in the title" for name in names if name in said]

    def seen(self, answer: TestResponse) -> set[str]:
        text = text_of(answer)
        return {one.of for one in self.planted.values() if one.found_in(text)}

    def addresses(
        self, rule: Rule, caller: Caller, doors: frozenset[str], posted: bool = False
    ) -> Iterator[str]:
        """Every address of a route; one is enough where its door is closed to whoever calls.

        Of those that are ``posted`` to, some: one's own, another's, and one that is not signed.
        """
        ids = {**self.ids, "intake_id": self.some_intakes()} if posted else self.ids
        known = [dict[str, str]()]
        for name in sorted(rule.arguments):
            known = [{**some, name: value} for some in known for value in ids[name]]
        passes = caller.roles & doors or doors & {"public", "intake", "tablet"}
        yield from (filled(rule, **some) for some in (known if passes else known[:1]))

    def some_intakes(self) -> list[str]:
        return [self.planted[of].id for of in ("theirs", "corrected", "stopped")]

    def _rows(self) -> list[Any]:
        return self.clinic.audit(
            "view", "print", "hand_out", "export", "give_back", "open", "sign", "plan"
        )


def plant(clinic: Clinic) -> Plantation:
    """Records of several clients, therapists, days and states, and intakes that are not signed."""
    all_of_it = Plantation(clinic)
    with clinic.store.writing() as tx:
        staff.add(tx, SEVERAL, PASSWORD, ("desk", "admin"), by="setup")
    theo, mei = id_of(clinic, "Theo Hands"), id_of(clinic, "Mei Tanaka")
    for of, therapist, days_ago, born in (
        ("theirs", theo, 0, "1990-02-03"),
        ("corrected", mei, 0, "1981-01-01"),
        ("long ago", mei, 49, "1972-02-02"),
        ("nobody's", "", 0, "1963-03-03"),
        ("torn", mei, 0, "1954-04-04"),
    ):
        all_of_it.planted[of] = _signed(clinic, of, therapist, days_ago, born)
    _puts_right(clinic, all_of_it)
    _is_joined(clinic, all_of_it, theo)
    flips_a_byte(clinic, "content", all_of_it.planted["torn"].id)
    _say_how_it_was(clinic, all_of_it)
    _are_under_way(clinic, all_of_it)
    _come(clinic, all_of_it)
    return all_of_it


def text_of(answer: TestResponse) -> str:
    """What can be read in an answer of anybody. Where rules are listed that is not its flag."""
    text = _read(answer)
    listed = [rule.flag for rule in RULES if rule.flag in text]
    if 4 * len(listed) > len(RULES):
        for flag in listed:
            text = text.replace(flag, "")
    return text


def _read(answer: TestResponse) -> str:
    """Of a ZIP, as a workbook is one, each of its files."""
    if not answer.get_data().startswith(b"PK"):
        return answer.get_data(as_text=True)
    with ZipFile(BytesIO(answer.get_data())) as folder:
        return "".join(folder.read(name).decode(errors="replace") for name in folder.namelist())


def words_of(of: str) -> tuple[str, str]:
    """Two of somebody's answers, like nobody else's."""
    one = of.replace(" ", "").replace("'", "")
    return f"Zebrafinch{one}", f"Waxwing{one}"


def _signed(clinic: Clinic, of: str, therapist: str, days_ago: int, born: str) -> Planted:
    wish, note = words_of(of)
    known: Clock = clinic.clock
    now, known.now = known.now, known.now.replace(month=1, day=20) if days_ago else known.now
    said = {"good_visit": wish, "health_note": note, "warning_signs": [CHOICES.get(of, "none")]}
    this = signs(clinic, f"{of.title()} Client", birth_date=born, phone="555 0101", **said)
    known.now = now
    with clinic.store.writing() as tx:
        if therapist:
            records.assign(tx, this, therapist, by="plan")
        client = client_links.client_of(tx, this)
        keeps_paper(tx, this, f"%PDF {wish} {note}".encode())
        notes.sign(tx, this, {"note_text": note, "home_leave_out": wish}, therapist or "setup")
    flags = [flag.flag for flag in clinic.record(this).flags][:1] if of in CHOICES else []
    return Planted(of, this, (wish, note, *flags), therapist, client)


def _puts_right(clinic: Clinic, all_of_it: Plantation) -> None:
    one = all_of_it.planted["corrected"]
    new, why = "Nuthatchcorrected", "Goldcrestreason"
    with clinic.store.writing() as tx:
        correct_record(tx, one.id, "good_visit", new, why, one.therapist)
    all_of_it.planted["corrected"] = replace(one, words=(*one.words, new, why))


def _is_joined(clinic: Clinic, all_of_it: Plantation, theo: str) -> None:
    """Theo's own visit of the very person whom Mei saw long ago."""
    late = _signed(clinic, "joined", theo, 0, "1972-02-02")
    with clinic.store.writing() as tx:
        join_clients(tx, late.client, all_of_it.planted["long ago"].client, "setup")
    all_of_it.planted["joined"] = late


def _say_how_it_was(clinic: Clinic, all_of_it: Plantation) -> None:
    """That it was not safe to speak up, of Theo's session and of Mei's, who is an admin as well."""
    for of, share in (("theirs", {"reflect_share": "manager"}), ("corrected", {})):
        one, word = all_of_it.planted[of], f"Nightjar{of}"
        said = {"safe_to_speak": "no", "reflect_words": word, **share}
        with clinic.store.writing() as tx:
            reflect(tx, one.id, said, "tablet")
        name = f"unsafe, {of}"
        all_of_it.planted[name] = replace(one, of=name, words=(word,), client="", afterwards=True)


def _are_under_way(clinic: Clinic, all_of_it: Plantation) -> None:
    """One that was stopped on a tablet; one of a client with a tablet in hand, who is known."""
    wish, note = words_of("stopped")
    tablet = Tablet(clinic)
    tablet.is_at("reason", good_visit=wish, health_note=note)
    tablet.presses("stop")
    tablet.sends(tablet.fills("stop"))
    all_of_it.planted["stopped"] = Planted("stopped", tablet.intake_id, (wish, note), signed=False)


def _come(clinic: Clinic, all_of_it: Plantation) -> None:
    desk = Staff(clinic).signs_in("Dana Desk")
    theirs = all_of_it.planted["theirs"]
    code = plans(desk, full_name="Theirs Client")
    with clinic.store.writing() as tx:
        planned_visits.is_of(tx, planned(clinic, "Theirs Client").id, theirs.client, "setup")
    client, bare = Tablet(clinic), Tablet(clinic)
    client.starts(language=None, visit_kind=None, code=code)
    plans(desk, time="14:00", full_name="Somebody New")
    for name in STAFF:
        browser = Staff(clinic).signs_in(name).browser
        with clinic.store.reading() as tx:
            person = next(each for each in staff.everyone(tx) if each.name == name)
        all_of_it.callers[name] = Caller(
            name, clinic, person.id, person.roles, cookies=_jar(browser)
        )
    all_of_it.callers["paired tablet"] = Caller(
        "paired tablet", clinic, clinic.tablets()[-1].id, cookies=_jar(bare.browser)
    )
    all_of_it.callers["client"] = Caller(
        "client", clinic, "", own=client.intake_id, cookies=_jar(client.browser)
    )
    all_of_it.callers["signed out"] = Caller("signed out", clinic)
    _knows_ids(clinic, all_of_it, client)
    all_of_it.keeps()


def _knows_ids(clinic: Clinic, all_of_it: Plantation, client: Tablet) -> None:
    some = list(all_of_it.planted.values())
    with clinic.store.reading() as tx:
        plan = [visit.id for visit in planned_visits.of_day(tx, tx.now.date())]
        assert intakes.find(tx, client.intake_id)
    all_of_it.ids |= {
        "intake_id": [*dict.fromkeys(one.id for one in some), client.intake_id],
        "client_id": [one.client for one in some if one.client],
        "visit_id": plan,
        "staff_id": [all_of_it.callers["Theo Hands"].id],
        "site_id": ["first"],
        "tablet_id": [clinic.tablets()[0].id],
        "group_key": ["about"],
        "rule_key": ["r_night"],
        "card": ["consent_stop"],
        "colour": ["3a2f7a"],
        "mark": ["none"],
        "setting_key": ["country"],
        **{name: ["nothing-of-this-name"] for name in OF_NOTHING},
        "number": ["1"],
        "outcome": ["printed"],
        "name": ["kiosk.css"],
        "step": ["about_you"],
        "kind": ["csv"],
        "language": ["en"],
    }


def _jar(browser: Client) -> dict[str, str]:
    return {cookie.key: cookie.value for cookie in browser._cookies.values()}


def all_routes(clinic: Clinic) -> Iterator[tuple[Rule, frozenset[str], str]]:
    """Each route with who may pass it, once for each way of asking."""
    for rule, doors in routes(clinic.app):
        for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
            yield rule, doors, method
