"""Settings: read once from the environment, checked together, handed to everything."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

from .addresses import is_by_tls, is_loopback, is_origin, is_printer, is_within
from .frozen import dataclass


class UnsafeSettings(ValueError):
    """The settings must not be used as they are; the message says why and what to do."""


KEY = "master.key"
"""What the file of the key is called, and the credential a service manager hands it over as."""

LEAST_IDLE = 40
"""Seconds of quiet below which nobody is asked: half as long again must leave 20 to answer in
(WCAG 2.2, success criterion 2.2.1, Timing Adjustable)."""


def key_beside(data: Path) -> Path:
    """Where the key lies unless told otherwise: beside the data, in a folder of its own.

    Whoever copies the data folder has not copied the key, and no two data folders share one.
    """
    named = data if data.name not in ("", "..") else data.resolve()
    return named.parent / f"{named.name}-keys" / KEY


@dataclass(frozen=True)
class Idle:
    """How long a tablet may lie untouched. All of it follows from one number of seconds."""

    seconds: float = 120
    """Quiet before "Are you still there?" is asked; half as long again there is to answer."""

    @property
    def grace(self) -> timedelta:
        """What the server waits longer than the page, so that the last second still counts."""
        return timedelta(seconds=self.seconds / 8)

    @property
    def ends(self) -> timedelta:
        """Quiet after which the server puts an intake aside."""
        return timedelta(seconds=self.seconds * 1.5) + self.grace

    @property
    def reload_after(self) -> int:
        """Seconds after which a page without script looks whether its intake is put aside."""
        return int(self.ends.total_seconds()) + 2


@dataclass(frozen=True)
class Settings:
    """How this kiosk runs. What belongs to the clinic is kept in the database instead."""

    data: Path = Path("data")
    database_url: str = ""
    """Empty means the SQLite database in ``data``."""
    key_file: Path = Path("data-keys/master.key")
    """Where the key is to lie; see ``key_in_use``."""
    host: str = "127.0.0.1"
    port: int = 8000
    hosts: tuple[str, ...] = ()
    """The names a browser may call it by; empty for any, and then links believe none."""
    insecure_lan: bool = False
    """Serve beyond this machine without TLS; only for trying out."""
    proxies: int = 0
    """How many proxies of our own stand in front and end TLS."""
    proxy_from: tuple[str, ...] = ()
    """Addresses and networks they call from, besides this machine; nobody else may call then."""
    workers: int = 1
    threads: int = 8
    paper_size: str = ""
    """A4 or Letter; empty for what the clinic's country has."""
    idle_seconds: int | None = None
    """Quiet after which a client is asked whether they are still there; None for the clinic's."""
    totp: str = "required"
    """Whether staff give a code after their password: required or off."""
    demo: bool = False
    """A clinic of invented people: DEMO stands on every page and paper."""
    printer: str = ""
    """The IPP address of a printer that prints each new paper by itself; empty for none."""
    backup: Path | None = None
    """The folder of the backups; None where nobody has named one."""
    backup_months: int = 0
    """Monthly backups that are kept besides those of seven days and four weeks."""
    public_url: str = ""
    """The address that clients' own phones reach it by, with TLS they trust; empty for none."""

    calendar_url: str = ""
    """The address of the clinic's calendar (ICS), on the one host that is asked; empty for none."""
    webhook_urls: tuple[str, ...] = ()
    """Where programs of the clinic are told that an intake was signed, read or done."""
    webhook_secret_file: Path | None = None
    """What these messages are signed with; its receivers have the same."""

    def __post_init__(self) -> None:
        _refuse_odd_networks(self)
        _refuse_bare_lan(self)
        _refuse_key_beside_data(self)
        _refuse_key_beside_backups(self)
        _refuse_odd_values(self)
        _refuse_odd_addresses(self)

    @property
    def database(self) -> Path:
        """Where the SQLite database lies."""
        return self.data / "db" / "kiosk.db"

    @property
    def key_in_use(self) -> Path:
        """Where the key lies: inside the data yet, where an older kiosk put it and nobody said."""
        if self.key_file.exists() or not self.key_is_beside:
            return self.key_file
        return self.key_inside or self.key_file

    @property
    def key_is_beside(self) -> bool:
        """Whether nobody said where the key is to lie."""
        return self.key_file == key_beside(self.data)

    @property
    def key_inside(self) -> Path | None:
        """A key inside the data: whoever copies that folder has copied the key that opens it."""
        for each in (self.data / "keys" / KEY, self.key_file):
            if each.exists() and each.absolute().is_relative_to(self.data.absolute()):
                return each
        return None

    @property
    def is_reached_from_afar(self) -> bool:
        """Whether it answers on the network, and not this machine alone."""
        return not is_loopback(self.host)

    def is_proxy(self, address: str) -> bool:
        """Whether a proxy of ours calls from there: what it says of others is believed then."""
        return bool(self.proxies) and (is_loopback(address) or is_within(address, self.proxy_from))

    def may_call(self, address: str) -> bool:
        """Whether anybody there is answered: where proxies end TLS, they alone."""
        return not self.proxies or self.insecure_lan or self.is_proxy(address)

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Settings:
        """The settings the KIOSK_* variables ask for. Raises UnsafeSettings."""
        data = Path(environ.get("KIOSK_DATA") or "data")
        return cls(
            data=data,
            database_url=environ.get("KIOSK_DATABASE_URL", ""),
            key_file=_key_file(environ, data),
            host=environ.get("KIOSK_HOST") or "127.0.0.1",
            port=_number(environ, "KIOSK_PORT", 8000),
            hosts=_list(environ, "KIOSK_HOSTS"),
            insecure_lan=_switch(environ, "KIOSK_INSECURE_LAN"),
            public_url=environ.get("KIOSK_PUBLIC_URL", "").strip().rstrip("/"),
            calendar_url=environ.get("KIOSK_CALENDAR_URL", "").strip(),
            webhook_urls=_list(environ, "KIOSK_WEBHOOK_URLS"),
            webhook_secret_file=_path(environ, "KIOSK_WEBHOOK_SECRET_FILE"),
            proxies=_number(environ, "KIOSK_PROXIES", 0),
            proxy_from=_list(environ, "KIOSK_PROXY_FROM"),
            workers=_number(environ, "KIOSK_WORKERS", 1),
            threads=_number(environ, "KIOSK_THREADS", 8),
            paper_size=environ.get("KIOSK_PAPER_SIZE", ""),
            printer=environ.get("KIOSK_PRINTER", "").strip(),
            idle_seconds=_number(environ, "KIOSK_IDLE_SECONDS", 0)
            if environ.get("KIOSK_IDLE_SECONDS", "").strip()
            else None,
            totp=environ.get("KIOSK_TOTP") or "required",
            backup=_path(environ, "KIOSK_BACKUP"),
            backup_months=_number(environ, "KIOSK_BACKUP_MONTHS", 0),
        )


def _key_file(environ: Mapping[str, str], data: Path) -> Path:
    """As said; else as a service manager hands it over; else beside the data."""
    if said := environ.get("KIOSK_KEY_FILE"):
        return Path(said)
    handed = environ.get("CREDENTIALS_DIRECTORY")
    if handed and (credential := Path(handed) / KEY).exists():
        return credential
    return key_beside(data)


def _path(environ: Mapping[str, str], name: str) -> Path | None:
    said = environ.get(name, "").strip()
    return Path(said) if said else None


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


def _list(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(environ.get(name, "").replace(",", " ").split())


def _refuse_odd_networks(settings: Settings) -> None:
    for each in settings.proxy_from:
        try:
            ip_network(each, strict=False)
        except ValueError:
            raise UnsafeSettings(
                f"KIOSK_PROXY_FROM holds {each!r}: give addresses like 172.18.0.2 or 172.18.0.0/16."
            ) from None


def _refuse_bare_lan(settings: Settings) -> None:
    if is_loopback(settings.host) or settings.insecure_lan:
        return
    if settings.proxies and not settings.proxy_from:
        raise UnsafeSettings(
            f"KIOSK_HOST is {settings.host}: whoever calls past the proxy would have no TLS. Leave "
            "KIOSK_HOST at 127.0.0.1, or say in KIOSK_PROXY_FROM from where the proxy calls: then "
            "nobody else is answered."
        )
    if settings.proxies:
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


def _refuse_key_beside_backups(settings: Settings) -> None:
    folder = settings.backup
    if folder and settings.key_file.absolute().is_relative_to(folder.absolute()):
        raise UnsafeSettings(
            "KIOSK_KEY_FILE lies in the folder of the backups: whoever finds that folder could "
            "read everything. Keep the key elsewhere."
        )


def _refuse_odd_values(settings: Settings) -> None:
    scheme = settings.database_url.partition(":")[0].partition("+")[0]
    if scheme not in ("", "sqlite", "postgresql", "postgres"):
        raise UnsafeSettings("KIOSK_DATABASE_URL must begin with sqlite: or postgresql:.")
    if settings.port > 65535:
        raise UnsafeSettings(f"KIOSK_PORT is {settings.port}: ports end at 65535.")
    if settings.workers < 1 or settings.threads < 1:
        raise UnsafeSettings("KIOSK_WORKERS and KIOSK_THREADS must be at least 1.")
    if settings.idle_seconds is not None and not LEAST_IDLE <= settings.idle_seconds <= 3600:
        raise UnsafeSettings(
            f"KIOSK_IDLE_SECONDS goes from {LEAST_IDLE}, which leaves 20 to answer in, to 3600."
        )
    if settings.totp not in ("required", "off"):
        raise UnsafeSettings("KIOSK_TOTP is required or off.")
    if settings.paper_size not in ("", "A4", "Letter"):
        raise UnsafeSettings("KIOSK_PAPER_SIZE is A4 or Letter.")


def _refuse_odd_addresses(settings: Settings) -> None:
    if settings.public_url and not is_origin(settings.public_url):
        raise UnsafeSettings("KIOSK_PUBLIC_URL is like https://forms.example.org, without a path.")
    if settings.calendar_url and not is_by_tls(settings.calendar_url):
        raise UnsafeSettings("KIOSK_CALENDAR_URL is like https://calendar.example.org/clinic.ics.")
    if not all(map(is_by_tls, settings.webhook_urls)):
        raise UnsafeSettings("KIOSK_WEBHOOK_URLS are like https://books.example.org/kiosk.")
    if settings.webhook_urls and settings.webhook_secret_file is None:
        raise UnsafeSettings("KIOSK_WEBHOOK_SECRET_FILE names the file that signs what is sent.")
    if settings.printer and not is_printer(settings.printer):
        raise UnsafeSettings(
            f"KIOSK_PRINTER is {settings.printer!r}: give an address like ipp://host/ipp/print."
        )
