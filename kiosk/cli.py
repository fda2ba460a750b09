"""The commands of ``python -m kiosk``: what each takes, does, and says."""

from __future__ import annotations

import argparse
import os
import select
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from .arguments import host, name
from .audit_cli import add_audit, add_week_report
from .backup_cli import add_backups
from .export_cli import add_dictionary, add_export
from .import_cli import add_calendar, add_import
from .intake.normal import one_line
from .intake.withdrawn import ASKED_BY, CARDS, HEARD
from .key_cli import add_keys, add_lighten
from .languages import REVIEWED, SOURCE
from .languages.folders import folders
from .retention_cli import add_retention
from .server_cli import add_server
from .settings import Settings, UnsafeSettings
from .version import VERSION

Command = Callable[[argparse.Namespace, Settings], int]

ROLES = ("desk", "therapist", "admin")

STOPPED = 130
"""What a command that somebody stopped by Ctrl+C ends with, as shells have it."""


def main(words: Sequence[str]) -> int:
    """Run one command. 0 when done, 1 when it could not be, 2 when it was not understood."""
    from .store import StoreError

    said = parser().parse_args(words)
    try:
        command: Command = said.command
        code = command(said, Settings.read(os.environ))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return STOPPED
    except StoreError as no:
        sys.stderr.write(f"{no.sentence}\n")
    except OSError as no:
        _tells(no)
    except UnsafeSettings as no:
        sys.stderr.write(f"{no}\n")
    return 1


def _tells(no: OSError) -> None:
    """What went wrong, and with which file; nothing where whoever reads has read enough."""
    if isinstance(no, BrokenPipeError) and _nobody_reads():
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    parts = (no.strerror or str(no), str(no.filename or ""))
    sys.stderr.write(f"{': '.join(filter(None, parts))}\n")


def _nobody_reads() -> bool:
    ready = select.poll()
    ready.register(sys.stdout.fileno(), select.POLLOUT)
    return any(how & select.POLLERR for _, how in ready.poll(0))


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments."""
    top = argparse.ArgumentParser(prog="python -m kiosk", description="The intake kiosk.")
    top.add_argument("--version", action="version", version=VERSION)
    top.set_defaults(command=_serve)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    _add(commands, "serve", _serve, "serve the kiosk (the default)")
    _add_init(commands)
    _add_staff(commands)
    _add_tablet(commands)
    _add_caddyfile(commands)
    add_export(partial(_add, commands))
    add_dictionary(partial(_add, commands))
    add_import(partial(_add, commands))
    add_calendar(partial(_add, commands))
    _add_withdraw(commands)
    _add_paper(commands)
    add_backups(partial(_add, commands))
    add_server(partial(_add, commands))
    _add_keys(commands)
    add_lighten(partial(_add, commands))
    add_audit(partial(_add, commands))
    add_week_report(partial(_add, commands))
    add_retention(partial(_add, commands))
    _add(commands, "demo", _demo, "serve a clinic with invented visits, to look around in")
    _add_verify(commands)
    _add(commands, "certificate", _certificate, "print the certificate of the clinic's seal")
    _add(commands, "doctor", _doctor, "look whether everything is well")
    _add_languages(commands)
    return top


Commands = argparse._SubParsersAction  # the type argparse gives back has no public name


def _add(
    commands: Commands[argparse.ArgumentParser], name: str, run: Command, words: str
) -> argparse.ArgumentParser:
    added = commands.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
    added.set_defaults(command=run)
    return added


def _add_init(commands: Commands[argparse.ArgumentParser]) -> None:
    init = _add(commands, "init", _init, "set up the clinic, and the database's schema")
    init.add_argument(
        "--clinic",
        default=None,
        type=name,
        metavar="NAME",
        help="its name; without it, only the schema",
    )
    init.add_argument("--language", choices=tuple(REVIEWED), default=SOURCE)
    init.add_argument("--time-zone", default="UTC", metavar="ZONE", help="such as Europe/Madrid")
    init.add_argument(
        "--country", default="", metavar="CODE", help="two letters; without, as the time zone's"
    )


def _add_staff(commands: Commands[argparse.ArgumentParser]) -> None:
    group = commands.add_parser("staff", help="staff accounts").add_subparsers(
        title="commands", metavar="COMMAND", required=True
    )
    add = _add(group, "add", _staff_add, "add a staff account")
    add.add_argument("--name", required=True, type=name)
    add.add_argument("--role", required=True, action="append", choices=ROLES, help="may repeat")
    add.add_argument("--password-stdin", required=True, action="store_true", help="first line")
    reset = _add(group, "reset", _staff_reset, "give a staff account a new password")
    reset.add_argument("--name", required=True, type=one_line)
    reset.add_argument("--password-stdin", required=True, action="store_true", help="first line")


def _add_tablet(commands: Commands[argparse.ArgumentParser]) -> None:
    group = commands.add_parser("tablet", help="clients' tablets").add_subparsers(
        title="commands", metavar="COMMAND", required=True
    )
    pair = _add(group, "pair", _tablet_pair, "print a code that pairs one tablet")
    pair.add_argument("--name", required=True, type=name, help="what staff call the tablet")
    pair.add_argument("--site", default="", help="where it stands; without it, the first site")


def _add_caddyfile(commands: Commands[argparse.ArgumentParser]) -> None:
    words = "print a Caddyfile that serves the clinic's network over TLS"
    caddyfile = _add(commands, "caddyfile", _caddyfile, words)
    caddyfile.add_argument("name", metavar="NAME", type=host, help="its name or address")


def _add_withdraw(commands: Commands[argparse.ArgumentParser]) -> None:
    words = "write down that a client takes an agreement back"
    withdraw = _add(commands, "withdraw", _withdraw, words)
    withdraw.add_argument("record_id", metavar="RECORD", help="the record's id, as its paper says")
    withdraw.add_argument(
        "card", metavar="CARD", choices=tuple(CARDS), help="such as consent_story"
    )
    withdraw.add_argument("--asked-by", required=True, choices=tuple(ASKED_BY))
    withdraw.add_argument("--how", required=True, choices=HEARD, help="how they asked for it")


def _add_paper(commands: Commands[argparse.ArgumentParser]) -> None:
    group = commands.add_parser("paper", help="papers that are kept").add_subparsers(
        title="commands", metavar="COMMAND", required=True
    )
    words = "let a paper go that doctor names because it opens no more; the record stays whole"
    let_go = _add(group, "let-go", _let_go, words)
    let_go.add_argument("record_id", metavar="RECORD", help="the record's id, as doctor names it")
    let_go.add_argument("number", metavar="NUMBER", type=int, help="the paper's number behind it")


def _add_verify(commands: Commands[argparse.ArgumentParser]) -> None:
    words = "say whether a paper, a record or all that is kept is as it was issued and signed"
    verify = _add(commands, "verify", _verify, words)
    what = verify.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "file", type=Path, nargs="?", metavar="FILE.pdf", help="a paper of the clinic"
    )
    what.add_argument(
        "--record", dest="record_id", metavar="ID", help="one record, with its corrections"
    )
    what.add_argument("--all", action="store_true", help="every record, and the audit")


def _add_keys(commands: Commands[argparse.ArgumentParser]) -> None:
    group = commands.add_parser("keys", help="the master key and its recovery sheet")
    inside = group.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add_keys(partial(_add, inside))


def _add_languages(commands: Commands[argparse.ArgumentParser]) -> None:
    words = "say which languages are offered, and what the others lack"
    languages = _add(commands, "languages", _languages, words)
    languages.add_argument(
        "code", nargs="?", default="", choices=("", *folders()), metavar="CODE", help="name it all"
    )


def _serve(said: argparse.Namespace, settings: Settings) -> int:
    from .serve import serve

    serve(settings)
    return 0


def _init(said: argparse.Namespace, settings: Settings) -> int:
    from . import commands

    return commands.init(settings, said.clinic, said.language, said.time_zone, said.country)


def _password() -> str:
    """A line of standard input. Raises Refused where it is none in UTF-8."""
    from .store import Refused

    try:
        typed = sys.stdin.readline().rstrip("\n")
        typed.encode()
    except UnicodeError:
        raise Refused("password", "The password is not in UTF-8: type it again.") from None
    return typed


def _staff_add(said: argparse.Namespace, settings: Settings) -> int:
    from . import commands

    return commands.add_staff(settings, said.name, said.role, _password())


def _staff_reset(said: argparse.Namespace, settings: Settings) -> int:
    from . import commands

    return commands.reset_staff(settings, said.name, _password())


def _tablet_pair(said: argparse.Namespace, settings: Settings) -> int:
    from . import commands

    return commands.pair_tablet(settings, said.name, said.site)


def _caddyfile(said: argparse.Namespace, settings: Settings) -> int:
    from .usecases.reach_kiosk import caddyfile

    sys.stdout.write(caddyfile(settings, said.name))
    return 0


def _withdraw(said: argparse.Namespace, settings: Settings) -> int:
    from . import commands

    return commands.withdraw(settings, said.record_id, said.card, said.asked_by, said.how)


def _let_go(said: argparse.Namespace, settings: Settings) -> int:
    from . import commands

    return commands.let_go(settings, said.record_id, said.number)


def _demo(said: argparse.Namespace, settings: Settings) -> int:
    from . import commands

    return commands.demo(settings)


def _verify(said: argparse.Namespace, settings: Settings) -> int:
    from . import commands

    if said.file:
        return commands.verify(settings, said.file)
    return commands.verify_kept(settings, said.record_id)


def _certificate(said: argparse.Namespace, settings: Settings) -> int:
    from . import commands

    return commands.certificate(settings)


def _doctor(said: argparse.Namespace, settings: Settings) -> int:
    from . import commands

    return commands.doctor(settings)


def _languages(said: argparse.Namespace, settings: Settings) -> int:
    from . import commands

    return commands.languages(said.code)
