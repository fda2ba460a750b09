"""Addresses: of machines, networks, printers and pages, as settings and links write them."""

from __future__ import annotations

from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit


def is_loopback(host: str) -> bool:
    """Whether it is this machine alone."""
    try:
        return _ip(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_within(address: str, networks: tuple[str, ...]) -> bool:
    """Whether an address lies in one of these networks; False for what is no address."""
    try:
        return any(_ip(address) in ip_network(each, strict=False) for each in networks)
    except ValueError:
        return False


def in_url(host: str) -> str:
    """A host as an address of a page has it: IPv6 in brackets."""
    return f"[{host}]" if ":" in host else host


def is_origin(url: str) -> bool:
    """Whether it is https and a host, and nothing else."""
    parts = _parts(url)
    return bool(parts and parts.hostname and url == f"https://{parts.netloc}") and "@" not in url


def is_by_tls(url: str) -> bool:
    """Whether a program may be called there: by TLS, and without a password in it."""
    parts = _parts(url)
    return bool(parts and parts.scheme == "https" and parts.hostname and "@" not in url)


def is_printer(url: str) -> bool:
    """Whether it is where a printer of the network takes its jobs."""
    parts = _parts(url)
    return bool(parts and parts.scheme in ("ipp", "ipps") and parts.hostname and "@" not in url)


def _ip(address: str) -> IPv4Address | IPv6Address:
    found = ip_address(address.strip("[]").partition("%")[0])
    return getattr(found, "ipv4_mapped", None) or found


def _parts(url: str) -> SplitResult | None:
    with suppress(ValueError):
        parts = urlsplit(url)
        return parts if parts.port is None or parts.port else None
    return None
