"""A frozen thing acts as a dataclass does, though its methods are made when they are called."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, asdict, field, fields, replace

import pytest

from kiosk.frozen import FEW, dataclass


@dataclass(frozen=True)
class Towel:
    """Something of many."""

    size: str
    warm: bool = False
    marks: list[str] = field(default_factory=list, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class NamedTowel(Towel):
    name: str


@dataclass(frozen=True)
class Hemmed:
    many: int
    said: str = field(default="", init=False)

    def __post_init__(self) -> None:
        if self.many < 0:
            raise ValueError(self.many)

    def __repr__(self) -> str:
        return "hemmed"


def test_it_is_made_compared_and_said_as_a_dataclass():
    towel = Towel("large", warm=True)
    assert towel == Towel("large", True, ["blue"]) != Towel("small", warm=True)
    assert len({towel, Towel("large", True, ["blue"])}) == 1
    assert repr(towel) == "Towel(size='large', warm=True)"
    assert repr(NamedTowel("large", name="Ann's")) == (
        "NamedTowel(size='large', warm=False, name=\"Ann's\")"
    )
    assert towel != NamedTowel("large", True, name="Ann's")
    assert Towel("large").marks is not Towel("large").marks


def test_its_parts_are_known_before_one_is_made():
    @dataclass(frozen=True)
    class Unmade:
        one: int
        two: str = "2"

    assert [part.name for part in fields(Unmade)] == ["one", "two"]
    assert Unmade.__match_args__ == ("one", "two")
    assert asdict(Unmade(1)) == {"one": 1, "two": "2"}
    assert replace(Unmade(1), two="3") == Unmade(1, "3")


def test_nobody_changes_it():
    towel = Towel("large")
    for change in (lambda: setattr(towel, "size", "small"), lambda: delattr(towel, "size")):
        with pytest.raises(FrozenInstanceError, match="size"):
            change()
    assert towel.size == "large"


def test_what_a_class_says_for_itself_stands():
    assert repr(Hemmed(1)) == "hemmed"
    with pytest.raises(ValueError, match="-1"):
        Hemmed(-1)
    with pytest.raises(TypeError):
        Hemmed(1, "said")  # type: ignore[call-arg]


def test_a_part_that_is_missing_is_named():
    with pytest.raises(TypeError, match=r"Towel.__init__.* 'size'"):
        Towel()  # type: ignore[call-arg]


def test_a_first_comparison_before_a_first_change_of_hash():
    """Each method is made by itself, in whatever order they are asked for."""

    @dataclass(frozen=True)
    class Asked:
        one: int

    first, again = Asked(1), Asked(1)
    assert hash(first) == hash(again)
    assert first == again
    assert first != "1"


def test_what_can_be_changed_is_refused():
    with pytest.raises(TypeError, match="standard library"):

        @dataclass(frozen=False)
        class Open:
            one: int


def test_the_first_calls_and_all_later_ones_do_the_same():
    """The first few are answered by hand, before a method is worth making."""

    @dataclass(frozen=True, kw_only=True)
    class Many(Towel):
        """Something that is made again and again."""

        of: int = field(default=1, hash=False)
        seen: list[int] = field(default_factory=list, init=False, compare=False)

        def __post_init__(self) -> None:
            self.seen.append(self.of)

    made = [Many("large", True, of=number % 2) for number in range(3 * FEW)]
    assert [one.seen for one in made] == [[number % 2] for number in range(3 * FEW)]
    assert all(one == made[at % 2] != made[1 - at % 2] for at, one in enumerate(made))
    assert len({hash(one) for one in made}) == 1
    assert len(set(made)) == 2


@pytest.mark.parametrize("calls", [1, 3 * FEW])
def test_what_does_not_fit_is_refused_by_the_first_call_as_by_any_other(calls: int):
    @dataclass(frozen=True, kw_only=True)
    class Fits(Towel):
        of: int

    for _ in range(calls):
        for given, named in (
            (("large", True, [], 1), {"of": 1}),
            (("large",), {"size": "small", "of": 1}),
            (("large",), {"of": 1, "colour": "blue"}),
            (("large",), {}),
        ):
            with pytest.raises(TypeError, match="__init__"):
                Fits(*given, **named)
