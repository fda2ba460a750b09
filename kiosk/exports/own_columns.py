"""The columns of an export that are no question's: what the visit was, and what came of it."""

from __future__ import annotations

from typing import Literal, NamedTuple

from ..languages import N_

Kind = Literal["text", "number", "day", "time", "moment", "code", "codes", "yes", "marks"]
"""What stands in a column. ``codes`` holds any number of ids; ``yes`` is 1 or 0."""

Part = Literal["visit", "answers", "session", "note", "reflection", "missing"]


class Own(NamedTuple):
    """A column with its heading, and what stands in it."""

    key: str
    kind: Kind
    title: str
    means: str


VISIT = (
    Own("id", "text", N_("Record"), N_("The record's id: the same in every export.")),
    Own("signed_at", "moment", N_("Signed"), N_("When it was signed.")),
    Own("language", "code", N_("Language"), N_("The language the client walked in.")),
    Own(
        "catalogue_version",
        "text",
        N_("Version of the questions"),
        N_("It moves when a word of what is asked moves."),
    ),
    Own("client", "text", N_("Client"), N_("The same for all visits of one person.")),
    Own("visit_number", "number", N_("Visit number"), N_("1 is the client's first visit here.")),
    Own("visit_day", "day", N_("Day"), N_("The day of the visit, where the clinic is.")),
    Own("visit_time", "time", N_("Hour"), N_("When they began; if a day before, signed.")),
    Own("clinic", "text", N_("Clinic"), N_("The clinic as it was called at signing.")),
    Own("site", "text", N_("Site"), N_("The place; the clinic's name where it has only one.")),
    Own("therapist", "text", N_("Therapist"), N_("Whose session it is, as of the export.")),
    Own("therapist_id", "text", N_("Therapist's id"), N_("The same, where names change.")),
    Own("state", "code", N_("State"), N_("How far the session was at the export.")),
    Own("signed_by", "code", N_("Signed by"), N_("Who signed: the client, or a guardian.")),
    Own("helped_by", "text", N_("Helped by"), N_("Who helped to fill it in.")),
    Own("age", "number", N_("Age"), N_("In years, on the day of the visit.")),
    Own("is_minor", "yes", N_("Minor"), N_("Whether the law asks for a guardian.")),
    Own("changes", "codes", N_("Changed"), N_("Questions answered otherwise than last time.")),
    Own("carried", "codes", N_("From earlier visits"), N_("Questions, each with its earlier day.")),
    Own("corrected", "codes", N_("Put right"), N_("Questions put right since, each with the day.")),
    Own("withdrawn", "codes", N_("Taken back"), N_("Agreements taken back, each with the day.")),
    Own(
        "consents",
        "codes",
        N_("Agreements"),
        N_("Each agreement shown, its version, the answer, and when it was given."),
    ),
    Own("flags", "codes", N_("Flags"), N_("What the therapist was shown, as it stands.")),
    Own(
        "other_answers",
        "text",
        N_("Answers to retired questions"),
        N_("As JSON: what was answered to questions that are asked no more."),
    ),
    Own(
        "unreviewed",
        "yes",
        N_("Language not reviewed"),
        N_("Whether no native reader had read the client's language when it was signed."),
    ),
    Own(
        "own_agreements",
        "codes",
        N_("The clinic's own agreements"),
        N_("The title of each that was shown; version, answer and time stand under “consents”."),
    ),
    Own(
        "cards_shown",
        "codes",
        N_("How agreements were shown"),
        N_(
            "Each agreement with its version, its language, for how many seconds it was open, who "
            "of the staff helped, who read it aloud, and when it was first shown."
        ),
    ),
)

SESSION = (
    Own("session_started_at", "moment", N_("Session began"), N_("When the session was started.")),
    Own("session_ended_at", "moment", N_("Session ended"), N_("When the session was ended.")),
    Own("session_minutes", "number", N_("Session minutes"), N_("Between the two, rounded.")),
    Own("session_talked", "codes", N_("Talked through"), N_("Flags, each with what came of it.")),
    Own("session_lines", "codes", N_("Lines that matter"), N_("Questions shown to the client.")),
    Own("session_understood", "code", N_("Understood"), N_("What the client said of those lines.")),
    Own(
        "session_signed_again",
        "codes",
        N_("Signed again"),
        N_("Private areas answered anew before the session, each with the answer."),
    ),
    Own(
        "session_answers",
        "codes",
        N_("Said in the room"),
        N_("Private areas asked once more, each with the answer and who gave it."),
    ),
    Own("session_taps", "codes", N_("During the session"), N_("What was tapped, each with when.")),
)

NOTE = (
    Own("note_signed_at", "moment", N_("Note signed"), N_("When the session's note was signed.")),
    Own("note_by", "text", N_("Note by"), N_("Who wrote the session's note.")),
    Own("note_added", "codes", N_("Added to the note"), N_("What was added, each with when.")),
)

REFLECTION = (
    Own("reflected_at", "moment", N_("Client's words on"), N_("When the client said how it was.")),
)
