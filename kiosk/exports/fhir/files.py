"""Visits as files of FHIR: one Bundle, or a ZIP of NDJSON files by kind of resource.

Both are written while they are sent. A person stands once in a file, as of their last visit in
it: so persons come last, and are all that is remembered from visit to visit.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from ..exported import Exported
from ..how import How
from ..zip_stream import File, zipped
from .after import forms
from .form import form
from .names import Resource
from .visit import of_a_person, of_a_visit

PART = 500
"""Visits whose resources lie in one set of NDJSON files."""


def bundle(visits: Iterable[Exported], how: How) -> Iterator[bytes]:
    """One collection, in which everything refers to its neighbours."""
    yield b'{"resourceType":"Bundle","type":"collection","entry":['
    between = b""
    for resource in _all(visits, how):
        yield between + _line(_entry(resource))
        between = b",\n"
    yield b"]}\n"


def bulk(visits: Iterable[Exported], how: How) -> Iterator[bytes]:
    """NDJSON files as FHIR's bulk data has them, in a ZIP."""
    return zipped(_files(visits, how), how.at)


def _all(visits: Iterable[Exported], how: How) -> Iterator[Resource]:
    yield from _forms(how)
    people: dict[str, bytes] = {}
    for one in visits:
        _remember(people, one)
        yield from of_a_visit(one)
    yield from map(json.loads, people.values())


def _files(visits: Iterable[Exported], how: How) -> Iterator[File]:
    yield "Questionnaire-1.ndjson", _ndjson(_forms(how))
    people: dict[str, bytes] = {}
    coming, number = iter(visits), 0
    while some := list(islice(coming, PART)):
        number += 1
        by_kind: dict[str, list[bytes]] = defaultdict(list)
        for one in some:
            _remember(people, one)
            for resource in of_a_visit(one):
                by_kind[resource["resourceType"]].append(_line(resource) + b"\n")
        for kind, lines in by_kind.items():
            yield f"{kind}-{number}.ndjson", b"".join(lines)
    for kind in ("Patient", "RelatedPerson"):
        mine = [kept + b"\n" for key, kept in people.items() if key.startswith(f"{kind}/")]
        if mine:
            yield f"{kind}-1.ndjson", b"".join(mine)


def _forms(how: How) -> Iterator[Resource]:
    """The intake's form first."""
    yield form(how.majority_age)
    yield from forms()


def _remember(people: dict[str, bytes], one: Exported) -> None:
    for person in of_a_person(one):
        people[f"{person['resourceType']}/{person['id']}"] = _line(person)


def _entry(resource: Resource) -> Resource:
    """In a Bundle everything is named by its id alone, and referred to by that."""
    return {"fullUrl": f"urn:uuid:{resource['id']}", "resource": _by_id(resource)}


def _by_id(part: Any) -> Any:
    if isinstance(part, list):
        return [_by_id(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {name: _refers(name, _by_id(each)) for name, each in part.items()}


def _refers(name: str, value: Any) -> Any:
    if name != "reference":
        return value
    return f"urn:uuid:{value.rpartition('/')[2]}"


def _ndjson(resources: Iterable[Resource]) -> bytes:
    return b"".join(_line(each) + b"\n" for each in resources)


def _line(resource: Resource) -> bytes:
    return json.dumps(resource, ensure_ascii=False, separators=(",", ":")).encode()
