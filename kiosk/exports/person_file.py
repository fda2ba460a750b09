"""What lies in the file of everything of one person, beside what is theirs."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from ..languages import N_, format_day, translate
from .zip_stream import File

READ_ME = "read-me.txt"

TEXTS = (
    N_("Everything that %(clinic)s keeps of one client, as of %(day)s."),
    N_("Each folder is one visit, by its day:"),
    N_("copy.pdf: what was said and signed, to read."),
    N_("papers: each paper as it was drawn for the therapist."),
    N_("signed.json: what was signed, to the letter. The SHA-256 of this file is its fingerprint."),
    N_("stands.json: the same with what was put right or taken back since, by whom, when and why."),
    N_("since.json: the session, its note, how you said it was, and whether your story is told."),
    N_("openings.json: who opened, printed or took out what was said, when and why."),
    N_("planned.json: what the desk wrote down about visits to come."),
    N_("brought-in.json: what was known of the client from another program."),
    N_("contents.json: what is in here, and what could not be read or drawn, or was held back."),
)


def json_file(name: str, content: Any) -> File:
    """A file that programs read and people can."""
    return name, json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def read_me(clinic: str, at: datetime, language: str) -> File:
    """What lies where, in the client's own language."""
    said = {"clinic": clinic, "day": format_day(at.date(), language)}
    lines = (translate(text, language) % said for text in TEXTS)
    return READ_ME, "\r\n\r\n".join(lines).encode() + b"\r\n"
