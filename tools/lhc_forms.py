"""Fetches LHC-Forms, another program's forms, which fills in what the kiosk exports as FHIR.

Set-up runs this for the tests. npm packs its own files and nothing that it asks for, which is a
great deal and is built into them already.
"""

import base64
import hashlib
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path

from system import Stuck, run

PACKAGE = "lforms@40.1.3"
SHA512 = "WLruTm+BcVnafC0rSAQ3/cNqhxvclBUxyBG68aub/uha2NaK9H8ZZcEXTTuORuGzzCt0wa7fvhuieZtcDIdPzQ=="
WANTED = (
    "fhir/R4/lformsFHIR.min.js",
    "webcomponent/assets/lib/zone.min.js",
    "webcomponent/lhc-forms.js",
    "webcomponent/styles.css",
)


def fetch(target: Path) -> None:
    """Lay the files out under a folder. Stuck where they cannot be had, or are others."""
    with tempfile.TemporaryDirectory() as folder:
        run("npm", "pack", "--ignore-scripts", PACKAGE, where=Path(folder))
        (packed,) = Path(folder).glob("*.tgz")
        if hashlib.sha512(packed.read_bytes()).digest() != base64.b64decode(SHA512):
            raise Stuck(f"{PACKAGE} is not the file it was when it was pinned.")
        with tarfile.open(packed) as files:
            for name in WANTED:
                lay_out(files, name, target / name)


def lay_out(files: tarfile.TarFile, name: str, target: Path) -> None:
    """One file of the package, in its place."""
    source = files.extractfile(f"package/dist/lforms/{name}")
    if source is None:
        raise Stuck(f"{PACKAGE} has no {name}.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with source, target.open("wb") as file:
        shutil.copyfileobj(source, file)


if __name__ == "__main__":
    try:
        fetch(Path(sys.argv[1]))
    except Stuck as stuck:
        sys.exit(str(stuck))
