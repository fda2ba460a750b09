"""A clinic that answers on a port of its own, over TLS, as tablets and staff would reach it."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from werkzeug.serving import WSGIRequestHandler, make_server

from kiosk import create_app
from kiosk.exports.press import Press
from kiosk.intake.draft import Draft, as_json
from kiosk.settings import Settings
from kiosk.store import Store, clinics, open_store
from kiosk.store.access import staff, tablets, trusted_devices
from kiosk.store.engine.steady import Clock
from kiosk.store.intakes import calls, intakes, planned_visits
from kiosk.store.intakes.planned_visits import Planned
from kiosk.store.records import records
from kiosk.usecases.sign_intake import sign_intake
from tests.builders.clinic import PASSWORD, hires
from tests.conftest import Clock as StoppedClock
from tests.walks.clinic import SUPPORT_LIST
from tests.walks.fixtures import PATIENT

MORNING = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
"""The visit day of the personas."""

ADDRESS = "198.51.100.7"

TOLD = "https://books.example.org/kiosk"
"""A program of the clinic's. Nothing is ever sent: nobody serves as `python -m kiosk` does."""


@dataclass(frozen=True)
class Clinic:
    """A running clinic, with what a test wants to see of its books."""

    store: Store
    address: str
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def paired(self, name: str = "Tablet") -> str:
        """The token of a newly paired tablet."""
        with self.store.writing() as tx:
            code = tablets.pairing_code(tx, f"{name} {next(self._numbers)}", "setup")
        # Each from an address of its own: a whole suite of tablets is no one's guessing.
        return tablets.pair(self.store, code, f"{ADDRESS}.{code}")

    def signed_in(self, *roles: str) -> str:
        """The token of a new staff member who has just signed in."""
        name = f"Mei {next(self._numbers)}"
        hires(self.store, name, roles or ("desk", "therapist", "admin"))
        return staff.sign_in(self.store, name, PASSWORD, ADDRESS)

    def trusted(self) -> str:
        """The token of a device that somebody of the staff trusted today."""
        token = self.signed_in()
        with self.store.writing() as tx:
            person = staff.by_token(tx, token)
            assert person
            return trusted_devices.trust(tx, person, "481592")

    def stands_at(self, tablet: str, step: str, **draft: Any) -> tuple[str, str]:
        """Start an intake on this tablet that has come as far as a step: its id and token."""
        with self.store.writing() as tx:
            known = tablets.by_token(tx, tablet)
            assert known
            started, token = intakes.start(tx, known, as_json(Draft(**draft)), step)
        return started.id, token

    def signs(self, tablet: str, answers: dict[str, Any], **draft: Any) -> str:
        """A client has been here and signed: the intake's id."""
        intake_id, _ = self.stands_at(tablet, "sign", answers=answers)
        with self.store.writing() as tx:
            here, clinic = intakes.find(tx, intake_id), clinics.the_clinic(tx)
            assert clinic
            said = Draft(answers=answers, **draft)
            sign_intake(tx, here, clinic.visit_at(tx.now, said), said, clinic)
        return intake_id

    def knows(self, tablet: str, answers: dict[str, Any]) -> str:
        """Somebody was here before, and the desk has found them again: their arrival code."""
        before = self.signs(tablet, answers)
        told = {key: answers[key] for key in ("full_name", "birth_date", "phone", "filling_for")}
        with self.store.writing() as tx:
            visit, code = planned_visits.plan(
                tx, Planned(MORNING.date(), "09:30", "", told), "desk"
            )
            planned_visits.is_of(tx, visit.id, before, "desk")
        return code

    def parks(self, intake_id: str) -> None:
        """The client has stopped, and it is kept."""
        with self.store.writing() as tx:
            intakes.park(tx, intakes.find(tx, intake_id), by="client")

    def calls_for(self, intake_id: str, kind: calls.Kind, name: str) -> None:
        """Today rings for this client."""
        with self.store.writing() as tx:
            calls.call(tx, intake_id, kind, name)

    def drawn(self, intake_id: str) -> tuple[int, str]:
        """How many strokes of a signature are kept before it is one, and the intake's rev."""
        with self.store.reading() as tx:
            here = intakes.find(tx, intake_id)
        return len((here.draft["answers"].get("signature") or {}).get("strokes", ())), str(here.rev)

    def signed(self, intake_id: str) -> dict[str, Any]:
        """The record of a signed intake."""
        with self.store.reading() as tx:
            return records.find(tx, intake_id).record


class Quiet(WSGIRequestHandler):
    """Keeps connections open, as a tablet's browser likes it, and says nothing."""

    protocol_version = "HTTP/1.1"

    def log(self, *_: Any) -> None:
        """Not to the console."""


@contextmanager
def open_clinic(
    folder: Path, language: str = "en", clock: Clock | None = None, **other: Any
) -> Iterator[Clinic]:
    """Serve a new clinic until the tests are done with it; ``other`` settings than the usual."""
    plain = {"data": folder / "data", "key_file": folder / "keys" / "master.key", "totp": "off"}
    plain |= {"webhook_urls": (TOLD,), "webhook_secret_file": folder / "secret"}
    settings = Settings(**{**plain, **other})
    store = open_store(settings, clock=clock or StoppedClock(MORNING))
    with store.writing() as tx:
        clinic = clinics.found(tx, "Quiet Hands", language, "Europe/London")
        clinics.change(tx, clinic.id, "setup", support_list_text=SUPPORT_LIST)
    app = create_app(settings, store, Press(limits=PATIENT))
    server = make_server(
        "127.0.0.1",
        0,
        app,
        threaded=True,
        request_handler=Quiet,
        ssl_context=own_certificate(folder),
    )
    serving = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    serving.start()
    try:
        yield Clinic(store, f"https://127.0.0.1:{server.port}")
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
        app.extensions["printing"].close()
        store.close()


def own_certificate(folder: Path) -> tuple[str, str]:
    """A certificate for this machine that nobody vouches for, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=2))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .sign(key, hashes.SHA256())
    )
    kept = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "own.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "own.key").write_bytes(key.private_bytes(serialization.Encoding.PEM, *kept))
    return str(folder / "own.crt"), str(folder / "own.key")
