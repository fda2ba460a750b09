"""Rules about illness inside the body, cancer care, devices and allergies."""

from ..conditions import Has, In, Is
from .rule import Rule

INSIDE = (
    Rule(
        "r_diabetes",
        Has("inside", ("diabetes",)) | Has("medicine_kinds", ("insulin",)),
        "caution",
        flag="Diabetes",
        note="Ask when they last ate and if feet are numb; stay off injection or sensor "
        "sites; know where the sugar is.",
        sources=("AMTA_M", "NY"),
    ),
    Rule(
        "r_kidney",
        Has("inside", ("kidney",)),
        "caution",
        flag="Kidney illness or dialysis",
        note="No pressure on a dialysis arm or line; gentle session; ask about swelling.",
        sources=("REN", "NY"),
    ),
    Rule(
        "r_liver",
        Has("inside", ("liver",)),
        "caution",
        flag="Liver illness",
        note="May bruise easily; gentle, no deep belly work.",
        sources=("FM",),
    ),
    Rule(
        "r_lungs",
        Has("inside", ("lungs",)) | Has("rescue_items", ("inhaler",)),
        "caution",
        flag="Asthma or lung illness",
        note="No scent; raise the head; inhaler within reach.",
        sources=("ALG", "FM"),
    ),
    Rule(
        "r_belly",
        Has("inside", ("belly", "hernia")),
        "caution",
        scope="local",
        flag="Belly illness or hernia",
        note="No belly work over it; ask which positions are fine.",
        sources=("CONTRA",),
    ),
    Rule(
        "r_cancer_past",
        Is("cancer", "past"),
        "caution",
        flag="Cancer in the past",
        note="Ask about nodes, radiation, bones, and late effects before choosing pressure.",
        sources=("ONC",),
    ),
    Rule(
        "r_chemo",
        Has("cancer_care", ("chemo_radiation",)),
        "caution",
        flag="Chemo or radiation in the last year",
        note="Light pressure; stay off treated skin, ports, and lines; plan around tired days.",
        sources=("ONC",),
    ),
    Rule(
        "r_line_pump",
        Has("devices", ("line_port", "pump_patch", "stoma")),
        "caution",
        scope="local",
        flag="Line, port, pump, patch, or stoma",
        note="No pressure, pull, oil, or heat on or near it; ask which side to lie on.",
        sources=("ONC", "REN", "AMTA_M"),
    ),
    Rule(
        "r_allergy",
        Has(
            "allergies",
            ("nuts", "seeds_soy", "latex", "scents", "lotions", "tape", "laundry", "other"),
        )
        & In("allergy_reaction", ("skin", "head", "unknown")),
        "caution",
        flag="Allergy or sensitivity",
        note="Use products free of it; small skin test if unsure.",
        sources=("ALG",),
    ),
    Rule(
        "r_skin_patch",
        Has("medicine_kinds", ("skin_patch",)),
        "caution",
        scope="local",
        flag="Skin cream or patch",
        note="No rubbing or heat on it; wash hands; ask before using oil there.",
        sources=("AMTA_M",),
    ),
)
