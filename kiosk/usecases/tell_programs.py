"""Telling programs of the clinic what was signed, read and done: in order, at least once.

Nothing is sent without an address in the server's settings, and no request ever waits for it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress

from ..exports import webhook
from ..exports.webhook import NotDelivered, secret_in
from ..settings import Settings
from ..store import Store, StoreError
from ..store.access import webhooks
from ..store.access.webhooks import Message

Deliver = Callable[[str, Mapping[str, str], bytes, int], None]
"""Sends one message to an address, signed with a secret at a time. Raises NotDelivered."""

LOOK = 5.0
"""Seconds between two looks for what happened."""

AT_ONCE = 50
"""Messages to one address before the others have their turn."""

log = logging.getLogger("kiosk.webhooks")


def tell_programs(store: Store, settings: Settings, deliver: Deliver = webhook.deliver) -> None:
    """Send what is due to each address. Raises StoreError; what was not noted is sent again."""
    if not settings.webhook_urls or settings.demo:
        return
    with store.reading() as tx:
        new = [url for url in settings.webhook_urls if webhooks.of(tx, url) is None]
    if new:
        with store.writing() as tx:
            webhooks.take_up(tx, new)
    for url in settings.webhook_urls:
        for _ in range(AT_ONCE):
            if not _tell_next(store, settings, url, deliver):
                break


def keep_telling(store: Store, settings: Settings, deliver: Deliver = webhook.deliver) -> None:
    """Do so from now on while this process lives, in a thread of its own."""
    if not settings.webhook_urls or settings.demo:
        return
    stop = threading.Event()

    def look() -> None:
        while True:
            with suppress(StoreError):
                tell_programs(store, settings, deliver)
            stop.wait(LOOK)

    threading.Thread(target=look, name="webhooks", daemon=True).start()


def _tell_next(store: Store, settings: Settings, url: str, deliver: Deliver) -> bool:
    """Whether one arrived, so that the next may go."""
    with store.reading() as tx:
        if not webhooks.is_due(tx, url):
            return False
    with store.writing() as tx:
        told = webhooks.claim(tx, url)
        ahead, now = webhooks.waiting(tx, url), int(tx.now.timestamp())
        if told and not ahead:
            webhooks.let_go(tx, url)
    if told is None or not ahead:
        return False
    try:
        deliver(url, _said(ahead[0]), secret_in(settings.webhook_secret_file), now)
    except NotDelivered as no:
        if not told.tries:
            log.warning("a webhook is not taken (%s): it is tried again", no.why)
        with store.writing() as tx:
            webhooks.failed(tx, url, told, no.why)
        return False
    with store.writing() as tx:
        webhooks.arrived(tx, url, ahead[0])
    return True


def _said(message: Message) -> dict[str, str]:
    return {
        "id": message.id,
        "event": message.event,
        "record": message.record_id,
        "at": message.at.isoformat(),
    }
