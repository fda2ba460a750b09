"""docs/protection.md tells the truth: its figures, names and lists are those of the code."""

from __future__ import annotations

import ast
import re
from datetime import timedelta
from pathlib import Path

from kiosk import LARGEST_POST
from kiosk.intake import normal
from kiosk.store.access import (
    break_glass,
    common_passwords,
    invitations,
    passwords,
    setup_link,
    sign_ins,
    staff,
    tablets,
    trusted_devices,
)
from kiosk.web.http import page_turns, uploads
from tests import quick
from tests.house.tree import files, imports, text, tree

PAGE = text(Path("docs/protection.md"))
POLICY = {"3 days", "30 days", "90 days"}
"""How soon packages are mended: people keep that, and no code."""

CALLERS = {
    "kiosk/exports/calendar_source.py",
    "kiosk/exports/printer.py",
    "kiosk/exports/public_host.py",
    "kiosk/exports/webhook.py",
}
"""What calls another machine."""


RUNS = {"eval", "exec", "os.system", "os.popen", "pickle.loads", "marshal.loads", "yaml.load"}
WRITES_SQL = {"text", "exec_driver_sql", "literal_column"}
MADE_OF_OUR_NAMES = {
    "kiosk/store/engine/carrying.py",
    "kiosk/store/engine/durability.py",
    "kiosk/store/engine/half_restored.py",
    "kiosk/store/engine/often.py",
}
"""Where a statement is put together, of names of our own tables and settings; or, often, as
SQLAlchemy wrote it once, its values bound."""


def minutes(long: timedelta) -> int:
    return int(long.total_seconds() // 60)


def figures() -> set[str]:
    leaked = common_passwords.HELD.stat().st_size // common_passwords.SIZE
    hours = {each // timedelta(hours=1) for each in (staff.LONGEST, break_glass._HOLDS)}
    links = {each._LASTS // timedelta(hours=1) for each in (invitations, setup_link)}
    return {
        f"{minutes(staff.IDLE)} quiet minutes",
        f"{minutes(sign_ins.CONFIRMED_FOR)} minutes",
        f"{minutes(tablets._CODE_LASTS)} minutes",
        f"{minutes(trusted_devices.LONGEST) // 60} hours",
        f"{trusted_devices.TRIES} wrong codes",
        f"{passwords.SHORTEST} to {passwords.LONGEST}",
        f"{quick.MEMORY_KIB // 1024} MiB, {('no', 'one', 'two')[passwords._PASSES]} passes",
        f"{leaked:,}",
        f"{normal.LINES} lines",
        f"{LARGEST_POST // 1024} KiB",
        f"{uploads.HELD // 1024} KiB",
        f"{page_turns.MAY_COST:g} s",
        *(f"{each} hours" for each in hours | links),
    }


def test_each_figure_of_the_page_is_the_codes():
    bold = set(re.findall(r"\*\*([^*\n]*\d[^*\n]*)\*\*", PAGE))
    assert bold - POLICY == figures(), "docs/protection.md: say the figures that the code has"
    assert bold >= POLICY


def test_words_that_a_password_may_not_be_made_of_are_named():
    unsaid = [word for word in passwords._STEMS if f"`{word}`" not in PAGE]
    assert not unsaid, f"docs/protection.md, Passwords: name {unsaid}"


def test_each_role_of_the_page_is_one_and_none_is_left_out():
    part = PAGE.partition("## Who may do what")[2]
    (head,) = re.findall(r"^\| \| (.+) \|$", part.partition("## ")[0], re.MULTILINE)
    assert head.split(" | ") == ["tablet", "intake", *staff.ROLES]


def test_every_key_that_is_derived_is_on_the_list():
    code = text(Path("kiosk/store/engine/keys.py"))
    derived = set(re.findall(r'_subkey\(master, "(\w+)"\)', code))
    derived |= set(re.findall(r'"(\w+)"', code.partition("for label in (")[2].partition(")")[0]))
    assert derived == {"record", "signing", "blind", "audit", "session"}
    unsaid = [key for key in derived if f"\n| {key} | " not in PAGE]
    assert not unsaid, f"docs/protection.md, Keys: say what {unsaid} is for"


def test_every_setting_that_names_somebody_to_call_is_on_the_page():
    nets = {"http", "http.client", "requests", "smtplib", "urllib.request", "ftplib", "telnetlib"}
    those = {
        str(path)
        for path in files("kiosk", ending=".py")
        if any(up == 0 and name in nets for up, name in imports(path))
    }
    assert those == CALLERS, "docs/protection.md, Who calls whom: is it still true?"
    for setting in (
        "KIOSK_CALENDAR_URL",
        "KIOSK_DATABASE_URL",
        "KIOSK_PRINTER",
        "KIOSK_PROXY_FROM",
        "KIOSK_WEBHOOK_URLS",
    ):
        assert f"`{setting}`" in PAGE


def test_nothing_runs_what_it_was_given():
    for path in files("kiosk", ending=".py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in RUNS, f"{path}:{node.lineno}: {called}"
                assert all(each.arg != "shell" for each in node.keywords), f"{path}:{node.lineno}"


def test_statements_are_made_of_names_of_ours_alone():
    made = {
        str(path)
        for path in files("kiosk", ending=".py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in WRITES_SQL
        if any(not isinstance(each, ast.Constant | ast.Name | ast.Attribute) for each in node.args)
    }
    assert made == MADE_OF_OUR_NAMES, "bind what is typed; never write it into a statement"


def test_no_script_fills_an_object_by_names_from_elsewhere():
    for path in files("static", ending=".js"):
        found = re.findall(r"[\w)]\[[^\]]+\] *=[^=>].*", text(path))
        assert not found, f"{path}: keep what comes from elsewhere in a Map"
