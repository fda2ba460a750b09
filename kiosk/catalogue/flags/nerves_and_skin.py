"""Rules about nerves, skin and the immune system."""

from ..conditions import Feels, Has
from .rule import Rule

NERVES_AND_SKIN = (
    Rule(
        "r_numb",
        Has("nerves_head", ("numb_places",)) | Feels("numb") | Feels("tingling"),
        "caution",
        scope="local",
        flag="Numb or tingling area",
        note="Feedback is not reliable there: light pressure, no heat or cold. Ask if "
        "it is new or spreading.",
        sources=("NY", "MS"),
    ),
    Rule(
        "r_seizures",
        Has("nerves_head", ("seizures",)),
        "caution",
        flag="Seizures",
        note="Ask about triggers, last seizure, and what to do. No strong scents or "
        "flickering light.",
        sources=("FM",),
    ),
    Rule(
        "r_migraine",
        Has("nerves_head", ("migraine",)),
        "caution",
        flag="Migraine",
        note="Ask about triggers; no scent, soft light; stop if an attack starts.",
        sources=("FM",),
    ),
    Rule(
        "r_nerve_illness",
        Has("nerves_head", ("nerve_illness",)),
        "caution",
        flag="Nerve illness",
        note="No big heat or cold; no tiring or painful work; help with moving and getting up.",
        sources=("MS",),
    ),
    Rule(
        "r_spinal_cord",
        Has("nerves_head", ("spinal_cord",)),
        "caution",
        flag="Spinal cord injury",
        note="Ask the level of injury and about sudden blood-pressure reactions; stop "
        "and sit up if pounding headache or flushing. Check skin. Light below the "
        "level.",
        sources=("MS", "FM"),
    ),
    Rule(
        "r_vertigo",
        Has("nerves_head", ("vertigo",)),
        "caution",
        flag="Dizzy spells",
        note="Slow turns, raised head, help up. No strong neck work.",
        sources=("FM",),
    ),
    Rule(
        "r_skin_dry",
        Has("skin_immune", ("skin_dry",)),
        "caution",
        scope="local",
        flag="Eczema or psoriasis",
        note="Plain product only; stay off broken or sore patches.",
        sources=("MTR",),
    ),
    Rule(
        "r_skin_fragile",
        Has("skin_immune", ("skin_fragile",)),
        "caution",
        flag="Thin or slow-healing skin",
        note="Light pressure, no dragging strokes, remove rings, mind tape.",
        sources=("AMTA_M",),
    ),
    Rule(
        "r_lymph",
        Has("skin_immune", ("lymph",)),
        "caution",
        scope="local",
        flag="Lymphoedema or lymph nodes removed",
        note="Very light pressure on that limb and its side of the trunk, unless "
        "trained and cleared; no heat there.",
        sources=("ONC",),
    ),
    Rule(
        "r_immune",
        Has("skin_immune", ("immune_low",)) | Has("medicine_kinds", ("immune_drug",)),
        "caution",
        flag="Weak immune system",
        note="Rebook if either of you is unwell; fresh linens; gentle session.",
        sources=("ONC", "REN"),
    ),
    Rule(
        "r_autoimmune",
        Has("skin_immune", ("autoimmune",)),
        "caution",
        flag="Autoimmune illness",
        note="Ask if it is flaring today. In a flare: gentle, short, or another day.",
        sources=("NY",),
    ),
)
