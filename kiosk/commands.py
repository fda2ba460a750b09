"""What the commands do, each with one line that says what was done."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO
from zoneinfo import available_timezones

from .intake.withdrawn import Asker, Way
from .languages import LANGUAGES, REVIEWED, SOURCE, is_country
from .languages.folders import folders
from .languages.words import missing
from .settings import Settings
from .store import Missing, Refused, Unreadable, clinics, open_kept, open_store, sites
from .store.access import second_step, staff, staff_names, tablets
from .store.engine import put_aside, rights
from .store.records import records
from .usecases.check_health import Check, look_at_all, look_closely, spoiled
from .usecases.let_paper_go import let_paper_go
from .usecases.seal_paper import make_seal
from .usecases.verify_paper import PROVES, Kind, sentence, verify_paper
from .usecases.verify_records import broken, verify_all, verify_record
from .usecases.withdraw_agreement import withdraw_agreement
from .whole_file import whole_file

SCRIPT = "script"
"""Who did it, in the audit, when a command did."""

TRUSTED = "delete it once the new database is trusted, for it keeps what is erased."

NO_PLACE = {"Factory", "localtime"}
"""What is kept among the time zones, and is none of any clinic."""

FEW = 5
"""Missing texts that are named where all languages are looked at."""

EXIT_CODES: dict[Kind, int] = {"issued": 0, "changed": 3, "gone": 4, "other": 5, "no_pdf": 6}
"""Of ``verify``. 1 and 2 are every command's: it could not be done, or was not understood."""


def init(
    settings: Settings, name: str | None, language: str, time_zone: str, country: str = ""
) -> int:
    """Make the schema and the clinic; without a name, the schema alone.

    Raises Refused where there is a clinic already.
    """
    if time_zone not in available_timezones() - NO_PLACE:
        raise Refused("time_zone", f"{time_zone} is no time zone. Write one like Europe/Madrid.")
    country = country.upper()
    if country and not is_country(country):
        raise Refused("country", f"{country} is no country. Write two letters, like ES or US.")
    with closing(open_store(settings, migrate=True)) as store:
        if not store.is_sqlite:
            with store.writing() as tx:
                rights.let_in(tx)
        if name is None:
            return done("The schema is up to date.")
        with store.writing() as tx:
            clinics.found(tx, name, language, time_zone, settings.paper_size, country)
    return done(f"{name} is set up.")


def add_staff(settings: Settings, name: str, roles: Sequence[str], password: str) -> int:
    """Add an account. Raises Refused where name or password will not do."""
    with closing(open_kept(settings)) as store, store.writing() as tx:
        staff.add(tx, name, password, roles, by=SCRIPT)
    return done(f"{name} may sign in as {', '.join(roles)}.")


def reset_staff(settings: Settings, name: str, password: str) -> int:
    """Give an account a new password, let it set up its app anew, and end its sign-ins."""
    with closing(open_kept(settings)) as store, store.writing() as tx:
        person = staff.find(tx, staff_names.called(tx, name))
        staff.set_password(tx, person.id, password, by=SCRIPT)
        second_step.reset(tx, person.id, SCRIPT, "new password by a script")
    return done(f"{person.name} has a new password, and sets up a new app at the next sign-in.")


def pair_tablet(settings: Settings, name: str, site: str = "") -> int:
    """Print a pairing code, and nothing else. Raises Refused without a name or such a site."""
    if not name:
        raise Refused("name", "Give the tablet a name.")
    with closing(open_kept(settings)) as store, store.writing() as tx:
        print_line(tablets.pairing_code(tx, name, SCRIPT, sites.called(tx, site)))
    return 0


def withdraw(settings: Settings, record_id: str, card: str, asked_by: Asker, how: Way) -> int:
    """Take an agreement back for a client. Raises Refused where there is none that holds."""
    with closing(open_kept(settings)) as store, store.writing() as tx:
        if not records.is_signed(tx, record_id):
            raise Refused("record", f"There is no record {record_id}.")
        new = withdraw_agreement(tx, record_id, card, asked_by, how, SCRIPT)
    return done(f"{card} is taken back." if new else f"{card} was taken back before.")


def let_go(settings: Settings, record_id: str, number: int) -> int:
    """Let the bytes of a paper go that open no more. Raises Refused where they open."""
    with closing(open_kept(settings)) as store, store.writing() as tx:
        try:
            new = let_paper_go(tx, record_id, number, SCRIPT)
        except Missing as no:
            words = f"There is no paper {number} of a record {record_id}."
            raise Refused("paper", words) from no
    then = "was let go before" if not new else "is let go; the record's next paper is another"
    return done(f"Paper {record_id} {number} {then}.")


@contextmanager
def to_file(output: Path | None) -> Iterator[BinaryIO]:
    """The file, for its owner alone, whole or not at all; or standard output.

    What is there already and is no file, a pipe or a device, is written to and stays what it is.
    """
    if output is None:
        yield sys.stdout.buffer
        return
    if output.exists() and not output.is_file():
        with output.open("wb") as out:
            yield out
        return
    with whole_file(output.resolve()) as out:
        yield out


def demo(settings: Settings) -> int:
    """Make a clinic of invented people where there is none, say how to get in, and serve it."""
    from .demo.clinic import build, settings_of
    from .serve import address, serve

    there = settings_of(settings)
    people = build(there, lambda words: print_line(f"{words} …"))
    for person in people:
        print_line(f"Sign in as {person.name} ({', '.join(person.roles)}): {person.password}")
    print_line("In the demo a password is enough. A clinic of your own asks for a code as well.")
    where = f"http://{address(settings)}"
    print_line(f"Client in one window: {where}/pair with the code {pairing(there)}")
    print_line(f"Staff in a private window: {where}/staff/")
    serve(there)
    return 0


def pairing(settings: Settings) -> str:
    """A code that pairs one more device."""
    with closing(open_kept(settings)) as store, store.writing() as tx:
        return tablets.pairing_code(tx, "Your window", by=SCRIPT)


def print_line(words: str) -> None:
    """A line on standard output, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def doctor(settings: Settings) -> int:
    """Say what is well and what is not, a line each, and what to do. 1 where something is not."""
    found = _looked_at(settings)
    for each in found:
        for words in each.found:
            print_line(f"NOT  {words}")
        print_line(f"ok   {each.what}" if each.well else f"NOT  {each.what}: {each.mend}")
    if (moved := put_aside.place_of(settings.database)).exists():
        print_line(f"also {moved} is this clinic before it moved to PostgreSQL: {TRUSTED}")
    return 0 if all(each.well for each in found) else 1


def _looked_at(settings: Settings) -> list[Check]:
    """Everything that is looked at, each once: the closer look has the last word."""
    try:
        with closing(open_kept(settings, open_to_others=True)) as store:
            quick = look_at_all(store, settings, _paper_there())
            return list({each.key: each for each in (*quick, *look_closely(store))}.values())
    except Unreadable as fault:
        return [spoiled(fault)]


def verify(settings: Settings, file: Path) -> int:
    """Say what a file is to this clinic. 0 only where it was issued here and is as it was."""
    from .exports.carried_seals import LARGEST, look_at

    with file.open("rb") as opened:
        pdf = opened.read(LARGEST + 1)
    with closing(open_kept(settings)) as store:
        verdict = verify_paper(store, pdf, look_at)
    print_line(sentence(verdict, SOURCE))
    print_line(PROVES)
    return EXIT_CODES[verdict.kind]


def verify_kept(settings: Settings, record_id: str | None) -> int:
    """Say what of a record, or of all, is not as it was, a line each. 0 only where all is."""
    with closing(open_kept(settings)) as store:
        try:
            found = (
                verify_all(store, _counted)
                if record_id is None
                else verify_record(store, record_id)
            )
        except Missing:
            raise Refused("record", f"There is no record {record_id}.") from None
    lines = [line for kind in broken(found).values() for line in kind]
    for line in lines:
        print_line(f"{line[0].upper()}{line[1:]}.")
    if lines:
        return EXIT_CODES["changed"]
    if record_id:
        return done(f"Record {record_id} is as signed and written.")
    return done("Every record, paper and card, and the audit, are as signed and written.")


def _counted(number: int) -> None:
    if number % 1000 == 0:
        sys.stderr.write(f"{number} …\n")


def certificate(settings: Settings) -> int:
    """Print the certificate of the clinic's seal, and nothing else; made now if need be."""
    from .store.records import seals

    with closing(open_kept(settings)) as store:
        print_line(seals.as_text(make_seal(store).certificate).rstrip())
    return 0


def languages(code: str = "") -> int:
    """Say of each language, or of one, whether clinics may offer it, and what it still lacks.

    1 where one is not whole. Of one alone, every missing text is named.
    """
    every = [code] if code else list(folders())
    for each in every:
        language, lacking = folders()[each], missing(each)
        print_line(f"{each}  {language.name}: {_how_far(each)}")
        if lacking:
            print_line(
                f"    {len(lacking)} texts have no words in kiosk/languages/{each}/kiosk.po:"
            )
            for text in lacking if code else lacking[:FEW]:
                print_line(f"    {text.key or '-'}: {text.english}")
        if not language.reviewed:
            print_line(f"    not reviewed: say so in kiosk/languages/{each}/language.toml")
    return 0 if LANGUAGES.keys() >= set(every) else 1


def _how_far(code: str) -> str:
    if code in REVIEWED:
        return "offered"
    return "off until an admin turns it on" if code in LANGUAGES else "not offered"


def _paper_there() -> bool:
    from .exports.drawing import warm
    from .exports.drawn import NoEngine

    try:
        warm()
    except NoEngine:
        return False
    return True


def done(words: str, where: TextIO | None = None) -> int:
    """Say what was done; the exit code of a command that did it."""
    (where or sys.stdout).write(f"{words}\n")
    return 0
