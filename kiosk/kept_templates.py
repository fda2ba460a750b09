"""Kept templates: understood once, and kept beside byte-code as modules are."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, TemplateError
from jinja2.bccache import Bucket


class KeptTemplates(FileSystemBytecodeCache):
    """One file a template, read only while it is of this text, this Python and this Jinja.

    A folder that cannot be written to costs a slower first page, and nothing else.
    """

    def __init__(self, kind: str) -> None:
        """Where our byte-code lies, a folder for each kind: one text is understood in many ways."""
        self.folder = Path(cache_from_source(__file__)).parent / "templates" / kind
        super().__init__(str(self.folder), f"%s.jinja-{version('jinja2')}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one, where byte-code is kept at all."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)


def keep(environment: Environment, kind: str) -> None:
    """Understand each template once, and not once a start.

    ``kind`` names the settings of the environment: others of the same kind understand it alike.
    """
    if environment.bytecode_cache is None:
        environment.bytecode_cache = KeptTemplates(kind)


def keep_all(environment: Environment, folder: str = "") -> None:
    """Understand every template of this folder now; what is no template of its kind is left."""
    for name in environment.list_templates(extensions=("html",)):
        if name.startswith(folder):
            with suppress(TemplateError):
                environment.get_template(name)
