"""What our own code puts between and around words: as each language writes it."""

from __future__ import annotations

import re
from pathlib import Path

from kiosk.languages import asked_and_said, quoted, with_arrow, with_colon

TOP = Path(__file__).parents[2]

FOR_PROGRAMS = (
    *("store/", "demo/", "catalogue/"),
    *("exports/cells.py", "exports/headings.py", "exports/dictionary.py", "languages/lists.py"),
    *("usecases/exported_visits.py", "usecases/take_out_person.py", "usecases/turn_key.py"),
    *("usecases/check_health.py", "exports/values.py", "intake/freeze.py", "exports/workbook.py"),
    *("clinic/colour.py", "web/http/headers.py", "web/http/error_pages.py", "exports/fhir/"),
    *("usecases/reach_kiosk.py", "web/admin/api.py"),
    *("exports/beside_visits.py", "exports/paper/reckoning.py", "intake/own_buttons.py"),
)
"""What is said in English to whoever runs the kiosk, or kept and read again by a program."""

JOINED = re.compile(r"""f"[^"]*\}: \{|f"[^"]*“\{|f"[^"]* → \{|["']; ["']\.join|["'], ["']\.join""")
IN_TEMPLATES = re.compile(r"""\}\}: \{\{|">: \{\{|“\{\{|“<bdi>|join\("[;,] "\)""")


def test_a_colon_and_quotation_marks_are_each_languages_own():
    said = {language: with_colon("a", quoted("b", language), language) for language in ["en", "es"]}
    said |= {code: with_colon("a", quoted("b", code), code) for code in ("fr", "de", "ar")}
    assert said == {
        "en": "a: “b”",
        "es": "a: «b»",
        "fr": "a\u202f: «\u202fb\u202f»",
        "de": "a: „b“",
        "ar": "a: «b»",
    }


def test_a_question_that_ends_with_a_mark_of_its_own_gets_no_colon():
    assert asked_and_said("Worse when?", "sitting", "en") == "Worse when? sitting"
    assert asked_and_said("متى يسوء؟", "الجلوس", "ar") == "متى يسوء؟ الجلوس"
    assert asked_and_said("Pression", "légère", "fr") == "Pression\u202f: légère"


def test_what_was_and_what_is_are_read_in_the_direction_of_the_language():
    assert with_arrow("a", "b", "en") == "a → b"
    assert with_arrow("a", "b", "ar") == "a ← b"


def test_no_english_colon_list_or_quotation_mark_is_written_into_the_code():
    code = (path for path in (TOP / "kiosk").rglob("*.py") if path.parent != TOP / "kiosk")
    found = [
        f"{path}: {line.strip()}"
        for path in code
        if not str(path.relative_to(TOP / "kiosk")).startswith(FOR_PROGRAMS)
        for line in path.read_text("utf-8").splitlines()
        if JOINED.search(line) and not line.lstrip().startswith(("#", "raise ", '"""'))
    ]
    found += [
        f"{path}: {line.strip()}"
        for path in (TOP / "templates").rglob("*.html")
        for line in path.read_text("utf-8").splitlines()
        if IN_TEMPLATES.search(line)
    ]
    assert not found, (
        "Let kiosk/languages/lists.py write them: with_colon, with_semicolons, quoted …; "
        "in a template {{ colon() }} and semicolons(); for programs, name the file above.\n"
        + "\n".join(found)
    )
