"""Who is calling, how, and by which name: what a stranger says of it is not believed."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask, request

from kiosk import create_app
from kiosk.settings import Settings
from kiosk.store import Store
from kiosk.web.http.behind_proxies import behind_proxies
from tests.walks.clinic import Clinic
from tests.walks.desk import Staff
from tests.walks.page import Page

FORGED = {
    "X-Forwarded-For": "10.9.9.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.example",
}


@pytest.mark.parametrize(
    ("peer", "seen"),
    [
        ("127.0.0.1", "10.9.9.9 https evil.example"),
        ("172.18.0.2", "10.9.9.9 https evil.example"),
        ("192.168.1.9", "192.168.1.9 http localhost"),
    ],
)
def test_what_a_stranger_says_of_others_is_not_believed(peer: str, seen: str):
    app = Flask(__name__)
    app.add_url_rule(
        "/", view_func=lambda: f"{request.remote_addr} {request.scheme} {request.host}"
    )
    settings = Settings(Path("data"), proxies=1, proxy_from=("172.18.0.0/16",))
    app.wsgi_app = behind_proxies(app.wsgi_app, settings)  # type: ignore[method-assign,assignment]
    answer = app.test_client().get("/", headers=FORGED, environ_base={"REMOTE_ADDR": peer})
    assert answer.text == seen


def test_a_host_that_was_made_up_is_in_no_link(clinic: Clinic):
    link, words = _invites(Staff(clinic, "http://evil.example"))
    assert link.startswith("/invited/")
    assert "as your own browser shows it" in words
    link, words = _invites(Staff(clinic, "http://localhost:8000"))
    assert link.startswith("http://localhost:8000/invited/")
    assert "as your own browser shows it" not in words


def test_a_host_that_was_not_named_is_refused(clinic: Clinic, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(clinic.app.config, "HOSTS", ("kiosk.clinic.internal",))
    browser = clinic.app.test_client()
    for host, status in (("evil.example", 400), ("kiosk.clinic.internal", 200)):
        assert browser.get("/pair", base_url=f"http://{host}").status_code == status


def _invites(ada: Staff) -> tuple[str, str]:
    """The link somebody is given who came by the host they say, and the page about it."""
    ada.signs_in().confirms().opens("/admin/invitations")
    page = Page(ada.sends("/admin/invitations", name="Nia New", role="desk"))
    (link,) = page.tree.xpath("//*[@class='secret']//text()")
    return str(link), page.words


def test_the_address_of_phones_is_one_of_its_names(some_store: Store, tmp_path: Path):
    public = "https://forms.example.org"
    named = Settings(tmp_path, hosts=("Kiosk.internal",), public_url=public)
    phone = create_app(named, some_store).test_client()
    assert phone.get("/once", base_url=public).status_code == 410
    assert phone.get("/once", base_url="https://evil.example").status_code == 400
    bare = create_app(Settings(tmp_path, public_url=public), some_store)
    assert bare.test_client().get("/once", base_url="http://any").status_code == 410
