"""Signing: the draft becomes a record, in the transaction that keeps its last answers."""

from __future__ import annotations

from datetime import UTC, datetime

from ..intake.draft import Draft
from ..intake.freeze import Signing, record_of
from ..intake.record_json import as_json
from ..intake.visit import Visit
from ..store import Transaction, sites
from ..store.clinics import Clinic
from ..store.intakes import intakes, planned_visits
from ..store.intakes.drafts import Intake
from ..store.records import records
from ..store.records.records import Signed
from ..version import VERSION
from .share_story import enter_permission


def sign_intake(
    tx: Transaction, here: Intake, visit: Visit, draft: Draft, clinic: Clinic
) -> Signed:
    """Freeze and keep the record, with its visit's therapist. Sending twice gives the same one."""
    signing = Signing(
        id=here.id,
        clinic=clinic.name,
        clinic_language=clinic.language,
        time_zone=clinic.time_zone,
        tablet=here.tablet_id,
        therapist="",
        started_at=iso(here.started_at),
        signed_at=iso(tx.now),
        app_version=VERSION,
        site=sites.of_record(tx, here.site_id),
    )
    record = as_json(record_of(visit, draft, signing))
    kept = intakes.sign(tx, here, record)
    enter_permission(tx, kept.id, record, here.tablet_id)
    return records.find(tx, here.id) if planned_visits.signed(tx, here.id) else kept


def iso(moment: datetime) -> str:
    """A moment as ISO time in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
