"""Rules about agreeing: no hands-on work that was not said yes to."""

from ..agreements import OWN
from ..conditions import AnyOf, Has, In, Is, Marked
from .rule import Rule

CONSENT = (
    Rule(
        "r_private_talk",
        Is("private_word", "yes")
        | Is("today_private", "yes")
        | Is("after_release", "talk")
        | Is("pregnancy", "in_private")
        | Is("cancer", "in_private")
        | Has("mind", ("in_private",)),
        "stop_and_ask",
        flag="Wants to tell you something in private",
        note="Before you start, offer a private moment with no one else in the room. Do "
        "not read the reason aloud at the desk.",
        sources=("TIC",),
    ),
    Rule(
        "r_no_treatment_consent",
        Is("consent_treatment", "talk_first")
        | Is("consent_stop", "talk_first")
        | Is("consent_health_truth", "talk_first")
        | Is("consent_feelings", "talk_first")
        | Is("consent_privacy", "talk_first")
        | AnyOf(tuple(Is(card.key, "talk_first") for card in OWN)),
        "stop_and_ask",
        flag="A consent card is waiting for a talk",
        note="Do no hands-on work until you have talked it through and the card is "
        "agreed and recorded.",
        sources=("CMTO_C", "NCB", "WA565"),
    ),
    Rule(
        "r_no_draping_consent",
        Is("consent_draping", "talk_first") | Is("undress_level", "talk_first"),
        "stop_and_ask",
        flag="Wants to talk about clothes and covering first",
        note="Explain the draping you plan, offer clothed or seated work, and record "
        "what was agreed before you leave the room.",
        sources=("TX", "NCB"),
    ),
    Rule(
        "r_minor",
        Is("is_minor", "yes"),
        "stop_and_ask",
        flag="Minor: check guardian consent and presence",
        note="Check the guardian's identity and signature, local rules on who must be "
        "in the room, and the young person's own wish, before each visit.",
        sources=("WA555", "DE", "TX"),
    ),
    Rule(
        "r_guardian_gap",
        Is("guardian_relation", "other")
        | Is("consent_guardian", "talk_first")
        | (Is("is_minor", "yes") & Is("signer", "client"))
        | (Is("filling_for", "someone_else") & Is("signer", "client")),
        "stop_and_ask",
        flag="Legal right to agree is not clear",
        note="Ask who can legally agree. Do no hands-on work until a parent, guardian, "
        "or legal representative has signed.",
        sources=("WA555", "DE"),
    ),
    Rule(
        "r_assent",
        In("own_say", ("not_sure", "no")),
        "stop_and_ask",
        flag="The person on the table has not said yes",
        note="Speak with the person directly and without pressure. A guardian's yes "
        "does not replace their own.",
        sources=("NCB", "CMTO_C"),
    ),
    Rule(
        "r_mark_vs_consent",
        Marked("work", "sensitive") & Is("no_yes_for_marked_sensitive", "yes"),
        "stop_and_ask",
        flag="Map asks for an area they did not agree to",
        note="Treat the area as NO. Ask about the difference; work there only after a "
        "recorded yes.",
        sources=("CMTO_SA", "TX"),
    ),
    Rule(
        "r_sensitive_minor",
        Is("is_minor", "yes") & Is("any_sensitive", "choose"),
        "stop_and_ask",
        flag="Private area chosen for a minor",
        note="Needs the guardian's written consent, the young person's own yes, a clear "
        "reason, and local rules that allow it. When in doubt, leave it out.",
        sources=("WA555", "CMTO_SA"),
    ),
    Rule(
        "r_sensitive_breast",
        In("sensitive_breast", ("over_cover", "yes", "ask")),
        "stop_and_ask",
        flag="Breast work asked for",
        note="Only with a health reason, the training and written consent (and any "
        "referral) your law asks for. Offer a witness. Ask again before uncovering.",
        sources=("WA555", "NV", "TX"),
    ),
)
