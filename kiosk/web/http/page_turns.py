"""Turns: how many pages of the staff are made at once, so that no list ever stops a tablet."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any, Literal, TypeVar

from flask import Flask, Response, current_app, g, request

from ...store import TooMuch
from ...store.engine import allowance

Kind = Literal["page", "drawing", "file"]
"""A page; one that waits for the press; a file that is written while it is sent."""

AT_ONCE: dict[Kind, int] = {"page": 2, "drawing": 2, "file": 1}
"""Of each kind, in one process."""

PATIENCE = 2.0
"""Seconds a page waits for its turn."""

MAY_COST = 3.0
"""Seconds of processor time of one page: a hundred times what a page costs."""

STAFF = frozenset({"desk", "therapist", "admin"})

View = TypeVar("View", bound=Callable[..., Any])


class Turns:
    """A short queue: whoever finds it full is told so at once."""

    def __init__(self, threads: int) -> None:
        """Half of the threads are never the staff's, also while they wait."""
        self._places = threading.BoundedSemaphore(max(threads // 2, 1))
        self._turns = {kind: threading.BoundedSemaphore(many) for kind, many in AT_ONCE.items()}

    def take(self, kind: Kind) -> Callable[[], None]:
        """Wait for a turn; what is returned gives it back. Raises TooMuch where it takes too long.

        A file takes its turn or does not: nobody waits for minutes.
        """
        if not self._places.acquire(blocking=False):
            raise TooMuch
        if not self._turns[kind].acquire(timeout=0 if kind == "file" else PATIENCE):
            self._places.release()
            raise TooMuch
        return partial(self._give_back, kind)

    def _give_back(self, kind: Kind) -> None:
        self._turns[kind].release()
        self._places.release()


def let_in(app: Flask, threads: int) -> None:
    """Give every page of the staff its turn and its allowance, from now on."""
    app.extensions["turns"] = Turns(threads)
    app.before_request(_begin)
    app.teardown_request(_end)


def draws(view: View) -> View:
    """Declare that a view waits for the press: the lists need not wait behind it."""
    view.turn = "drawing"  # type: ignore[attr-defined]
    return view


@contextmanager
def for_a_file() -> Iterator[Callable[[Iterable[bytes], str], Response]]:
    """A turn for a file that is written while it is sent: it is given back once that is whole.

    Raises TooMuch while another is sent.
    """
    turns: Turns = current_app.extensions["turns"]
    with ExitStack() as stack:
        stack.callback(turns.take("file"))

        def sent(lines: Iterable[bytes], kind: str) -> Response:
            until = stack.pop_all()
            response = Response(_then(lines, until.close), mimetype=kind)
            response.call_on_close(until.close)
            return response

        yield sent


def _then(lines: Iterable[bytes], done: Callable[[], None]) -> Iterator[bytes]:
    yield from lines
    done()


def _begin() -> None:
    who = current_app.extensions["access"].get(request.endpoint, frozenset())
    if not who & STAFF:
        return
    view = current_app.view_functions[request.endpoint or ""]
    turns: Turns = current_app.extensions["turns"]
    with ExitStack() as stack:
        stack.callback(turns.take(getattr(view, "turn", "page")))
        stack.enter_context(allowance.allowed(MAY_COST, partial(_has_left, request.environ)))
        g.turn = stack.pop_all()


def _end(_: BaseException | None) -> None:
    turn: ExitStack | None = g.pop("turn", None)
    if turn:
        turn.close()


def _has_left(environ: dict[str, Any]) -> bool:
    """Whether the browser has hung up: then nobody reads what is still being made."""
    line = environ.get("gunicorn.socket")
    if not isinstance(line, socket.socket):
        return False
    try:
        return line.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True
