"""Rules: what writes an address is made when the first address is written by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule


class LateRule(Rule):
    """A rule as Werkzeug's; of two hundred that a start declares, the first page names twenty.

    Werkzeug compiles two functions for each, which is most of what declaring a rule takes.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled = super()._compile_builder

        def build(_: Any, /, **values: Any) -> tuple[str, str]:
            made = compiled(append_unknown).__get__(self, None)
            setattr(self, "_build_unknown" if append_unknown else "_build", made)
            return made(**values)  # type: ignore[no-any-return]

        return build
