"""A request that arrives: when it is whole, how long it may take, and what is refused."""

from __future__ import annotations

import pytest

from kiosk.arriving import LARGEST_BODY, LARGEST_HEAD, PATIENCE, SLOWEST, Arriving

POST = b"POST /pair HTTP/1.1\r\nHost: kiosk\r\nContent-Length: %d\r\n\r\n"


def test_it_is_whole_with_the_last_byte_of_its_body_and_not_before():
    said, arriving = POST % 4 + b"a=bc", Arriving(b"", 0)
    for byte in said:
        assert not arriving.is_whole
        arriving.take(bytes([byte]))
    assert arriving.is_whole
    assert bytes(arriving.content) == said


def test_head_and_body_have_five_seconds_each_and_a_large_body_its_own_rate():
    assert Arriving(b"POST", 100).due == 100 + PATIENCE
    assert Arriving(b"GET / HTTP/1.1\r\n\r\n", 100).due == 100 + PATIENCE
    assert Arriving(POST % SLOWEST, 100).due == 100 + 2 * PATIENCE + 1
    slow = Arriving(POST % 90, 100)
    for _ in range(80):
        slow.take(b"a")
    assert slow.due < 100 + 2 * PATIENCE + 1, "a drop now and then gives no more time"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"GET / HTTP/1.1\r\nA: " + b"a" * LARGEST_HEAD, 431),
        (b"GET / HTTP/1.1\r\nA: " + b"a" * LARGEST_HEAD + b"\r\n\r\n", 431),
        (b"POST / HTTP/1.1\r\ntransfer-encoding : chunked\r\n\r\n", 411),
    ],
)
def test_what_has_no_end_is_refused(said: bytes, status: int):
    refusal = Arriving(said, 0).refusal
    assert refusal
    assert refusal[0] == status


def test_a_body_nobody_will_read_is_not_waited_for():
    huge = Arriving(POST % (LARGEST_BODY + 1), 0)
    assert huge.is_whole
    assert huge.cut


@pytest.mark.parametrize("said", [b"-4", b"4, 4", b"0x4", b"4\r\nContent-Length: 5"])
def test_an_odd_length_is_left_to_whoever_reads_the_head(said: bytes):
    assert Arriving(b"POST / HTTP/1.1\r\nContent-Length: " + said + b"\r\n\r\n", 0).is_whole


def test_a_length_is_read_as_whoever_reads_the_head_does():
    said = b"POST / HTTP/1.1\r\nContent-Length: " + b"0" * 20 + b"5\r\n\r\n"
    assert not Arriving(said, 0).is_whole
    assert Arriving(said + b"hello", 0).is_whole
    assert Arriving(said.replace(b"5", b"9" * 5000), 0).cut
