"""Collects every text there is for translators, and brings every language up to date with it.

``python tools/words.py`` writes ``kiosk/languages/kiosk.pot``: the texts of the code, the templates
and the catalogue, each with the files it comes from. Every language's ``kiosk.po`` then has the
same texts in the same order, new ones empty, those no longer said gone. A test says when.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from kiosk.languages.folders import HOME, SOURCE, folders  # noqa: E402
from kiosk.languages.words import TEMPLATE  # noqa: E402
from sentences import homes  # noqa: E402

Found = Iterator[tuple[int, str, tuple[str, ...], list[str]]]
"""What Babel wants of an extraction: line, a name of gettext's, its texts, comments."""

ONE = {"translate": 0, "_": 0, "N_": 0, "ValidationError": 0, "Refused": 1}
"""What takes a text of ours, and as which of its arguments."""
COUNTED = ("translate_count", "Counted")
"""What takes a text of one thing, and that of many."""
CONSOLE = ("kiosk/cli.py", "kiosk/commands.py", "kiosk/serve.py", "kiosk/demo/", "kiosk/languages/")
"""What speaks to whoever starts the kiosk, in English; and where texts pass through."""

KEYWORDS: Mapping[str, Any] = {
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "_": (1,),
    "_n": (1, 2),
}
HEADER = (
    *("Project-Id-Version", "Report-Msgid-Bugs-To", "PO-Revision-Date"),
    *("Last-Translator", "Language-Team"),
)
NEVER_SAID = ("POT-Creation-Date", "Generated-By")
UNSET = ("PROJECT", "EMAIL@", "YEAR", "FULL NAME", "LANGUAGE")
"""What gettext writes in a header where nobody has said a name or a day."""


def from_code(file: IO[bytes], keywords: Any, tags: Any, options: Any) -> Found:
    """The texts a module says where they are written out."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in COUNTED:
                texts = tuple(text for arg in node.args[:2] for text in written(arg))
                if len(texts) == 2:
                    yield node.lineno, "ngettext", texts, []
            for arg in node.args[ONE[name] :][:1] if name in ONE else ():
                yield from ((node.lineno, "gettext", (text,), []) for text in written(arg))


def written(node: ast.expr) -> Iterator[str]:
    """The text of a literal, or of both sides of a choice between two."""
    match node:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from (*written(one), *written(other))


def from_catalogue(file: IO[bytes], keywords: Any, tags: Any, options: Any) -> Found:
    """The sentences that a module of the catalogue words, by their keys."""
    for key, english in homes()[Path(file.name)]:
        yield 1, "pgettext", (key, english), []


METHODS: Mapping[str, Any] = {
    "kiosk/catalogue": [("**.py", from_catalogue)],
    "kiosk": [("catalogue/**.py", "ignore"), ("**.py", from_code)],
    "templates": [("**.html", babel_extract)],
}
OPTIONS = {"**.html": {"silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}}


def collected() -> Catalog:
    """Every text there is, with the files it comes from."""
    found = Catalog(charset="utf-8", fuzzy=False, header_comment="# Every text of the kiosk.")
    for path, texts, context in _read():
        found.add(texts, context=context, locations=[(path, 0)])
    return found


@cache
def _read() -> tuple[tuple[str, Any, str | None], ...]:
    """Each text with its file and its context: read once, and not for every language anew."""
    return tuple(
        (f"{folder}/{name}", texts, context)
        for folder, methods in METHODS.items()
        for name, _, texts, _, context in extract_from_dir(
            ROOT / folder, methods, OPTIONS, KEYWORDS
        )
        if not f"{folder}/{name}".startswith(CONSOLE)
    )


def template() -> str:
    """The text of ``kiosk.pot`` as it should be."""
    return laid_out(collected())


def up_to_date(code: str) -> str:
    """A language's ``kiosk.po`` with the texts of today: new ones empty, old ones gone."""
    file = HOME / code / "kiosk.po"
    known = _catalog(file.read_bytes() if file.exists() else b"", code)
    known.update(collected(), no_fuzzy_matching=True, update_creation_date=False)
    return laid_out(known)


def _catalog(written: bytes, code: str) -> Catalog:
    if written:
        return read_po(BytesIO(written), locale=folders()[code].region)
    title = f"# The words of the kiosk in {folders()[code].name}."
    return Catalog(folders()[code].region, header_comment=title, fuzzy=False)


def laid_out(catalog: Catalog) -> str:
    """As it is written: a text a line, files without lines, so that a change shows as one."""
    file = BytesIO()
    write_po(file, catalog, width=0, ignore_obsolete=True, include_lineno=False)
    lines = file.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not _says_nothing(line))


def _says_nothing(line: str) -> bool:
    name, is_header, value = line.removeprefix('"').partition(": ")
    unset = value.startswith(UNSET) or "<LL@li" in value
    return bool(is_header) and (name in NEVER_SAID or (name in HEADER and unset))


def files() -> Mapping[Path, str]:
    """Every file of words as it should be."""
    others = (code for code in folders() if code != SOURCE)
    return {TEMPLATE: template(), **{HOME / code / "kiosk.po": up_to_date(code) for code in others}}


def main() -> int:
    """Write what has changed."""
    for path, text in files().items():
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(f"written: {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
