"""Two machines on one network: namespaces of this one, or, where those are not allowed, two of its
addresses; then a cable cannot be pulled, and a machine is only killed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass

NETWORK = "10.77.{0}"
OUTSIDE = 1
"""Where this machine itself stands in that network; the others follow."""


@dataclass(frozen=True)
class Machine:
    """One machine, as far as anybody on the network can tell."""

    name: str
    address: str
    apart: bool
    """Whether it has a network, and a cable, of its own."""

    def words(self, *words: str) -> list[str]:
        """What to run, so that it runs there."""
        return ["ip", "netns", "exec", self.name, *words] if self.apart else list(words)

    def is_cut_off(self) -> None:
        """The cable is pulled: nobody hears from it, not even that it has gone."""
        if self.apart:
            _ip("link", "set", f"{self.name}-c", "down")

    def is_back(self) -> None:
        """The cable is in again."""
        if self.apart:
            _ip("link", "set", f"{self.name}-c", "up")


def can_be_apart() -> bool:
    """Whether this user may make networks here."""
    if os.geteuid() or not shutil.which("ip"):
        return False
    name = f"kt{os.getpid()}"
    made = subprocess.run(["ip", "netns", "add", name], capture_output=True, check=False)
    if made.returncode:
        return False
    with suppress(subprocess.CalledProcessError):
        _ip("link", "add", f"{name}b", "type", "bridge")
        _ip("link", "del", f"{name}b")
        _ip("netns", "del", name)
        return True
    subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)
    return False


@contextmanager
def two_machines(*, apart: bool | None = None) -> Iterator[tuple[Machine, Machine]]:
    """Both, gone without a trace afterwards."""
    mine = os.getpid() % 250
    if not (can_be_apart() if apart is None else apart):
        yield (
            Machine("one", f"127.77.{mine}.2", apart=False),
            Machine("two", f"127.77.{mine}.3", apart=False),
        )
        return
    network, bridge = NETWORK.format(mine), f"kd{mine}-b"
    with ExitStack() as ends:
        ends.callback(_gone, "link", "del", bridge)
        _ip("link", "add", bridge, "type", "bridge")
        _ip("address", "add", f"{network}.{OUTSIDE}/24", "dev", bridge)
        _ip("link", "set", bridge, "up")
        machines = []
        for number in (2, 3):
            machine = Machine(f"kd{mine}-{number}", f"{network}.{number}", apart=True)
            ends.callback(_gone, "netns", "del", machine.name)
            ends.callback(_gone, "link", "del", f"{machine.name}-c")
            _plug_in(machine, bridge)
            machines.append(machine)
        yield machines[0], machines[1]


def _plug_in(machine: Machine, bridge: str) -> None:
    here, there = f"{machine.name}-c", f"{machine.name}-e"
    _ip("netns", "add", machine.name)
    _ip("link", "add", here, "type", "veth", "peer", "name", there, "netns", machine.name)
    _ip("link", "set", here, "master", bridge, "up")
    _ip("-n", machine.name, "address", "add", f"{machine.address}/24", "dev", there)
    _ip("-n", machine.name, "link", "set", there, "up")
    _ip("-n", machine.name, "link", "set", "lo", "up")


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


def _gone(*words: str) -> None:
    subprocess.run(["ip", *words], check=False, capture_output=True)
