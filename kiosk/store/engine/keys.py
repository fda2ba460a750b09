"""The master key and the keys made from it. Kept in a file apart from the data."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field, replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ...frozen import dataclass
from ...whole_file import sync_folder, whole_file
from ..errors import Unfit

HIGHEST = 255
"""The id of a key is one byte of every seal."""


@dataclass(frozen=True)
class Rest:
    """What of a master key is kept once it seals nothing any more. It opens nothing."""

    blind: bytes
    audit: bytes
    session: bytes


@dataclass(frozen=True)
class _Derived:
    """All that comes from one master key."""

    cipher: AESGCM
    signing: Ed25519PrivateKey
    public: Ed25519PublicKey
    rest: Rest


@dataclass(frozen=True)
class Keys:
    """The clinic's master keys by id. One of them seals, the highest by itself; all of them open.

    Of those that were turned, ``rests`` are kept in the database.
    """

    masters: Mapping[int, bytes] = field(repr=False)
    current: int = 0
    rests: Mapping[int, Rest] = field(default_factory=dict, repr=False, compare=False)
    file: Path | None = field(default=None, repr=False, compare=False)
    """Where they were read from."""
    _derived: Mapping[int, _Derived] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        derived = {number: _derive(master) for number, master in self.masters.items()}
        object.__setattr__(self, "_derived", derived)
        object.__setattr__(self, "current", self.current or max(self.masters))

    @classmethod
    def fresh(cls) -> Keys:
        """One new random key, on no disk."""
        return cls({1: secrets.token_bytes(32)})

    @classmethod
    def load_or_make(cls, path: Path) -> Keys:
        """The keys in this file; made on first run, in a folder for its owner alone."""
        if not path.exists():
            _write_new(path, cls.fresh())
        return cls.load(path)

    def move(self, old: Path, new: Path) -> None:
        """From one file to another: at every moment there is one that is whole.

        Moving again ends what was stopped. Raises Unfit where another key is at ``new``.
        """
        _write_new(new, self)
        if not self.masters.items() <= Keys.load(new).masters.items():
            raise Unfit(f"There is another key at {new}: nothing was changed.")
        old.unlink()
        sync_folder(old.parent)
        with suppress(OSError):
            old.parent.rmdir()

    @classmethod
    def load(cls, path: Path) -> Keys:
        """The keys in this file. Raises Unfit where it is missing or damaged."""
        try:
            lines = [line.split() for line in path.read_text("ascii").splitlines() if line]
            masters = {int(number): bytes.fromhex(key) for number, key in lines}
        except (OSError, ValueError) as fault:
            raise Unfit(f"The key file {path} cannot be read: {fault}.") from fault
        if not masters or any(len(key) != 32 for key in masters.values()):
            raise Unfit(f"The key file {path} is damaged. Put back the copy you kept.")
        return cls(masters, file=path)

    def turned_to(self, number: int) -> Keys:
        """The same, sealing with this one. One that is not here is looked for in the file.

        Raises Unfit where it is not there either.
        """
        if number == self.current:
            return self
        found = dict(self.masters)
        if number not in found and self.file is not None:
            found.update(Keys.load(self.file).masters)
        if number not in found:
            raise Unfit(
                f"The clinic seals with key {number}, which is not in {self.file or 'this file'}: "
                "bring the key file of the host where it was turned, or type the newest recovery "
                "sheet into python -m kiosk keys recover."
            )
        return replace(self, masters=found, current=number)

    def with_old(self, masters: Mapping[int, bytes], rests: Mapping[int, Rest]) -> Keys:
        """The same with what the database keeps of those before."""
        return replace(self, masters={**masters, **self.masters}, rests={**self.rests, **rests})

    def only(self, *numbers: int) -> Keys:
        """These alone."""
        return Keys({number: self.masters[number] for number in numbers})

    def with_another(self) -> Keys:
        """The same and a new random one, which is the highest. Raises Unfit after the last."""
        number = max(*self.masters, *self.rests) + 1 if self.rests else max(self.masters) + 1
        if number > HIGHEST:
            raise Unfit(f"There were {HIGHEST} keys: no seal can name another.")
        return Keys({**self.masters, number: secrets.token_bytes(32)})

    def save_over(self, path: Path) -> None:
        """Put them in the place of those in the file: at every moment it is one or the other."""
        try:
            with whole_file(path) as file:
                file.write(_text(self))
        except OSError as fault:
            raise Unfit(
                f"The key file {path} cannot be written ({fault.strerror}). Where a service "
                "manager hands it over, name in KIOSK_KEY_FILE the file that it is taken from."
            ) from fault

    def save_new(self, path: Path) -> None:
        """Put them into a new file, for its owner alone. Raises Unfit where one is there."""
        if path.exists():
            raise Unfit(f"There is a key at {path} already: nothing was changed.")
        _write_new(path, self)

    def has(self, number: int) -> bool:
        """Whether the key of this id is here."""
        return number in self._derived

    def cipher(self, number: int) -> AESGCM:
        """AES-256-GCM under the key of this id."""
        return self._derived[number].cipher

    @property
    def first(self) -> int:
        """The id of the first of all."""
        return min(*self.masters, *self.rests) if self.rests else min(self.masters)

    @property
    def session(self) -> bytes:
        """32 bytes for whatever guards web sessions: the first key's for ever.

        So all processes agree while a key is turned, and no form that is open grows stale.
        """
        return self._rest(self.first).session

    def blind(self, *words: str) -> bytes:
        """A 16-byte HMAC of these words: equal for equal words, telling nothing else.

        Made with the first key for ever: what was erased, and codes that were handed out, are
        known again after the key was turned.
        """
        return self.blind_by(self.first, *words)

    def blind_by(self, number: int, *words: str) -> bytes:
        """The same by the key of this id, for what can be worked out anew when it is turned."""
        whole = "\x1f".join(words).encode()
        return hmac.digest(self._rest(number).blind, whole, hashlib.sha256)[:16]

    def _rest(self, number: int) -> Rest:
        return self._derived[number].rest if number in self._derived else self.rests[number]

    def rest_of(self, number: int) -> Rest:
        """What is to be kept of this one once it is turned."""
        return self._derived[number].rest

    def file_key(self, number: int, salt: bytes) -> bytes:
        """32 bytes that seal one file which leaves the database; ``salt`` is that file's own."""
        info = b"intake kiosk backup"
        return HKDF(SHA256(), 32, salt=salt, info=info).derive(self.masters[number])

    def chain(self, number: int, message: bytes) -> bytes:
        """A 32-byte HMAC under the audit key of this id."""
        return hmac.digest(self._rest(number).audit, message, hashlib.sha256)

    def knows_chain(self, number: int) -> bool:
        """Whether rows of the audit under this id can be looked at."""
        return number in self._derived or number in self.rests

    def sign(self, message: bytes) -> bytes:
        """64 bytes of Ed25519 by the current key."""
        return self._derived[self.current].signing.sign(message)

    def verify(self, number: int, signature: bytes, message: bytes) -> None:
        """Raises InvalidSignature where this key did not sign this message."""
        self._derived[number].public.verify(signature, message)

    def public_key(self, number: int) -> bytes:
        """The 32 raw bytes of Ed25519 with which anyone can check a record."""
        return self._derived[number].public.public_bytes_raw()


def _derive(master: bytes) -> _Derived:
    signing = Ed25519PrivateKey.from_private_bytes(_subkey(master, "signing"))
    return _Derived(
        AESGCM(_subkey(master, "record")),
        signing,
        signing.public_key(),
        Rest(*(_subkey(master, label) for label in ("blind", "audit", "session"))),
    )


def _subkey(master: bytes, label: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=f"intake kiosk {label}".encode()).derive(master)


def _text(keys: Keys) -> bytes:
    return "".join(f"{n} {key.hex()}\n" for n, key in sorted(keys.masters.items())).encode("ascii")


def _write_new(path: Path, keys: Keys) -> None:
    """Put the keys at ``path`` whole or not at all; a file already there stays."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        make_private(path.parent)
        _write_synced(draft, _text(keys))
        with suppress(FileExistsError):
            os.link(draft, path)
        sync_folder(path.parent)
    except OSError as fault:
        raise Unfit(
            f"No key can be put at {path} ({fault.strerror}): "
            "make room there, or name another place in KIOSK_KEY_FILE."
        ) from fault
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _write_synced(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def make_private(folder: Path) -> None:
    """A folder, and those around it that are missing too, for their owner alone."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
