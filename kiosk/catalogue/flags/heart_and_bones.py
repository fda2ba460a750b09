"""Rules about heart, blood, bones and joints."""

from ..conditions import Feels, Has
from .rule import Rule

HEART_AND_BONES = (
    Rule(
        "r_bp_controlled",
        Has("heart_blood", ("bp_controlled", "low_bp")) | Has("medicine_kinds", ("heart_bp",)),
        "caution",
        flag="Blood pressure: get up slowly",
        note="Sit at the edge of the table for a minute before standing; help ready.",
        sources=("AMTA_M",),
    ),
    Rule(
        "r_heart_disease",
        Has("heart_blood", ("heart_disease", "past_heart_stroke"))
        | Has("devices", ("heart_device",)),
        "caution",
        flag="Heart condition or device",
        note="Ask what exertion is fine. Medium pressure at most; head raised if flat "
        "is hard; no pressure over a device.",
        sources=("HEART", "NY"),
    ),
    Rule(
        "r_past_clot",
        Has("heart_blood", ("past_clot",)),
        "caution",
        flag="Blood clot in the past",
        note="Ask about swelling or pain today. Light, broad strokes on legs.",
        sources=("DVT", "NY"),
    ),
    Rule(
        "r_varicose",
        Has("heart_blood", ("varicose",)),
        "caution",
        scope="local",
        flag="Varicose veins",
        note="No pressure on or near the veins.",
        sources=("NY", "CONTRA"),
    ),
    Rule(
        "r_bleeding",
        Has("medicine_kinds", ("blood_thinner",)) | Has("heart_blood", ("bleeding",)),
        "caution",
        flag="Bleeds or bruises easily",
        note="Light to medium, broad contact. No deep, friction, or tool work. Check "
        "skin as you go.",
        sources=("AMTA_M", "NY"),
    ),
    Rule(
        "r_bone",
        Has("bones_joints", ("osteoporosis",))
        | Has("medicine_kinds", ("steroid",))
        | Has("cancer_care", ("in_bones",)),
        "caution",
        flag="Bones may be fragile",
        note="No strong pressure on ribs, spine, or hips; no forced stretching. Soft props.",
        sources=("NY", "ONC", "AMTA_M"),
    ),
    Rule(
        "r_inflamed",
        Has("bones_joints", ("inflamed_joints",)) | Feels("hot") | Feels("swollen"),
        "caution",
        scope="local",
        flag="Hot or swollen joint or area",
        note="No direct work while hot or swollen. Gentle work nearby only.",
        sources=("NY",),
    ),
    Rule(
        "r_disc",
        Has("bones_joints", ("disc",)),
        "caution",
        scope="local",
        flag="Disc problem or sciatica",
        note="Ask what brings on leg or arm pain. No strong pressure or twisting at the "
        "spine; stop if pain travels.",
        sources=("YIN",),
    ),
    Rule(
        "r_neck_injury",
        Has("bones_joints", ("neck_injury",)),
        "caution",
        scope="local",
        flag="Neck injury in the past",
        note="Slow, supported neck work; no end-range turning.",
        sources=("IFO", "YIN"),
    ),
    Rule(
        "r_metal",
        Has("bones_joints", ("metal_joint",)) | Has("devices", ("implant",)),
        "caution",
        scope="local",
        flag="Joint replacement, metal, or implant",
        note="No direct pressure over it; ask which movements to avoid; adjust face-down support.",
        sources=("NY",),
    ),
    Rule(
        "r_loose",
        Has("bones_joints", ("loose_joints",)),
        "caution",
        flag="Very loose joints",
        note="No stretching to the end of range; support joints; light to medium; "
        "expect easy bruising.",
        sources=("EDS",),
    ),
    Rule(
        "r_wide_pain",
        Has("bones_joints", ("wide_pain",)),
        "caution",
        flag="Pain all over",
        note="Start light and short; ask how they felt a day later before doing more.",
        sources=("FM",),
    ),
)
