"""Serving: the app under gunicorn, with the set-up link on the console until there is an admin."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import sys
import threading
import time
from contextlib import closing, suppress
from types import FrameType
from typing import Any, NoReturn

from flask import Flask
from gunicorn.app.base import BaseApplication

from . import create_app
from .addresses import in_url
from .backup_schedule import Schedule
from .calendar_schedule import CalendarSchedule
from .exports.limits import end_with_parent
from .retention_schedule import RetentionSchedule
from .settings import Settings
from .store import Refused, Store, StoreError, clinics, housekeeping, open_store
from .store.access import setup_link, staff
from .store.intakes import idle
from .store.records import owed
from .usecases.idle_limits import idle_limits
from .usecases.print_owed import HOST
from .usecases.tell_programs import keep_telling
from .worker import CONNECTIONS, Worker

HOUSEKEEPING = 15.0
"""Seconds between two looks for intakes that have waited too long."""

MEMORY = "/dev/shm"  # noqa: S108 - gunicorn makes a file of a random name there
"""Where a worker says that it lives, without a disk that may be slow; not every machine has it."""

M_MMAP_THRESHOLD = -3
"""What glibc calls the size from which on it asks the machine for each block by itself."""

LARGE_BLOCK = 1024 * 1024
"""Bytes of it: a password's hash takes nineteen times as much, and nothing else so much at once."""

ENDS = (signal.SIGTERM, signal.SIGQUIT, signal.SIGINT)
"""How a process is told to leave."""

BETWEEN_STARTS = 1.0
"""Seconds a process waits before another tries to open a database that is away."""


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings and no command line of its own."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Threads for many tablets; a process more only where the settings ask for it."""
        options = {
            "bind": address(self.settings),
            "workers": self.settings.workers,
            "threads": self.settings.threads,
            "worker_connections": CONNECTIONS,
            "worker_class": self._worker(),
            "accesslog": None,
            "errorlog": "-",
            "loglevel": "warning",
            "timeout": 60,
            "graceful_timeout": 10,
            "limit_request_line": 2048,
            # The machine would send a file for us, and wait for its reader as long as that takes.
            "sendfile": False,
            # What proxies say of others is for the app to believe: see behind_proxies.
            "forwarded_allow_ips": "",
            "worker_tmp_dir": MEMORY if os.access(MEMORY, os.W_OK) else None,
            "proc_name": "kiosk",
            "control_socket_disable": True,
            "when_ready": self.announce,
            "pre_fork": self.hold_the_end,
            "post_fork": self.follow,
            "post_worker_init": self.leave_papers,
            "worker_exit": self.leave_house,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def _worker(self) -> type[Worker]:
        """Our worker, which knows who may call."""
        return type("KioskWorker", (Worker,), {"settings": self.settings})

    def load(self) -> Flask:
        """The app of one worker process.

        The database was there when serving began. Where it is away just now, the process says so
        and ends, and gunicorn starts the next: whoever asks meanwhile waits.
        """
        try:
            app = create_app(self.settings)
        except StoreError as no:
            translate(no.sentence)
            time.sleep(BETWEEN_STARTS)
            sys.exit(1)
        app.extensions["press"].start()
        app.extensions["printing"].start()
        _keep_house(app.extensions["store"], self.settings)
        keep_telling(app.extensions["store"], self.settings)
        return app

    def run(self) -> None:
        """Serve; a process that was forked is told to leave as soon as it listens."""
        os.register_at_fork(after_in_parent=hear_the_end)
        super().run()

    def hold_the_end(self, _: Any, worker: Any) -> None:
        """Nobody is told to leave while a process is forked.

        Gunicorn tells each process once, and Python forgets in a new one what it was told before
        its first line: it would serve on until it is killed in the middle of an answer.
        """
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDS)

    def follow(self, arbiter: Any, _: Any) -> None:
        """End at once with the process that forked us: an orphan would keep the port.

        One that is told to leave before it serves leaves at once too.
        """
        end_with_parent()
        for end in ENDS:
            signal.signal(end, lambda *_: end_now(0))
        hear_the_end()
        if os.getppid() != arbiter.pid:
            os._exit(1)

    def leave_papers(self, worker: Any) -> None:
        """At SIGTERM nobody waits for a paper any more. What is owed stays owed."""
        printing = self.wsgi().extensions["printing"]
        leave = signal.getsignal(signal.SIGTERM)

        def at_once(number: int, layout: FrameType | None) -> None:
            # Not in the handler itself: what it interrupts may hold the lock that closing takes.
            threading.Thread(target=printing.close, daemon=True).start()
            if callable(leave):
                leave(number, layout)

        signal.signal(signal.SIGTERM, at_once)
        signal.siginterrupt(signal.SIGTERM, False)

    def leave_house(self, _: Any, worker: Any) -> None:
        """End at once when told to: papers and database are closed, the rest is the machine's.

        One that ends for another reason, before it served, says its own.
        """
        if worker.alive:
            return
        app = self.wsgi()
        app.extensions["printing"].close()
        store = app.extensions["store"]
        with suppress(StoreError, OSError):
            Schedule(store, self.settings).end()
        store.close()
        end_now(0)

    def announce(self, _: Any) -> None:
        """Say where the kiosk is, once it answers."""
        translate(f"The kiosk answers at http://{address(self.settings)}/")


def hear_the_end() -> None:
    """Be told to leave from now on, and hear what was told meanwhile."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDS)


def address(settings: Settings) -> str:
    """Host and port as gunicorn and a browser write them."""
    return f"{in_url(settings.host)}:{settings.port}"


def reached_at(settings: Settings) -> str:
    """Where a browser finds the kiosk: by its first name where a proxy of ours ends TLS."""
    if settings.proxies and settings.hosts:
        return f"https://{settings.hosts[0]}"
    return f"http://{address(settings)}"


def serve(settings: Settings) -> None:
    """Serve until stopped. Raises Unfit where the database must not be used as it is."""
    free_large_blocks()
    logging.getLogger("kiosk").addHandler(with_time())
    with closing(open_store(settings)) as store:
        invite(store, settings)
        with store.writing() as tx:
            owed.take_up(tx, HOST)
    try:
        Server(settings).run()
    except SystemExit as end:
        if isinstance(end.code, int):
            end_now(end.code)
        raise


def end_now(code: int) -> NoReturn:
    """End this process without taking it apart, which is half a second of a processor's time."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def free_large_blocks() -> None:
    """Give every large block back to the machine as soon as it is free.

    Left to itself, glibc keeps the 19 MiB of a password's hash in the arena of each thread that has
    ever checked one: 150 MiB for eight threads, for good. Where libc knows no such thing, nothing
    is done.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK)


def with_time() -> logging.Handler:
    """Lines on the console that say when, in UTC: not everything that keeps them does."""
    console = logging.StreamHandler()
    console.setLevel(logging.WARNING)
    line = "%(asctime)sZ %(levelname)s %(name)s %(message)s"
    console.setFormatter(logging.Formatter(line, "%Y-%m-%dT%H:%M:%S"))
    console.formatter.converter = time.gmtime  # type: ignore[union-attr]
    return console


def invite(store: Store, settings: Settings) -> None:
    """Print the one-time set-up link while the clinic has no admin."""
    with store.writing() as tx:
        if staff.has_admin(tx):
            return
        link = setup_link.setup_link(tx)
    translate(f"Set up your clinic (works once, for 24 hours): {reached_at(settings)}/setup/{link}")


def translate(words: str) -> None:
    """A line on the console, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def look_round(store: Store, settings: Settings) -> None:
    """Erase what has waited too long, then put aside what nobody has touched."""
    with store.writing() as tx:
        housekeeping.purge(tx)
    with store.writing() as tx:
        idle.put_aside(tx, idle_limits(clinics.the_clinic(tx), settings).ends)


def _keep_house(store: Store, settings: Settings) -> None:
    """Put aside what lies quiet, erase what has waited too long, back up, while we live."""
    stop = threading.Event()
    kinds = (Schedule, RetentionSchedule, CalendarSchedule)
    schedules = [kind(store, settings) for kind in kinds]

    def look() -> None:
        while not stop.wait(HOUSEKEEPING):
            with suppress(StoreError, Refused):
                look_round(store, settings)
            for schedule in schedules:
                with suppress(StoreError, OSError):
                    schedule.look()

    threading.Thread(target=look, name="housekeeping", daemon=True).start()
