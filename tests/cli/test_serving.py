"""What gunicorn is told depends on the machine it runs on."""

from __future__ import annotations

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
