"""A ReqIF exchange file as a table: one row for each requirement, a column for each attribute.

The columns ``number`` and ``parent`` are made of the file's ids and its hierarchy, ``related`` of its SPEC-RELATIONs;
the names every tool knows (ReqIF.ForeignID, ReqIF.Text …) become ``number`` and ``description``. A ForeignID that
repeats tells nothing apart: all requirements go by their IDENTIFIER then.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Any

Told = tuple[str, dict[str, Any]]
"""The code of a problem, and its values."""
RELATED = "related"
NUMBER = ("ReqIF.ForeignID", "ReqIF.ForeignId")
DESCRIPTION = ("ReqIF.Text", "ReqIF.Name", "ReqIF.ChapterName")
_APART = re.compile(r"[;,；，、|+()（）]")  # of a cell that names several
_TAG = re.compile(r"<[^>]+>")
_LINE = re.compile(r"<(?:\w+:)?(?:br|/p|/div|/li)\s*/?>|</(?:\w+:)?(?:p|div|li)>")


def rows(content: bytes) -> tuple[list[tuple[Any, ...]], list[Told]]:
    """The header, then the requirements in the order of the file's specifications; and what is worth telling of the
    file. Raises what the library does for a file that is no ReqIF.
    """
    from reqif.parser import ReqIFParser

    bundle = ReqIFParser.parse_from_string(_xml(content).decode("utf-8-sig"))
    body = bundle.core_content.req_if_content if bundle.core_content else None
    objects = {one.identifier: one for one in (body.spec_objects or [])} if body else {}
    names = _attribute_names(body.spec_types or []) if body else {}
    choices = _choices(body.data_types or []) if body else {}
    said = {id: _values(one, names, choices) for id, one in objects.items()}
    columns = list(dict.fromkeys(name for values in said.values() for name in values))
    foreign = {id: _first(values, NUMBER) for id, values in said.items()}
    given = [number for number in foreign.values() if number]
    repeated = len(set(given)) < len(given)
    numbers = {id: id if repeated else number or id for id, number in foreign.items()}
    related, told = _related(body, numbers)
    if repeated:
        told.insert(0, ("reqif_identifiers", {}))
    plain = [name for name in columns if name not in DESCRIPTION and (repeated or name not in NUMBER)]
    found: list[tuple[Any, ...]] = [("number", "parent", "description", *([RELATED] if related else []), *plain)]
    for id, parent in _order(bundle, body, objects):
        values = said[id]
        beside = ["; ".join(related.get(id, ()))] if related else []
        cells = (values.get(name) for name in plain)
        found.append((numbers[id], numbers.get(parent), _first(values, DESCRIPTION), *beside, *cells))
    return found, told


def _related(body: Any, numbers: dict[str, str]) -> tuple[dict[str, list[str]], list[Told]]:
    """Requirement → the numbers its SPEC-RELATIONs lead to, each with its kind; a relation with a lost end is told by
    itself."""
    relations = (body.spec_relations or []) if body else []
    types = {one.identifier: one.long_name or one.identifier for one in (body.spec_types or [])} if body else {}
    related: dict[str, list[str]] = {}
    told: list[Told] = []
    kinds: dict[str, None] = {}
    count = 0
    for one in relations:
        if one.source not in numbers or one.target not in numbers:
            ends = {"relation": one.identifier, "source": str(one.source), "target": str(one.target)}
            told.append(("reqif_relation_lost", ends))
        elif one.source == one.target:
            told.append(("reqif_relation_self", {"relation": one.identifier, "number": numbers[one.source]}))
        else:
            kind = " ".join(_APART.sub(" ", types.get(one.relation_type_ref, str(one.relation_type_ref))).split())
            related.setdefault(one.source, []).append(f"{numbers[one.target]} ({kind})")
            kinds[kind] = None
            count += 1
    if related:
        told.insert(0, ("reqif_relations", {"count": count, "types": tuple(kinds)}))
    return related, told


def _xml(content: bytes) -> bytes:
    """The first file of a .reqifz, or the content itself; no declarations, they are how a small XML becomes large."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            name = next(part.filename for part in archive.infolist() if part.filename.lower().endswith(".reqif"))
            content = archive.read(name)
    if re.search(rb"<!(doctype|entity)", content[:4_096], re.IGNORECASE):
        raise ValueError("DOCTYPE")
    return content


def _order(bundle: Any, body: Any, objects: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Ids with their parent's id, by the hierarchy; what stands in none follows."""
    seen: set[str] = set()
    for specification in (body.specifications or []) if body else []:
        above: list[str] = []
        for node in bundle.iterate_specification_hierarchy(specification):
            if node.spec_object not in objects or node.spec_object in seen:
                continue
            del above[max(0, node.level - 1) :]
            yield node.spec_object, above[-1] if above else ""
            above.append(node.spec_object)
            seen.add(node.spec_object)
    for id in objects:
        if id not in seen:
            yield id, ""


def _attribute_names(types: list[Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in types:
        for definition in getattr(one, "attribute_definitions", None) or []:
            found[definition.identifier] = definition.long_name or definition.identifier
    return found


def _choices(types: list[Any]) -> dict[str, str]:
    return {
        value.identifier: value.long_name or value.key or value.identifier
        for one in types
        for value in getattr(one, "values", None) or []
    }


def _values(one: Any, names: dict[str, str], choices: dict[str, str]) -> dict[str, str]:
    found = {}
    for attribute in one.attributes or []:
        value = attribute.value
        if isinstance(value, list):
            text = "; ".join(choices.get(str(part), str(part)) for part in value)
        elif attribute.attribute_type.name == "XHTML":
            text = unescape(_TAG.sub("", _LINE.sub("\n", " ".join(str(value).split())))).strip()
            text = "\n".join(line.strip() for line in text.split("\n"))
        else:
            text = str(value)
        found[names.get(attribute.definition_ref, attribute.definition_ref)] = text
    return found


def _first(values: dict[str, str], names: tuple[str, ...]) -> str:
    return next((values[name] for name in names if values.get(name)), "")
