"""What makes a printed page fit to be archived: its metadata, its data, and room for a seal.

Runs in the press, on the objects of a PDF that is about to be written. Each file is PDF/A-3a and
PDF/UA-1 at once: the engine writes the one, and here the other is added.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

from ..frozen import dataclass
from ..languages import translate
from .seal_room import PERMS_LATER, VALUE_LATER, room_for_a_seal
from .structure import at, thin

OPTIONS = {"pdf_variant": "pdf/a-3a", "output_intent": "ours"}
"""As the variant has it, but for its colours: the engine would open their file for each paper."""

UA = "http://www.aiim.org/pdfua/ns/id/"
_EXTENSION = "http://www.aiim.org/pdfa/ns"
IDENTIFIED = f"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="{UA}" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="{_EXTENSION}/extension/" \
xmlns:pdfaSchema="{_EXTENSION}/schema#" xmlns:pdfaProperty="{_EXTENSION}/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{UA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>""".encode()
"""PDF/A takes no property that it is not told of: hence the schema beside it."""


@dataclass(frozen=True)
class Data:
    """A file that goes with a page: what it says, for a program."""

    name: str
    about: str
    content: bytes
    made: str
    """When it was said, as an ISO time in UTC: the same page always gives the same bytes."""


def finish(language: str, data: Data | None = None, *, sealable: bool = False) -> Finisher:
    """What is done to a PDF before it is written."""

    def finisher(document: Any, pdf: Any) -> None:
        thin(pdf)
        _identify(pdf)
        if data:
            _attach(pdf, data)
        if sealable:
            _leave_room(pdf, language)
        _write_once(pdf)

    return finisher


Finisher = Callable[[Any, Any], None]


def give_colours(document: Any) -> None:
    """Say which colours are meant: sRGB."""
    document.color_profiles["srgb"] = _srgb()


@cache
def _srgb() -> Any:
    """sRGB by its formula (ICC.1:2004-10): the engine's own profile has a table of 2 KB more."""
    from PIL import ImageCms
    from weasyprint.css import ColorProfile

    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[_VERSION], made[_MADE_AT] = b"\4\x20\0\0", struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    by = "relative-colorimetric", (["r"], ["g"], ["b"])
    return ColorProfile(BytesIO(made), "sRGB.icc", *by)


_VERSION, _MADE_AT = slice(8, 12), slice(24, 36)
"""In the head of a profile: PDF 1.7 knows none above 4.2, and every paper has the same bytes."""


def _identify(pdf: Any) -> None:
    metadata = at(pdf, pdf.catalog["Metadata"])
    metadata.stream[0] = metadata.stream[0].replace(b"</rdf:RDF>", IDENTIFIED)


def _attach(pdf: Any, data: Data) -> None:
    import pydyf

    moment = pydyf.String(f"D:{re.sub('[^0-9]', '', data.made)[:14]}Z")
    told = {
        "CheckSum": f"<{hashlib.md5(data.content, usedforsecurity=False).hexdigest()}>",
        "ModDate": moment,
        "Size": len(data.content),
    }
    about_it = {"Type": "/EmbeddedFile", "Subtype": "/application#2fjson"}
    file = pydyf.Stream([data.content], {**about_it, "Params": pydyf.Dictionary(told)}, True)
    pdf.add_object(file)
    named = pydyf.String(data.name)
    entry = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": named,
            "UF": named,
            "Desc": pydyf.String(data.about),
            "AFRelationship": "/Data",
            "EF": pydyf.Dictionary({"F": file.reference, "UF": file.reference}),
        }
    )
    pdf.add_object(entry)
    pdf.catalog["AF"] = pydyf.Array([entry.reference])
    names = pdf.catalog.setdefault("Names", pydyf.Dictionary())
    listed = pydyf.Array([named, entry.reference])
    names["EmbeddedFiles"] = pydyf.Dictionary({"Names": listed})


def _leave_room(pdf: Any, language: str) -> None:
    """A signature field that is not signed yet, and a dictionary to sign it with.

    It has no size and is not hidden: PDF/A lets an annotation of no size go without a look of its
    own, and lets none be hidden. To a screen reader it is the last thing on the paper.
    """
    import pydyf

    class Whole(pydyf.Dictionary):  # type: ignore[misc, unused-ignore]
        """Stands in the file as it is: what is in an object stream could not be filled in."""

        compressible = False

    class Room(pydyf.Object):  # type: ignore[misc, unused-ignore]
        data = room_for_a_seal()
        compressible = False

    room, page = Room(), pdf.pages["Kids"][0]
    pdf.add_object(room)
    field = Whole({"Type": "/Annot", "Subtype": "/Widget", "FT": "/Sig", "F": 132})
    field["T"], field["P"], field["Rect"] = pydyf.String("Seal"), f"{page} 0 R", "[0 0 0 0]"
    field["TU"] = pydyf.String(translate("The clinic's seal", language))
    field[VALUE_LATER] = room.reference
    pdf.add_object(field)
    _annotate(pdf, field, page)
    _tag(pdf, field, page)
    catalog = Whole(pdf.catalog)
    catalog.number, pdf.objects[pdf.catalog.number] = pdf.catalog.number, catalog
    pdf.catalog = catalog
    form = {"Fields": pydyf.Array([field.reference]), "SigFlags": 0}
    catalog["AcroForm"] = pydyf.Dictionary(form)
    catalog[PERMS_LATER] = pydyf.Dictionary({"DocMDP": room.reference})


def _write_once(pdf: Any) -> None:
    """Write each object down now: the engine would write, and compress, each for its id as well."""
    import pydyf

    class Written(pydyf.Object):  # type: ignore[misc, unused-ignore]
        data = b""
        compressible = False

    for each in pdf.objects:
        if each.free == "f":
            continue
        written = Written()
        written.number, written.data = each.number, each.data
        written.compressible = each.compressible
        pdf.objects[each.number] = written


def _annotate(pdf: Any, field: Any, page: int) -> None:
    import pydyf

    pdf.objects[page].setdefault("Annots", pydyf.Array()).append(field.reference)


def _tag(pdf: Any, field: Any, page: int) -> None:
    """The field as a Form in the structure tree: PDF/UA lets no field be without."""
    import pydyf

    root = at(pdf, pdf.catalog["StructTreeRoot"])
    whole = at(pdf, root["K"][0])
    numbers = at(pdf, root["ParentTree"])["Nums"]
    place = {"Type": "/OBJR", "Obj": field.reference, "Pg": f"{page} 0 R"}
    form = pydyf.Dictionary({"Type": "/StructElem", "S": "/Form", "P": whole.reference})
    form["K"], form["Pg"] = pydyf.Array([pydyf.Dictionary(place)]), f"{page} 0 R"
    pdf.add_object(form)
    whole["K"].append(form.reference)
    field["StructParent"] = numbers[-2] + 1
    numbers.extend([field["StructParent"], form.reference])
