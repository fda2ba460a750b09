"""Ideas for home, each with what speaks against it, and the lines of the aftercare handout."""

from __future__ import annotations

from dataclasses import field

from ..frozen import dataclass
from .conditions import Condition, Has, Is


@dataclass(frozen=True)
class Idea:
    """Something small to do at home."""

    key: str
    title: str
    text: str
    not_if: Condition | None = field(default=None, kw_only=True)
    """Hidden from the therapist's list when this holds."""
    places: tuple[str, ...] = field(default=(), kw_only=True)
    """Where on the body, of one figure; nothing where it is for the whole of it."""


IDEAS = (
    Idea(
        "breathe_slow",
        "Slow breathing",
        "Breathe in through the nose, then out a little longer. Five slow breaths, twice a day.",
    ),
    Idea(
        "notice_first",
        "Notice tension early",
        "Three times a day, check jaw, shoulders, breath, and hips. Let them soften.",
        places=("face_jaw", "shoulder_front_left", "shoulder_front_right"),
    ),
    Idea(
        "move_breaks",
        "Short moving breaks",
        "Stand up and move for one minute each half hour of sitting.",
    ),
    Idea(
        "walk_easy",
        "Easy walk",
        "Walk 10 minutes at an easy pace.",
        not_if=Has("warning_signs", ("limb_swelling", "chest_breath")),
    ),
    Idea(
        "neck_hands",
        "Neck and shoulders by hand",
        "Rub the top of each shoulder gently for one minute.",
        not_if=Has("warning_signs", ("worst_head_neck", "dizzy_vision")),
        places=("shoulder_back_left", "shoulder_back_right"),
    ),
    Idea(
        "jaw_soft",
        "Soft jaw",
        "Lips closed, teeth apart. Rub the cheek muscles with fingertips for one minute.",
        not_if=Has("touch_avoid", ("face",)) | Has("recent_events", ("injection",)),
        places=("face_jaw",),
    ),
    Idea(
        "forearm_knead",
        "Forearms by hand",
        "Stroke from wrist to elbow, one minute each arm.",
        not_if=Has("devices", ("line_port",)) | Has("skin_immune", ("lymph",)),
        places=("forearm_left", "forearm_right"),
    ),
    Idea(
        "foot_ball",
        "Ball under the foot",
        "Sit down. Roll a soft ball under each foot for one minute.",
        not_if=Has("nerves_head", ("numb_places",))
        | Has("inside", ("diabetes",))
        | Has("heart_blood", ("bleeding",))
        | Has("medicine_kinds", ("blood_thinner",)),
        places=("foot_sole_left", "foot_sole_right"),
    ),
    Idea(
        "back_ball_wall",
        "Ball on the wall",
        "Lean on a soft ball against a wall, beside the spine, never on it. One minute.",
        not_if=Is("health_limits_pressure", "yes"),
        places=("upper_back_left", "upper_back_right", "mid_back_left", "mid_back_right"),
    ),
    Idea(
        "leg_roller",
        "Foam roller on the thighs",
        "Roll slowly, away from joints, one minute each side.",
        not_if=Is("health_limits_pressure", "yes") | Has("heart_blood", ("varicose",)),
        places=("thigh_front_left", "thigh_front_right"),
    ),
    Idea(
        "hip_rest",
        "Hip rest",
        "Lie on your back with lower legs on a chair, 5 minutes.",
        not_if=Is("pregnancy", "yes"),
        places=("low_back_left", "low_back_right"),
    ),
    Idea(
        "side_pillow",
        "Pillow between knees",
        "Sleep on your side with a pillow between the knees.",
        places=("knee_left", "knee_right"),
    ),
    Idea(
        "warm_pack",
        "Warmth",
        "A warm (not hot) pack for 10 minutes, with a cloth between.",
        not_if=Has("nerves_head", ("numb_places", "nerve_illness", "spinal_cord"))
        | Has("inside", ("diabetes",))
        | Has("skin_immune", ("lymph",))
        | Has("today_signs", ("new_injury",))
        | Has("bones_joints", ("inflamed_joints",)),
    ),
    Idea(
        "cool_pack",
        "Cool pack",
        "A cool pack for 10 minutes, with a cloth between.",
        not_if=Has("nerves_head", ("numb_places", "nerve_illness", "spinal_cord"))
        | Has("inside", ("diabetes",)),
    ),
    Idea(
        "wind_down",
        "Evening wind-down",
        "Dim the lights and put the screen away 30 minutes before bed.",
    ),
    Idea(
        "share_load",
        "A break from caring",
        "Plan one short break for yourself this week, and ask one person for help.",
    ),
)

HANDOUT = (
    "After your massage",
    (
        "Get up slowly. Sit for a minute before you stand. Wait until you feel clear "
        "before you drive."
    ),
    ("Have a drink of water if you are thirsty, and take it easy for the rest of the day."),
    (
        "You may feel loose, sleepy, or a little sore for a day or two. A warm "
        "shower, a short walk, and rest can help."
    ),
    (
        "Feelings or tears can come later, too. That is normal. Breathe slowly, "
        "rest, write a few words, or talk to someone you trust."
    ),
    (
        "At home: start small, 5 to 10 minutes, a few times a week. Go gently. It "
        "may feel firm but never sharp."
    ),
    (
        "Do not press on new injuries, hot or swollen places, varicose veins, bones, "
        "joints, the front of the neck, or broken skin. Stop if you feel sharp pain, "
        "tingling, or numbness. If in doubt, ask first."
    ),
    "Call us if soreness lasts more than 2 days, or you see large bruises.",
    (
        "Get medical help at once for chest pain, trouble breathing, one swollen and "
        "sore leg, sudden bad headache, new weakness or numbness, or trouble with "
        "bladder or bowel."
    ),
    (
        "Notice your body this week: where does tension start, and what makes it "
        "better or worse? Tell us next time."
    ),
)
"""The heading, then the lines in order. The handout carries no health answers."""

HANDOUT_LIST = "Your therapist can give you a list of people to talk to."
"""Goes on from the line about feelings, where the clinic has a list."""
