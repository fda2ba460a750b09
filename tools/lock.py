"""Pins every package that set-up fetches, with its hashes and with no address in the locks.

Run by `make locks` after a change of pyproject.toml or tools/front/package.json. With
`--upgrade` the newest releases that fit are taken instead of the pinned ones.
"""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "tools" / "requirements"
FRONT = ROOT / "tools" / "front"
APART = {"peers", "scanners"}
"""Locks that are installed into an environment of their own, and need to fit no other."""
OPTIONS = [
    "--quiet",
    "--no-header",
    "--no-annotate",
    "--generate-hashes",
    "--allow-unsafe",
    "--strip-extras",
    "--no-emit-index-url",
    "--no-emit-trusted-host",
    "--no-emit-find-links",
    "--no-emit-options",
]


def wanted() -> dict[str, list[str]]:
    """What pyproject.toml asks for, by lock; run comes first, for the others must fit it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {
        "run": project["project"]["dependencies"],
        **project["project"]["optional-dependencies"],
        **project["dependency-groups"],
    }


def pin(part: str, requirements: list[str], earlier: list[Path]) -> Path:
    """Write one lock that can be installed beside the earlier ones."""
    lock = LOCKS / f"{part}.txt"
    command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, *sys.argv[1:]]
    command += [f"--constraint={path}" for path in earlier]
    command += ["--output-file", str(lock), "-"]
    subprocess.run(command, cwd=ROOT, input="\n".join(requirements), text=True, check=True)
    return lock


def pin_front() -> None:
    """Write the package lock, and take out what names a host: npm asks the one it is set to."""
    command = ["npm", "install", "--package-lock-only", "--ignore-scripts", "--no-audit"]
    subprocess.run(command, cwd=FRONT, check=True)
    lock = FRONT / "package-lock.json"
    content = json.loads(lock.read_text("utf-8"))
    for package in content["packages"].values():
        package.pop("resolved", None)
        package.pop("funding", None)
    lock.write_text(json.dumps(content, indent=2) + "\n", "utf-8")


def main() -> None:
    LOCKS.mkdir(exist_ok=True)
    made: list[Path] = []
    for part, requirements in wanted().items():
        print(f"Pinning {part} …", flush=True)
        lock = pin(part, requirements, [] if part in APART else made)
        made += [] if part in APART else [lock]
    print("Pinning the front-end packages …", flush=True)
    pin_front()


if __name__ == "__main__":
    main()
