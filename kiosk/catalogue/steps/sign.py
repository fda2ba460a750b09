"""The signature, and who gives it."""

from ..conditions import Has, Is
from ..questions import Choice, PickOne, Signature, Step, Words

SIGN = Step(
    "sign",
    "Sign",
    "Sign with a finger, or type your name. Both count.",
    (
        PickOne(
            "signer",
            "Who is signing?",
            required=True,
            forced=True,
            when=Is("is_minor", "yes") | Is("filling_for", "someone_else"),
            prints=("p1_consent.1",),
            choices=(
                Choice("client", "I am, for myself"),
                Choice("guardian", "I am, for the person in my care"),
            ),
        ),
        Signature(
            "signature",
            "Signature (drawn or typed)",
            required=True,
            forced=True,
            prints=("p1_consent.2",),
        ),
        Words(
            "signature_helper",
            "If someone tapped or read for you: their name",
            holds="name",
            when=Is("filling_for", "helped") | Has("access_needs", ("someone_to_help",)),
            prints=("p1_consent.3",),
        ),
    ),
    when=Is("visit_kind", "new")
    | Is("agree_due", "yes")
    | Is("any_sensitive", "choose")
    | Is("is_minor", "yes")
    | Is("filling_for", "someone_else"),
)
