"""Medicines and allergies, and the help carried for emergencies."""

from ..conditions import Has, Is
from ..questions import Choice, PickMany, PickOne, Step, Words
from .opening import opens

MEDICINES = Step(
    "medicines",
    "Medicines and allergies",
    "Some medicines change how firm a massage should be.",
    (
        PickMany(
            "medicine_kinds",
            "Which kinds do you take?",
            required=True,
            prints=("p1_allergy_medicine.2",),
            carry="confirm",
            choices=(
                Choice("blood_thinner", "Blood thinner or daily aspirin"),
                Choice("strong_pain", "Strong pain medicine"),
                Choice("pain_relief", "Everyday pain relief"),
                Choice("steroid", "Steroids for a long time"),
                Choice("heart_bp", "Heart or blood pressure"),
                Choice("insulin", "Insulin or diabetes"),
                Choice("relaxer_sleep", "Muscle relaxer, sleep, or calming"),
                Choice("immune_drug", "Chemo or immune medicine"),
                Choice("skin_patch", "Skin cream or patch"),
                Choice("other", "Other"),
                Choice("none", "None", soft=True, clears=True),
            ),
        ),
        Words(
            "medicine_names",
            "Names, if you know them",
            holds="medicine",
            when=Has(
                "medicine_kinds",
                (
                    "blood_thinner",
                    "strong_pain",
                    "pain_relief",
                    "steroid",
                    "heart_bp",
                    "insulin",
                    "relaxer_sleep",
                    "immune_drug",
                    "skin_patch",
                    "other",
                ),
            ),
            prints=("p1_allergy_medicine.2",),
            carry="confirm",
        ),
        PickMany(
            "allergies",
            "Are you allergic or sensitive to…",
            required=True,
            prints=("p1_allergy_medicine.1",),
            carry="confirm",
            choices=(
                Choice("nuts", "Nuts or nut oils"),
                Choice("seeds_soy", "Sesame, soy, or coconut"),
                Choice("latex", "Latex"),
                Choice("scents", "Scents or essential oils"),
                Choice("lotions", "Creams or lotions"),
                Choice("tape", "Tape or plasters"),
                Choice("laundry", "Laundry soap, wool, or feathers"),
                Choice("other", "Something else"),
                Choice("none", "None", soft=True, clears=True),
            ),
        ),
        Words(
            "allergy_note",
            "What is it?",
            when=Has("allergies", ("other",)),
            prints=("p1_allergy_medicine.1",),
            carry="confirm",
        ),
        PickOne(
            "allergy_reaction",
            "What is the strongest reaction?",
            required=True,
            when=Has(
                "allergies",
                ("nuts", "seeds_soy", "latex", "scents", "lotions", "tape", "laundry", "other"),
            ),
            prints=("p1_allergy_medicine.1",),
            carry="confirm",
            choices=(
                Choice("skin", "Itch or rash"),
                Choice("breathing", "Swelling or trouble breathing"),
                Choice("head", "Headache or feeling sick"),
                Choice("unknown", "Not sure", soft=True),
            ),
        ),
        PickMany(
            "rescue_items",
            "Do you carry help for emergencies?",
            when=Is("allergy_reaction", "breathing")
            | Has("inside", ("diabetes", "lungs"))
            | Has("heart_blood", ("heart_disease",)),
            prints=("p1_allergy_medicine.3",),
            carry="confirm",
            choices=(
                Choice("inhaler", "Inhaler"),
                Choice("adrenaline", "Adrenaline pen"),
                Choice("sugar", "Sugar"),
                Choice("heart_spray", "Heart spray or tablet"),
                Choice("none", "No", soft=True, clears=True),
            ),
        ),
    ),
    when=opens("medicines", "medicines"),
)
