"""A webhook's message: ids alone, signed so that its receiver knows who sent it and when."""

from __future__ import annotations

import hashlib
import hmac
import json
import ssl
from collections.abc import Mapping
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from .public_host import MayCall, NotPublic, called, is_public, path_of

SECONDS = 10.0
"""How long one delivery may take."""
SHORTEST = 32
"""Bytes of a secret."""

ID, TIME, SIGNATURE = "Kiosk-Message", "Kiosk-Time", "Kiosk-Signature"
"""Headers: the message's id, seconds since 1970, and ``v1=`` with the signature in hex."""


class NotDelivered(Exception):
    """It may not have arrived; ``why`` says why by a word."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def secret_in(file: Path | None) -> bytes:
    """What messages are signed with. Raises NotDelivered where it is missing or too short."""
    try:
        secret = file.read_bytes().strip() if file else b""
    except OSError:
        raise NotDelivered("secret") from None
    if len(secret) < SHORTEST:
        raise NotDelivered("secret")
    return secret


def signed(secret: bytes, time: str, body: bytes) -> str:
    """HMAC-SHA256 of the time, a full stop and the body."""
    return f"v1={hmac.digest(secret, time.encode() + b'.' + body, hashlib.sha256).hex()}"


def deliver(
    url: str,
    said: Mapping[str, str],
    secret: bytes,
    time: int,
    may_call: MayCall = is_public,
    trust: ssl.SSLContext | None = None,
) -> None:
    """Send one message. Raises NotDelivered, for a redirect too."""
    body = json.dumps(dict(said), separators=(",", ":")).encode()
    headers = {
        "Content-Type": "application/json",
        ID: said["id"],
        TIME: str(time),
        SIGNATURE: signed(secret, str(time), body),
    }
    parts = urlsplit(url)
    try:
        with called(parts, SECONDS, may_call, trust) as connection:
            connection.request("POST", path_of(parts), body, headers)
            status = connection.getresponse().status
    except NotPublic:
        raise NotDelivered("private") from None
    except (OSError, HTTPException):
        raise NotDelivered("lost") from None
    if not 200 <= status < 300:
        raise NotDelivered("refused")
