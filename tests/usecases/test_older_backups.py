"""A backup that an older kiosk made is proved and restored, and brought up to date on the way."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from kiosk.settings import Settings
from kiosk.store import BadBackup, Keys, Store, Unfit, audit, open_store
from kiosk.store.backups import manifest, payload
from kiosk.store.backups.manifest import Damage, Manifest
from kiosk.store.engine.tables import REVISION
from kiosk.store.proving import proof
from kiosk.store.records import record_rows
from kiosk.usecases.restore_backup import restore, verify_backup
from tests.store.test_made_before import KEPT

THEN = datetime(2026, 11, 20, 10, 5, tzinfo=UTC)


@pytest.fixture
def there(tmp_path: Path) -> Settings:
    settings = Settings(data=tmp_path / "new", key_file=tmp_path / "keys" / "master.key")
    Keys.load(KEPT / "master.key").save_new(settings.key_file)
    return settings


def told_of(copy: Path, keys: Keys) -> Manifest:
    """The manifest that the kiosk of that time would have written."""
    with closing(sqlite3.connect(copy)) as raw:
        names = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        rows = {
            name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for (name,) in names
            if not name.startswith("sqlite_")
        }
    with closing(Store(f"sqlite:///{copy}", keys)) as store, store.reading() as tx:
        found, head = manifest._fingerprint(tx), audit.head(tx)
        schema = store.revision()
    return Manifest(
        engine="sqlite",
        made_at=THEN.isoformat(),
        product="1",
        schema=schema,
        catalogue="of that time",
        clinic="",
        rows=rows,
        records=found,
        audit=head,
        damage=Damage(),
    )


@pytest.fixture
def backup(there: Settings, tmp_path: Path) -> Path:
    """Everything of before, as a backup of before."""
    copy, keys = tmp_path / "copy", Keys.load(there.key_file)
    copy.write_bytes(gzip.decompress((KEPT / "kiosk.db.gz").read_bytes()))
    told = told_of(copy, keys)
    assert told.schema < REVISION
    file = tmp_path / "kiosk-20261120T100500Z.backup"
    payload.put(keys, file, told, copy, lambda done, whole: None)
    return file


def test_it_is_verified_and_restored_and_holds_fast_from_then_on(there: Settings, backup: Path):
    told = verify_backup(Keys.load(there.key_file), there.data, backup, lambda words: None)
    assert told.rows["record"] == 7
    restore(there, backup, set(), "script", lambda words: None)
    with closing(open_store(there)) as store, store.reading() as tx:
        assert store.is_current()
        assert len(record_rows.newest(tx, 100)) == 7
        found = proof.verify_all(tx)
        assert (found.records, found.entries, found.audit_row, found.states) == ((), (), None, ())
    assert [file.name for file in there.database.parent.iterdir()] == ["kiosk.db"]


def test_one_that_a_newer_kiosk_made_is_refused(there: Settings, backup: Path, tmp_path: Path):
    keys, copy = Keys.load(there.key_file), tmp_path / "newer"
    told = payload.take_out(keys, backup, copy)
    engine = create_engine(f"sqlite:///{copy}")
    with engine.begin() as raw:
        raw.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    payload.put(keys, backup, replace(told, schema="9999"), copy, lambda done, whole: None)
    with pytest.raises((Unfit, BadBackup), match="newer kiosk"):
        restore(there, backup, set(), "script", lambda words: None)
    assert not there.database.exists()
