"""A kiosk that has one more language, as a program: what it offers, and draws.

``python drawn_in.py CODE FOLDER``, that kiosk before ours on the path. Prints JSON.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import create_app
from kiosk.exports.blank_form import Form, blank_html
from kiosk.exports.paper.html import paper_html
from kiosk.intake.facts import ClinicFacts
from kiosk.languages import LANGUAGES, REVIEWED, format_day, read_day, translations
from kiosk.settings import Settings
from kiosk.store import Keys, Store
from kiosk.store.engine.migrate import migrate
from tests.conftest import Clock

if TYPE_CHECKING:
    from tests.walks.clinic import Clinic

DAY = date(2026, 3, 10)


def opened(folder: Path, language: str) -> Clinic:
    """A clinic that works in this language."""
    from tests.walks.clinic import Clinic

    clock = Clock()
    store = Store(f"sqlite:///{folder / 'kiosk.db'}", Keys.fresh(), clock)
    migrate(store)
    app = create_app(Settings(data=folder, totp="off"), store)
    app.testing = True
    clinic = Clinic(app, store, clock)
    clinic.founds(language)
    return clinic


def pages(folder: Path, language: str) -> dict[str, str]:
    """Welcome, a step, the blank form and the paper."""
    from tests.builders.records import the_record, ticks_everything
    from tests.walks.tablet import Tablet

    tablet = Tablet(opened(folder, language))
    said = ticks_everything(language=language)
    return {
        "welcome": tablet.opens(f"/?language={language}").source,
        "step": tablet.starts(language=language).source,
        "blank": blank_html(Form(language, "Quiet Hands", ClinicFacts(language))),
        "paper": paper_html(the_record(said, language)),
    }


if __name__ == "__main__":
    code, folder = sys.argv[1], Path(sys.argv[2])
    speaks = code if code in LANGUAGES else "en"
    translations.strict = code in LANGUAGES
    day = format_day(DAY, code)
    found = {"offered": list(REVIEWED), "day": day}
    found |= {"read": str(read_day(day)) if code in LANGUAGES else ""}
    sys.stdout.write(json.dumps({**found, **pages(folder, speaks)}))
