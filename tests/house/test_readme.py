"""The front door tells the truth: every setting, command and target stands in the README."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from kiosk.cli import parser
from tests.house.tree import HOUSE, files, strings, text

README = HOUSE / "README.md"
TARGETS = re.findall(r"^([a-z-]+):.*##", text(Path("Makefile")), re.MULTILINE)


def commands(part: argparse.ArgumentParser, before: str = "") -> Iterator[str]:
    """Every command as it is typed, with the commands inside it."""
    for action in part._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                inside = list(commands(inner, f"{before}{name} "))
                yield from inside or [f"{before}{name}"]


def missing(wanted: set[str], said_as: str = "{}") -> set[str]:
    """Names that the README has neither between backticks nor as part of a longer command."""
    told = README.read_text("utf-8")
    return {name for name in wanted if f"`{name}`" not in told and said_as.format(name) not in told}


def test_every_setting_is_in_the_readme():
    told = [said for path in files("kiosk", ending=".py") for said in strings(path)]
    settings = {name for said in told for name in re.findall(r"\bKIOSK_[A-Z_]+\b", said)}
    lacking = missing(settings)
    assert not lacking, f"README.md: say in its table of settings what {lacking} are for"


def test_every_command_is_in_the_readme():
    lacking = missing(set(commands(parser())), "python -m kiosk {} ")
    assert not lacking, f"README.md: say among the commands what {lacking} do"


def test_every_make_target_is_in_the_readme():
    lacking = missing(set(TARGETS) - {"help"}, "make {} ")
    assert not lacking, f"README.md: say what `make` {lacking} does"


def test_the_readme_names_no_make_target_that_is_not_there():
    gone = set(re.findall(r"\bmake ([a-z-]+)(?=`|  )", README.read_text("utf-8"))) - set(TARGETS)
    assert not gone, f"README.md tells of `make` {gone}, which the Makefile has no target for"


def test_what_the_readme_points_to_is_there():
    pointed = re.findall(r"\]\((?!https?:|#)([^)#]+)", README.read_text("utf-8"))
    gone = [path for path in pointed if not (HOUSE / path).exists()]
    assert not gone, f"README.md points to {gone}: say where they are now"


def test_every_target_that_is_no_file_has_its_lines_and_ci_finds_those_it_calls():
    makefile, called = text(Path("Makefile")), text(Path(".ci/run"))
    named = re.findall(r"^\.PHONY:(.*)$", makefile, re.MULTILINE)[0].split()
    named += re.findall(r"^make ([a-z-]+)", called, re.MULTILINE)
    empty = [each for each in named if not re.search(rf"^{each}:", makefile, re.MULTILINE)]
    assert not empty, (
        f"Make has nothing to do for {empty}, and says so calmly: write the target in the "
        "Makefile, or take its name out of .PHONY and .ci/run."
    )
