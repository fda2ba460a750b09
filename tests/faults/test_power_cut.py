"""The power fails at any moment: what was acknowledged is on the disk, and nothing is broken."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from kiosk.demo.personas import personas
from kiosk.store import Store, Transaction
from kiosk.store.errors import StoreError
from kiosk.store.intakes import intakes
from kiosk.store.proving import proof
from kiosk.store.records import records
from tests.faults.power import Disk, recorded
from tests.trial import Trial
from tests.walks.clinic import Clinic
from tests.walks.tablet import SHORTEST, Tablet

MAYA = next(each for each in personas() if each.key == "p1_anxious_new").answers
SIGNED = 10_000
"""Later than any other state of an intake."""


@dataclass
class Ledger:
    """What tablets were told is kept: how far each intake was, and after which act on the disk."""

    disk: Disk
    clinic: Clinic
    lines: list[tuple[int, str, int]] = field(default_factory=list)

    def notes(self, intake_id: str) -> None:
        """The answer to a post has just arrived."""
        done = len(self.disk.acts)
        rev = SIGNED if intake_id in self.clinic.signed() else self.clinic.intake(intake_id).rev
        self.lines.append((done, intake_id, rev))

    def at(self, cut: int) -> dict[str, int]:
        """What had been acknowledged by then."""
        return {intake_id: rev for done, intake_id, rev in self.lines if done <= cut}


@pytest.fixture
def ledger(pragmas: list[str], clinic: Clinic) -> Iterator[Ledger]:
    clinic.store.close()
    with recorded(Path(clinic.store.url.database or "")) as disk:
        yield Ledger(disk, clinic)
        clinic.store.close()


def walks(ledger: Ledger, clients: int) -> None:
    """So many clients, one after the other; each answer to a post is noted as it comes."""
    tablet = Tablet(ledger.clinic)
    for _ in range(clients):
        tablet.starts()
        ledger.notes(tablet.intake_id)
        while tablet.step:
            tablet.goes_on(MAYA)
            ledger.notes(tablet.intake_id)


def lost_in(ledger: Ledger, cuts: int, folder: Path, trial: Trial | None = None) -> list[str]:
    """What is missing or broken after so many cuts, the first words of each."""
    random, wrong = Random(12), []
    began = ledger.lines[0][0]
    for number in range(cuts):
        cut = random.randrange(began, len(ledger.disk.acts) + 1)
        image = folder / f"cut-{number}" / "kiosk.db"
        image.parent.mkdir()
        ledger.disk.after_a_cut(cut, random, image)
        wrong += [f"{cut}: {no}" for no in islice(missing(ledger, cut, image), 1)]
        shutil.rmtree(image.parent)
        if trial:
            trial.is_at(number, cuts, f"cuts, {len(wrong)} lost")
    return wrong


def missing(ledger: Ledger, cut: int, file: Path) -> Iterator[str]:
    with closing(sqlite3.connect(file)) as raw:
        if (found := raw.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            yield str(found)
            return
    store = Store(f"sqlite:///{file}", ledger.clinic.store.keys)
    with closing(store), store.reading() as tx:
        if proof.verify_all(tx) != proof.Findings((), (), None, ()):
            yield "what is kept is not what the audit saw"
        for intake_id, rev in ledger.at(cut).items():
            if (kept := how_far(tx, intake_id)) < rev:
                yield f"{intake_id} is at {kept} and was acknowledged at {rev}"


def how_far(tx: Transaction, intake_id: str) -> int:
    """At which state an intake is; 0 for one that is not there."""
    with suppress(StoreError):
        return intakes.find(tx, intake_id).rev
    with suppress(StoreError):
        return bool(records.find(tx, intake_id)) * SIGNED
    return 0


def test_nothing_is_acknowledged_before_it_is_on_the_disk(ledger: Ledger, tmp_path: Path):
    tablet = Tablet(ledger.clinic)
    tablet.starts()
    tablet.is_at("agree")
    while tablet.step:
        tablet.goes_on(SHORTEST)
        assert ledger.disk.unsynced() == []
        ledger.notes(tablet.intake_id)
    assert lost_in(ledger, 12, tmp_path) == []


def test_a_disk_that_is_not_waited_for_loses_what_was_acknowledged(
    pragmas: list[str], ledger: Ledger, tmp_path: Path
):
    """The cuts above would find it."""
    pragmas += ["synchronous=NORMAL", "wal_autocheckpoint=0"]
    tablet = Tablet(ledger.clinic)
    tablet.starts()
    ledger.notes(tablet.intake_id)
    assert ledger.disk.unsynced()
    assert lost_in(ledger, 12, tmp_path)


@pytest.mark.torture
@pytest.mark.parametrize("how", ["FULL", "NORMAL"])
def test_of_a_thousand_cuts_none_loses_anything_unless_the_disk_is_not_waited_for(
    pragmas: list[str], ledger: Ledger, tmp_path: Path, how: str, trial: Trial
):
    pragmas.append(f"synchronous={how}")
    walks(ledger, 4)
    cuts = trial.of(1000)
    lost = lost_in(ledger, cuts, tmp_path, trial)
    assert (lost == []) == (how == "FULL"), lost[:3]
    trial.found(f"{how}: {len(lost):,} of {cuts:,} cuts lost something", cuts)
