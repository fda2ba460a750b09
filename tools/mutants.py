"""Changes one thing at a time in the modules that guard, and counts how many changes a test finds.

Each mutant runs the tests of its module, to the first that fails: on SQLite in a child of a process
that has read all of them, and where nothing fails there, once more on both databases in a copy of
the house. ``--count=50`` tries fifty, the first of an order drawn from one seed; ``--minutes=30``
as many of them as fit; ``--after=62`` begins behind the first sixty-two.
"""

from __future__ import annotations

import argparse
import ast
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from mutant_brood import Brood  # noqa: E402

SIGN_INS = (
    "tests/store/access/test_sign_ins.py",
    "tests/store/access/test_access_ends.py",
    "tests/store/access/test_staff.py",
)
CODES = ("tests/store/access/test_second_step.py", "tests/web/account/test_sign_in.py")
CHAIN = ("tests/store/test_audit.py", "tests/store/records/test_proof.py")
PAGES = (
    "tests/house/test_doors.py",
    "tests/web/http/test_cookies.py",
    "tests/web/http/test_csrf.py",
    "tests/web/account/test_signed_out.py",
    "tests/web/account/test_reauthenticate.py",
    "tests/web/http/test_access.py",
)
TESTS = {
    "kiosk/store/engine/sealing.py": ("tests/store/engine/test_sealing.py",),
    "kiosk/store/engine/keys.py": (
        "tests/store/engine/test_sealing.py",
        "tests/store/engine/test_recovery_sheet.py",
        "tests/store/backups/test_sealed_file.py",
        "tests/store/test_opening.py",
        "tests/usecases/test_turn_key.py",
        "tests/cli/test_keys.py",
    ),
    "kiosk/store/engine/held.py": CHAIN,
    "kiosk/store/engine/chain_end.py": CHAIN,
    "kiosk/store/audit.py": (*CHAIN, "tests/web/admin/test_audit_trail.py"),
    "kiosk/store/access/sessions.py": (*SIGN_INS, "tests/store/intakes/test_intakes.py"),
    "kiosk/store/access/sign_ins.py": (*SIGN_INS, "tests/web/account/test_my_account.py"),
    "kiosk/store/access/staff.py": (
        *SIGN_INS,
        "tests/web/admin/test_staff_accounts.py",
        "tests/store/access/test_accounts.py",
        "tests/store/access/test_known_devices.py",
    ),
    "kiosk/store/access/passwords.py": ("tests/store/access/test_passwords.py", *SIGN_INS),
    "kiosk/store/access/throttle.py": (
        "tests/store/access/test_throttle.py",
        *SIGN_INS,
        "tests/web/account/test_guessing.py",
    ),
    "kiosk/store/access/authenticator_codes.py": CODES,
    "kiosk/store/access/second_step.py": (*CODES, "tests/store/access/test_accounts.py"),
    "kiosk/store/access/known_devices.py": ("tests/store/access/test_known_devices.py",),
    "kiosk/store/access/trusted_devices.py": (
        "tests/store/access/test_trusted_devices.py",
        "tests/web/account/test_unlock.py",
    ),
    "kiosk/web/http/cookies.py": PAGES,
    "kiosk/web/http/access.py": (
        *PAGES,
        "tests/web/admin/test_tablets.py",
        "tests/web/therapist/test_hand_out.py",
    ),
}
WANTED = 0.9
MANY = 300
"""Tried where nobody says how many."""

FETCHED, KEPT = (".venv", ".cache"), (".git", "data", "data-keys")
"""What set-up has fetched, which a copy reads where it lies; and what it does without."""

LONGEST = 180
"""Seconds of the processor: a mutant that goes on for ever is found."""

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
            case ast.Constant(value=int(value)):
                return ast.Constant(value + 1)
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
    parser.add_argument("--after", type=int, default=0, help="how many of the order are left out")
    parser.add_argument("--minutes", type=float, default=0, help="and for how long at the most")
    asked = parser.parse_args(words)
    until = time.monotonic() + 60 * asked.minutes if asked.minutes else float("inf")
    mutants = list(all_mutants())
    Random(17).shuffle(mutants)  # noqa: S311 - no secret
    tried, missed = list[Mutant](), list[Mutant]()
    with tempfile.TemporaryDirectory() as folder:
        brood = Brood(TESTS, LONGEST)
        house = copied(Path(folder) / "house")
        for mutant in mutants[asked.after :][: asked.count]:
            if time.monotonic() > until:
                break
            tried.append(mutant)
            if not is_found(house, brood, mutant):
                missed.append(mutant)
    return told(tried, missed, len(mutants))


def told(tried: Sequence[Mutant], missed: Sequence[Mutant], all_there_are: int) -> int:
    """Say what was missed, by module, and in the last line how many were found."""
    for module, _, what in sorted(missed):
        tells(f"nobody misses {module} {what}")
    for module, many in Counter(module for module, _, _ in tried).items():
        lost = sum(module == each for each, _, _ in missed)
        tells(f"{module}: {many - lost} of {many}")
    found = len(tried) - len(missed)
    share = 100 * found / max(1, len(tried))
    tells(f"{found} of {len(tried)} found ({share:.0f} %), of {all_there_are} that there are")
    return 0 if found >= WANTED * len(tried) else 1


def all_mutants() -> Iterator[Mutant]:
    """Every change in every module."""
    for module in TESTS:
        counting = Change()
        counting.visit(tree_of(module))
        yield from ((module, number, what) for number, what in enumerate(counting.told))


def tree_of(module: str) -> ast.Module:
    """The module without what is only read: what it says of itself."""
    tree = ast.parse((ROOT / module).read_text("utf-8"))
    for node in ast.walk(tree):
        for field in ("body", "orelse"):
            kept = getattr(node, field, None)
            if isinstance(kept, list):
                said = [each for each in kept if not _is_docstring(each)]
                setattr(node, field, said or kept)
    return tree


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def copied(house: Path) -> Path:
    """The house somewhere else, for changing; with what set-up has fetched for it."""

    def left_out(folder: str, names: Sequence[str]) -> set[str]:
        return {"__pycache__", *(FETCHED + KEPT if Path(folder) == ROOT else ())} & set(names)

    shutil.copytree(ROOT, house, ignore=left_out)
    for name in FETCHED:
        (house / name).symlink_to(ROOT / name)
    return house


def is_found(house: Path, brood: Brood, mutant: Mutant) -> bool:
    """Whether a test fails with it."""
    module, number, what = mutant
    changed = ast.fix_missing_locations(Change(number).visit(tree_of(module)))
    found = brood.finds(module, tree_of(module), changed)
    if not found:
        found = _found_in_copy(house, module, ast.unparse(changed))
    tells(f"{'found' if found else 'MISSED'}: {module} {what}")
    return found


def _found_in_copy(house: Path, module: str, changed: str) -> bool:
    _is_well(house, TESTS[module])
    file, was = house / module, (ROOT / module).read_text("utf-8")
    file.write_text(changed, encoding="utf-8")
    try:
        return _fails(house, TESTS[module])
    finally:
        file.write_text(was, encoding="utf-8")


@cache
def _is_well(house: Path, tests: tuple[str, ...]) -> None:
    """Whatever fails without a mutant would find each of them."""
    if _fails(house, tests):
        raise SystemExit(f"One of {', '.join(tests)} fails in a copy without a mutant.")


def _fails(house: Path, tests: Sequence[str]) -> bool:
    words = [sys.executable, "-m", "pytest", "-q", "-x", "-n0", "-p", "no:cacheprovider"]
    limited = ["prlimit", f"--cpu={LONGEST}", *words, *tests]
    return bool(subprocess.run(limited, cwd=house, capture_output=True).returncode)


def tells(words: str) -> None:
    """A line on the console, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
