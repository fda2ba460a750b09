"""The row about keeping: 50,000 records are backed up, verified and restored."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from kiosk.settings import Settings
from kiosk.store.backups.manifest import Manifest
from kiosk.usecases.back_up import Place, back_up
from kiosk.usecases.restore_backup import restore, verify_backup

from .copies import tell
from .measure import Row
from .synthetic import a_clinic

RECORDS = 50_000
LIMIT = 60.0
"""Seconds of CPU for both."""


def row_21(records: int = RECORDS) -> Row:
    """A backup of a large clinic, looked through, and restored on an empty machine."""
    with (
        tempfile.TemporaryDirectory(prefix="bench") as name,
        a_clinic(records) as (settings, store),
    ):
        folder = Path(name)
        place = Place(folder / "backups", rotates=False)
        made: list[Path] = []
        taken = cpu(lambda: made.append(back_up(store, settings.data, place, "bench").file))
        file = made[0]
        told: list[Manifest] = []
        looked = cpu(lambda: told.append(verify_backup(store.keys, settings.data, file, tell)))
        if told[0].damage:
            raise RuntimeError(f"it verified what is not whole: {list(told[0].damage.lines())}")
        there = elsewhere(settings, folder / "another")
        back = cpu(lambda: restore(there, file, set(), "bench", tell))
        size = file.stat().st_size / 1e6
    parts = f"{looked:.1f} s, {back:.1f} s; the backup took {taken:.1f} s, {size:.0f} MB"
    return Row(
        "21",
        f"verify and restore of a backup of {records} records: CPU",
        f"≤ {LIMIT:.0f} s",
        f"{looked + back:.1f} s ({parts})",
        looked + back <= LIMIT,
    )


def elsewhere(settings: Settings, data: Path) -> Settings:
    """An empty machine with the same key."""
    there = Settings(data=data, key_file=data / "keys" / "master.key", totp="off", demo=True)
    there.key_file.parent.mkdir(parents=True, mode=0o700)
    shutil.copy2(settings.key_file, there.key_file)
    return there


def cpu(task: Callable[[], object]) -> float:
    """Seconds of CPU of this, with every process it starts and waits for."""
    before = os.times()
    task()
    return sum(os.times()[:4]) - sum(before[:4])
