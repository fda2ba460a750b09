"""A client's taps as one sentence, read well enough that the taps can be read out of it again."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from kiosk.catalogue import CATALOGUE
from kiosk.catalogue.regions import FEELS, MARKS, OTHER_SIDE, REGIONS, SINCE
from kiosk.catalogue.spoken import SPOKEN
from kiosk.intake.in_a_sentence import LISTED, LONGEST, Tap, in_a_sentence, spoken, taps
from kiosk.languages import translate, with_commas
from tests.spoken import EACH_LANGUAGE

STORY = ("complaint_onset", "complaint_cause", "night_waking", *LISTED)
SIDES = ("_left", "_right")


def random_answers(dice: random.Random) -> dict[str, Any]:
    """What somebody may have tapped on the map and on their main problem, much or little."""
    regions = dice.sample(REGIONS, dice.choice((0, 1, 1, 2, 3, 8)))
    both = [OTHER_SIDE.get(one.key) for one in regions if dice.random() < 0.4]
    keys = {*(one.key for one in regions), *filter(None, both)}
    feel = dice.choice(FEELS).key
    said: dict[str, Any] = {"body_marks": [_mark(dice, key, feel) for key in sorted(keys)]}
    for key in STORY:
        choices = [choice.key for choice in getattr(CATALOGUE.question(key), "choices", ())]
        if dice.random() < 0.7:
            several = sorted(dice.sample(choices, dice.choice((1, 1, 2, 3))), key=choices.index)
            said[key] = several if key in LISTED else several[0]
    return said


def _mark(dice: random.Random, region: str, feel: str) -> dict[str, Any]:
    mark: dict[str, Any] = {"region": region, "mark": dice.choice(MARKS).key}
    maybe = {"feel": feel, "level": dice.randint(0, 10), "since": dice.choice(SINCE).key}
    return mark | {key: value for key, value in maybe.items() if dice.random() < 0.6}


# ---- Reading: by the words of each language alone, and nothing of how the sentence was made


@cache
def words(kind: str, language: str) -> dict[str, str]:
    """What each answer of a kind is called, the longest first."""
    found = {
        translate(text, language, f"said.{kind}.{key}"): key for key, text in SPOKEN[kind].items()
    }
    return {text: found[text] for text in sorted(found, key=len, reverse=True)}


@cache
def listed(language: str) -> dict[str, str]:
    """How a list begins: "worse " and "better "."""
    joined = {key: text for text, key in words("joined", language).items()}
    return {joined[name].partition("%")[0]: kind for kind, name in LISTED.items()}


def read(sentence: str, language: str) -> Iterator[Tap]:
    """The taps that a sentence says; fails where any of it cannot be read."""
    _, between, _ = re.split(r"%\(\w+\)s", dict(_joined(language))["and"])
    comma = with_commas(("", ""), language)
    rest, kinds = sentence, _outside()
    if not _next(rest, kinds, language):
        rest = sentence[:1].lower() + sentence[1:]
    while rest:
        begins = next((each for each in listed(language) if rest.startswith(each)), "")
        if begins:
            kinds, rest = (listed(language)[begins],), rest.removeprefix(begins)
        kind, text = _next(rest, kinds, language) or _next(rest, _outside(), language)
        yield kind, words(kind, language)[text]
        kinds = kinds if kind in kinds else _outside()
        rest = re.sub(f"^({comma}|{between})", "", rest.removeprefix(text))


def _joined(language: str) -> Iterator[tuple[str, str]]:
    return ((key, text) for text, key in words("joined", language).items())


def _outside() -> tuple[str, ...]:
    return tuple(kind for kind in SPOKEN if kind != "joined")


def _next(rest: str, kinds: tuple[str, ...], language: str) -> Any:
    fits = [(kind, text) for kind in kinds for text in words(kind, language)]
    found = [one for one in fits if re.match(re.escape(one[1]) + r"(?!\w)", rest)]
    return max(found, key=lambda one: len(one[1]), default=None)


def tries(number: int, language: str) -> None:
    dice = random.Random(number)
    for _ in range(number):
        said = random_answers(dice)
        sentence = in_a_sentence(said, language)
        told = taps(said)
        assert len(sentence) <= LONGEST
        while told and spoken(told, language) != sentence:
            told = told[:-1]
        assert sorted(read(sentence, language)) == sorted(told), sentence
        assert bool(sentence) is bool(taps(said)), "something is always said first"


@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_what_was_tapped_can_be_read_out_of_the_sentence(language: str):
    tries(300, language)


@pytest.mark.torture
@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_what_ten_thousand_have_tapped_can_be_read_out_of_their_sentences(language: str):
    tries(10_000, language)


@pytest.mark.parametrize("language", EACH_LANGUAGE)
def test_nothing_that_can_be_said_sounds_like_anything_else(language: str):
    for kind, said in SPOKEN.items():
        assert len(words(kind, language)) == len(said), kind
    assert not words("complaint_worse", language).keys() & words("complaint_better", language)


def test_every_place_and_feeling_and_every_answer_has_its_words():
    pairs = {key.removesuffix(side) for side in SIDES for key in OTHER_SIDE if key.endswith(side)}
    assert SPOKEN["place"].keys() == {region.key for region in REGIONS} | pairs
    assert SPOKEN["feel"].keys() == {feel.key for feel in FEELS}
    assert SPOKEN["since"].keys() == {since.key for since in SINCE}
    silent = {"unknown", "no"}
    for key in STORY:
        choices = {choice.key for choice in getattr(CATALOGUE.question(key), "choices", ())}
        assert SPOKEN[key].keys() == choices - silent, key


TAPPED = {
    "body_marks": [
        {"region": "upper_back_right", "mark": "work", "feel": "tight", "level": 6},
        {"region": "calf_left", "mark": "avoid", "feel": "tight"},
        {"region": "neck_back", "mark": "work", "feel": "ache", "level": 2},
    ],
    "complaint_onset": "days",
    "complaint_worse": ["desk", "stress", "unknown"],
    "complaint_better": ["nothing"],
}


def test_a_sentence_as_somebody_would_say_it():
    assert in_a_sentence(TAPPED, "en") == (
        "Tight, right upper back, new in the last two weeks, worse at the desk or driving and "
        "under stress, nothing helps yet"
    )
    assert in_a_sentence(TAPPED, "es") == (
        "Tensión, el lado derecho de la espalda alta, desde hace menos de dos semanas, peor en el "
        "escritorio o al conducir"
    )


def test_both_sides_are_said_as_both():
    marks = [
        {"region": f"calf_{side}", "mark": "work", "since": "new"} for side in ("left", "right")
    ]
    assert in_a_sentence({"body_marks": marks}, "en") == "Both calves, new"
    assert in_a_sentence({"body_marks": marks}, "es") == "Ambas pantorrillas, reciente"
