"""A printer of the network: what it took and printed is known, and nothing is sent twice."""

from __future__ import annotations

import shutil
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from kiosk.exports.printer import NotSure, NotTaken, Printer
from tests.cups import SERVER, Cups, printing_server
from tests.patience import until

pytestmark = pytest.mark.process

PDF = b"%PDF-1.7\n% of nobody\n%%EOF\n"


@pytest.fixture(scope="module")
def cups(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cups]:
    if not SERVER.exists() or not shutil.which("cancel"):
        pytest.skip("no CUPS on this machine")
    with printing_server(tmp_path_factory.mktemp("cups")) as cups:
        yield cups


def test_a_paper_arrives_as_it_is_and_the_printer_says_that_it_is_out(cups: Cups):
    printer = Printer(cups.url)
    job = printer.send(PDF, "7K3M-1")
    until(lambda: printer.progress(job).state == "printed")
    assert PDF in cups.printed()


def test_a_printer_that_stands_still_is_at_work_until_somebody_helps_or_cancels(cups: Cups):
    printer = Printer(cups.url)
    cups.stands_still()
    try:
        job, other = printer.send(PDF, "one"), printer.send(PDF, "two")
        assert printer.progress(job).state == "working"
        cups.drops(other)
        assert printer.progress(other).state == "failed"
    finally:
        cups.goes_on()
    until(lambda: printer.progress(job).state == "printed")


@pytest.mark.parametrize("path", ["printers/nobody", "nowhere"])
def test_what_a_printer_does_not_take_can_be_sent_again(cups: Cups, path: str):
    with pytest.raises(NotTaken):
        Printer(f"ipp://127.0.0.1:{cups.port}/{path}").send(PDF, "one")


def test_a_printer_that_accepts_no_jobs_takes_none(cups: Cups):
    cups.takes_nothing()
    try:
        with pytest.raises(NotTaken):
            Printer(cups.url).send(PDF, "one")
    finally:
        cups.goes_on()


def test_a_printer_that_is_away_takes_none():
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        with pytest.raises(NotTaken):
            Printer(f"ipp://127.0.0.1:{nobody.getsockname()[1]}/ipp/print").send(PDF, "one")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
        b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n\2\0\0\0\0\0\0\1\2\x21\0\6",
        b"nonsense\r\n\r\n",
    ],
    ids=["hangs up", "breaks off", "no IPP", "cut short", "no HTTP"],
)
def test_a_printer_that_does_not_say_leaves_it_open_whether_it_has_the_paper(answer: bytes):
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()

        def answers() -> None:
            with door.accept()[0] as line:
                line.recv(65536)
                line.sendall(answer)

        serving = threading.Thread(target=answers, daemon=True)
        serving.start()
        with pytest.raises(NotSure):
            Printer(f"ipp://127.0.0.1:{door.getsockname()[1]}/ipp/print").send(PDF, "one")
        serving.join()


def test_a_printer_whose_certificate_nobody_vouches_for_gets_no_paper(tmp_path: Path):
    asked = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    asked.load_cert_chain(of_itself(tmp_path))
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()

        def answers() -> None:
            with door.accept()[0] as line, suppress(ssl.SSLError, ConnectionError):
                asked.wrap_socket(line, server_side=True).recv(65536)

        serving = threading.Thread(target=answers, daemon=True)
        serving.start()
        with pytest.raises(NotTaken) as no:
            Printer(f"ipps://127.0.0.1:{door.getsockname()[1]}/ipp/print").send(PDF, "one")
        assert isinstance(no.value.__cause__, ssl.SSLCertVerificationError)
        serving.join()


def of_itself(folder: Path) -> Path:
    """A key and the certificate that it signed for itself, in one file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    day = timedelta(days=1)
    dated = made.not_valid_before(datetime.now(UTC) - day).not_valid_after(datetime.now(UTC) + day)
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = dated.add_extension(here, critical=True).sign(key, SHA256())
    plain = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file = folder / "printer.pem"
    file.write_bytes(plain + signed.public_bytes(Encoding.PEM))
    return file
