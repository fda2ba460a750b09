"""Changed: a frozen thing with some of its parts said anew.

``dataclasses.replace`` goes through every part of a class and through its constructor; a step of
the walk does that thirty times, to things of thirty parts. This takes them over as they are.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import replace
else:

    def replace(whole: Any, /, **parts: Any) -> Any:
        """The same with these parts instead. What was worked out from the old ones is not kept."""
        names, worked_out = _made_of(type(whole))
        if not names.issuperset(parts):
            raise TypeError(f"{type(whole).__name__} has no {', '.join(parts.keys() - names)}")
        new = object.__new__(type(whole))
        new.__dict__.update(whole.__dict__, **parts)
        for name in worked_out:
            new.__dict__.pop(name, None)
        return new


@cache
def _made_of(kind: type[Any]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The parts of a class, and the names under which it keeps what it works out from them."""
    if hasattr(kind, "__post_init__") or not all(part.init for part in fields(kind)):
        raise TypeError(f"{kind.__name__} is more than its parts: use dataclasses.replace")
    lazy = (each for above in kind.__mro__ for each in vars(above).items())
    return (
        frozenset(part.name for part in fields(kind)),
        tuple(name for name, made in lazy if isinstance(made, cached_property)),
    )


__all__ = ["replace"]
