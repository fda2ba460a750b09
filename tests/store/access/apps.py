"""An app on somebody's phone that makes one-time codes, as its makers wrote it down."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from tests.conftest import Clock


@dataclass(frozen=True)
class App:
    """RFC 6238, written a second time, so that two readings of it must agree."""

    secret: str
    clock: Clock

    @classmethod
    def reads(cls, address: str, clock: Clock) -> App:
        """Read the address behind a QR code."""
        said = parse_qs(urlsplit(address).query)
        assert (said["algorithm"], said["digits"], said["period"]) == (["SHA1"], ["6"], ["30"])
        return cls(said["secret"][0], clock)

    def code(self, steps: int = 0) -> str:
        """What the app shows now, or so many steps from now."""
        moment = self.clock.now + timedelta(seconds=30 * steps)
        counter = struct.pack(">Q", int(moment.timestamp()) // 30)
        key = base64.b32decode(self.secret.upper() + "=" * (-len(self.secret) % 8))
        digest = hmac.digest(key, counter, hashlib.sha1)
        at = digest[-1] & 15
        number = int.from_bytes(digest[at : at + 4], "big") & 0x7FFFFFFF
        return f"{number % 1_000_000:06d}"
