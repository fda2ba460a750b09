"""What thousands of tests need not do each for itself: wait for a disk, learn SQL, read templates,
hash passwords so that nobody can guess them.

Only in the tests' own process. The servers that tests start, and kill, are as careful as any.
"""

from __future__ import annotations

import gc
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine, create_engine
from sqlalchemy.util import LRUCache

from kiosk.store.access import passwords
from kiosk.store.engine import connecting

TEMPLATES = Path(__file__).parents[1] / ".cache" / "templates"
"""Templates as they were understood last; one that has changed is read anew."""

MANY = 5_000
"""Statements: more than there are."""

MEMORY_KIB = passwords._MEMORY_KIB
"""What the product gives a password to be hashed in; see ``dear_passwords``."""

careful = connecting._prepare_sqlite
"""How the product opens SQLite."""


def sets_up() -> None:
    """Once in a process, before its first store. Nothing is swept until all tests are known."""
    gc.disable()
    connecting._prepare_sqlite = _prepare  # type: ignore[assignment]
    connecting.create_engine = _engine  # type: ignore[attr-defined]
    passwords._MEMORY_KIB = 64
    passwords.NOBODYS = passwords._nobodys()
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    Flask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache(str(TEMPLATES))}


def sweeps_seldom() -> None:
    """What is there by now, modules and tests, stays to the end: it is not looked at again."""
    gc.enable()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _prepare(raw: sqlite3.Connection, about: object) -> None:
    """A process killed leaves its writes to the system; tests of the power open SQLite anew."""
    careful(raw, about)
    raw.execute("PRAGMA synchronous=OFF")


def _engine(*of: Any, **how: Any) -> Engine:
    """An engine that knows every statement which another of its kind has compiled."""
    engine = create_engine(*of, **how)
    engine.dialect.__class__ = _alike(type(engine.dialect))
    engine._compiled_cache = _statements(type(engine.dialect))
    return engine


@cache
def _alike(kind: type[Any]) -> type[Any]:
    """Dialects of a kind are one key of the statements compiled for it."""
    same = {
        "__eq__": lambda one, other: type(one) is type(other),
        "__hash__": lambda one: hash(type(one)),
    }
    return type(kind.__name__, (kind,), {**same, "supports_statement_cache": True})


@cache
def _statements(kind: type[Any]) -> LRUCache[Any, Any]:
    return LRUCache(MANY)
