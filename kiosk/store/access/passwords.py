"""Passwords: Argon2id, and which ones are too easily guessed."""

from __future__ import annotations

import secrets
import unicodedata
from base64 import b64encode

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from ..errors import Refused

SHORTEST = 12
LONGEST = 128

# OWASP password storage: 19 MiB, two passes, one lane.
_MEMORY_KIB = 19 * 1024
_PASSES = 2

# What guessers try first, once digits and punctuation at either end are taken off.
_STEMS = """
password passwort contrasena contraseña passw0rd p@ssw0rd p@ssword letmein letmeinplease
welcome welcometo bienvenido bienvenida admin administrator administrador administrater
qwerty qwertyuiop qwertyuiopasdf qwertzuiop azertyuiop asdfghjkl asdfghjklqwerty zxcvbnm
iloveyou iloveyouforever teamo teamomucho princess sunshine football baseball basketball
superman batman dragon monkey master shadow michael trustno changeme changemenow changeit
secret secreto mysecret default temporary temporal guest test testtest testing testpassword
mypassword thepassword passwordpassword adminadmin kiosk intake intakekiosk clinic massage
massageclinic masaje masajes clinica spa therapist terapeuta abc abcd abcdef abcdefghijkl
abcdefghijklm onetwothree unodostres correcthorsebatterystaple nopassword sinclave
""".split()  # noqa: SIM905
_ROWS = ("01234567890123456789", "98765432109876543210", "qwertyuiopasdfghjklzxcvbnm")


def checked(password: str, name: str, field: str = "password") -> str:
    """The password as it is hashed. Raises Refused, in words for the screen, of this field."""
    plain = _same(password)
    if len(plain) < SHORTEST:
        raise Refused(field, "Use at least 12 characters. A few words in a row work well.")
    if len(plain) > LONGEST:
        raise Refused(field, "Use at most 128 characters.")
    if _easy(plain.lower(), name.lower()):
        raise Refused(field, "This password is among the first that get guessed. Choose another.")
    return plain


def hashed(password: str) -> str:
    """An Argon2id string of a password, with its salt and figures in it."""
    return _argon2(secrets.token_bytes(16)).derive_phc_encoded(_same(password).encode())


def matches(password: str, kept: str) -> bool:
    """Whether this is the password. Takes the same time for every ``kept`` of ours."""
    try:
        Argon2id.verify_phc_encoded(_same(password).encode(), kept)
    except InvalidKey:
        return False
    return True


def _argon2(salt: bytes) -> Argon2id:
    return Argon2id(salt=salt, length=32, iterations=_PASSES, lanes=1, memory_cost=_MEMORY_KIB)


def _same(password: str) -> str:
    """One spelling for what keyboards send differently."""
    return unicodedata.normalize("NFC", password)


def _easy(plain: str, name: str) -> bool:
    stem = plain.strip("0123456789!?.,-_*#@$%&+ ")
    few = len(set(plain)) < 5
    row = any(plain in two for two in (line * 3 for line in _ROWS))
    return few or row or not stem or stem in _STEMS or (bool(name) and stem == name)


def _nobodys() -> str:
    """A hash like any other that no password leads to; written down rather than worked out."""
    salt, digest = (b64encode(secrets.token_bytes(size)).rstrip(b"=") for size in (16, 32))
    figures = f"$argon2id$v=19$m={_MEMORY_KIB},t={_PASSES},p=1"
    return f"{figures}${salt.decode()}${digest.decode()}"


NOBODYS = _nobodys()
"""Checked for unknown names, so that they take as long as known ones."""
