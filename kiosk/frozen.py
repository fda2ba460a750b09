"""Frozen: a dataclass that nobody changes, whose methods are made when one is first called.

Python writes and compiles six methods for each frozen class when its module is imported. There are
five hundred of them, and a process that starts to answer calls those of a few dozen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses
    from copy import copy
    from dataclasses import FrozenInstanceError
    from functools import partial

    def dataclass(kind: Any = None, /, *, frozen: bool, kw_only: bool = False) -> Any:
        """What the standard one makes of a class, and how it acts; only frozen ones are made."""
        if not frozen:
            raise TypeError("What can be changed takes the dataclass of the standard library.")
        if kind is None:
            return partial(dataclass, frozen=frozen, kw_only=kw_only)
        # Without words of its own a class would be given its signature, which takes long.
        kind.__doc__ = kind.__doc__ or kind.__name__
        dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(kind)
        for name in ("__init__", "__repr__", "__eq__", "__hash__"):
            if kind.__dict__.get(name) is None:
                setattr(kind, name, _made_when_called(kind, name))
        kind.__setattr__, kind.__delattr__ = _stays, _stays
        return kind

    def _made_when_called(kind: Any, name: str) -> Any:
        """A method that puts the real one into its place, and calls it."""

        def method(self: Any, /, *given: Any, **named: Any) -> Any:
            made = getattr(_standard(kind, name), name)
            made.__qualname__ = f"{kind.__qualname__}.{name}"
            setattr(kind, name, made)
            return made(self, *given, **named)

        return method

    def _standard(kind: Any, name: str) -> Any:
        """A standard dataclass of the same parts, with this method of it alone."""
        parts = [(part.name, part.type, copy(part)) for part in dataclasses.fields(kind)]
        init = name == "__init__"
        return dataclasses.make_dataclass(
            kind.__name__,
            parts,
            namespace=_said(kind),
            init=init,
            repr=name == "__repr__",
            eq=name in ("__eq__", "__hash__"),
            unsafe_hash=name == "__hash__",
            frozen=init,
        )

    def _said(kind: Any) -> dict[str, Any]:
        """What Python asks a class for when it makes its methods."""
        said = {"__doc__": kind.__doc__}
        return said | {"__post_init__": None} if hasattr(kind, "__post_init__") else said

    def _stays(self: Any, name: str, *_: Any) -> None:
        raise FrozenInstanceError(f"cannot change field {name!r}")


__all__ = ["dataclass"]
