"""A container file's steps, done by hand in folders of this machine: no container engine needed.

It knows what our own file uses and refuses every other word. Needs root, debootstrap, and a
network for the packages.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
PATH = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
ALONE = ("unshare", "--mount", "--propagation=private", "/bin/sh", "-c")
LENT = 'mount --rbind /proc "$0/proc" && mount --rbind /dev "$0/dev" && exec "$@"'
TRUSTED = ("SSL_CERT_FILE", "PIP_CERT", "NODE_EXTRA_CA_CERTS", "npm_config_cafile")


@dataclass(frozen=True)
class Step:
    """One instruction with what stands behind it."""

    word: str
    said: str

    @property
    def words(self) -> list[str]:
        """What it says as a list, in JSON or plain."""
        return json.loads(self.said) if self.said.startswith("[") else self.said.split()


def steps(text: str) -> list[Step]:
    """All instructions, with continued lines joined."""
    lines = [line for line in text.splitlines() if line.strip() and line.lstrip()[0] != "#"]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [Step(*line.split(None, 1)) for line in joined.splitlines()]


@dataclass
class Stage:
    """A root that is being built."""

    root: Path
    where: str = "/"
    user: str = "0:0"
    env: dict[str, str] = field(default_factory=dict)
    start: list[str] = field(default_factory=list)
    asks: list[str] = field(default_factory=list)

    def inside(self, path: str) -> Path:
        """A path of the container on this machine."""
        return self.root / str(Path(self.where) / path).lstrip("/")

    def runs(self, *command: str, **more: Any) -> subprocess.Popen[str]:
        """Start a command in it, as its user, with its own environment alone.

        Processes and devices are lent to that command only: no mount is left that somebody who
        clears these folders away could reach this machine through.
        """
        uid, _, gid = self.user.partition(":")
        chroot = ["chroot", f"--userspec={uid}:{gid}", "--groups=", str(self.root)]
        there = ["/bin/sh", "-c", 'cd "$0" && exec "$@"', self.where, *command]
        whole = [*ALONE, LENT, str(self.root), *chroot, *there]
        return subprocess.Popen(whole, env={**PATH, **self.env}, text=True, **more)


def build(text: str, context: Path, base: Path, folder: Path) -> Stage:
    """Do every step, from a base system that stays as it is. The last stage, ready to start."""
    stages: dict[str, Stage] = {}
    here = Stage(base)
    for step in steps(text):
        if step.word == "FROM":
            name = step.words[2] if "AS" in step.words else "last"
            here = _begin(stages.get(step.words[0]), base, folder / name)
            stages[name] = here
        else:
            _do(step, here, context, stages)
    return here


def _begin(source: Stage | None, base: Path, root: Path) -> Stage:
    subprocess.run(["cp", "-a", source.root if source else base, root], check=True)
    return Stage(root, env=dict(source.env) if source else {})


def _do(step: Step, here: Stage, context: Path, stages: dict[str, Stage]) -> None:
    match step.word:
        case "RUN":
            _run(here, step.said)
        case "COPY":
            _copy(here, step.words, context, stages)
        case "WORKDIR":
            here.where = step.said
            here.inside("").mkdir(parents=True, exist_ok=True)
        case "ENV":
            here.env |= dict(pair.split("=", 1) for pair in step.words)
        case "USER":
            here.user = step.said
        case "ENTRYPOINT":
            here.start = step.words
        case "CMD":
            here.start += step.words
        case "HEALTHCHECK":
            here.asks = json.loads(step.said.partition("CMD ")[2])
        case "EXPOSE" | "VOLUME":
            pass
        case _:
            raise AssertionError(f"{step.word}: teach tests/deploy/building.py what it does")


def _copy(here: Stage, words: list[str], context: Path, stages: dict[str, Stage]) -> None:
    *sources, target = [word for word in words if not word.startswith("--")]
    came = next((word.partition("=")[2] for word in words if word.startswith("--from=")), "")
    for source in sources:
        file = stages[came].inside(source) if came else context / source
        into = here.inside(target) / (file.name if target.endswith("/") else "")
        into.parent.mkdir(parents=True, exist_ok=True)
        if file.is_dir():
            shutil.copytree(file, into, symlinks=True, dirs_exist_ok=True)
        else:
            shutil.copy2(file, into)


def _run(here: Stage, command: str) -> None:
    trusted = dict.fromkeys(TRUSTED, "/run/trusted.crt") if CERTIFICATES.exists() else {}
    before, here.env = here.env, {**here.env, **trusted, "DEBIAN_FRONTEND": "noninteractive"}
    lent = {Path("/etc/resolv.conf"): "etc/resolv.conf", CERTIFICATES: "run/trusted.crt"}
    with of_this_machine(here.root, lent):
        done = here.runs("/bin/sh", "-c", command)
        assert done.wait() == 0, f"RUN {command} ended with {done.returncode}"
    here.env = before


@contextmanager
def of_this_machine(root: Path, lent: dict[Path, str]) -> Iterator[None]:
    """While it lasts, a root has this machine's way to its names, and whom it trusts."""
    there = {file: root / name for file, name in lent.items() if file.exists()}
    for file, name in there.items():
        shutil.copyfile(file, name)
    try:
        yield
    finally:
        for name in there.values():
            name.unlink()
