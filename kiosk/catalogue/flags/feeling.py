"""Rules about pain, hard experiences, and wishes that health speaks against."""

from ..conditions import AtLeast, Has, In, Is
from .rule import Rule

HARD_TOOLS = Has("self_tools", ("gun", "roller", "stick", "ball"))
"""Tools that press harder than hands."""

FEELING = (
    Rule(
        "r_hard_past",
        Has("mind", ("hard_past",)) | Has("worries", ("being_touched",)),
        "caution",
        flag="Touch may be hard",
        note="Explain each step, ask before each new area, keep the pause signal in "
        "view, leave an easy way out. Do not ask for the story.",
        sources=("TIC",),
    ),
    Rule(
        "r_memory",
        Has("mind", ("memory",)),
        "caution",
        flag="Memory problems",
        note="Check consent again in simple words at each step; include the helper if wished.",
        sources=("CMTO_C",),
    ),
    Rule(
        "r_high_pain",
        AtLeast("pain_now", 8) | AtLeast("today_pain", 8),
        "caution",
        flag="Pain 8 or more now",
        note="Ask what changed. Go gently; if it is new and severe, talk about seeing a "
        "doctor first.",
        sources=("FM",),
    ),
    Rule(
        "r_night",
        Is("night_waking", "most"),
        "caution",
        flag="Pain wakes them most nights",
        note="Ask if moving eases it. If it never eases, talk about seeing a doctor. "
        "Find a restful position.",
        sources=("FM",),
    ),
    Rule(
        "r_new_pain",
        Is("complaint_onset", "days")
        & Is("complaint_cause", "injury")
        & Is("story_told_today", "yes"),
        "caution",
        scope="local",
        flag="New injury, under 2 weeks",
        note="Treat as fresh: no deep work on the area.",
        sources=("NY",),
    ),
    Rule(
        "r_after_bad",
        Has("after_effects", ("bruised", "sore", "dizzy", "headache")) | Is("since_last", "worse"),
        "caution",
        flag="Felt worse after a massage before",
        note="Less pressure and time today; follow up in a day or two.",
        sources=("YIN",),
    ),
    Rule(
        "r_pressure_conflict",
        In("pressure", ("p4_firm", "p5_deep")) & Is("health_limits_pressure", "yes"),
        "caution",
        flag="Wants firm pressure, but health says lighter",
        note="Explain why you start light and agree on it together.",
        sources=("AMTA_M", "NY"),
    ),
    Rule(
        "r_position_conflict",
        Has("positions_ok", ("face_down",))
        & Is("pregnancy", "yes")
        & In("pregnancy_weeks", ("w14_27", "w28_plus")),
        "caution",
        flag="Chose face down while pregnant",
        note="Offer side-lying instead and explain why.",
        sources=("PREG",),
    ),
    Rule(
        "r_scent_conflict",
        Is("scent", "light_scent") & Is("scent_risk", "yes"),
        "caution",
        flag="Said yes to scent, but has a scent risk",
        note="Use no scent unless they confirm in the room.",
        sources=("ALG",),
    ),
    Rule(
        "r_tool_conflict",
        HARD_TOOLS & Is("health_limits_pressure", "yes")
        | HARD_TOOLS & Has("heart_blood", ("varicose",))
        | HARD_TOOLS & Has("bones_joints", ("inflamed_joints",))
        | HARD_TOOLS & Has("today_signs", ("new_injury",)),
        "caution",
        flag="Home tools may not suit their health",
        note="Suggest hands only until a clinician agrees; see home-care limits.",
        sources=("FR",),
    ),
    Rule(
        "r_self_pain",
        Has("self_notice", ("sharp", "tingling", "bruises")),
        "caution",
        flag="Self-massage causes pain, tingling, or bruises",
        note="Show a lighter way or ask them to stop for now.",
        sources=("FR",),
    ),
    Rule(
        "r_headache_often",
        Is("headache_days", "most"),
        "caution",
        flag="Headache on 15 or more days in four weeks",
        note="Ask whether a clinician knows, and how often pain medicine is taken. Start "
        "light on neck and head.",
        sources=("FM",),
    ),
)
