"""The safety check of the day, asked at every visit."""

from ..conditions import Has, In, Is
from ..questions import Choice, PickMany, PickOne, Step, Words

TODAY_CHECK = Step(
    "today_check",
    "Safety check for today",
    "We ask this every visit, so the massage is safe for you today.",
    (
        PickMany(
            "today_signs",
            "Do you have any of these today?",
            required=True,
            prints=("p2_health.1",),
            choices=(
                Choice("fever", "Fever or chills"),
                Choice("contagious", "A cold, flu, COVID-19, or stomach bug"),
                Choice("new_rash", "A new rash or skin infection"),
                Choice("open_skin", "A cut, burn, blister, or sunburn"),
                Choice("new_injury", "A new injury (last 3 days)"),
                Choice("alcohol_drugs", "Alcohol, cannabis, or drugs today"),
                Choice("dulling_medicine", "Medicine today that dulls pain or makes me sleepy"),
                Choice("none", "None of these", soft=True, clears=True),
            ),
        ),
        PickMany(
            "warning_signs",
            "Have any of these started or got worse lately?",
            required=True,
            prints=("p2_health.2",),
            choices=(
                Choice("limb_swelling", "One leg or arm swollen, warm, or sore"),
                Choice("chest_breath", "Chest pain or trouble breathing"),
                Choice("saddle_numb", "Numb between the legs"),
                Choice("bladder_bowel", "New trouble with pee or poo"),
                Choice("face_arm_weak", "Weak or numb face, arm, or leg"),
                Choice("worst_head_neck", "Sudden bad headache or neck pain, like never before"),
                Choice("dizzy_vision", "Dizzy, seeing double, or trouble to speak or swallow"),
                Choice("weight_night", "Weight loss, night sweats, or pain that never rests"),
                Choice("new_lump", "A new lump"),
                Choice("none", "None of these", soft=True, clears=True),
            ),
        ),
        PickMany(
            "recent_events",
            "In the last 3 months, have you had…",
            required=True,
            prints=("p2_health.3",),
            choices=(
                Choice("surgery", "An operation"),
                Choice("fracture", "A broken bone or joint out of place"),
                Choice("accident", "A crash, bad fall, or knock to the head"),
                Choice("blood_clot", "A blood clot"),
                Choice("heart_stroke", "A heart attack or stroke"),
                Choice("injection", "An injection, filler, or vaccine (last 2 weeks)"),
                Choice("none", "None of these", soft=True, clears=True),
            ),
        ),
        Words(
            "recent_details",
            "What was it, and when?",
            when=Has(
                "recent_events",
                ("surgery", "fracture", "accident", "blood_clot", "heart_stroke", "injection"),
            ),
            prints=("p2_health.4",),
        ),
        PickOne(
            "pregnancy",
            "Are you pregnant, or did you give birth in the last 3 months?",
            required=True,
            prints=("p1_header.11",),
            choices=(
                Choice("no", "No, or does not apply"),
                Choice("yes", "Pregnant"),
                Choice("maybe", "Maybe"),
                Choice("after_birth", "I gave birth"),
                Choice("in_private", "I will tell the therapist", soft=True, says="private_ok"),
            ),
        ),
        PickOne(
            "pregnancy_weeks",
            "How many weeks?",
            required=True,
            when=Is("pregnancy", "yes"),
            prints=("p1_header.11",),
            choices=(
                Choice("up_to_13", "Up to 13"),
                Choice("w14_27", "14 to 27"),
                Choice("w28_plus", "28 or more"),
                Choice("unknown", "Not sure", soft=True),
            ),
        ),
        PickMany(
            "pregnancy_signs",
            "Any of these in this pregnancy or after the birth?",
            required=True,
            when=In("pregnancy", ("yes", "after_birth")),
            prints=("p2_health.5",),
            choices=(
                Choice("high_risk", "I was told it is high risk"),
                Choice("bleeding_pains", "Bleeding, leaking, or regular pains"),
                Choice(
                    "bp_signs",
                    "Bad headache, spots in sight, sudden swelling, or pain under the ribs",
                ),
                Choice("less_movement", "Baby moves less"),
                Choice("diabetes_bp", "Diabetes or high blood pressure"),
                Choice("none", "None of these", soft=True, clears=True),
            ),
        ),
    ),
)
