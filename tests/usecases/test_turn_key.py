"""The key is turned while a clinic works: nothing is lost, and the old one opens nothing."""

from __future__ import annotations

from contextlib import closing, suppress

import pytest
from sqlalchemy import LargeBinary, Update, insert, select, update
from sqlalchemy.exc import DBAPIError

from kiosk.store import Keys, Transaction, Unfit, audit
from kiosk.store.backups import key_sheet
from kiosk.store.engine import keys as engine_keys
from kiosk.store.engine.tables import ENTRY, METADATA, RECORD, RESEALING
from kiosk.store.intakes import planned_visits
from kiosk.store.intakes.at_door import at_door
from kiosk.store.proving.sealed_columns import SEALED
from kiosk.store.records import cards, erasures
from kiosk.store.turning import key_turning, resealing
from tests.each import SQLITE_FIRST
from tests.store.house import flipped, tampers
from tests.usecases.test_back_up import everything
from tests.usecases.turning import Killed, Turning, found, kills, under
from tests.walks.tablet import HTMX, Tablet
from tests.web.visits import signs

pytestmark = pytest.mark.long

KNOWN_BY_NO_KEY = {
    # Hashes of what is random, of what was signed, or keyed marks that open nothing.
    "pairing.code", "recovery_code.code", "invitation.token", "setup_link.token", "throttle.who",
    "visit.code", "session.token", "audit.link", "chain_end.seal", "tombstone.mark", "record.hash",
    "record.signature", "entry.hash", "entry.signature", "paper.hash", "paper.stands",
    "clinic_seal.certificate", "session.code", "one_time_link.token", "mark.content",
    "program_token.token", "calendar_entry.mark", "calendar_entry.series", "calendar_entry.called",
}  # fmt: skip


def test_every_column_of_bytes_is_sealed_anew_or_is_no_seal():
    columns = (c for table in METADATA.tables.values() for c in table.columns)
    of_bytes = {str(column) for column in columns if isinstance(column.type, LargeBinary)}
    sealed = {str(each.column) for each in SEALED}
    assert of_bytes == sealed | KNOWN_BY_NO_KEY, (
        "A column of seals is named in kiosk/store/proving/sealed_columns.py; one of hashes or "
        "marks in KNOWN_BY_NO_KEY of this test."
    )
    assert not sealed & KNOWN_BY_NO_KEY


def test_the_old_key_opens_nothing_any_more_and_nothing_is_lost(turning: Turning):
    before, opened = everything(turning.running), under(turning.old, turning.running)
    assert all(opened.values()) or [c for c, places in opened.items() if not places] == [
        "old_key.content"
    ], "the clinic holds something of each"
    turned = turning.turns()
    assert (turned.number, turned.torn, turning.in_file()) == (2, (), {2})
    new = Keys.load(turning.settings.key_file)
    now = under(new, turning.running)
    assert not any(under(turning.old, turning.running).values())
    assert {c: sorted(places) for c, places in now.items() if c != "old_key.content"} == {
        c: sorted(places) for c, places in opened.items() if c != "old_key.content"
    }
    assert everything(turning.running) == before
    assert turning.damage() == found(turning.running) == []
    (row,) = turning.clinic.audit("key")
    assert (row.actor, row.reason) == ("script", "key 2 in place of key 1")


@SQLITE_FIRST
def test_what_was_handed_out_and_what_was_erased_is_known_again(turning: Turning):
    with turning.running.reading() as tx:
        wanted = [card.name for card in cards.named(tx, "hal", 9).cards]
    turning.turns()
    with closing(turning.starts()) as store:
        with store.reading() as tx:
            visit = planned_visits.by_code(tx, turning.code)
            assert visit
            assert visit.answers == {"full_name": "Jo Vale"}
            assert erasures.is_erased(tx, turning.erased)
            assert (
                [card.name for card in cards.named(tx, "hal", 9).cards] == wanted == ["Hal Brook"]
            )
            assert not cards.named(tx, "ulf", 9).cards
            assert not key_sheet.is_confirmed(tx)
        assert store.keys.session == turning.old.session, "no form that is open grows stale"


@SQLITE_FIRST
def test_pieces_are_made_anew_so_that_the_old_key_tells_nothing_of_a_name(turning: Turning):
    turning.turns()
    with turning.running.reading() as tx:
        guesses = tx.keys.turned_to(1).only(1)
        assert not list(
            tx.connection.execute(cards.with_pieces(cards.pieces_of_search(guesses, "hal brook")))
        )


@SQLITE_FIRST
def test_the_server_that_runs_seals_with_the_new_key_from_then_on(turning: Turning):
    turning.turns()
    assert turning.running.keys.current == 1, "it has not looked yet"
    this = signs(turning.clinic, "Rob New")
    with turning.running.reading() as tx:
        row = tx.connection.execute(select(RECORD).where(RECORD.c.id == this)).one()
        assert (row.key_id, row.content[1]) == (2, 2)
    assert turning.damage() == []


@SQLITE_FIRST
def test_a_client_in_the_middle_of_an_intake_goes_on_when_the_key_is_turned(turning: Turning):
    tablet = Tablet(turning.clinic)
    tablet.is_at("reason")
    turning.turns()
    assert turning.running.keys.current == 1, "it has not looked yet"
    tokens = [tablet.browser.get_cookie(name) for name in ("kiosk_intake", "kiosk_tablet")]
    with turning.running.reading(turned=False) as tx:
        assert at_door(tx, *[token.value for token in tokens if token])
    said = tablet.fills("next", goals=["pain"], session_focus="together")
    went_on = tablet.sends(said, headers=HTMX)
    assert went_on.status_code == 200
    assert tablet.draft.answers["session_focus"] == "together"
    assert turning.damage() == []


def test_killed_after_every_batch_it_goes_on_and_all_is_whole_meanwhile(
    turning: Turning, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(resealing, "AT_A_TIME", 2)
    before = everything(turning.running)
    for killed in range(200):
        with monkeypatch.context() as patch:
            # Each run gets past what is done, and does one batch more.
            patch.setattr(key_turning, "seal_anew", _one_batch(key_turning.seal_anew))
            try:
                turning.turns()
            except Killed:
                assert everything(turning.running).items() >= before.items()
                assert turning.in_file() == {1, 2}
                if killed % 5 == 0:
                    assert turning.damage() == found(turning.running) == []
                    signs(turning.clinic, f"Client {killed}")
                continue
        break
    assert killed > 8
    assert turning.in_file() == {2}
    assert not any(under(turning.old, turning.running).values())
    assert turning.damage() == []
    assert len(turning.clinic.audit("key")) == 1


def _one_batch(real):  # type: ignore[no-untyped-def]
    def column(store, each, which, tell):  # type: ignore[no-untyped-def]
        def told(table: str, done: int, whole: int) -> None:
            raise Killed

        return real(store, each, which, told)

    return column


@pytest.mark.parametrize(
    ("where", "name"),
    [
        (engine_keys.Keys, "save_over"),
        (engine_keys.os, "fsync"),
        (key_turning, "begin"),
        (key_turning, "seal_all_anew"),
        (key_turning, "end"),
        (resealing, "_anew"),
        (audit, "write"),
    ],
)
@pytest.mark.parametrize("after", [0, pytest.param(1, marks=pytest.mark.torture)])
@SQLITE_FIRST
def test_killed_anywhere_else_it_goes_on_too(
    turning: Turning, monkeypatch: pytest.MonkeyPatch, where: object, name: str, after: int
):
    before = everything(turning.running)
    with monkeypatch.context() as patch:
        kills(patch, where, name, after)
        with suppress(Killed):
            turning.turns()
            assert after, f"{name} is never done"
    assert everything(turning.running) == before
    assert turning.damage() == []
    signs(turning.clinic, "Rob New")
    turning.turns()
    assert len(turning.in_file()) == 1
    assert not any(under(turning.old, turning.running).values())
    assert turning.damage() == []


@SQLITE_FIRST
def test_what_was_damaged_before_is_found_afterwards_and_nothing_is_signed_for_it(turning: Turning):
    hal, ines = reversed(turning.clinic.signed())
    with turning.running.reading() as tx:
        content = tx.connection.scalar(select(RECORD.c.content).where(RECORD.c.id == hal))
    assert content
    torn = flipped(content)
    tampers(
        turning.running, "UPDATE record SET content = :content WHERE id = :id", content=torn, id=hal
    )
    tampers(turning.running, "UPDATE record SET signature = hash WHERE id = :id", id=ines)
    tampers(turning.running, "UPDATE entry SET made_by = 'x' WHERE record_id = :id", id=ines)
    before = turning.damage()
    assert {hal, ines} < set(before)
    turned = turning.turns()
    assert sorted(each.split()[0] for each in turned.torn) == ["entry", "record"]
    assert turning.damage() == before
    again = turning.turns()
    assert (again.number, again.torn, turning.damage()) == (3, turned.torn, before)


@SQLITE_FIRST
def test_it_is_turned_as_often_as_somebody_likes(turning: Turning):
    before = everything(turning.running)
    for number in (2, 3, 4):
        assert turning.turns().number == number
        signs(turning.clinic, f"Client {number}")
    assert everything(turning.running).items() >= before.items()
    assert turning.damage() == found(turning.running) == []
    with closing(turning.starts()) as store, store.reading() as tx:
        assert erasures.is_erased(tx, turning.erased)
        assert planned_visits.by_code(tx, turning.code)
        assert set(store.keys.rests) == {1, 2, 3}


def test_the_database_lets_nothing_else_of_what_was_signed_change(turning: Turning):
    """Not even while the key is turned, and not back under an older key."""
    this, _ = turning.clinic.signed()
    others = [{"signature": b"x" * 64}, {"content": b"x"}, {"key_id": 2}]
    meanwhile = [
        {"hash": b"x" * 32, "signature": b"x" * 64},
        {"client_id": "another", "content": b"x"},
        {"key_id": 0},
    ]
    for named, changes in (("another", others), (this, meanwhile)):
        for change in changes:
            with pytest.raises(DBAPIError, match="never changes"), turning.running.writing() as tx:
                _changes(tx, named, update(RECORD).where(RECORD.c.id == this).values(change))
    with pytest.raises(DBAPIError, match="never changes"), turning.running.writing() as tx:
        _changes(tx, "another", update(ENTRY).values(content=b"x"))


def _changes(tx: Transaction, named: str, change: Update) -> None:
    tx.connection.execute(insert(RESEALING), {"id": named})
    tx.connection.execute(change)


@SQLITE_FIRST
def test_a_cut_audit_or_another_row_of_an_old_key_is_found_after_it_was_turned(turning: Turning):
    turning.turns()
    assert turning.damage() == []
    tampers(turning.running, "UPDATE audit SET actor = 'x' WHERE sequence = 3")
    assert turning.damage() == ["audit row 3"]


@SQLITE_FIRST
def test_without_a_clinic_or_in_a_file_that_cannot_be_written_nothing_is_turned(
    turning: Turning, monkeypatch: pytest.MonkeyPatch
):
    kept = turning.settings.key_file.read_bytes()

    def refuses(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patch:
        patch.setattr(engine_keys, "whole_file", refuses)
        with pytest.raises(Unfit, match="KIOSK_KEY_FILE"):
            turning.turns()
    assert (turning.settings.key_file.read_bytes(), turning.damage()) == (kept, [])
    assert not turning.clinic.audit("key")
