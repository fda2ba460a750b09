"""What the server says and leaves: a link that a browser can open, and no door beside its own."""

from __future__ import annotations

import pytest

from kiosk.serve import Server, reached_at
from kiosk.settings import Settings

BEHIND = Settings(host="0.0.0.0", proxies=1, proxy_from=("172.30.83.2",))


@pytest.mark.parametrize(
    ("settings", "link"),
    [
        (Settings(), "http://127.0.0.1:8000"),
        (Settings(hosts=("kiosk.internal",)), "http://127.0.0.1:8000"),
        (BEHIND, "http://0.0.0.0:8000"),
        (Settings(hosts=("kiosk.internal", "192.0.2.7"), proxies=1), "https://kiosk.internal"),
    ],
)
def test_behind_a_proxy_the_link_has_the_name_that_browsers_use(settings: Settings, link: str):
    assert reached_at(settings) == link


def test_the_server_opens_no_second_way_to_itself():
    assert Server(Settings()).cfg.control_socket_disable is True
