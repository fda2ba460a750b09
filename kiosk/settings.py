"""Settings: read once from the environment, checked together, handed to everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path


class UnsafeSettings(ValueError):
    """The settings must not be used as they are; the message says why and what to do."""


@dataclass(frozen=True)
class Settings:
    """How this kiosk runs. What belongs to the clinic is kept in the database instead."""

    data: Path = Path("data")
    database_url: str = ""
    """Empty means the SQLite database in ``data``."""
    key_file: Path = Path("data/keys/master.key")
    host: str = "127.0.0.1"
    port: int = 8000
    insecure_lan: bool = False
    """Serve beyond this machine without TLS; only for trying out."""
    proxies: int = 0
    """How many proxies of our own stand in front and end TLS."""
    workers: int = 1
    threads: int = 8
    paper_size: str = "A4"
    demo: bool = False
    """A clinic of invented people: DEMO stands on every page and paper."""

    def __post_init__(self) -> None:
        _refuse_bare_lan(self)
        _refuse_key_beside_data(self)
        _refuse_odd_values(self)

    @property
    def database(self) -> Path:
        """Where the SQLite database lies."""
        return self.data / "db" / "kiosk.db"

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Settings:
        """The settings the KIOSK_* variables ask for. Raises UnsafeSettings."""
        data = Path(environ.get("KIOSK_DATA") or "data")
        return cls(
            data=data,
            database_url=environ.get("KIOSK_DATABASE_URL", ""),
            key_file=Path(environ.get("KIOSK_KEY_FILE") or data / "keys" / "master.key"),
            host=environ.get("KIOSK_HOST") or "127.0.0.1",
            port=_number(environ, "KIOSK_PORT", 8000),
            insecure_lan=_switch(environ, "KIOSK_INSECURE_LAN"),
            proxies=_number(environ, "KIOSK_PROXIES", 0),
            workers=_number(environ, "KIOSK_WORKERS", 1),
            threads=_number(environ, "KIOSK_THREADS", 8),
            paper_size=environ.get("KIOSK_PAPER_SIZE") or "A4",
        )


def _number(environ: Mapping[str, str], name: str, otherwise: int) -> int:
    text = environ.get(name, "").strip()
    if not text:
        return otherwise
    if not text.isascii() or not text.isdigit():
        raise UnsafeSettings(f"{name} is {text!r}: give a whole number.")
    return int(text)


def _switch(environ: Mapping[str, str], name: str) -> bool:
    text = environ.get(name, "").strip().lower()
    if text in ("1", "yes", "true", "on"):
        return True
    if text in ("", "0", "no", "false", "off"):
        return False
    raise UnsafeSettings(f"{name} is {text!r}: give yes or no.")


def _loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _refuse_bare_lan(settings: Settings) -> None:
    if _loopback(settings.host) or settings.proxies or settings.insecure_lan:
        return
    raise UnsafeSettings(
        f"KIOSK_HOST is {settings.host}: answers would cross the network unencrypted. "
        "Put a TLS proxy in front and set KIOSK_PROXIES=1, or serve 127.0.0.1. "
        "KIOSK_INSECURE_LAN=yes serves it all the same, for trying out."
    )


def _refuse_key_beside_data(settings: Settings) -> None:
    if settings.key_file.parent.absolute() == settings.database.parent.absolute():
        raise UnsafeSettings(
            "KIOSK_KEY_FILE lies beside the database: whoever copies that folder could read "
            "everything. Keep the key in a folder of its own."
        )


def _refuse_odd_values(settings: Settings) -> None:
    scheme = settings.database_url.partition(":")[0].partition("+")[0]
    if scheme not in ("", "sqlite", "postgresql", "postgres"):
        raise UnsafeSettings("KIOSK_DATABASE_URL must begin with sqlite: or postgresql:.")
    if settings.port > 65535:
        raise UnsafeSettings(f"KIOSK_PORT is {settings.port}: ports end at 65535.")
    if settings.workers < 1 or settings.threads < 1:
        raise UnsafeSettings("KIOSK_WORKERS and KIOSK_THREADS must be at least 1.")
    if settings.paper_size not in ("A4", "Letter"):
        raise UnsafeSettings("KIOSK_PAPER_SIZE is A4 or Letter.")
