"""Rooms: a floor is a few of them, each with one purpose; nothing is imported in a circle."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from tests.house.tree import HOUSE, files
from tools.house import imported, sources

CROWDED = 10
"""Rooms of one floor, at the most: more are a street again, where nobody finds a door."""

IN_ROOMS = ("web", "store")
LOOSE = {
    "store": {"audit", "audit_events", "clinics", "errors", "housekeeping", "opening", "sites"},
    "web": set(),
}
"""Modules that belong to no room of their floor, because every room needs them or none does."""

EVERY = sources()


def rooms_of(floor: str) -> set[str]:
    return {path.parent.name for path in files(f"kiosk/{floor}", ending="__init__.py")} - {floor}


def module_of(name: str) -> str:
    """The module that an imported name is, or lies in; empty for none of ours."""
    inner, init = name.rpartition(".")[0], f"{name}.__init__"
    return next((each for each in (name, init, inner) if each in EVERY), "")


def arrows() -> dict[str, set[str]]:
    """What each module imports of ours."""
    return {
        name: {module_of(other) for other in imported(name, path)} - {"", name}
        for name, path in EVERY.items()
    }


def room_of(module: str) -> str:
    """The room a module lies in, or itself where it lies in none."""
    return ".".join(module.split(".")[:2])


@pytest.mark.parametrize("floor", IN_ROOMS)
def test_a_floor_has_ten_rooms_at_the_most(floor: str):
    rooms = {room for room in rooms_of(floor) if "/" not in room and room_is_of(floor, room)}
    assert len(rooms) <= CROWDED, (
        f"kiosk/{floor} has {len(rooms)} rooms: {sorted(rooms)}. Join two that serve one purpose, "
        "or redraw the floor (docs/architecture.md), rather than adding another."
    )


def room_is_of(floor: str, room: str) -> bool:
    return (HOUSE / "kiosk" / floor / room / "__init__.py").exists()


@pytest.mark.parametrize("floor", IN_ROOMS)
def test_every_module_lies_in_a_room(floor: str):
    loose = {Path(path).stem for path in files(f"kiosk/{floor}", ending=".py") if lies_loose(path)}
    assert loose - {"__init__"} == LOOSE[floor], (
        f"kiosk/{floor}: {sorted(loose ^ LOOSE[floor] - {'__init__'})}. Put a new module into the "
        "room of whoever uses it; docs/architecture.md says what each room is for. One that every "
        f"room needs is named in LOOSE of {Path(__file__).name}."
    )


def lies_loose(path: Path) -> bool:
    return len(path.parts) == 3


@pytest.mark.parametrize("floor", IN_ROOMS)
def test_no_two_rooms_want_each_other(floor: str):
    wants: dict[str, set[str]] = defaultdict(set)
    for module, others in arrows().items():
        here = room_of(module)
        wants[here] |= {room_of(other) for other in others if other.startswith(f"{floor}.")}
    both = sorted(
        (one, other)
        for one in wants
        for other in wants[one]
        if one < other and one.startswith(f"{floor}.") and one in wants[other]
    )
    assert not both, (
        f"{both} import each other. Move what both need into the lower of the two, or what they do "
        "together up into kiosk/usecases/."
    )


def test_no_import_is_a_circle():
    wants, done = arrows(), set()

    def walk(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, (
            f"{' -> '.join([*way[way.index(module) :], module])} is a circle. Take what the first "
            "needs of the last into a module of its own, below both."
        )
        if module not in done:
            for other in sorted(wants[module]):
                if not other.endswith("__init__"):
                    walk(other, (*way, module))
            done.add(module)

    for module in sorted(wants):
        walk(module, ())
