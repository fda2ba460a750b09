"""The page of installing names what there is, and every file that is handed out."""

from __future__ import annotations

import re
from pathlib import Path

from tests.house.tree import HOUSE, files, text

PAGE = text(Path("docs/install.md"))


def test_it_names_only_files_that_there_are():
    named = set(re.findall(r"\bdeploy/[\w./*-]+\w", PAGE))
    assert len(named) >= 5
    assert [name for name in named if not list(HOUSE.glob(name))] == []


def test_every_file_that_is_handed_out_is_told_of():
    told = " ".join(text(path) for path in files("docs", ending=".md"))
    told += text(Path("deploy/compose.yaml"))
    units = {path for path in files("deploy/systemd") if path.suffix in (".service", ".timer")}
    for path in set(files("deploy")) - units:
        assert path.name in told, f"docs/install.md: say what {path} is for"
    for path in units:
        assert f"kiosk*{path.suffix}" in PAGE


def test_it_puts_everything_where_the_units_look_for_it():
    for words in ("/opt/kiosk", "/etc/kiosk/settings", "/etc/kiosk/master.key", "/var/lib/kiosk",
                  "/var/backups/kiosk", "/usr/local/sbin/kiosk"):  # fmt: skip
        assert words in PAGE, f"docs/install.md does not say {words} any more"
