"""The README's pictures, taken from the demo by the command that takes them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.chromium import chromium

ROOT = Path(__file__).parents[2]


@pytest.mark.browser
@pytest.mark.torture
@pytest.mark.skipif(not chromium(), reason="no Chromium on this machine")
def test_the_pictures_of_the_readme_are_taken_from_a_walk(tmp_path: Path):
    words = [sys.executable, "tools/pictures.py", "--to", str(tmp_path)]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    taken = {picture.name for picture in tmp_path.iterdir()}
    assert taken == {picture.name for picture in (ROOT / "docs" / "pictures").iterdir()}
