"""Which visits are exported, and each with all that whoever exports it may read of it.

Every format is written over what this hands out, and over nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from functools import partial
from itertools import islice
from zoneinfo import ZoneInfo

from ..exports.exported import Exported, Written
from ..frozen import dataclass
from ..intake import in_private
from ..intake.treatment import Treatment
from ..store import Transaction, sites
from ..store.access import staff
from ..store.access.staff import Staff
from ..store.clinics import the_clinic
from ..store.records import picked, standing, treatments
from ..store.records.notes import Note
from ..store.records.picked import NOBODYS, Pick, Whose
from ..store.records.records import AT_A_TIME, Signed
from ..store.records.reflections import Reflection
from ..store.records.standing import Standing
from .export_gate import Beside, may_export_beside, may_export_paper

WITH_PAPERS = frozenset({"fhir", "fhir-bulk"})
"""The formats that carry the paper of a visit."""


@dataclass(frozen=True)
class Wanted:
    """What is to be exported, and why."""

    first: date
    last: date
    """Visit days, both included."""
    kind: str
    """One of ``formats.FORMATS``."""
    reason: str
    therapist: str = ""
    """Id of whose visits; empty for everybody's."""
    state: str = ""
    """How far the session is; empty for any."""
    spoken: str = ""
    """The language that clients walked in; empty for any."""
    flags: tuple[str, ...] = ()
    """Visits with one of these rules; none for all."""
    changed_since: date | None = None
    """Only what was signed or written about from this day on."""
    groups: tuple[str, ...] = ()
    """The groups of columns; none for all."""
    language: str = "en"
    """In which language it is worded, where it is in words."""
    private: bool = False
    """With what is private to the therapist who asks."""
    site: str = ""
    """Id of the site whose visits; empty for every site's."""

    @classmethod
    def on(cls, slip: Sequence[str]) -> Wanted:
        """What was written on a slip."""
        first, last, kind, reason, therapist, state, spoken, flags, since, *how = slip
        groups, language, private, site = how
        return cls(
            date.fromisoformat(first),
            date.fromisoformat(last),
            kind,
            reason,
            therapist,
            state,
            spoken,
            tuple(flags.split()),
            date.fromisoformat(since) if since else None,
            tuple(groups.split()),
            language,
            private == "private",
            site,
        )

    @property
    def slip(self) -> tuple[str, ...]:
        """The same, to be written on a slip."""
        since = str(self.changed_since) if self.changed_since else ""
        picked = (self.therapist, self.state, self.spoken, " ".join(self.flags), since)
        private = "private" if self.private else ""
        how = (" ".join(self.groups), self.language, private, self.site)
        return str(self.first), str(self.last), self.kind, self.reason, *picked, *how

    @property
    def name(self) -> str:
        """What the audit calls it: its days, its format, and its site where it is of one alone."""
        site = f"/{self.site}" if self.site else ""
        return f"{self.first}/{self.last}/{self.kind}{site}"

    @property
    def looks_inside(self) -> bool:
        """Whether which visits are meant is known only once each is opened."""
        return bool(self.state or self.spoken or self.flags)


@dataclass(frozen=True)
class Exporter:
    """Who exports: an account, or a command or program, which reads nothing that is private."""

    id: str
    account: Staff | None = None


def pick_of(tx: Transaction, wanted: Wanted) -> Pick:
    """The same by what stands in plain columns; ``looks_inside`` says whether that is all of it."""
    clinic = the_clinic(tx)
    zone = ZoneInfo(clinic.time_zone) if clinic else UTC
    since = wanted.changed_since
    at = datetime.combine(since, time(), zone) if since else None
    return Pick(wanted.first, wanted.last, wanted.therapist, wanted.site, at)


def exported_visits(
    tx: Transaction, wanted: Wanted, by: Exporter, *, words: bool = True
) -> Iterator[Exported]:
    """These visits, oldest first, as a stream that holds few of them in memory at a time.

    Ask ``may_export`` first. One that cannot be read is there with its id and times, where
    nothing that only an open one tells is asked for. Without ``words`` the lines of wordings may be
    missing, but in visits that something was written about.
    """
    names = {person.id: person.name for person in staff.everyone(tx)}
    called = sites.names(tx)
    signed = picked.stream(tx, pick_of(tx, wanted), words=words)
    while some := list(islice(signed, AT_A_TIME)):
        batch = _batch(tx, some, by, wanted, names, called)
        yield from (one for one in batch.told() if is_meant(one, wanted))


def is_meant(one: Exported, wanted: Wanted) -> bool:
    """Whether a visit is among those that are asked for by what it says."""
    if not one.is_readable:
        return not wanted.looks_inside
    flags = {flag["key"] for flag in one.kept["flags"]}
    return (
        wanted.state in ("", one.session.state)
        and wanted.spoken in ("", one.kept["language"])
        and (not wanted.flags or not flags.isdisjoint(wanted.flags))
    )


@dataclass(frozen=True)
class _Batch:
    """Some visits, with what was read for all of them at once."""

    visits: Sequence[Standing]
    whose: Mapping[str, Whose]
    sessions: Mapping[str, Treatment]
    beside: Beside
    names: Mapping[str, str]
    sites: Mapping[str, str]
    paper_of: Callable[[str], bytes | None]

    def told(self) -> Iterator[Exported]:
        """Each of them."""
        return map(self._told, self.visits)

    def _told(self, visit: Standing) -> Exported:
        kept, withheld = visit.kept, frozenset[str]()
        if visit.id not in self.beside.private:
            kept, withheld = in_private.without(kept)
        whose, note = self.whose.get(visit.id, NOBODYS), self.beside.notes.get(visit.id)
        said = self.beside.reflections.get(visit.id)
        return Exported(
            kept,
            client=whose.client,
            visit_number=whose.number,
            clinic=str(kept.get("clinic", "")),
            site=self.sites.get(visit.signed.site_id, ""),
            therapist=self.names.get(visit.signed.therapist_id, ""),
            therapist_id=visit.signed.therapist_id,
            session=self.sessions[visit.id],
            note=_note(note, self.names) if note else None,
            reflection=_reflection(said) if said else None,
            withheld=withheld,
            paper=self.paper_of(visit.id) if visit.id in self.beside.private else None,
        )


def _batch(
    tx: Transaction,
    some: Sequence[Signed],
    by: Exporter,
    wanted: Wanted,
    names: Mapping[str, str],
    called: Mapping[str, str],
) -> _Batch:
    return _Batch(
        list(standing.of_all(tx, some)),
        picked.whose(tx, some),
        treatments.of_all(tx, [each.id for each in some]),
        may_export_beside(tx, by.account, some, private=wanted.private),
        names,
        called,
        partial(_paper, tx, by.account, wanted.kind),
    )


def _paper(tx: Transaction, who: Staff | None, kind: str, record_id: str) -> bytes | None:
    return may_export_paper(tx, who, record_id) if kind in WITH_PAPERS else None


def _note(note: Note, names: Mapping[str, str]) -> Written:
    added = tuple(f"{each.made_at.isoformat()}: {each.words}" for each in note.additions)
    by = names.get(note.made_by, note.made_by)
    return Written(note.answers, note.made_at.isoformat(), by, added)


def _reflection(said: Reflection) -> Written:
    return Written(said.answers, said.made_at.isoformat())
