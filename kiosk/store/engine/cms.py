"""A seal as every reader of PDF knows it: CMS as PAdES wants it, over a digest made elsewhere.

One form and no other is written, so that it is read by making it again: nothing is parsed.
"""

from __future__ import annotations

from typing import cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.asn1 import encode_der
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate, ObjectIdentifier

INTEGER, OCTETS, SEQUENCE, SET, INSIDE = 0x02, 0x04, 0x30, 0x31, 0xA0

LONGEST = 80
"""Bytes of an ECDSA signature on P-256, and a few more."""

NOTHING = bytes(32)


def _oid(dotted: str) -> bytes:
    return encode_der(ObjectIdentifier(dotted))


SIGNED_DATA = _oid("1.2.840.113549.1.7.2")
DATA = _oid("1.2.840.113549.1.7.1")
CONTENT_TYPE = _oid("1.2.840.113549.1.9.3")
MESSAGE_DIGEST = _oid("1.2.840.113549.1.9.4")
SIGNING_CERTIFICATE_V2 = _oid("1.2.840.113549.1.9.16.2.47")
SHA_256 = _oid("2.16.840.1.101.3.4.2.1")
ECDSA_WITH_SHA_256 = _oid("1.2.840.10045.4.3.2")


def sign(key: EllipticCurvePrivateKey, certificate: Certificate, digest: bytes) -> bytes:
    """A detached signature over what has this SHA-256 digest, with the certificate in it."""
    signature = key.sign(_der(SET, *_attributes(certificate, digest)), ECDSA(SHA256()))
    return _whole(certificate, digest, signature)


def what_was_signed(seal: bytes, certificate: Certificate) -> bytes | None:
    """The digest that the holder of this certificate signed; None where it was another, or
    where a bit of the seal was changed. Noughts behind the seal are no part of it.
    """
    seal = _without_noughts(seal)
    for size in range(1, LONGEST):
        if seal[-size - 2 : -size] == bytes((OCTETS, size)):
            digest = _digest_in(seal, certificate, seal[-size:])
            if digest is not None:
                return digest
    return None


def _digest_in(seal: bytes, certificate: Certificate, signature: bytes) -> bytes | None:
    mould = _whole(certificate, NOTHING, signature)
    start = mould.find(_der(OCTETS, NOTHING)) + 2
    digest = seal[start : start + len(NOTHING)]
    if len(seal) != len(mould) or _whole(certificate, digest, signature) != seal:
        return None
    key = cast(EllipticCurvePublicKey, certificate.public_key())
    try:
        key.verify(signature, _der(SET, *_attributes(certificate, digest)), ECDSA(SHA256()))
    except InvalidSignature:
        return None
    return digest


def _without_noughts(seal: bytes) -> bytes:
    size = 4 + int.from_bytes(seal[2:4], "big")
    return seal if seal[size:].strip(b"\0") else seal[:size]


def _whole(certificate: Certificate, digest: bytes, signature: bytes) -> bytes:
    issuer_and_number = _der(
        SEQUENCE, certificate.issuer.public_bytes(), encode_der(certificate.serial_number)
    )
    signer = _der(
        SEQUENCE,
        encode_der(1),
        issuer_and_number,
        _der(SEQUENCE, SHA_256),
        _der(INSIDE, *_attributes(certificate, digest)),
        _der(SEQUENCE, ECDSA_WITH_SHA_256),
        _der(OCTETS, signature),
    )
    signed = _der(
        SEQUENCE,
        encode_der(1),
        _der(SET, _der(SEQUENCE, SHA_256)),
        _der(SEQUENCE, DATA),
        _der(INSIDE, certificate.public_bytes(Encoding.DER)),
        _der(SET, signer),
    )
    return _der(SEQUENCE, SIGNED_DATA, _der(INSIDE, signed))


def _attributes(certificate: Certificate, digest: bytes) -> list[bytes]:
    """What is signed, in the order that DER gives a set."""
    this_one = _der(SEQUENCE, _der(OCTETS, certificate.fingerprint(SHA256())))
    return sorted(
        (
            _attribute(CONTENT_TYPE, DATA),
            _attribute(MESSAGE_DIGEST, _der(OCTETS, digest)),
            _attribute(SIGNING_CERTIFICATE_V2, _der(SEQUENCE, _der(SEQUENCE, this_one))),
        )
    )


def _attribute(kind: bytes, value: bytes) -> bytes:
    return _der(SEQUENCE, kind, _der(SET, value))


def _der(tag: int, *parts: bytes) -> bytes:
    """DER: tag, length, and what is inside."""
    inside = b"".join(parts)
    size = len(inside)
    if size < 0x80:
        return bytes((tag, size)) + inside
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + inside
