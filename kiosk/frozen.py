"""Frozen: a dataclass that nobody changes, whose methods are made when one is first called.

Python writes and compiles six methods for each frozen class when its module is imported. There are
five hundred of them, and a process that starts to answer calls those of a few dozen, most of them
once or twice: so few calls are answered by hand, which takes less than making the method.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

FEW = 24
"""Calls of a method that are answered by hand before it is made: making it takes as long."""

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses
    from copy import copy
    from dataclasses import MISSING, FrozenInstanceError
    from functools import partial
    from inspect import get_annotations

    def dataclass(kind: Any = None, /, *, frozen: bool, kw_only: bool = False) -> Any:
        """What the standard one makes of a class, and how it acts; only frozen ones are made."""
        if not frozen:
            raise TypeError("What can be changed takes the dataclass of the standard library.")
        if kind is None:
            return partial(dataclass, frozen=frozen, kw_only=kw_only)
        # Without words of its own a class would be given its signature, which takes long.
        kind.__doc__ = kind.__doc__ or kind.__name__
        _knows_its_parts(kind, kw_only=kw_only)
        for name in ("__init__", "__repr__", "__eq__", "__hash__"):
            if kind.__dict__.get(name) is None:
                setattr(kind, name, _made_when_called(kind, name))
        kind.__setattr__, kind.__delattr__ = _stays, _stays
        return kind

    def _knows_its_parts(kind: Any, *, kw_only: bool) -> None:
        """The standard one looks through the text of each annotation for what is no part, three
        times over, which takes a third of it: a word or two shows that most are not that."""
        said = get_annotations(kind)
        kind.__annotations__ = {
            name: words if "Var" in words or "KW_ONLY" in words else object
            for name, words in said.items()
        }
        dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(kind)
        kind.__annotations__ = said
        for part in dataclasses.fields(kind):
            part.type = said.get(part.name, part.type)

    def _made_when_called(kind: Any, name: str) -> Any:
        """A method that puts the real one into its place once it was called a few times."""
        by_hand, left = _BY_HAND.get(name, _not), FEW

        def method(self: Any, /, *given: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            said = by_hand(kind, self, given, named) if left > 0 else MISSING
            if said is not MISSING:
                return said
            made = getattr(_standard(kind, name), name)
            made.__qualname__ = f"{kind.__qualname__}.{name}"
            setattr(kind, name, made)
            return made(self, *given, **named)

        return method

    def _init(kind: Any, new: Any, given: tuple[Any, ...], named: dict[str, Any]) -> Any:
        """What the standard method does; MISSING, and nothing done, where it would refuse."""
        parts = dataclasses.fields(kind)
        taken = [part for part in parts if part.init]
        places = [part.name for part in taken if not part.kw_only]
        said = {**dict(zip(places, given, strict=False)), **named}
        needed = {part.name for part in taken if part.default is MISSING is part.default_factory}
        fits = len(given) <= len(places) and len(said) == len(given) + len(named)
        if not fits or not needed <= said.keys() <= {part.name for part in taken}:
            return MISSING
        for part in parts:
            if part.name not in said and part.default is not MISSING:
                said[part.name] = part.default
            elif part.name not in said and part.default_factory is not MISSING:
                said[part.name] = part.default_factory()
        vars(new).update({part.name: said[part.name] for part in parts if part.name in said})
        return new.__post_init__() if hasattr(new, "__post_init__") else None

    def _eq(kind: Any, one: Any, given: tuple[Any, ...], _: dict[str, Any]) -> Any:
        (other,) = given
        if other.__class__ is not one.__class__:
            return NotImplemented
        names = [part.name for part in dataclasses.fields(kind) if part.compare]
        return _values(one, names) == _values(other, names)

    def _hash(kind: Any, one: Any, *_: Any) -> Any:
        parts = dataclasses.fields(kind)
        looked_at = (p.name for p in parts if (p.compare if p.hash is None else p.hash))
        return hash(_values(one, looked_at))

    def _values(one: Any, names: Any) -> tuple[Any, ...]:
        """The values of these parts."""
        return tuple(getattr(one, name) for name in names)

    def _not(*_: Any) -> Any:
        return MISSING

    _BY_HAND = {"__init__": _init, "__eq__": _eq, "__hash__": _hash}

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
