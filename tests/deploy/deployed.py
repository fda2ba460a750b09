"""What is handed out to run the kiosk with, read as the programs read it that run it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from kiosk.settings import Settings, UnsafeSettings
from tests.house.tree import text

UNITS = Path("deploy/systemd")


class Noting(Mapping[str, str]):
    """An environment without anything in it that keeps what it was asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def settings_there_are() -> set[str]:
    """Every variable that the settings read."""
    noting = Noting()
    with suppress(UnsafeSettings):
        Settings.read(noting)
    return noting.asked


def unit(name: str) -> dict[str, list[str]]:
    """Each line of a unit by its name, in order; an empty one takes nothing away here."""
    found = defaultdict(list)
    for line in text(UNITS / name).splitlines():
        key, equals, said = line.partition("=")
        if equals and not line.startswith("#"):
            found[key].append(said)
    return dict(found)


def variables(lines: list[str]) -> dict[str, str]:
    """What lines like NAME=value set."""
    return {name: said for name, _, said in (line.partition("=") for line in lines)}


def settings_file() -> dict[str, str]:
    """What the example of a clinic's settings sets."""
    lines = text(UNITS / "settings").splitlines()
    return variables([line for line in lines if line and not line.startswith("#")])
