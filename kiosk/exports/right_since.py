"""Put right since: what a client's copy says of answers that are not as they were signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from ..catalogue import CATALOGUE
from ..intake.record import PutRight, Record
from ..intake.treatment import AREAS
from ..intake.wording import answer_in_words, prompt
from ..languages import format_day, translate
from .paper.private_talk import NEVER, is_private


def right_since(record: Record, key: str) -> str:
    """When an answer was put right, and what was signed; empty where it stands as it was signed."""
    rights = [each for each in record.put_right if each.question == key]
    if not rights or key in AREAS or not _may_print(rights):
        return ""
    signed, stands = rights[0].before, rights[-1].now
    if signed == stands:
        return ""
    language = record.language
    made = datetime.fromisoformat(rights[-1].at).astimezone(ZoneInfo(record.time_zone))
    was = answer_in_words(CATALOGUE.question(key), signed, language)
    return translate("put right on %(day)s; when it was signed, it said: %(was)s", language) % {
        "day": format_day(made.date().isoformat(), language),
        "was": was or translate("not answered", language),
    }


def gone_since(record: Record) -> Iterator[tuple[str, str]]:
    """What was asked, and that it was put right, of answers that no longer stand at all."""
    here = {line.key for section in record.said.sections for line in section.lines}
    for key in dict.fromkeys(each.question for each in record.put_right):
        if key not in here and (told := right_since(record, key)):
            yield prompt(CATALOGUE.question(key), record.language), told


def _may_print(rights: list[PutRight]) -> bool:
    said = (answer for right in rights for answer in (right.before, right.now))
    key = rights[0].question
    return key not in NEVER and not any(is_private(key, answer) for answer in said)
