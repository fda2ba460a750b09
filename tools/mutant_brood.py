"""A process that has read the kiosk and its tests, and bears a child for each mutant.

A child differs from it in the code of one function, and runs the tests of that module on SQLite to
the first that fails. What a child saves is the seconds of reading.
"""

from __future__ import annotations

import ast
import gc
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import CodeType, FunctionType

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTHING_FAILS = (0, 5)
"""What pytest ends with where all held, or none was there to run."""

WORDS = ("-q", "-x", "-n0", "-p", "no:cacheprovider", "-k", "not postgresql")
PATIENCE = 20
"""So much longer than it works may a child wait for others."""

OPTIMIZED = 0x1
"""Of code: it is a function's, and not a module's or a class's."""

Changed = Sequence[tuple[CodeType, CodeType]]
"""Functions as they are, and as a mutant has them."""


class Far(Exception):
    """A change in no function: it is made while the module is read."""


class Brood:
    """Has read everything once it stands; every child of it begins from there."""

    def __init__(self, tests: Mapping[str, Sequence[str]], longest: int) -> None:
        self.tests, self.longest = tests, longest
        os.chdir(ROOT)
        self.well = set[tuple[str, ...]]()
        every = sorted({test for each in tests.values() for test in each})
        if _quietly(lambda: int(pytest.main([*WORDS, "--collect-only", *every]))):
            raise SystemExit("The tests of the mutants cannot be read.")

    def finds(self, module: str, was: ast.Module, changed: ast.Module) -> bool:
        """Whether a test fails. False too for a change in no function, or one out of reach."""
        self._is_well(tuple(self.tests[module]))
        file = str(ROOT / module)
        before, after = (compile(each, file, "exec") for each in (was, changed))
        try:
            return self._fails(self.tests[module], tuple(_changed(before, after)))
        except Far:
            return False

    def _is_well(self, tests: tuple[str, ...]) -> None:
        """Whatever fails without a mutant would find each of them."""
        if tests not in self.well and self._fails(tests, ()):
            raise SystemExit(f"One of {', '.join(tests)} fails without a mutant.")
        self.well.add(tests)

    def _fails(self, tests: Sequence[str], changed: Changed) -> bool:
        def tries() -> int:
            return int(pytest.main([*WORDS, *tests])) if _swapped(changed) else 0

        return self._child(tries) not in NOTHING_FAILS

    def _child(self, tries: Callable[[], int]) -> int:
        """What a child ends with that does this; the system ends one that goes on for ever."""
        child = os.fork()
        if not child:
            resource.setrlimit(resource.RLIMIT_CPU, (self.longest, self.longest))
            signal.alarm(PATIENCE * self.longest)
            os._exit(_quietly(tries))
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _quietly(does: Callable[[], int]) -> int:
    sys.stdout.flush()
    kept = [os.dup(each) for each in (1, 2)]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        for each in (1, 2):
            os.dup2(nowhere, each)
        return does()
    except BaseException:  # noqa: BLE001 - whatever a mutant does, a test would see it
        return 1
    finally:
        sys.stdout.flush()
        for each, was in zip((1, 2), kept, strict=True):
            os.dup2(was, each)
            os.close(was)
        os.close(nowhere)


def _changed(one: CodeType, other: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Each function that is another now, from the outside in. Raises Far."""
    if one == other:
        return
    if other.co_flags & OPTIMIZED:
        yield one, other
    elif _own(one) != _own(other):
        raise Far
    for inner in zip(_inner(one), _inner(other), strict=False):
        yield from _changed(*inner)


def _own(code: CodeType) -> tuple[object, ...]:
    said = [repr(each) for each in code.co_consts if not isinstance(each, CodeType)]
    return code.co_code, code.co_names, said, len(_inner(code))


def _inner(code: CodeType) -> list[CodeType]:
    return [each for each in code.co_consts if isinstance(each, CodeType)]


def _swapped(changed: Changed) -> bool:
    """Whether every function that lives has the mutant's code now, and one does."""
    gc.unfreeze()
    others = {_name(was): other for was, other in changed}
    living = [
        each
        for each in gc.get_objects()
        if type(each) is FunctionType and _name(each.__code__) in others
    ]
    try:
        for each in living:
            each.__code__ = others[_name(each.__code__)]
    except ValueError:  # it closes over other names
        return False
    return bool(living) or not changed


def _name(code: CodeType) -> tuple[str, str, int]:
    return code.co_filename, code.co_qualname, code.co_firstlineno
