"""One matrix as a ReqIF 1.0.1 file, for requirement tools: attributes by name, parents as the hierarchy, links
between needs as relations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.enums import Language
from app.models import Need
from app.services.base.files import exported
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.store import Store
from app.services.matrix import roles
from app.services.matrix.listing import MatrixRow, rows
from app.services.matrix.relations import pairs

# Our fields and their attributes; the first two are what every tool looks for.
ATTRIBUTES = {
    "number": "ReqIF.ForeignID", "description": "ReqIF.Text", "event": "event", "gap": "gap",
    "importance": "importance", "urgency": "urgency", "status": "status", "planned_start": "planned_start",
    "planned_finish": "planned_finish", "actual_start": "actual_start", "actual_finish": "actual_finish",
    "household_code": "household_code", "owner_code": "owner_code", "owner_name": "owner_name", "notes": "notes",
}  # fmt: skip
FORMATTED = ("description", "notes")  # texts of several lines
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # of XML 1.0


def export_reqif(store: Store, path: Path, today: date, matrix: str = ALL_CUSTOMERS) -> int:
    """Write the matrix; returns how many needs. The same need keeps its identifier from one export to the next."""
    from reqif.unparser import ReqIFUnparser

    found = rows(store, today, matrix=matrix)
    with store.read() as session:
        parents = {row[0]: row[1] for row in session.execute(select(Need.id, Need.parent_id))}
        links = pairs(session, found)
    text = ReqIFUnparser.unparse(_bundle(found, parents, links, matrix, store.now()))
    with exported(path, ".reqif") as temporary:
        temporary.write_text(text, encoding="utf-8")
    return len(found)


def _bundle(
    found: list[MatrixRow],
    parents: Mapping[str, str | None],
    links: list[tuple[str, str, str, str]],
    title: str,
    now: datetime,
) -> Any:
    from reqif.models.reqif_core_content import ReqIFCoreContent
    from reqif.models.reqif_data_type import ReqIFDataTypeDefinitionString, ReqIFDataTypeDefinitionXHTML
    from reqif.models.reqif_namespace_info import ReqIFNamespaceInfo
    from reqif.models.reqif_req_if_content import ReqIFReqIFContent
    from reqif.models.reqif_reqif_header import ReqIFReqIFHeader
    from reqif.models.reqif_spec_relation import ReqIFSpecRelation
    from reqif.models.reqif_spec_relation_type import ReqIFSpecRelationType
    from reqif.models.reqif_specification import ReqIFSpecification
    from reqif.models.reqif_specification_type import ReqIFSpecificationType
    from reqif.object_lookup import ReqIFObjectLookup
    from reqif.reqif_bundle import ReqIFBundle

    stamp = now.astimezone(UTC).isoformat(timespec="seconds")
    texts = ReqIFDataTypeDefinitionString("_text", last_change=stamp, long_name="text", max_length="32000")
    rich = ReqIFDataTypeDefinitionXHTML("_xhtml", last_change=stamp, long_name="xhtml", is_self_closed=True)
    relations = [
        (f"_{link}" if number == 0 else f"_{link}-{number}", source, target, role)
        for link, source, target, said in links
        for number, role in enumerate(said.split(roles.TOGETHER))
    ]
    content = ReqIFReqIFContent(
        data_types=[texts, rich],
        spec_types=[_type(stamp), ReqIFSpecificationType("_matrix", last_change=stamp, long_name="Matrix",
                                                         is_self_closed=True),
                    *(ReqIFSpecRelationType(_type_id(role), last_change=stamp, long_name=escape(_type_name(role)))
                      for role in sorted({"", *(role for *_, role in relations)}))],
        spec_objects=[_object(row, stamp) for row in found],
        spec_relations=[ReqIFSpecRelation(link, _type_id(role), f"_{source}", f"_{target}", last_change=stamp)
                        for link, source, target, role in relations] or None,
        specifications=[ReqIFSpecification("_all", last_change=stamp, long_name=escape(title),
                                           specification_type="_matrix", children=_tree(found, parents, stamp))],
    )  # fmt: skip
    header = ReqIFReqIFHeader(
        identifier="_needfolio", creation_time=stamp, req_if_tool_id="Needfolio", req_if_version="1.0",
        source_tool_id="Needfolio", title=escape(title),
    )  # fmt: skip
    return ReqIFBundle(
        ReqIFNamespaceInfo.create_default(), header, ReqIFCoreContent(content), False, ReqIFObjectLookup.empty(), []
    )


def _type_id(role: str) -> str:
    """The same for the same role, from one export to the next."""
    return f"_related-{sha256(role.encode()).hexdigest()[:12]}" if role else "_related"


def _type_name(role: str) -> str:
    return _clean(roles.say(role, Language.EN)) or roles.PLAIN[0]


def _type(stamp: str) -> Any:
    from reqif.models.reqif_spec_object_type import ReqIFSpecObjectType, SpecAttributeDefinition
    from reqif.models.reqif_types import SpecObjectAttributeType

    definitions = [
        SpecAttributeDefinition(
            SpecObjectAttributeType.XHTML if field in FORMATTED else SpecObjectAttributeType.STRING,
            f"_{field}",
            "_xhtml" if field in FORMATTED else "_text",
            last_change=stamp,
            long_name=name,
        )
        for field, name in ATTRIBUTES.items()
    ]
    return ReqIFSpecObjectType("_need", last_change=stamp, long_name="Need", attribute_definitions=definitions)


def _object(row: MatrixRow, stamp: str) -> Any:
    from reqif.models.reqif_spec_object import ReqIFSpecObject, SpecObjectAttribute
    from reqif.models.reqif_types import SpecObjectAttributeType

    attributes = []
    for field in ATTRIBUTES:
        text = _text(row, field)
        if field in FORMATTED:
            lines = "<xhtml:br/>".join(escape(line, quote=False) for line in text.split("\n"))
            value = f"<xhtml:div>{lines}</xhtml:div>"
            attributes.append(SpecObjectAttribute(SpecObjectAttributeType.XHTML, f"_{field}", value))
        elif text:
            attributes.append(SpecObjectAttribute(SpecObjectAttributeType.STRING, f"_{field}", text))
    return ReqIFSpecObject(f"_{row.id}", attributes, "_need", last_change=stamp, long_name=escape(_clean(row.number)))


def _text(row: MatrixRow, field: str) -> str:
    value = getattr(row, field)
    if field == "gap":
        return f"{value // 100}.{value % 100:02d}" if value else ""
    return _clean(value.isoformat() if isinstance(value, date) else str(value or ""))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _tree(found: list[MatrixRow], parents: Mapping[str, str | None], stamp: str) -> list[Any]:
    """Needs under their parents; a parent that is not of this matrix leaves its children at the top."""
    from reqif.models.reqif_spec_hierarchy import ReqIFSpecHierarchy

    there = {row.id for row in found}
    below: dict[str, list[str]] = {}
    for row in found:
        parent = parents.get(row.id)
        below.setdefault(parent if parent in there and parent else "", []).append(row.id)

    def nodes(of: str, level: int) -> list[Any]:
        return [
            ReqIFSpecHierarchy(
                identifier=f"_at{id}", spec_object=f"_{id}", level=level, last_change=stamp, is_self_closed=False,
                editable=None, is_table_internal=None, children=nodes(id, level + 1) or None,
            )
            for id in below.get(of, ())
        ]  # fmt: skip

    return nodes("", 1)
