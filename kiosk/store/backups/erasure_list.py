"""The list of erasures: kept beside the backups, so that none of them brings back what was erased.

It holds keyed marks from which nothing can be told, and only ever grows.
"""

from __future__ import annotations

from pathlib import Path

from ..engine.database import Store
from ..engine.keys import Keys
from ..errors import BadBackup
from ..records import erasures
from . import sealed_file
from .folder import written

NAME = "kiosk-erasures.list"
_MARK = 16


def keep(store: Store, folder: Path, *, anew: bool = False) -> int:
    """Bring the list in this folder up to date, or seal it anew. How many marks it has.

    Raises NoBackup.
    """
    with store.reading() as tx:
        marks = erasures.marks(tx)
    file = folder / NAME
    _set_aside(store.keys, file)
    known = read(store.keys, file) if file.exists() else set()
    if anew or marks - known or not file.exists():
        whole = b"".join(sorted(known | marks))
        with written(file) as out:
            sealed_file.write(store.keys, out, sealed_file.ERASURES, len(whole), [whole])
    return len(known | marks)


def keep_beside(store: Store, folder: Path | None) -> None:
    """Bring it up to date where backups have a folder, and that is there just now.

    Whoever erases and then ends does this: another may not look again before the disk is lost.
    """
    if folder is not None and folder.is_dir():
        keep(store, folder)


def _set_aside(keys: Keys, file: Path) -> None:
    """A list under a key that was turned where nobody named its folder: kept, and begun anew."""
    number = sealed_file.key_id(file) if file.exists() else None
    if number is not None and number in keys.rests:
        file.rename(file.with_name(f"kiosk-erasures-of-key-{number}.list"))


def read(keys: Keys, file: Path) -> set[bytes]:
    """The marks in a list. Raises BadBackup where it is cut, changed or not ours."""
    if not file.exists():
        raise BadBackup(f"There is no list of erasures at {file}.")
    whole = b"".join(sealed_file.read(keys, file, sealed_file.ERASURES))
    return {whole[at : at + _MARK] for at in range(0, len(whole), _MARK)}
