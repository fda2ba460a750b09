"""The paper as data: what its lines say, for a program, and not a word more.

Made from what the templates draw and from nothing else, so that no answer can be in it that is not
printed. Left out is how things look, and what points to another page.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

from ...intake.record import Flag, Record
from ...languages import translate
from ..archive import Data
from ..chart import Chart
from .body_map import Figure
from .covering import Covering
from .page import Paper
from .signature import Drawn
from .text import Run

NAME = "paper.json"

LOOKS = frozenset(
    {"look", "long", "serif", "fit", "short", "firmness", "mark", "table", "came"}
    | {"key", "more", "hint", "legend", "signs", "count"}
)
"""Fields that say how something is shown, or where the rest of it is."""

DRAWN = Chart | Covering | Figure | Drawn
"""What is drawn says in words beside it what it shows."""


def as_data(paper: Paper, record: Record) -> Data:
    """What this paper of a record says, as a file that goes with it."""
    said = {
        "record": record.id,
        "catalogue": record.catalogue_version,
        "page_one": _plain(paper.one),
        "details": _plain(paper.details),
    }
    if paper.session:
        said["session"] = _plain(paper.session)
    content = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    about = translate("What this paper says, as data", paper.language)
    return Data(NAME, about, content, record.signed_at)


def _plain(shown: Any) -> Any:
    """As JSON takes it; nothing where nothing is said."""
    match shown:
        case Run():
            return shown.text.join(shown.marks)
        case Flag():
            return {"flag": shown.flag, "note": shown.note}
        case tuple() if shown and all(isinstance(each, Run) for each in shown):
            return "".join(_plain(run) for run in shown)
        case tuple() if shown and all(isinstance(getattr(e, "key", None), str) for e in shown):
            return {each.key: said for each in shown if (said := _plain(each))}
        case tuple():
            return [said for each in shown if (said := _plain(each))]
        case str() | int():
            return shown
    if not shown or not is_dataclass(shown) or isinstance(shown, DRAWN):
        return None
    each = {field.name: _plain(getattr(shown, field.name)) for field in fields(shown)}
    return {name: said for name, said in each.items() if said and name not in LOOKS}
