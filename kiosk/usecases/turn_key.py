"""Turning the key: the clinic gets a new one, and nothing is left that the old one opens."""

from __future__ import annotations

from collections.abc import Callable

from ..frozen import dataclass
from ..settings import Settings
from ..store import Keys, Store, Unfit
from ..store.backups import erasure_list, state
from ..store.turning import key_turning
from .back_up import Report


@dataclass(frozen=True)
class Turned:
    """How it ended."""

    number: int
    """Of the key that seals now."""
    torn: tuple[str, ...]
    """What could not be opened before, and cannot now."""


def prepare(store: Store, settings: Settings) -> int:
    """Put a new key into the file, which seals nothing yet; its number. Twice is once.

    Raises Unfit, and then nothing was changed.
    """
    keys = _in_file(store, settings)
    if (newest := max(keys.masters)) > store.keys.current:
        return newest
    with_another = keys.with_another()
    with_another.save_over(settings.key_in_use)
    return max(with_another.masters)


def turn_key(store: Store, settings: Settings, by: str, report: Report) -> Turned:
    """Turn the key, or go on where this was stopped. Raises Unfit or Busy: then type it again."""
    _find_list(store, settings)
    if not _is_begun(store, settings):
        number = prepare(store, settings)
        key_turning.begin(store, store.keys.turned_to(number), by)
    torn = key_turning.seal_all_anew(store, in_tenths(report))
    if settings.backup:
        report("sealing the list of erasures anew")
        erasure_list.keep(store, settings.backup, anew=True)
    key_turning.end(store)
    keys = _in_file(store, settings)
    keys.only(keys.current).save_over(settings.key_in_use)
    return Turned(keys.current, torn)


def _is_begun(store: Store, settings: Settings) -> bool:
    """Whether a key is being turned, or was and the old one is still in the file."""
    with store.reading() as tx:
        going_on = bool(key_turning.under_way(tx))
    return going_on or min(_in_file(store, settings).masters) < store.keys.current


def _in_file(store: Store, settings: Settings) -> Keys:
    """What is in the file now, and all we know of keys before."""
    with store.reading():
        known = store.keys
    there = Keys.load(settings.key_in_use)
    return there.turned_to(known.current).with_old({}, known.rests)


def _find_list(store: Store, settings: Settings) -> None:
    """Raises Unfit where backups are made and nobody says where: their list of erasures is sealed
    with the key."""
    with store.reading() as tx:
        name = state.look(tx).name
    if name and not (settings.backup and settings.backup.is_dir()):
        raise Unfit(
            f"Backups of this clinic are made, the last is {name}, and the list of erasures beside "
            "them has to be sealed anew: name their folder in KIOSK_BACKUP, and plug its disk in."
        )


def in_tenths(report: Report) -> Callable[[str, int, int], None]:
    """Tells, for each tenth that is done, how far sealing anew is."""
    said = ""

    def tell(table: str, done: int, whole: int) -> None:
        nonlocal said
        words = f"{table}: {done * 100 // max(whole, 1) // 10 * 10} % of {whole} sealed anew"
        if words != said:
            report(words)
        said = words

    return tell
