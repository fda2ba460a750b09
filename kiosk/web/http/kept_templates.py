"""Templates as they were understood once, kept beside byte-code as modules are."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache, TemplateError
from jinja2.bccache import Bucket


class KeptTemplates(FileSystemBytecodeCache):
    """One file a template, read only while it is of this text, this Python and this Jinja.

    A folder that cannot be written to costs a slower first page, and nothing else.
    """

    def __init__(self) -> None:
        """A folder of their own, where our byte-code lies."""
        self.folder = Path(cache_from_source(__file__)).with_name("templates")
        super().__init__(str(self.folder), f"%s.jinja-{version('jinja2')}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one, where byte-code is kept at all."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)


def init_app(app: Flask) -> None:
    """Understand each template once, and not once a start."""
    if app.jinja_env.bytecode_cache is None:
        app.jinja_env.bytecode_cache = KeptTemplates()


def keep_all(app: Flask) -> None:
    """Understand every template now; those of papers that are read elsewhere are passed over."""
    for name in app.jinja_env.list_templates(extensions=("html",)):
        with suppress(TemplateError):
            app.jinja_env.get_template(name)
