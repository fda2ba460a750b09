"""The room that a paper leaves for the clinic's seal: how it is found, and how it is filled.

A paper leaves the press whole, with a signature field that nobody has signed, and with the
signature's dictionary beside it, filled with noughts. Sealing changes letters in place and moves
nothing: there is one version of the file, and the seal is over all of it but itself.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from ..frozen import dataclass

PERMS, PERMS_LATER = "Perms", "Permx"
VALUE, VALUE_LATER = "V", "Vx"
"""Keys as they are once sealed, and until then: nobody reads a key that has no meaning."""

SIZE = 960
"""Bytes kept for the seal; one of ours has about 850."""

_NO_RANGE = b"0 0 0 0".ljust(31)
_NO_TIME = b"20000101000000Z"
_START = b"<</Type/Sig/Filter/Adobe.PPKLite"


class NoRoom(ValueError):
    """This is no paper of ours that waits for a seal."""


def room_for_a_seal() -> bytes:
    """A signature's dictionary with everything still to be filled in.

    It certifies: after it nothing at all may be changed (DocMDP, level 1).
    """
    level = b"<</Type/TransformParams/P 1/V/1.2>>"
    return (
        _START + b"/SubFilter/ETSI.CAdES.detached"
        b"/ByteRange[" + _NO_RANGE + b"]/Contents<" + b"0" * (2 * SIZE) + b">"
        b"/M(D:" + _NO_TIME + b")"
        b"/Reference[<</Type/SigRef/TransformMethod/DocMDP/TransformParams" + level + b">>]>>"
    )


@dataclass(frozen=True)
class Room:
    """A paper on both sides of its seal, as it will be once it is sealed."""

    before: bytes
    after: bytes

    @property
    def digest(self) -> bytes:
        """SHA-256 of all that the seal is over."""
        return sha256(self.before + self.after).digest()

    def sealed(self, seal: bytes) -> bytes:
        """The whole file. Raises NoRoom where the seal is larger than its place."""
        if len(seal) > SIZE:
            raise NoRoom("a seal of this size has no room")
        return self.before + b"<" + seal.hex().encode().ljust(2 * SIZE, b"0") + b">" + self.after


def room_in(pdf: bytes, moment: datetime) -> Room:
    """The room of a paper from the press, to be sealed at this moment. Raises NoRoom."""
    if pdf.count(_START) != 1:
        raise NoRoom("there is no room, or more than one")
    for later, now in (
        (f"/{PERMS_LATER} ", f"/{PERMS} "),
        (f"/{VALUE_LATER} ", f"/{VALUE}  "),
        ("/SigFlags 0", "/SigFlags 3"),
        (f"/M(D:{_NO_TIME.decode()})", f"/M(D:{moment:%Y%m%d%H%M%S}Z)"),
    ):
        pdf = _once(pdf, later.encode(), now.encode())
    nothing = b"<" + b"0" * (2 * SIZE) + b">"
    start = pdf.find(b"/Contents" + nothing) + len(b"/Contents")
    end = start + len(nothing)
    covered = f"0 {start} {end} {len(pdf) - end}".encode().ljust(len(_NO_RANGE))
    pdf = _once(pdf, b"/ByteRange[" + _NO_RANGE + b"]", b"/ByteRange[" + covered + b"]")
    return Room(pdf[:start], pdf[end:])


def _once(pdf: bytes, old: bytes, new: bytes) -> bytes:
    if pdf.count(old) != 1 or len(old) != len(new):
        raise NoRoom(f"{old[:12].decode()} does not stand there once")
    return pdf.replace(old, new)
