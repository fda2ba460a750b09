"""Rules that are good to know: nothing to avoid, something to prepare."""

from ..conditions import AtLeast, Has, In, Is
from .rule import Rule

GOOD_TO_KNOW = (
    Rule(
        "r_old_injury",
        Has("old_injuries", ("bone", "joint", "other_op", "crash", "sport", "scar")),
        "info",
        scope="local",
        flag="Old injury or operation still felt",
        note="Ask where and when, and how it is now. Near a scar: only when healed and "
        "welcome; ask about numb skin.",
        sources=("FM",),
    ),
    Rule(
        "r_event_soon",
        Is("sport_next", "days3") | Is("today_event", "days3"),
        "info",
        flag="Race, match, or hard session within 3 days",
        note="Nothing deep and nothing new on the muscles they will use.",
        sources=("FM",),
    ),
    Rule(
        "r_arthritis",
        Has("bones_joints", ("arthritis",)),
        "info",
        scope="local",
        flag="Arthritis (wear)",
        note="Comfortable positions; gentle movement around the joint.",
        sources=("NY",),
    ),
    Rule(
        "r_thyroid",
        Has("inside", ("thyroid",)),
        "info",
        flag="Thyroid illness",
        note="Ask about tiredness and feeling hot or cold.",
        sources=("FM",),
    ),
    Rule(
        "r_small_devices",
        Has("devices", ("hearing_aid", "contacts")),
        "info",
        scope="local",
        flag="Hearing aid or contact lenses",
        note="Ask to keep in or take out; mind the face rest.",
        sources=("FM",),
    ),
    Rule(
        "r_pain_relief",
        Has("medicine_kinds", ("pain_relief",)),
        "info",
        flag="Takes everyday pain relief",
        note="Pain feedback may be lower; ask when the last dose was.",
        sources=("AMTA_M",),
    ),
    Rule(
        "r_rescue",
        Has("rescue_items", ("inhaler", "adrenaline", "sugar", "heart_spray")),
        "info",
        flag="Carries emergency help",
        note="Ask where it is and keep it in the room.",
        sources=("FM",),
    ),
    Rule(
        "r_anxiety",
        Has("mind", ("anxiety", "low_mood"))
        | Has("worries", ("pain", "not_knowing", "speaking_up", "undressing", "body_looks")),
        "info",
        flag="Worried or low: go step by step",
        note="Tell them what comes next; check in early; name their right to stop.",
        sources=("TIC",),
    ),
    Rule(
        "r_sensory",
        Has("mind", ("sensory",)),
        "info",
        flag="Sensory overload possible",
        note="Less sound, light, and scent; steady, slow contact.",
        sources=("FM",),
    ),
    Rule(
        "r_feelings_likely",
        Has("worries", ("feelings",))
        | Has("after_effects", ("feelings",))
        | (Is("caring_load", "heavy") & AtLeast("stress_level", 7))
        | (Is("caring_load", "heavy") & AtLeast("today_stress", 7)),
        "info",
        flag="Feelings may come up",
        note="Read the feelings plan first. Stay in scope: hold a calm space, no counselling.",
        sources=("SCOPE",),
    ),
    Rule(
        "r_support",
        Is("support_list", "yes"),
        "info",
        flag="Wants a list of people to talk to",
        note="Hand it over without questions.",
        sources=("SCOPE",),
    ),
    Rule(
        "r_first_time",
        Is("visit_kind", "new") & Is("massage_before", "never"),
        "info",
        flag="First massage",
        note="Explain each step, how covering works, and that they can speak at any time.",
        sources=("TIC",),
    ),
    Rule(
        "r_clinician_no",
        Is("consent_clinician", "no") & Is("any_health_stop", "yes"),
        "info",
        flag="Has not agreed to us talking with their doctor",
        note="Respect it. If advice is essential for safety, say so and do not treat without it.",
        sources=("NY",),
    ),
    Rule(
        "r_companion",
        In("companion", ("yes_mine", "yes_staff")),
        "info",
        flag="Wants someone in the room",
        note="Arrange it before you start; place the person where the client wants them.",
        sources=("WA555", "CMTO_SA"),
    ),
    Rule(
        "r_therapist_choice",
        In("therapist_choice", ("woman", "man")),
        "info",
        flag="Has a wish about who they work with",
        note="Desk: check the match before the client is called in.",
        sources=("TIC",),
    ),
    Rule(
        "r_access",
        Has("access_needs", ("interpreter", "someone_to_help"))
        | Has(
            "room_help",
            ("face_me", "see_poorly", "hands_shake", "on_off_table", "walking_aid", "plain_steps"),
        ),
        "info",
        flag="Needs help to communicate or move",
        note="Set it up before you start; speak to the client, not the helper.",
        sources=("AIS",),
    ),
    Rule(
        "r_language",
        Is("other_language", "yes"),
        "info",
        flag="Prefers another language",
        note="Summary is in the clinic's language; the client's own words are kept as "
        "typed. Arrange language help; do not use a child to interpret.",
        sources=("AIS",),
    ),
)
