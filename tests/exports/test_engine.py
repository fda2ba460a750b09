"""The engine is there without a search for its libraries, and with one where that is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.house.tree import HOUSE

pytestmark = pytest.mark.process

ASKS_NOBODY = """
import subprocess
from kiosk.exports.engine import load_engine
subprocess.Popen = None
load_engine()
"""

KNOWS_NO_NAME = """
import cffi, ctypes.util
from kiosk.exports.engine import load_engine
search, opens = ctypes.util.find_library, cffi.FFI.dlopen
def only_where_it_may_search(*asked):
    if ctypes.util.find_library is not search:
        raise OSError("not by this name")
    return opens(*asked)
cffi.FFI.dlopen = only_where_it_may_search
load_engine()
"""

DRAWS = """
import sys
assert "weasyprint" in sys.modules
from kiosk.exports.drawing import warm
assert warm().pdf.startswith(b"%PDF")
"""


@pytest.mark.parametrize("program", [ASKS_NOBODY, KNOWS_NO_NAME])
def test_papers_are_drawn(program: str):
    done = subprocess.run([sys.executable, "-c", program + DRAWS], cwd=HOUSE, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
