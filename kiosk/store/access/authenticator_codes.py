"""One-time codes: the app that makes them, and ten written on paper for when it is lost."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from hmac import compare_digest
from typing import Literal
from unicodedata import normalize

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from sqlalchemy import delete, func, insert, select, update

from ..clinics import the_clinic
from ..engine.sealing import seal, unseal
from ..engine.tables import CODE_APP, RECOVERY_CODE
from ..engine.transaction import Transaction
from ..errors import Missing

RECOVERY_CODES = 10

Used = Literal["", "app", "recovery code"]

_STEP = 30
"""Seconds that one code of an app is good for."""
_SECRET = 20
_RECOVERY_BYTES = 15
"""Enough that a fast hash hides them, in whole groups of letters; on older papers it was ten."""
_GROUP = 4
_MISREAD = str.maketrans("018", "OIB")
"""Base32 has no 0, 1 and 8: whoever writes one has seen the letter."""


def has_app(tx: Transaction, staff_id: str) -> bool:
    """Whether this account's app has been set up."""
    return app_since(tx, staff_id) is not None


def app_since(tx: Transaction, staff_id: str) -> datetime | None:
    """When this account's app was set up; None while it has none."""
    return tx.connection.scalar(select(CODE_APP.c.since).where(CODE_APP.c.staff_id == staff_id))


def prepare(tx: Transaction, staff_id: str, clinic_id: str) -> None:
    """A fresh secret that waits for its first code. The app there is works on until then."""
    row = {"staff_id": staff_id, "clinic_id": clinic_id, "last_step": 0}
    sealed = seal(tx.keys, secrets.token_bytes(_SECRET), place_of(staff_id, "waiting"))
    waits = update(CODE_APP).where(CODE_APP.c.staff_id == staff_id).values(waiting=sealed)
    if not tx.connection.execute(waits).rowcount:
        tx.connection.execute(insert(CODE_APP), {**row, "waiting": sealed})


def is_prepared(tx: Transaction, staff_id: str) -> bool:
    """Whether a secret waits for its first code."""
    return _kept(tx, staff_id, "waiting") is not None


def address(tx: Transaction, staff_id: str, name: str) -> str:
    """The ``otpauth:`` address of the secret that waits, for an app to read. Raises Missing."""
    clinic = the_clinic(tx)
    totp = _totp(_waiting(tx, staff_id))
    said = totp.get_provisioning_uri(name, clinic.name if clinic else None)
    return said.replace("+", "%20")  # some apps show a plus sign as it is


def typed_secret(tx: Transaction, staff_id: str) -> str:
    """The secret that waits, in letters and digits for typing into an app. Raises Missing."""
    return base64.b32encode(_waiting(tx, staff_id)).decode()


def confirm(tx: Transaction, staff_id: str, code: str) -> bool:
    """Whether this is the waiting secret's code; from then on its app is the account's."""
    secret = _kept(tx, staff_id, "waiting")
    step = _step_of(secret, code, tx.now) if secret else None
    if secret is None or step is None:
        return False
    sealed = seal(tx.keys, secret, place_of(staff_id, "secret"))
    tx.connection.execute(
        update(CODE_APP)
        .where(CODE_APP.c.staff_id == staff_id)
        .values(secret=sealed, waiting=None, since=tx.now, last_step=step)
    )
    return True


def use(tx: Transaction, staff_id: str, code: str) -> Used:
    """What lets this account in by this code, which never does again; empty where nothing does.

    Six digits are an app's, at most one step early or late; all else is one from the paper.
    """
    plain = "".join(filter(str.isalnum, normalize("NFKC", code)))
    if plain.isascii() and plain.isdecimal() and len(plain) == 6:
        return "app" if _use_app(tx, staff_id, plain) else ""
    return "recovery code" if _use_recovery(tx, staff_id, plain) else ""


def new_recovery_codes(tx: Transaction, staff_id: str, clinic_id: str) -> tuple[str, ...]:
    """Ten fresh codes of 120 random bits, shown once and kept as hashes; older ones are dead."""
    drawn = [_drawn() for _ in range(RECOVERY_CODES)]
    tx.connection.execute(delete(RECOVERY_CODE).where(RECOVERY_CODE.c.staff_id == staff_id))
    owner = {"staff_id": staff_id, "clinic_id": clinic_id}
    rows = [{**owner, "code": _hashed(tx, staff_id, code)} for code in drawn]
    tx.connection.execute(insert(RECOVERY_CODE), rows)
    return tuple("-".join(_groups(code)) for code in drawn)


def recovery_codes_left(tx: Transaction, staff_id: str) -> int:
    """How many codes of the paper are unused."""
    mine = RECOVERY_CODE.c.staff_id == staff_id
    return tx.connection.scalar(select(func.count()).select_from(RECOVERY_CODE).where(mine)) or 0


def take_away(tx: Transaction, staff_id: str) -> None:
    """The app and the paper let nobody in any more; both are set up anew."""
    for table in (CODE_APP, RECOVERY_CODE):
        tx.connection.execute(delete(table).where(table.c.staff_id == staff_id))


def _use_app(tx: Transaction, staff_id: str, code: str) -> bool:
    secret = _kept(tx, staff_id, "secret")
    step = _step_of(secret, code, tx.now) if secret else None
    if step is None:
        return False
    # Only forwards: of two processes that see the same code at once, one finds its step taken.
    moved = tx.connection.execute(
        update(CODE_APP)
        .where(CODE_APP.c.staff_id == staff_id, CODE_APP.c.last_step < step)
        .values(last_step=step)
    )
    return bool(moved.rowcount)


def _step_of(secret: bytes, code: str, now: datetime) -> int | None:
    """The step a code belongs to, at most one away from now; None where it fits none of them."""
    plain = "".join(code.split()).encode("utf-8", "replace")
    this = int(now.timestamp()) // _STEP
    fits = [s for s in (this - 1, this, this + 1) if compare_digest(_at(secret, s), plain)]
    return max(fits, default=None)


def _at(secret: bytes, step: int) -> bytes:
    return _totp(secret).generate(step * _STEP)


def _totp(secret: bytes) -> TOTP:
    # What the apps on people's phones can do: RFC 6238 as its authors first wrote it.
    return TOTP(secret, 6, SHA1(), _STEP)  # noqa: S303


def _use_recovery(tx: Transaction, staff_id: str, code: str) -> bool:
    plain = code.upper().translate(_MISREAD)
    if not plain.isascii():
        return False
    this = RECOVERY_CODE.c.code == _hashed(tx, staff_id, plain)
    return bool(tx.connection.execute(delete(RECOVERY_CODE).where(this)).rowcount)


def _drawn() -> str:
    return base64.b32encode(secrets.token_bytes(_RECOVERY_BYTES)).decode()


def _groups(code: str) -> list[str]:
    return [code[at : at + _GROUP] for at in range(0, len(code), _GROUP)]


def _hashed(tx: Transaction, staff_id: str, code: str) -> bytes:
    return tx.keys.blind("recovery", staff_id, code)


def _waiting(tx: Transaction, staff_id: str) -> bytes:
    secret = _kept(tx, staff_id, "waiting")
    if secret is None:
        raise Missing(staff_id)
    return secret


def _kept(tx: Transaction, staff_id: str, column: str) -> bytes | None:
    query = select(CODE_APP.c[column]).where(CODE_APP.c.staff_id == staff_id)
    sealed = tx.connection.scalar(query)
    return unseal(tx.keys, sealed, place_of(staff_id, column)) if sealed else None


def place_of(staff_id: str, column: str) -> str:
    """Where a secret of the app is sealed to."""
    return f"code_app:{staff_id}:{column}"
