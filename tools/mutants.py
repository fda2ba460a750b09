"""Changes one thing at a time in the modules that guard, and counts how many changes a test finds.

The house is copied first; each mutant runs the tests of its module in the copy, to the first that
fails. ``--count=50`` tries fifty of them, drawn from the same seed each time.
"""

from __future__ import annotations

import argparse
import ast
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent

TESTS = {
    "kiosk/store/engine/sealing.py": ("tests/store/engine/test_sealing.py",),
    "kiosk/store/access/sessions.py": (
        "tests/store/access/test_sign_ins.py",
        "tests/store/access/test_staff.py",
        "tests/store/intakes/test_intakes.py",
    ),
    "kiosk/store/audit.py": ("tests/store/test_audit.py", "tests/store/records/test_proof.py"),
    "kiosk/web/http/access.py": (
        "tests/web/http/test_access.py",
        "tests/web/http/test_cookies.py",
        "tests/house/test_doors.py",
    ),
}
WANTED = 0.9
MANY = 40
"""Tried where nobody says how many."""

LONGEST = 300
"""Seconds: a mutant that goes on for ever is found."""

OTHER: dict[type[ast.AST], Callable[[], ast.AST]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.GtE: ast.Lt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
}
"""What stands instead of what."""

Mutant = tuple[str, int, str]
"""A module, the number of the change in it, and what it is."""


class Change(ast.NodeTransformer):
    """Makes the change of one number, or counts them all."""

    def __init__(self, number: int = -1) -> None:
        self.number, self.told = number, list[str]()

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Whatever may be another: an operator, a truth, a refusal, what is returned."""
        changed = self._instead(node)
        if changed is not None:
            self.told.append(f"line {getattr(node, 'lineno', 0)}: {type(node).__name__}")
            if len(self.told) - 1 == self.number:
                return ast.copy_location(changed, node) if hasattr(node, "lineno") else changed
        return super().generic_visit(node)

    def _instead(self, node: ast.AST) -> ast.AST | None:
        match node:
            case ast.Constant(value=bool(value)):
                return ast.Constant(not value)
            case ast.UnaryOp(op=ast.Not(), operand=inner):
                return inner
            case ast.Raise():
                return ast.Pass()
            case ast.Expr(value=ast.Call()):
                return ast.Pass()
            case ast.Return(value=ast.expr()):
                return ast.Return(ast.Constant(None))
        other = OTHER.get(type(node))
        return other() if other else None


def main(words: Sequence[str]) -> int:
    """0 where enough are found."""
    parser = argparse.ArgumentParser(prog="tools/mutants.py", description=__doc__)
    parser.add_argument("--count", type=int, default=MANY, help="how many are tried")
    many = parser.parse_args(words).count
    mutants = list(all_mutants())
    tried = Random(17).sample(mutants, min(many, len(mutants)))  # noqa: S311 - no secret
    with tempfile.TemporaryDirectory() as folder:
        house = copied(Path(folder) / "house")
        missed = [mutant for mutant in tried if not is_found(house, mutant)]
    for module, _, what in missed:
        tells(f"nobody misses {module} {what}")
    found = len(tried) - len(missed)
    tells(f"{found} of {len(tried)} found; {len(mutants)} there are")
    return 0 if found >= WANTED * len(tried) else 1


def all_mutants() -> Iterator[Mutant]:
    """Every change in every module."""
    for module in TESTS:
        counting = Change()
        counting.visit(ast.parse((ROOT / module).read_text("utf-8")))
        yield from ((module, number, what) for number, what in enumerate(counting.told))


def copied(house: Path) -> Path:
    """The house somewhere else, for changing."""
    left_out = shutil.ignore_patterns(".git", ".venv", ".cache", "__pycache__", "data*")
    shutil.copytree(ROOT, house, ignore=left_out)
    return house


def is_found(house: Path, mutant: Mutant) -> bool:
    """Whether a test fails with it."""
    module, number, what = mutant
    file, was = house / module, (ROOT / module).read_text("utf-8")
    file.write_text(ast.unparse(Change(number).visit(ast.parse(was))), encoding="utf-8")
    words = [sys.executable, "-m", "pytest", "-q", "-x", "-n0", "-p", "no:cacheprovider"]
    try:
        code = subprocess.run(
            [*words, *TESTS[module]], cwd=house, capture_output=True, timeout=LONGEST
        ).returncode
    except subprocess.TimeoutExpired:
        code = 1
    finally:
        file.write_text(was, encoding="utf-8")
    tells(f"{'found' if code else 'MISSED'}: {module} {what}")
    return bool(code)


def tells(words: str) -> None:
    """A line on the console, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
