"""Printing out: each new paper of today goes to the printer, or to a print station, once.

A station asks for the next paper and says how it went; a printer of the network is fed by a
thread of the server. Both take from one list, and no paper is printed a second time by itself.
"""

from __future__ import annotations

import atexit
import logging
import threading

from ..exports.printer import NotSure, NotTaken, Printer
from ..store import Missing, Store, StoreError, Transaction, Unreadable, sites
from ..store.access import stations
from ..store.access.tablets import Tablet
from ..store.clinics import the_clinic
from ..store.records import papers, print_jobs
from ..store.records.owed import Because, Claim
from ..store.records.print_jobs import Job
from .read_answers import prints_by_itself

log = logging.getLogger("kiosk.paper")

AT_WORK = 1.0
"""Seconds between two questions to a printer how far a paper is."""

PRINTER = "printer"
"""What stands in the list, and in the audit, for the printer of the network."""

SAYS_NOTHING_NEW: frozenset[Because] = frozenset({"therapist"})
"""Of what makes a paper new: it only names who works with the client, which the sheet in their
hand need not say."""


def is_on(tx: Transaction, printer: Printer | None, record_id: str) -> bool:
    """Whether papers are printed by themselves where this record was signed.

    The printer of the network stands at the site that is meant without a word: no paper comes out
    at another one.
    """
    site_id = sites.of_signed(tx, record_id)
    has_printer = printer is not None and site_id == sites.main(tx)
    return has_printer or any(each.site_id == site_id for each in stations.all_stations(tx))


def queue_paper(tx: Transaction, printer: Printer | None, drawn: Claim, number: int) -> None:
    """A paper was drawn: have it printed, where that happens by itself and it is of today."""
    clinic = the_clinic(tx)
    if clinic and drawn.because not in SAYS_NOTHING_NEW and is_on(tx, printer, drawn.record_id):
        print_jobs.queue_up(tx, drawn.record_id, number, clinic.day(tx.now))


def next_paper(store: Store, station: Tablet) -> Job | None:
    """The next paper, for this station alone; None where none waits."""
    with store.writing() as tx:
        return print_jobs.claim(tx, station.id, station.site_id)


def paper_for(store: Store, by: str, record_id: str) -> bytes:
    """The bytes of a paper that ``by`` has claimed, noted as printed. Raises Missing.

    Missing as well is one that does not open: another is drawn, and comes out in its place.
    """
    with store.writing() as tx:
        pdf = _opened(tx, _claimed(tx, by, record_id))
        if pdf is not None:
            prints_by_itself(tx, by, record_id)
    if pdf is None:
        raise Missing(record_id)
    return pdf


def _opened(tx: Transaction, job: Job) -> bytes | None:
    try:
        return papers.paper_number(tx, job.record_id, job.number)
    except Unreadable:
        papers.owe_anew(tx, job.record_id)
        print_jobs.settle(tx, job, "told")
        return None


def tell_outcome(store: Store, by: str, record_id: str, *, came_out: bool) -> None:
    """A station says how it went. Told twice, or too late, it changes nothing."""
    with store.writing() as tx:
        for job in print_jobs.claimed(tx, by):
            if job.record_id == record_id:
                print_jobs.settle(tx, job, "" if came_out else "told")


def _claimed(tx: Transaction, by: str, record_id: str) -> Job:
    mine = (job for job in print_jobs.claimed(tx, by) if job.record_id == record_id)
    job = next(mine, None)
    if job is None:
        raise Missing(record_id)
    return job


class Feeding:
    """Feeds the printer of the network, for as long as the process runs; nothing without one."""

    def __init__(self, store: Store, printer: Printer | None, look: float) -> None:
        self.store = store
        self.printer = printer
        self.look = look
        self._bell = threading.Event()
        self._closed = False
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to feed, unless it has begun or is closed. Raises RuntimeError without a thread."""
        with self._lock:
            if self.printer is not None and self._thread is None and not self._closed:
                thread = threading.Thread(
                    target=self._work, args=(self.printer,), name="printer", daemon=True
                )
                thread.start()
                self._thread = thread
                atexit.register(self.close)

    def ring(self) -> None:
        """A paper may wait: look now."""
        self._bell.set()

    def close(self) -> None:
        """Feed no more. What waits goes on waiting; what is at the printer is asked for later."""
        self._closed = True
        self._bell.set()
        atexit.unregister(self.close)

    def _work(self, printer: Printer) -> None:
        try:
            while not self._closed:
                self._bell.clear()
                self._bell.wait(AT_WORK if self._looks(printer) else self.look)
        finally:
            self._thread = None

    def _looks(self, printer: Printer) -> bool:
        """Whether something is at the printer, so that it is worth to look again soon."""
        try:
            return look_after(self.store, printer)
        except StoreError as fault:
            log.warning("printing waits: %s", type(fault).__name__)
            return False


def look_after(store: Store, printer: Printer) -> bool:
    """Ask the printer for what it has, and hand over all that waits. False where it has nothing."""
    with store.reading() as tx:
        at_work = [job for job in print_jobs.claimed(tx, PRINTER) if job.printer_job is not None]
    for job in at_work:
        _ask(store, printer, job)
    while _hands_over(store, printer):
        pass
    with store.reading() as tx:
        return print_jobs.how_many(tx, "sent") > 0


def _ask(store: Store, printer: Printer, job: Job) -> None:
    """How far this paper is. A printer that does not say is asked again, until its time is over."""
    number = job.printer_job or 0
    try:
        progress = printer.progress(number)
    except NotTaken:
        return
    with store.writing() as tx:
        match progress.state:
            case "printed":
                print_jobs.settle(tx, job)
            case "failed":
                print_jobs.settle(tx, job, "printer")
            case "working":
                print_jobs.taken(tx, job, number)


def _hands_over(store: Store, printer: Printer) -> bool:
    """Hand the next paper over. False where none waits, or the printer takes none."""
    with store.writing() as tx:
        job = print_jobs.claim(tx, PRINTER, sites.main(tx))
    if job is None:
        return False
    try:
        pdf = paper_for(store, PRINTER, job.record_id)
        number = printer.send(pdf, f"{job.record_id[:4]}-{job.number}")
    except Missing:
        return True
    except NotTaken:
        log.warning("the printer takes no paper")
        with store.writing() as tx:
            print_jobs.put_back(tx, job, "away")
        return False
    except NotSure:
        log.warning("the printer did not say whether it took a paper")
        with store.writing() as tx:
            print_jobs.settle(tx, job, "not_sure")
        return False
    with store.writing() as tx:
        print_jobs.taken(tx, job, number)
    return True
