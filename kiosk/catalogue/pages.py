"""Pages: steps that belong together are asked on one page, where both of them are asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from ..changed import replace
from .catalogue import Catalogue
from .questions import Step

TOGETHER: Mapping[str, str] = {"self_care": "life", "comfort": "touch"}
"""By step, the one whose page it stands on. It has its own place in records and on the review."""


@lru_cache(maxsize=256)
def paged(asked: Catalogue) -> Catalogue:
    """The same questions, by the page they are asked on instead of by their step."""
    there = {step.key for step in asked.steps}
    joined = {step.key: step for step in asked.steps if TOGETHER.get(step.key) in there}
    steps = (_with(step, joined) for step in asked.steps if step.key not in joined)
    return replace(asked, steps=tuple(steps))


def _with(step: Step, joined: Mapping[str, Step]) -> Step:
    joins = tuple(other for key, other in joined.items() if TOGETHER[key] == step.key)
    if not joins:
        return step
    questions = (question for each in (step, *joins) for question in each.questions)
    return replace(step, questions=tuple(questions), joins=joins)


def members(step: str) -> Iterator[str]:
    """The steps that may be asked on the page of this one, itself first."""
    yield step
    yield from (key for key, host in TOGETHER.items() if host == step)


def page_of(pages: Catalogue, step: str) -> str:
    """The page on which a step is asked now; the step itself where it is on none."""
    host = TOGETHER.get(step, "")
    if not host:
        return step
    there = {each.key for each in pages.steps}
    return host if step not in there and host in there else step
