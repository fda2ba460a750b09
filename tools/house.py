"""The house in one picture: its floors, their rooms and what imports what, read from the code.

``python tools/house.py`` writes it into docs/architecture.md; a test says when it is out of date.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

TOP = Path(__file__).parents[1]
PAGE = TOP / "docs" / "architecture.md"
BEGIN, END = "<!-- drawn by python tools/house.py -->\n", "<!-- drawn so far -->\n"

DOOR = "kiosk"
"""Where the floors meet: what lies beside them, and whoever starts the program."""
MEET = {
    "__init__", "__main__", "audit_cli", "backup_cli", "backup_commands", "backup_schedule",
    "beside", "calendar_schedule", "cli", "commands", "demo", "export_cli", "import_cli",
    "key_cli", "key_commands", "retention_cli", "retention_schedule", "serve",
    "server_cli", "server_commands",
}  # fmt: skip

FLOORS = {path.stem for path in (TOP / DOOR).iterdir()} - MEET

Arrows = dict[str, set[str]]


def sources() -> dict[str, Path]:
    """Every module of the package by its dotted name, without ``kiosk.`` in front."""
    paths = sorted((TOP / "kiosk").rglob("*.py"))
    return {".".join(path.relative_to(TOP / "kiosk").with_suffix("").parts): path for path in paths}


def imported(name: str, path: Path) -> set[str]:
    """The dotted names of our own that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            above = name.split(".")[: -node.level] if node.level else []
            module = (node.module or "").split(".") if node.module else []
            if not node.level and module[:1] != ["kiosk"]:
                continue
            whole = above + module[0 if node.level else 1 :]
            found |= {".".join([*whole, alias.name]) for alias in node.names}
        elif isinstance(node, ast.Import):
            ours = (alias.name for alias in node.names if alias.name.startswith("kiosk."))
            found |= {each.removeprefix("kiosk.") for each in ours}
    return found


def floor_of(name: str) -> str:
    """The floor a module, or what is in it, is of."""
    first = name.partition(".")[0]
    return DOOR if first in MEET or first not in FLOORS else first


def room_of(name: str, rooms: set[str]) -> str:
    """The room of a floor a module is in; the floor itself where it lies in none."""
    parts = name.split(".")
    room = ".".join(parts[:2])
    return room if room in rooms else floor_of(name)


def arrows() -> tuple[Arrows, Arrows]:
    """What each floor imports of the others, and each room of the rooms beside it."""
    every = sources()
    rooms = {name.removesuffix(".__init__") for name in every if name.count(".") == 2}
    rooms = {".".join(name.split(".")[:2]) for name in rooms if floor_of(name) != DOOR}
    floors: Arrows = defaultdict(set)
    beside: Arrows = defaultdict(set)
    for name, path in every.items():
        here, floor = room_of(name, rooms), floor_of(name)
        floors[floor] |= set()
        beside[here] |= set()
        for other in imported(name, path):
            there, below = room_of(other, rooms), floor_of(other)
            if below != floor:
                floors[floor].add(below)
            elif there != here:
                beside[here].add(there)
    return floors, beside


def reached(floors: Arrows, start: str) -> set[str]:
    """Every floor that can be reached from one, itself left out."""
    found: set[str] = set()
    waiting = list(floors[start])
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += floors[here]
    return found


def next_below(floors: Arrows, floor: str) -> list[str]:
    """What a floor imports, without what it reaches through another of them anyway."""
    through = {far for near in floors[floor] for far in reached(floors, near)}
    return sorted(floors[floor] - through)


def first_words(name: str) -> str:
    """The first sentence of a floor or room."""
    place = TOP / "kiosk" / name.replace(".", "/") if name != DOOR else TOP / "kiosk"
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    said = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    return said.partition("\n\n")[0].replace("\n", " ")


def drawing(floors: Arrows, beside: Arrows) -> str:
    """The picture, as Mermaid has it."""
    lines = ["```mermaid", "flowchart TD"]
    order = sorted(floors, key=lambda floor: (-len(reached(floors, floor)), floor))
    for floor in order:
        rooms = sorted(room for room in beside if room.startswith(f"{floor}."))
        if not rooms:
            label = "serve, commands, demo" if floor == DOOR else floor
            lines.append(f"  {floor}[{label}]")
            continue
        lines.append(f"  subgraph {floor}")
        lines += [f"    {room}[{room.partition('.')[2]}]" for room in rooms]
        lines += [
            f"    {room} --> {other}" for room in rooms for other in sorted(beside[room] - {floor})
        ]
        lines.append("  end")
    lines += [f"  {floor} --> {below}" for floor in order for below in next_below(floors, floor)]
    return "\n".join([*lines, "```", ""])


def table(floors: Arrows, beside: Arrows) -> str:
    """What each floor and room is for, and what it imports."""
    lines = ["| floor, room | what it is | imports |", "|---|---|---|"]
    order = sorted(floors, key=lambda floor: (-len(reached(floors, floor)), floor))
    for floor in order:
        lines.append(f"| **{floor}** | {first_words(floor)} | {', '.join(sorted(floors[floor]))} |")
        for room in sorted(room for room in beside if room.startswith(f"{floor}.")):
            others = ", ".join(sorted(other.rpartition(".")[2] for other in beside[room]))
            lines.append(f"| {room.replace('.', '/')} | {first_words(room)} | {others} |")
    return "\n".join([*lines, ""])


def drawn(page: str) -> str:
    """The page with its picture and table as the code is now."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    picture = "\n".join(make(*arrows()) for make in (drawing, table))
    return f"{before}{BEGIN}\n{picture}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text("utf-8")), "utf-8")
