"""A calendar as other programs write it, and one that lies; fetched from its own host alone."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from kiosk.exports.calendar_reading import LARGEST, MOST, read_calendar
from kiosk.exports.calendar_source import NoCalendar, fetch
from kiosk.exports.press import NoPaper, Press
from kiosk.exports.public_host import is_public
from tests.browser.clinic import own_certificate

DAYS = ("Europe/London", "2026-03-10", "2026-03-23")


def calendar(*events: str) -> bytes:
    whole = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{whole}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def read(*events: str) -> dict[str, Any]:
    return read_calendar((calendar(*events), DAYS))


def times(*events: str) -> list[tuple[str, str, str]]:
    return [(each["day"], each["time"], each["name"]) for each in read(*events)["events"]]


@pytest.mark.parametrize(
    "lies",
    [
        "RECURRENCE-ID:00010101T000000",
        "RECURRENCE-ID;VALUE=DATE:00010101",
        "RECURRENCE-ID:soon",
        "RECURRENCE-ID:20260311T093000Z\nRECURRENCE-ID:20260312T093000Z",
        "DTSTART:20260312T093000Z",
        "RRULE:FREQ=DAILY;COUNT=2\nEXDATE:0001",
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
        "RRULE:FREQ=DAILY;BYHOUR=9,10,11;BYMINUTE=0,10,20,30,40,50",
    ],
)
def test_an_event_that_lies_is_counted_and_the_others_are_read(lies: str):
    ana = "UID:1\nSUMMARY:Ana Ruiz\nDTSTART:20260310T093000Z"
    found = read(ana, f"UID:2\nSUMMARY:Bo\nDTSTART:20260311T093000Z\n{lies}")
    assert [each["name"] for each in found["events"]] == ["Ana Ruiz"]
    assert found["unread"] == 1


def test_hours_are_the_clinics_whatever_zone_they_are_written_in():
    assert times(
        "UID:1\nSUMMARY:Ana Ruiz\nDTSTART:20260310T093000Z",
        "UID:2\nSUMMARY:Bo\nDTSTART;TZID=Europe/Madrid:20260311T103000",
        "UID:3\nSUMMARY:Cy\nDTSTART;TZID=Romance Standard Time:20260312T103000",
        "UID:4\nSUMMARY:Di\nDTSTART:20260313T110000",
    ) == [
        ("2026-03-10", "09:30", "Ana Ruiz"),
        ("2026-03-11", "09:30", "Bo"),
        ("2026-03-12", "09:30", "Cy"),
        ("2026-03-13", "11:00", "Di"),
    ]


def test_whoever_is_invited_is_told_beside_what_it_is_called():
    (event,) = read(
        "UID:1\nSUMMARY:Massage 60\nDTSTART:20260310T093000Z\n"
        "ORGANIZER;CN=Mei Tanaka:mailto:mei@example.org\n"
        "ATTENDEE;CN=Ana Ruiz:mailto:ana@example.org"
    )["events"]
    assert (event["name"], event["people"]) == ("Massage 60", "Ana Ruiz")
    assert event["words"].splitlines()[:3] == ["Ana Ruiz", "Mei Tanaka", "Massage 60"]


def test_days_beyond_whole_days_and_what_is_off_are_no_visits():
    assert not times(
        "UID:1\nSUMMARY:Too late\nDTSTART:20260324T093000Z",
        "UID:2\nSUMMARY:Closed\nDTSTART;VALUE=DATE:20260312",
        "UID:3\nSUMMARY:Off\nSTATUS:CANCELLED\nDTSTART:20260312T093000Z",
    )


def test_a_series_comes_as_its_days_without_what_was_taken_out_or_moved():
    series = (
        "UID:1\nSUMMARY:Ana\nDTSTART;TZID=Europe/London:20260106T090000\n"
        "RRULE:FREQ=WEEKLY\nEXDATE;TZID=Europe/London:20260310T090000"
    )
    moved = (
        "UID:1\nSUMMARY:Ana\nRECURRENCE-ID;TZID=Europe/London:20260317T090000\n"
        "DTSTART;TZID=Europe/London:20260318T140000"
    )
    assert times(series) == [("2026-03-17", "09:00", "Ana")]
    assert times(series, moved) == [("2026-03-18", "14:00", "Ana")]
    assert read(series)["events"][0]["uid"] == read(series, moved)["events"][0]["uid"]


@pytest.mark.parametrize(
    "event",
    [
        "UID:1\nSUMMARY:Ana\nDTSTART;TZID=Nowhere/At_All:20260310T093000",
        "UID:1\nSUMMARY:Ana\nDTSTART:20261399T093000Z",
        "UID:1\nSUMMARY:Ana",
        "UID:1\nSUMMARY:Ana\nDTSTART:20260310T093000Z\nRRULE:FREQ=NEVER",
    ],
    ids=["a zone that is none", "a day that is none", "no day", "a rule that is none"],
)
def test_what_cannot_be_read_is_counted_and_is_no_visit(event: str):
    assert read(event) == {"events": [], "unread": 1}


def test_no_calendar_one_too_large_and_one_too_full_are_nothing():
    assert read_calendar((b"%PDF-1.7", DAYS)) == {"wrong": "no_calendar"}
    assert read_calendar((b"x" * (LARGEST + 1), DAYS)) == {"wrong": "large"}
    one = "SUMMARY:Ana\nDTSTART:20260310T000000Z"
    assert read(*(f"UID:{number}\n{one}" for number in range(MOST + 1))) == {"wrong": "many"}


@pytest.mark.paper
def test_a_rule_that_never_ends_ends_in_the_press(press: Press):
    rule = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    endless = f"UID:1\nSUMMARY:Ana\nDTSTART:20000101T000000Z\n{rule}"
    with pytest.raises(NoPaper) as no:
        press.make(read_calendar, (calendar(endless), DAYS), cpu=0.5)
    assert no.value.why == "time"


class _Answers(BaseHTTPRequestHandler):
    """Says what it is told to, at each path."""

    def do_GET(self) -> None:
        status, where, content = self.server.answers.get(self.path, (404, "", b""))
        self.send_response(status)
        if where:
            self.send_header("Location", where)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def serves(folder: Path, **answers: tuple[int, str, bytes]) -> Iterator[tuple[str, ssl.SSLContext]]:
    """A host of its own over TLS: its address, and what trusts it."""
    cert, key = own_certificate(folder)
    server = HTTPServer(("127.0.0.1", 0), _Answers)
    server.handle_error = lambda *_: None
    server.answers = {f"/{name}": said for name, said in answers.items()}
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(cert, key)
    server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        trust = ssl.create_default_context(cafile=str(cert))
        yield f"https://127.0.0.1:{server.server_port}", trust
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def any_address(_: str) -> bool:
    return True


def why(url: str, trust: ssl.SSLContext | None = None, may_call: Any = any_address) -> str:
    with pytest.raises(NoCalendar) as no:
        fetch(url, may_call, trust)
    return no.value.why


def test_it_is_fetched_from_its_own_host_alone(tmp_path: Path):
    answers = {
        "clinic.ics": (200, "", b"BEGIN:VCALENDAR"),
        "moved.ics": (302, "/clinic.ics", b""),
        "away.ics": (302, "https://localhost/clinic.ics", b""),
        "plain.ics": (302, "http://127.0.0.1/clinic.ics", b""),
        "round.ics": (302, "/round.ics", b""),
        "large.ics": (200, "", b"x" * (LARGEST + 1)),
    }
    with serves(tmp_path, **answers) as (host, trust):
        assert fetch(f"{host}/clinic.ics", any_address, trust) == b"BEGIN:VCALENDAR"
        assert fetch(f"{host}/moved.ics", any_address, trust) == b"BEGIN:VCALENDAR"
        assert why(f"{host}/away.ics", trust) == "elsewhere"
        assert why(f"{host}/plain.ics", trust) == "elsewhere"
        assert why(f"{host}/round.ics", trust) == "elsewhere"
        assert why(f"{host}/large.ics", trust) == "large"
        assert why(f"{host}/nothing.ics", trust) == "lost"
        assert why(f"{host}/clinic.ics") == "lost", "nobody vouches for its certificate"
        assert why(f"{host}/clinic.ics", trust, is_public) == "private"


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.8", "192.168.1.2", "169.254.169.254", "::1", "fd00::1"]
)
def test_no_address_of_a_private_network_is_called(address: str):
    assert not is_public(address)


def test_a_public_address_may_be_called():
    assert is_public("93.184.216.34")
