"""The demo: a clinic of invented people that anybody can sign in to, each time it is started."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from kiosk.demo import clinic as demo
from kiosk.settings import Settings
from kiosk.store import open_store
from kiosk.store.access import staff
from kiosk.store.proving import proof
from kiosk.store.records import record_rows


def comes_in(settings: Settings, people: tuple[demo.SignIn, ...]) -> None:
    with closing(open_store(settings)) as store:
        for person in people:
            assert staff.sign_in(store, person.name, person.password, "192.0.2.1")


def test_everybody_of_the_demo_signs_in_today_and_after_a_new_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(demo, "_visits", lambda *_: None)
    settings = demo.settings_of(Settings(data=tmp_path / "data"))
    for _ in range(2):
        comes_in(settings, demo.build(settings, lambda _: None))


@pytest.mark.torture
def test_the_demos_visits_are_whole(tmp_path: Path):
    settings = demo.settings_of(Settings(data=tmp_path / "data"))
    told: list[str] = []
    comes_in(settings, demo.build(settings, told.append))
    with closing(open_store(settings)) as store, store.reading() as tx:
        assert record_rows.newest(tx, 100)
        assert proof.verify_all(tx) == proof.Findings((), (), None, ())
    assert told
