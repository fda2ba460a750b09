"""Passwords: Argon2id, and which ones are too easily guessed."""

from __future__ import annotations

import re
import secrets
import string
import unicodedata
from base64 import b64encode
from collections.abc import Iterable

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from ..errors import Refused
from . import common_passwords

SHORTEST = 12
LONGEST = 128

# OWASP password storage: 19 MiB, two passes, one lane.
_MEMORY_KIB = 19 * 1024
_PASSES = 2

# What guessers of a clinic put together first, and what the packaged list knows in English alone.
_STEMS = """
password welcome admin contrasena contraseña bienvenido bienvenida administrador temporal secreto
clave teamo
kiosk intake clinic clínica clinica massage masaje masajes spa therapist terapeuta
""".split()  # noqa: SIM905

FEWEST = 10**8
"""Guesses that a password must stand, by an estimate that tries common ones first."""
_LOOKED_AT = 72
"""Letters of it that are looked at: more only make it harder to guess, and slower to estimate."""

_OWN = 5
"""Letters that a password needs besides what guessers try first."""

_ADDED = string.digits + string.punctuation + " "
"""What people put before or behind a password that was refused."""

_SPELLINGS = tuple(str.maketrans("013457@$!", f"o{one}eastasi") for one in "il")
"""What a digit or a sign stands for; 1 is an i or an l."""


def checked(password: str, names: Iterable[str], field: str = "password") -> str:
    """The password as it is hashed. Raises Refused, in words for the screen, of this field.

    Whoever guesses knows the ``names`` of the clinic and the person.
    """
    plain = _same(password)
    if len(plain) < SHORTEST:
        raise Refused(field, "Use at least 12 characters. A few words in a row work well.")
    if len(plain) > LONGEST:
        raise Refused(field, "Use at most 128 characters.")
    if _easy(plain.casefold(), [name.casefold() for name in names]):
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


def _easy(plain: str, names: list[str]) -> bool:
    said = [part for name in names for part in re.findall(r"[^\W_]{3,}", name)]
    words = sorted({*_STEMS, *said}, key=len, reverse=True)
    spelt = {plain, *(plain.translate(each) for each in _SPELLINGS)}
    if any(_own(one, words) < _OWN for one in spelt) or _has_leaked(plain):
        return True
    return _is_common(plain, spelt, said)


def _has_leaked(plain: str) -> bool:
    """Whether many have had it, with or without what they add before or behind."""
    return any(common_passwords.is_listed(one) for one in {plain, plain.strip(_ADDED)})


def _is_common(plain: str, spelt: Iterable[str], names: list[str]) -> bool:
    """Whether it is on a list of the most common passwords, or nearly.

    The list takes 15 MB: it is read when somebody chooses a password, and by no other process.
    """
    from zxcvbn import zxcvbn
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    cores = {re.sub(r"[\W\d_]", "", one) for one in spelt}
    once = {re.sub(r"^(.+?)\1+$", r"\1", core) for core in cores}
    if once & set(FREQUENCY_LISTS["passwords"]):
        return True
    run_on = {re.sub(r"[\W_]", "", one) for one in spelt}
    looked_at = {one[:_LOOKED_AT] for one in (plain, *run_on) if one}
    return any(zxcvbn(one, names)["guesses"] < FEWEST for one in looked_at)


def _own(plain: str, words: list[str]) -> int:
    """How many letters are left once these words are taken out, and what is no letter.

    Where none of them is in it, every sign counts: drawn digits are nobody's first guess.
    """
    left = plain
    for word in words:
        left = left.replace(word, " ")
    return len(plain) if left == plain else len(re.findall(r"[^\W\d_]", left))


def _nobodys() -> str:
    """A hash like any other that no password leads to; written down rather than worked out."""
    salt, digest = (b64encode(secrets.token_bytes(size)).rstrip(b"=") for size in (16, 32))
    figures = f"$argon2id$v=19$m={_MEMORY_KIB},t={_PASSES},p=1"
    return f"{figures}${salt.decode()}${digest.decode()}"


NOBODYS = _nobodys()
"""Checked for unknown names, so that they take as long as known ones."""
