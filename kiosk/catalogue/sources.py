"""Where the screening rules come from. ``FM`` needs a clinician's check before release."""

from collections.abc import Mapping

SOURCES: Mapping[str, str] = {
    "NY": (
        "New York State Education Department, Office of the Professions: precautions "
        "for massage/bodywork therapy"
    ),
    "TX": ("Texas Administrative Code, title 16, chapter 117 (massage consultation document)"),
    "WA555": (
        "Washington Administrative Code 246-830-555 and -557 (breast, gluteal cleft; "
        "written and verbal consent, under-18 guardian consent, witness)"
    ),
    "WA565": (
        "Washington Administrative Code 246-830-565 (records: health history update "
        "each session; written consent valid one year unless revoked)"
    ),
    "DE": ("Delaware Code, title 24, section 5318 (parent or guardian present for a minor)"),
    "NV": "ABMP legislative update on Nevada draping and breast-massage rules",
    "CMTO_SA": (
        "College of Massage Therapists of Ontario, treatment of sensitive areas "
        "(chest wall, breast, inner thigh, gluteal; written consent each time)"
    ),
    "CMTO_C": "College of Massage Therapists of Ontario, consent standard (six elements)",
    "NCB": ("NCBTMB code of ethics (informed consent; right to refuse, modify, or end; draping)"),
    "AMTA_M": "AMTA, Massage Therapy Journal: Massage and Medication",
    "MTR": "Massage Therapy Reference: health history form, minimum information",
    "CONTRA": (
        "Published contraindication lists of member clinics (ABMP-hosted page; "
        "Ascension self-care page)"
    ),
    "HEART": (
        "Clinic and heart-health pages on massage with heart conditions (clearance "
        "after heart attack or stroke; uncontrolled pressure)"
    ),
    "DVT": "NHS inform and UCLH patient pages on deep vein thrombosis",
    "CES": "BMJ Best Practice and NHS-linked warning-sign cards on cauda equina syndrome",
    "IFO": "IFOMPT International Cervical Framework (2023) summaries",
    "PE": "Action on Pre-eclampsia: signs and symptoms",
    "PREG": (
        "Mueller and Grunwald 2021 review of massage in pregnancy; MASSAGE Magazine "
        "and Massage Therapy Canada on positioning"
    ),
    "ONC": (
        "Walton and MacDonald articles in Massage & Bodywork (chemotherapy, "
        "oncology); ABMP Pocket Pathology on cancer"
    ),
    "REN": (
        "Werner in Massage & Bodywork 2024 on renal failure; National Kidney "
        "Foundation answer on massage and dialysis access"
    ),
    "MS": "Massage Therapy Reference and ABMP articles on multiple sclerosis",
    "EDS": "Werner, Massage Today 2008, on Ehlers-Danlos syndrome",
    "YIN": "Yin and others 2014, systematic review of adverse events of massage",
    "FR": (
        "Bartsch and others 2021, expert consensus on contraindications and cautions "
        "of foam rolling"
    ),
    "ALG": "MASSAGE Magazine articles on nut allergy and on oils for sensitive clients",
    "BOT": "Cosmetic clinic aftercare pages (24 hours to 2 weeks, varies)",
    "TIC": (
        "Werner, Massage & Bodywork 2022, on trauma-informed care; ABMP podcast on "
        "trauma-sensitive intake"
    ),
    "SCOPE": (
        "MASSAGE Magazine on scope of practice and emotional release; founding "
        "article on emotional release"
    ),
    "AIS": "NHS England Accessible Information Standard",
    "FM": (
        "General massage-pathology knowledge, from memory; have a clinician confirm "
        "before first release"
    ),
}
