"""The record of a walk: skipped is not none, words stay as they were signed, changes are found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import select

from kiosk.catalogue import CATALOGUE
from kiosk.demo.personas import personas
from kiosk.exports.press import Press
from kiosk.store.engine.tables import RECORD
from kiosk.store.records import records
from tests.store.house import tampers
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.tablet import Tablet

MAYA = next(each for each in personas() if each.key == "p1_anxious_new").answers


def walked(clinic: Clinic, answers: dict[str, Any]) -> str:
    """The id of a record, signed after a whole walk."""
    tablet = Tablet(clinic)
    tablet.starts()
    tablet.walks(answers)
    return tablet.intake_id


@contextmanager
def reworded(thing: Any, field: str, words: str) -> Iterator[None]:
    """The catalogue with other words in it, as the next release would have them."""
    before = getattr(thing, field)
    object.__setattr__(thing, field, words)
    try:
        yield
    finally:
        object.__setattr__(thing, field, before)


def flips_a_byte(clinic: Clinic, column: str, record_id: str) -> None:
    """Change one bit, as somebody with the file in hand could."""
    with clinic.store.reading() as tx:
        query = select(RECORD.c[column]).where(RECORD.c.id == record_id)
        kept = tx.connection.scalars(query).one()
    changed = kept[:-20] + bytes([kept[-20] ^ 1]) + kept[-19:]
    statement = f"UPDATE record SET {column} = :changed WHERE id = :this"
    tampers(clinic.store, statement, changed=changed, this=record_id)


def test_skipped_is_not_answered_and_none_is_none(clinic: Clinic, press: Press):
    health = {question.key for question in CATALOGUE.step("health").questions}
    skipped = walked(clinic, {key: said for key, said in MAYA.items() if key not in health})
    said_none = walked(clinic, MAYA)
    theo = Staff(clinic).signs_in("Theo Hands")
    assert clinic.record(skipped).answers["heart_blood"] is None
    assert clinic.record(said_none).answers["heart_blood"] == ["none"]
    none_at_all, none_said = theo.prints(skipped), theo.prints(said_none)
    assert "Heart and blood" in _after(none_at_all, "Not answered:")
    assert "Heart and blood" not in _after(none_at_all, "Nothing reported for:")
    assert "Heart and blood" in _after(none_said, "Nothing reported for:")
    read = theo.opens(f"/staff/intakes/{skipped}").words
    assert "Heart and blood not answered" in read


def _after(paper: str, words: str) -> str:
    """The sentences on a paper that begin with these words."""
    parts = paper.split(words)[1:]
    return " ".join(part.split(". ")[0] for part in parts)


def test_an_old_record_reads_as_it_was_signed_when_words_change(
    clinic: Clinic, press: Press, new_words: None
):
    draping = CATALOGUE.question("undress_level")
    card: Any = CATALOGUE.question("consent_treatment")
    record_id = walked(clinic, MAYA)
    before = clinic.record(record_id)
    theo = Staff(clinic).signs_in("Theo Hands")
    with reworded(draping, "prompt", "Other words?"), reworded(card.statement, "text", "Sold."):
        read = theo.opens(f"/staff/intakes/{record_id}").words
        assert clinic.record(record_id) == before
        assert "What feels right for you? I stay dressed" in read
        assert "Other words?" not in read + theo.prints(record_id)
        assert walked(clinic, MAYA) != record_id
        assert "Sold." in str(clinic.record(clinic.signed()[0]).agreements)
    assert clinic.is_whole()


@pytest.mark.parametrize("column", ["content", "hash", "signature"])
def test_one_flipped_byte_in_a_record_is_found_and_never_shown(clinic: Clinic, column: str):
    record_id, other = walked(clinic, MAYA), walked(clinic, MAYA)
    theo = Staff(clinic).signs_in("Theo Hands")
    flips_a_byte(clinic, column, record_id)
    with clinic.store.reading() as tx:
        assert records.verify_all(tx) == [record_id]
    for address in (f"/staff/intakes/{record_id}", f"/staff/intakes/{record_id}/paper.pdf"):
        response = theo.gets(address)
        assert response.status_code == 500, address
        assert "Maya" not in response.text
    assert theo.gets(f"/staff/intakes/{other}").status_code == 200


def test_today_is_shown_although_one_record_cannot_be_read(clinic: Clinic):
    walked(clinic, {**MAYA, "full_name": "Ann Whole", "preferred_name": "Ann"})
    flips_a_byte(clinic, "content", walked(clinic, MAYA))
    page = Staff(clinic).signs_in("Theo Hands").opens("/staff/")
    assert "Ann W." in page.words
    assert "Cannot be read" in page.words
    assert "Please tell the admin." in page.words
