"""Settings are read once, and an unsafe combination says why it does not start."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.settings import Idle, Settings, UnsafeSettings


def test_with_nothing_said_it_serves_this_machine_alone():
    settings = Settings.read({})
    assert (settings.host, settings.port, settings.insecure_lan) == ("127.0.0.1", 8000, False)
    assert settings.totp == "required"
    assert settings.database == Path("data/db/kiosk.db")
    assert settings.key_file == Path("data-keys/master.key")


def test_everything_can_be_said():
    settings = Settings.read(
        {
            "KIOSK_DATA": "/srv/kiosk",
            "KIOSK_DATABASE_URL": "postgresql://kiosk@db/kiosk",
            "KIOSK_KEY_FILE": "/run/keys/kiosk",
            "KIOSK_HOST": "0.0.0.0",
            "KIOSK_PORT": "8443",
            "KIOSK_INSECURE_LAN": "yes",
            "KIOSK_HOSTS": "kiosk.clinic.internal, 10.0.0.5",
            "KIOSK_PROXIES": "2",
            "KIOSK_PROXY_FROM": "172.18.0.0/16",
            "KIOSK_WORKERS": "3",
            "KIOSK_THREADS": "4",
            "KIOSK_PAPER_SIZE": "Letter",
            "KIOSK_IDLE_SECONDS": "90",
            "KIOSK_TOTP": "off",
        }
    )
    assert settings == Settings(
        Path("/srv/kiosk"),
        "postgresql://kiosk@db/kiosk",
        Path("/run/keys/kiosk"),
        "0.0.0.0",
        8443,
        ("kiosk.clinic.internal", "10.0.0.5"),
        True,
        2,
        ("172.18.0.0/16",),
        3,
        4,
        "Letter",
        90,
        "off",
    )


@pytest.mark.parametrize("data", ["/srv/k", "/srv/k/"])
def test_the_key_lies_beside_the_data_unless_told_otherwise(data: str):
    assert Settings.read({"KIOSK_DATA": data}).key_file == Path("/srv/k-keys/master.key")


@pytest.mark.parametrize("data", [".", "..", "/"])
def test_the_key_is_never_inside_a_folder_that_is_named_by_dots(data: str):
    settings = Settings.read({"KIOSK_DATA": data})
    assert settings.key_file.parent.name == f"{Path(data).resolve().name}-keys"
    assert data == "/" or not settings.key_file.is_relative_to(Path(data).resolve())


def test_a_key_that_a_service_manager_hands_over_is_used_unless_told_otherwise(tmp_path: Path):
    handed = {"CREDENTIALS_DIRECTORY": str(tmp_path), "KIOSK_DATA": "/srv/k"}
    assert Settings.read(handed).key_file == Path("/srv/k-keys/master.key")
    (tmp_path / "master.key").touch()
    assert Settings.read(handed).key_file == tmp_path / "master.key"
    assert Settings.read({**handed, "KIOSK_KEY_FILE": "/safe/key"}).key_file == Path("/safe/key")


def test_a_key_that_an_older_kiosk_made_inside_the_data_is_used_until_it_is_moved(tmp_path: Path):
    settings = Settings.read({"KIOSK_DATA": str(tmp_path / "data")})
    beside, inside = tmp_path / "data-keys" / "master.key", tmp_path / "data/keys/master.key"
    assert (settings.key_in_use, settings.key_inside) == (beside, None)
    for file in (inside, beside):
        file.parent.mkdir(parents=True)
    inside.touch()
    assert (settings.key_in_use, settings.key_inside) == (inside, inside)
    said = Settings.read({"KIOSK_DATA": str(tmp_path / "data"), "KIOSK_KEY_FILE": "/safe/key"})
    assert (said.key_in_use, said.key_inside) == (Path("/safe/key"), inside)
    beside.touch()
    assert (settings.key_in_use, settings.key_inside) == (beside, inside)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_this_machine_needs_no_tls(host: str):
    assert Settings.read({"KIOSK_HOST": host}).host == host


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "clinic.local"])
def test_the_network_needs_tls_or_a_word(host: str):
    with pytest.raises(UnsafeSettings, match="unencrypted"):
        Settings.read({"KIOSK_HOST": host})
    assert Settings.read({"KIOSK_HOST": host, "KIOSK_INSECURE_LAN": "1"})


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5"])
def test_a_proxy_is_no_tls_for_whoever_calls_past_it(host: str):
    with pytest.raises(UnsafeSettings, match="KIOSK_PROXY_FROM"):
        Settings.read({"KIOSK_HOST": host, "KIOSK_PROXIES": "1"})
    lan = {"KIOSK_HOST": host, "KIOSK_PROXIES": "1", "KIOSK_PROXY_FROM": "172.18.0.0/16 fd00::2"}
    settings = Settings.read(lan)
    ours = ("127.0.0.1", "::1", "172.18.3.4", "::ffff:172.18.3.4", "fd00::2")
    assert all(settings.may_call(each) and settings.is_proxy(each) for each in ours)
    assert not any(settings.may_call(each) for each in ("172.19.0.1", "192.168.1.9", "fd00::3"))


def test_without_proxies_anybody_may_call_and_nobody_is_believed_of_others():
    assert Settings().may_call("192.168.1.9")
    assert not Settings().is_proxy("127.0.0.1")
    trying = Settings(host="0.0.0.0", proxies=1, insecure_lan=True)
    assert trying.may_call("192.168.1.9")
    assert not trying.is_proxy("192.168.1.9")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KIOSK_PROXY_FROM", "the proxy"),
        ("KIOSK_PORT", "eighty"),
        ("KIOSK_PORT", "-1"),
        ("KIOSK_PORT", "65536"),
        ("KIOSK_PORT", "٨"),
        ("KIOSK_PROXIES", "1.5"),
        ("KIOSK_WORKERS", "0"),
        ("KIOSK_THREADS", "0"),
        ("KIOSK_INSECURE_LAN", "maybe"),
        ("KIOSK_PAPER_SIZE", "A5"),
        ("KIOSK_IDLE_SECONDS", "39"),
        ("KIOSK_IDLE_SECONDS", "3601"),
        ("KIOSK_TOTP", "maybe"),
        ("KIOSK_DATABASE_URL", "mysql://kiosk"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_its_name(name: str, value: str):
    with pytest.raises(UnsafeSettings, match=name):
        Settings.read({name: value})


def test_the_refusal_says_what_to_do_about_tls():
    with pytest.raises(UnsafeSettings) as refused:
        Settings.read({"KIOSK_HOST": "192.168.1.5"})
    for word in ("192.168.1.5", "KIOSK_PROXIES=1", "127.0.0.1", "KIOSK_INSECURE_LAN=yes"):
        assert word in str(refused.value)


def test_two_quiet_minutes_then_one_to_answer_and_the_server_waits_a_little_longer():
    idle = Idle()
    assert idle.seconds == 120
    assert idle.ends == timedelta(seconds=120 + 60 + 15)
    assert idle.reload_after > idle.ends.total_seconds()


def test_the_key_does_not_lie_beside_the_database():
    with pytest.raises(UnsafeSettings, match="KIOSK_KEY_FILE"):
        Settings.read({"KIOSK_DATA": "/srv/k", "KIOSK_KEY_FILE": "/srv/k/db/master.key"})


@pytest.mark.parametrize("folder", ["/srv/safe", "/srv/safe/keys", "/srv"])
def test_a_key_in_the_folder_of_the_backups_is_refused(folder: str):
    said = {"KIOSK_KEY_FILE": "/srv/safe/keys/master.key", "KIOSK_BACKUP": folder}
    with pytest.raises(UnsafeSettings, match="in the folder of the backups"):
        Settings.read(said)


def test_backups_go_where_the_settings_say_and_nowhere_by_themselves():
    assert Settings.read({}).backup is None
    here = Settings.read({"KIOSK_BACKUP": " /mnt/kiosk ", "KIOSK_BACKUP_MONTHS": "6"})
    assert (here.backup, here.backup_months) == (Path("/mnt/kiosk"), 6)


def test_phones_reach_it_by_one_address_under_tls():
    address = "https://forms.example.org:8443"
    assert Settings.read({"KIOSK_PUBLIC_URL": f" {address}/ "}).public_url == address
    assert Settings.read({}).public_url == ""


@pytest.mark.parametrize(
    "address",
    ["http://forms.example.org", "https://", "https://a.example/b", "https://me@a.example", "x:y"],
)
def test_an_address_for_phones_that_is_not_safe_is_refused(address: str):
    with pytest.raises(UnsafeSettings, match="KIOSK_PUBLIC_URL"):
        Settings.read({"KIOSK_PUBLIC_URL": address})


def test_programs_are_told_by_tls_alone_and_never_unsigned():
    named = {"KIOSK_WEBHOOK_URLS": "https://a.example.org/x, https://b.example.org/y"}
    with pytest.raises(UnsafeSettings, match="KIOSK_WEBHOOK_SECRET_FILE"):
        Settings.read(named)
    signed = {**named, "KIOSK_WEBHOOK_SECRET_FILE": "/etc/kiosk/webhook"}
    assert len(Settings.read(signed).webhook_urls) == 2
    for url in ("http://a.example.org/", "https://u:p@a.example.org/", "https://"):
        with pytest.raises(UnsafeSettings, match="KIOSK_WEBHOOK_URLS"):
            Settings.read({**signed, "KIOSK_WEBHOOK_URLS": url})
