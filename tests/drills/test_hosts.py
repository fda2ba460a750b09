"""`make drill-hosts`, shortly: two hosts on one database behind a proxy are one clinic."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import postgres
from tools.drills.hosts import FACTS, SLOW, hosts

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(postgres.binaries() is None, reason="no PostgreSQL on this machine"),
]


@pytest.mark.parametrize(
    "shortly", [True, pytest.param(False, marks=pytest.mark.torture)], ids=["shortly", "all of it"]
)
def test_whichever_host_answers_it_is_the_same_clinic(tmp_path: Path, shortly: bool):
    lines: list[str] = []
    hosts(tmp_path, lines.append, shortly=shortly)
    assert len(lines) == len(FACTS) - (SLOW if shortly else 0)
