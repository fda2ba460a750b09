"""Our reader of a language's words says what gettext's own says."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

from kiosk.languages.folders import HOME
from kiosk.languages.po_file import Message, read

TEXT = st.text(st.sampled_from('ab "\\\n\t%()dé#~n'), min_size=1, max_size=12)


def by_babel(written: bytes) -> set[Message]:
    catalog = read_po(BytesIO(written), abort_invalid=True)
    return {message_of(each) for each in catalog if each.id}


def message_of(theirs) -> Message:
    english, many = theirs.id if theirs.pluralizable else (theirs.id, "")
    said = tuple(theirs.string) if theirs.pluralizable else (theirs.string,)
    return Message(theirs.context or "", english, many, said, theirs.fuzzy)


@pytest.mark.parametrize("file", [*HOME.glob("*/*.po"), *HOME.glob("*.pot")], ids=str)
def test_every_file_of_words_reads_alike(file: Path):
    assert {each for each in read(file) if each.english} == by_babel(file.read_bytes())


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["", "q.a", "c.b"]), TEXT),
        st.tuples(TEXT | st.just(""), TEXT | st.just(""), st.booleans(), st.booleans()),
        max_size=4,
    ),
    st.sampled_from([0, 20, 76]),
)
def test_whatever_a_translator_writes_reads_alike(tmp_path_factory, texts, width):
    catalog = Catalog(locale="es")
    for (key, english), (one, many, counted, unsure) in texts.items():
        names = (english, f"{english}s") if counted else english
        said = (one, many) if counted else one
        catalog.add(names, said, context=key or None, flags=["fuzzy"] if unsure else [])
    written = BytesIO()
    write_po(written, catalog, width=width)
    file = tmp_path_factory.mktemp("po") / "kiosk.po"
    file.write_bytes(written.getvalue())
    assert {each for each in read(file) if each.english} == by_babel(written.getvalue())
