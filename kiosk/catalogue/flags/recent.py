"""Rules about today, the last three months, and pregnancy."""

from ..conditions import Has, In, Is
from .rule import Rule

RECENT = (
    Rule(
        "r_not_answered",
        Is("safety_skipped", "yes"),
        "caution",
        flag="Safety questions not answered",
        note="Ask the open questions about today, health, and medicines aloud before "
        "you start, and record the answers.",
        sources=("NY",),
    ),
    Rule(
        "r_dulled",
        Has("today_signs", ("dulling_medicine",))
        | Has("medicine_kinds", ("strong_pain", "relaxer_sleep")),
        "caution",
        flag="Medicine may dull pain or cause sleepiness",
        note="Feedback on pressure may be off. Stay at medium or less; avoid strong "
        "stretches; help up slowly; check they are fit to drive.",
        sources=("AMTA_M", "NY"),
    ),
    Rule(
        "r_open_skin",
        Has("today_signs", ("open_skin",)),
        "caution",
        scope="local",
        flag="Cut, burn, blister, or sunburn",
        note="Stay off the area and keep products away from it.",
        sources=("NY",),
    ),
    Rule(
        "r_new_injury",
        Has("today_signs", ("new_injury",)),
        "caution",
        scope="local",
        flag="Injury in the last 3 days",
        note="No direct work on the area while it is hot or swollen. Ask if it has been checked.",
        sources=("NY",),
    ),
    Rule(
        "r_new_lump",
        Has("warning_signs", ("new_lump",)),
        "caution",
        scope="local",
        flag="New lump",
        note="Do not work over it. Suggest having it looked at.",
        sources=("ONC", "NY"),
    ),
    Rule(
        "r_recent_fracture",
        Has("recent_events", ("fracture",)),
        "caution",
        scope="local",
        flag="Recent broken bone or dislocation",
        note="Stay off the site and do not move the joint until it is said to be stable.",
        sources=("NY", "FR"),
    ),
    Rule(
        "r_recent_accident",
        Has("recent_events", ("accident",)),
        "caution",
        flag="Recent crash, fall, or knock to the head",
        note="Ask if it was checked. No neck work if there is headache, dizziness, or "
        "new numbness.",
        sources=("NY", "IFO"),
    ),
    Rule(
        "r_recent_injection",
        Has("recent_events", ("injection",)),
        "caution",
        scope="local",
        flag="Recent injection, filler, or vaccine",
        note="Stay off the site. For face fillers keep off the face and avoid the face "
        "rest for about 2 weeks unless the provider says otherwise.",
        sources=("BOT", "AMTA_M"),
    ),
    Rule(
        "r_pregnant_early",
        Is("pregnancy", "yes") & In("pregnancy_weeks", ("up_to_13", "unknown")),
        "caution",
        flag="Pregnant, up to 13 weeks or unsure",
        note="No deep work on belly or sacrum. Ask about nausea. Check how the pregnancy is going.",
        sources=("NY", "PREG"),
    ),
    Rule(
        "r_pregnant_mid_late",
        Is("pregnancy", "yes") & In("pregnancy_weeks", ("w14_27", "w28_plus")),
        "caution",
        flag="Pregnant, 14 weeks or more",
        note="Side-lying with pillows (left side is often advised); no long time flat "
        "on the back; not face down; light strokes only on legs; no belly pressure.",
        sources=("PREG", "NY"),
    ),
    Rule(
        "r_pregnancy_bp",
        Has("pregnancy_signs", ("diabetes_bp",)),
        "caution",
        flag="Diabetes or high blood pressure with pregnancy",
        note="Ask what the maternity team advised today. Watch for swelling and headache.",
        sources=("PE", "PREG"),
    ),
    Rule(
        "r_maybe_pregnant",
        Is("pregnancy", "maybe"),
        "caution",
        flag="May be pregnant",
        note="Work as for early pregnancy.",
        sources=("NY",),
    ),
    Rule(
        "r_after_birth",
        Is("pregnancy", "after_birth"),
        "caution",
        flag="Gave birth in the last 3 months",
        note="Ask about wound, bleeding, feeding, and comfort lying down. Raised clot "
        "risk: light leg work, ask about calf pain.",
        sources=("DVT", "FM"),
    ),
)
