"""The clinic's seal: one key, made once, that says of a paper "unchanged since".

It lies in the database, sealed under the master key, so that a backup carries it. Its certificate
is for everybody.
"""

from __future__ import annotations

from dataclasses import field
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from sqlalchemy import select

from ...frozen import dataclass
from ..engine import cms
from ..engine.meeting import insert_into
from ..engine.sealing import seal, unseal
from ..engine.tables import CLINIC, CLINIC_SEAL
from ..engine.transaction import Transaction
from ..errors import Missing, Unreadable

FOR_EVER = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
"""What X.509 writes where nothing is meant to end."""

A_DAY = timedelta(days=1)
"""So much earlier it holds: clocks differ."""

LONGEST_NAME = 64


@dataclass(frozen=True)
class Seal:
    """The key, and the certificate that goes with it."""

    certificate: x509.Certificate
    _key: EllipticCurvePrivateKey = field(repr=False)

    def sign(self, digest: bytes) -> bytes:
        """A signature over what has this SHA-256 digest, as a PDF carries it."""
        return cms.sign(self._key, self.certificate, digest)


def the_seal(tx: Transaction) -> Seal | None:
    """The seal; None before it is made. Raises Unreadable."""
    row = tx.connection.execute(select(CLINIC_SEAL).limit(1)).one_or_none()
    if row is None:
        return None
    key = load_der_private_key(unseal(tx.keys, row.key, place_of(row.clinic_id)), None)
    certificate = x509.load_der_x509_certificate(row.certificate)
    if not isinstance(key, EllipticCurvePrivateKey) or key.public_key() != certificate.public_key():
        raise Unreadable(place_of(row.clinic_id))
    return Seal(certificate, key)


def make(tx: Transaction) -> Seal:
    """The seal, made now unless there is one. Of two hosts at once one makes it. Raises Missing."""
    clinic = tx.connection.execute(select(CLINIC.c.id, CLINIC.c.name).limit(1)).one_or_none()
    if clinic is None:
        raise Missing("clinic")
    new = insert_into(tx, CLINIC_SEAL).on_conflict_do_nothing(index_elements=["clinic_id"])
    if the_seal(tx) is None:
        tx.connection.execute(new, _row(tx, clinic.id, clinic.name))
    made = the_seal(tx)
    if made is None:
        raise Missing(place_of(clinic.id))
    return made


def certificate(tx: Transaction) -> x509.Certificate | None:
    """The certificate; None before it is made. Needs no key."""
    kept = tx.connection.scalar(select(CLINIC_SEAL.c.certificate).limit(1))
    return x509.load_der_x509_certificate(kept) if kept else None


def as_bytes(of: x509.Certificate) -> bytes:
    """A certificate as it stands in a seal: DER."""
    return of.public_bytes(Encoding.DER)


def as_text(of: x509.Certificate) -> str:
    """A certificate as other programs take it: PEM."""
    return of.public_bytes(Encoding.PEM).decode("ascii")


def _row(tx: Transaction, clinic_id: str, name: str) -> dict[str, object]:
    key = generate_private_key(SECP256R1())
    plain = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return {
        "clinic_id": clinic_id,
        "made_at": tx.now,
        "certificate": as_bytes(_certificate(key, name, tx.now)),
        "key": seal(tx.keys, plain, place_of(clinic_id)),
    }


def _certificate(key: EllipticCurvePrivateKey, name: str, moment: datetime) -> x509.Certificate:
    """Signed by itself: it proves "unchanged since", and nobody vouches for who."""
    short = name.encode()[:LONGEST_NAME].decode(errors="ignore")
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, short)])
    use = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    number, begins = x509.random_serial_number(), moment - A_DAY
    made = x509.CertificateBuilder(who, who, key.public_key(), number, begins, FOR_EVER)
    return made.add_extension(use, critical=True).sign(key, SHA256())


def place_of(clinic_id: str) -> str:
    """Where the seal's key is sealed to."""
    return f"clinic_seal:{clinic_id}:key"
