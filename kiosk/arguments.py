"""What commands are given: days, names and hosts, each read and refused the same everywhere."""

from __future__ import annotations

import argparse
from datetime import date
from re import fullmatch

from .intake.normal import one_line
from .languages import read_day

LONGEST_NAME = 200
"""Characters of a clinic's, a tablet's or somebody's name, as pages take them."""


def add_days(command: argparse.ArgumentParser) -> None:
    """The days that a command is about, both included."""
    command.add_argument("--from", dest="first", required=True, type=day, metavar="DAY")
    command.add_argument("--to", dest="last", required=True, type=day, metavar="DAY")


def in_order(said: argparse.Namespace) -> None:
    """Raises Refused where these days run backwards."""
    from .store import Refused

    if said.last < said.first:
        raise Refused("to", f"--to is {said.last}, which is before --from.")


def day(typed: str) -> date:
    """As 2026-03-10, or with the month in words: numbers alone read otherwise elsewhere."""
    try:
        return read_day(typed, ("year", "month", "day"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{typed} is no day like 2026-03-10") from None


def name(typed: str) -> str:
    """A name on one line, no longer than a page takes one."""
    if len(given := one_line(typed)) > LONGEST_NAME:
        raise argparse.ArgumentTypeError(f"a name has {LONGEST_NAME} characters at most")
    return given


def host(typed: str) -> str:
    """A host's name, or its address."""
    if not fullmatch(r"[0-9A-Za-z][0-9A-Za-z.:-]*", typed):
        raise argparse.ArgumentTypeError("write a name like kiosk.clinic.internal, or an address")
    return typed
