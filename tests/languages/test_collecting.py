"""What translators are given: every text there is, with the file it comes from."""

from __future__ import annotations

from io import BytesIO

import pytest

from kiosk.languages.po_file import read
from kiosk.languages.words import TEMPLATE
from tools.sentences import rule_sentences, sentences
from tools.words import collected, from_code


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ('translate("Pain", language)', ["Pain"]),
        ('layout.translate("Since %(day)s", {"day": day})', ["Since %(day)s"]),
        ('KIND = {"a": N_("One row")}', ["One row"]),
        ('raise Refused("name", "Give a name.")', ["Give a name."]),
        ('raise ValidationError("Write a day.")', ["Write a day."]),
        ('_("Yes" if said else "No")', ["Yes", "No"]),
        (
            'translate_count("%(n)d visit", "%(n)d visits", 2, "es")',
            ["%(n)d visit", "%(n)d visits"],
        ),
        ('Counted("One client.", "%(count)d clients.")', ["One client.", "%(count)d clients."]),
        ('translate(WORDS["a key"], language)', []),
        ('translate(words, language, f"q.{key}")', []),
    ],
)
def test_a_text_is_found_wherever_code_says_it(code: str, texts: list[str]):
    found = from_code(BytesIO(code.encode()), (), (), {})
    assert [text for _, _, said, _ in found for text in said] == texts


def test_every_sentence_of_the_catalogue_is_collected_by_its_key():
    by_key = {message.key: message.english for message in read(TEMPLATE) if message.key}
    assert by_key == {**sentences(), **rule_sentences()}


def test_a_text_names_the_files_it_comes_from_and_no_line():
    text = TEMPLATE.read_text("utf-8")
    step = '#: kiosk/catalogue/steps/about_you.py\nmsgctxt "q.full_name"\n'
    assert step in text
    assert {line for _, line in collected().get("Cannot be read").locations} == {0}
    assert "#: kiosk/web/desk/visit_rows.py" in text
    assert "#: templates/client/welcome.html" in text
