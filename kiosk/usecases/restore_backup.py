"""Restoring: a backup is proved, put into an empty place, and the erased stay erased."""

from __future__ import annotations

from pathlib import Path

from ..frozen import dataclass
from ..settings import Settings
from ..store import BadBackup, Keys, Store, Transaction, Unfit, audit
from ..store.backups import afterwards, erasure_list, payload
from ..store.backups.manifest import Manifest, damage_of
from ..store.backups.place import empty_place, fill
from ..store.backups.prove import prove
from ..store.backups.scratch import scratch
from .back_up import Report
from .erase_record import erase_again


@dataclass(frozen=True)
class Restored:
    """What came back."""

    manifest: Manifest
    erased: int
    """Intakes and records that the backup had and that were erased once more."""


def verify_backup(keys: Keys, data: Path, file: Path, report: Report) -> Manifest:
    """Open a backup whole and look at every row. Raises BadBackup."""
    with scratch(data) as beside:
        return _proved(keys, beside / "copy", file, report)


def restore(
    settings: Settings, file: Path, erased: set[bytes], by: str, report: Report
) -> Restored:
    """Put a backup where the settings say, and erase there what has these marks.

    Raises Unfit where that place is not empty, and BadBackup: then nothing was put there.
    """
    keys = key_of(settings)
    with empty_place(settings, keys) as (copy, there):
        told = _proved(keys, copy, file, report)
        report("putting it in place")
        fill(there, copy, told)
        back = _settle(there, told, erased, by, file.name)
    return Restored(told, len(back))


def key_of(settings: Settings) -> Keys:
    """The key that is in place. Raises Unfit where there is none."""
    if not settings.key_in_use.exists():
        raise Unfit(
            f"There is no key at {settings.key_in_use}: type python -m kiosk keys recover, "
            "with the recovery sheet beside you."
        )
    return Keys.load(settings.key_in_use)


def _proved(keys: Keys, copy: Path, file: Path, report: Report) -> Manifest:
    report("opening the backup")
    if not file.is_file():
        raise BadBackup(f"There is no backup at {file}.")
    told = payload.take_out(keys, file, copy)
    report("looking at every row")
    prove(keys, copy, told)
    return told


def _settle(there: Store, told: Manifest, erased: set[bytes], by: str, name: str) -> list[str]:
    """Erase again, end what was open, write it down. Raises BadBackup where the chain is broken."""
    with there.writing() as tx:
        back = erase_again(tx, erased)
        afterwards.end_what_was_open(tx)
        audit.write(tx, "restore", by, name, f"made at {told.made_at}")
    with there.reading() as tx:
        _is_whole(tx, told, looks_at_all=bool(back))
    return back


def _is_whole(tx: Transaction, told: Manifest, *, looks_at_all: bool) -> None:
    """Raises BadBackup for new damage. What nobody has touched since it was proved is whole."""
    bad = audit.verify(tx, told.audit) or 0
    if bad != told.damage.audit_row:
        raise BadBackup(f"After restoring, audit row {bad} is not as it was written.")
    if looks_at_all and (new := damage_of(tx).ids - told.damage.ids):
        raise BadBackup(f"After restoring, damaged: {', '.join(sorted(new))}.")


def erasures_for(keys: Keys, file: Path, named: Path | None) -> set[bytes]:
    """The marks of what was erased: of the list that is named, or that lies beside the backup.

    Raises BadBackup where there is none.
    """
    beside = file.with_name(erasure_list.NAME)
    if named is None and not beside.exists():
        raise BadBackup(
            f"No list of erasures ({erasure_list.NAME}) lies beside {file.name}, and what was "
            "erased since would come back: put it there, name it with --erasures, or say "
            "--without-erasures."
        )
    return erasure_list.read(keys, named or beside)
