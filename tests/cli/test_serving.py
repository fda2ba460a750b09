"""What gunicorn is told depends on the machine it runs on."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from kiosk import serve
from kiosk.settings import Settings

pytestmark = pytest.mark.process


def test_a_machine_without_memory_to_write_in_has_its_workers_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings = Settings(tmp_path)
    monkeypatch.setattr(serve, "MEMORY", str(tmp_path))
    assert serve.Server(settings).cfg.worker_tmp_dir == str(tmp_path)
    monkeypatch.setattr(serve, "MEMORY", "/nowhere")
    assert serve.Server(settings).cfg.worker_tmp_dir is None


def test_a_line_of_the_log_says_when_it_was_in_one_time_for_all():
    told = logging.LogRecord("kiosk.web", logging.ERROR, "", 0, "%s 500", ("ab12",), None)
    told.created = 1_764_000_000.5
    assert serve.with_time().format(told) == "2025-11-24T16:00:00Z ERROR kiosk.web ab12 500"
