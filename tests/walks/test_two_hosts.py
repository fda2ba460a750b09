"""Two hosts over one database and one key: whichever answers, it is the same clinic."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from kiosk.demo.personas import personas
from kiosk.settings import Settings
from kiosk.store import open_store
from tests.faults.running import Answer, Browser, Server
from tests.postgres import Server as Database
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.tablet import Tablet

pytestmark = pytest.mark.process

MAYA = next(each for each in personas() if each.key == "p1_anxious_new").answers


class Balanced(Browser):
    """A browser behind a balancer that sends each request to the other host."""

    def __init__(self, hosts: tuple[Server, ...]) -> None:
        super().__init__(hosts[0].port)
        self.ports = cycle(host.port for host in hosts)

    def _asks(self, *words: Any, **more: Any) -> Answer:
        self.port = next(self.ports)
        return super()._asks(*words, **more)


class _Wire:
    """Stands where the app stands in other tests: each new browser reaches these hosts."""

    def __init__(self, *hosts: Server) -> None:
        self.hosts = hosts

    def test_client(self) -> Browser:
        return Balanced(self.hosts)


@pytest.fixture
def shared(tmp_path: Path, server: Database) -> dict[str, str]:
    """What both hosts are told: one database and one key."""
    return {
        "KIOSK_DATABASE_URL": server.address(server.new_database()),
        "KIOSK_KEY_FILE": str(tmp_path / "keys" / "master.key"),
        "KIOSK_TOTP": "off",
    }


@pytest.fixture
def clinic(tmp_path: Path, server: Database, shared: dict[str, str]) -> Iterator[Clinic]:
    """A clinic with two hosts, each with a data folder of its own that is not there yet."""
    hosts = tuple(Server(tmp_path / name / "data", **shared) for name in ("one", "two"))
    with ExitStack() as ends, server.honest():
        store = open_store(Settings.read({**shared, "KIOSK_DATA": str(tmp_path)}), migrate=True)
        ends.callback(store.close)
        clinic = Clinic(_Wire(*hosts), store, None)  # type: ignore[arg-type]
        clinic.founds()
        for host in hosts:
            host.data.parent.mkdir()
            ends.callback(host.is_killed)
        with ThreadPoolExecutor() as hands:
            list(hands.map(Server.starts, hosts))
        yield clinic


def test_a_client_walks_over_two_hosts_and_the_paper_of_one_opens_on_the_other(clinic: Clinic):
    tablet = Tablet(clinic)
    tablet.starts()
    tablet.walks(MAYA, until="sign")
    one, two = clinic.app.hosts  # type: ignore[attr-defined]
    clinic.app = _Wire(two)  # type: ignore[assignment]
    theo = Staff(clinic).signs_in("Theo Hands")
    tablet.browser.ports = cycle([one.port])  # type: ignore[attr-defined]
    tablet.walks(MAYA)
    assert tablet.page.heading == "Thank you"
    assert clinic.signed() == [tablet.intake_id]
    assert MAYA["full_name"] in theo.prints(tablet.intake_id)
    assert clinic.is_whole()
    for host in (one, two):
        well = Browser(host.port).get("/healthz")
        assert (well.status_code, host.data.is_dir()) == (200, True), well.text
