"""A primary and its synchronous standby, each on a machine of its own: PostgreSQL's streaming."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests import postgres
from tests.patience import until

from .machines import Machine

USER = "kiosk"
SETTINGS = """
listen_addresses = '{address}'
port = {port}
unix_socket_directories = ''
max_connections = 60
shared_buffers = 32MB
"""
RECIPE = Path(__file__).parents[2] / "deploy" / "postgresql" / "streaming.conf"
"""What a clinic is told to set, and the drill sets as well."""


@dataclass
class Node:
    """A PostgreSQL server on one of the machines."""

    machine: Machine
    folder: Path
    found: Path
    user: pwd.struct_passwd
    port: int

    @property
    def data(self) -> Path:
        """Its folder of data."""
        return self.folder / "data"

    @property
    def host(self) -> str:
        """Where it is asked."""
        return self.machine.address

    def is_made(self) -> None:
        """A server with nothing in it, which becomes the first primary."""
        self._does("initdb", "-D", self.data, "-A", "trust", "-N", "-E", "UTF8", "-U", USER)
        self._is_set()
        with (self.data / "pg_hba.conf").open("a") as rules:
            rules.write("host all,replication all samenet trust\n")
        self.starts()

    def follows(self, primary: Node) -> None:
        """From now on a copy of that one; its commits wait until they are here as well."""
        shutil.rmtree(self.data, ignore_errors=True)
        until(lambda: self._reaches(primary))
        source = f"host={primary.host} port={primary.port} user={USER}"
        words = ("-D", self.data, "-d", source, "-R", "-X", "stream", "-c", "fast", "-N")
        self._does("pg_basebackup", *words)
        (self.data / "postgresql.auto.conf").write_text(
            f"primary_conninfo = '{source} application_name=standby'\n"
        )
        self._is_set()
        self.starts()
        primary.tell("ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()")
        until(lambda: primary.has_standby)

    def starts(self) -> None:
        """Until it answers."""
        self._does("pg_ctl", "-ws", "-D", self.data, "-l", self.folder / "log", "start")

    def is_killed(self) -> None:
        """kill -9 for every process of it, as when the power fails."""
        with suppress(OSError, ValueError):
            first = int((self.data / "postmaster.pid").read_text().split()[0])
            children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
            for each in (first, *map(int, children)):
                with suppress(ProcessLookupError):
                    os.kill(each, signal.SIGKILL)
            until(lambda: not Path(f"/proc/{first}").exists() or _is_dead(first))
        with suppress(FileNotFoundError):
            (self.data / "postmaster.pid").unlink()

    def is_promoted(self) -> None:
        """The standby is the primary from now on; it waits for nobody."""
        self._does("pg_ctl", "-ws", "-D", self.data, "promote")

    def falls_behind(self) -> None:
        """A standby that takes nothing more in, as behind a network that is stuck."""
        os.kill(self._receiver(), signal.SIGSTOP)

    def catches_up(self) -> None:
        """It takes in what was sent meanwhile."""
        os.kill(self._receiver(), signal.SIGCONT)

    def _receiver(self) -> int:
        return int(str(self.asks("SELECT pid FROM pg_stat_wal_receiver")))

    @property
    def has_standby(self) -> bool:
        """Whether a synchronous standby has caught up."""
        query = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'"
        return bool(self.asks(query) == 1 and self.asks("SHOW synchronous_standby_names") == "*")

    def tell(self, *statements: str) -> None:
        """Say something to the server, outside any transaction."""
        with self._connected() as raw:
            for statement in statements:
                raw.execute(statement)

    def _reaches(self, other: Node) -> bool:
        """A cable that was just plugged in leads nowhere for a moment."""
        try:
            self._does("pg_isready", "-h", other.host, "-p", str(other.port))
        except subprocess.CalledProcessError:
            return False
        return True

    def asks(self, question: str) -> object:
        """The server's answer to one question."""
        with self._connected() as raw:
            row = raw.execute(question).fetchone()
        return row and row[0]

    def _connected(self) -> psycopg.Connection:
        where = f"host={self.host} port={self.port} user={USER} dbname=postgres connect_timeout=5"
        return psycopg.connect(where, autocommit=True)

    def _is_set(self) -> None:
        with (self.data / "postgresql.conf").open("a") as settings:
            settings.write(RECIPE.read_text("utf-8"))
            settings.write(SETTINGS.format(address=self.host, port=self.port))

    def _does(self, program: str, *words: str | Path) -> None:
        said = self.machine.words(*_as(self.user), str(self.found / program), *map(str, words))
        subprocess.run(
            said,
            check=True,
            cwd="/tmp",  # noqa: S108 - whoever runs the server may look there
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C", "HOME": "/tmp"},  # noqa: S108
        )


@contextmanager
def nodes(machines: tuple[Machine, Machine], port: int) -> Iterator[tuple[Node, Node]]:
    """A server for each machine, not made yet; gone without a trace afterwards."""
    found, user = postgres.binaries(), postgres.unprivileged()
    if found is None:
        raise RuntimeError("no PostgreSQL on this machine: neither installed nor as a wheel")
    folder = Path(tempfile.mkdtemp(prefix="kiosk-drill-", dir="/tmp"))
    made = []
    try:
        found = postgres.within_reach(found, folder, user)
        for number, machine in enumerate(machines):
            place = folder / str(number)
            place.mkdir()
            shutil.chown(place, user.pw_uid, user.pw_gid)
            made.append(Node(machine, place, found, user, port))
        yield made[0], made[1]
    finally:
        for node in made:
            node.is_killed()
        shutil.rmtree(folder, ignore_errors=True)


def address(one: Node, two: Node) -> str:
    """What KIOSK_DATABASE_URL says where either of these may be the primary."""
    where = f"host={one.host},{two.host}&port={one.port},{two.port}"
    return f"postgresql://{USER}@/postgres?{where}&target_session_attrs=read-write"


def _as(user: pwd.struct_passwd) -> list[str]:
    if os.geteuid():
        return []
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _is_dead(process: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][:1] == "Z"
    return True
