"""A process that has read all the kiosk's code, and bears one server after another.

Its children serve as ``python -m kiosk`` does; what they save is the second of reading, so that
twenty of them can be killed in the time of two. Each line on its input asks for one; it answers
with the process's number.
"""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module

from kiosk.exports.press import Press
from kiosk.serve import serve
from kiosk.settings import Settings
from kiosk.usecases.print_owed import Printing
from kiosk.web import blueprints


def bears() -> int:
    """A child that serves until it is killed; its number."""
    child = os.fork()
    if child:
        return child
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    os.dup2(2, 1)
    try:
        serve(Settings.read(dict(os.environ)))
    finally:
        os._exit(1)


def draws_nothing(_: object) -> None:
    """Papers stay owed: how they come through a kill is tried elsewhere."""


if __name__ == "__main__":
    for pages in blueprints():
        import_module(pages.import_name)
    Press.start = Printing.start = draws_nothing  # type: ignore[method-assign,assignment]
    # Nobody waits for a child: the machine forgets it as soon as it is dead.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        sys.stdout.write(f"{bears()}\n")
        sys.stdout.flush()
