"""Households with all that belongs to them as one document, closed in itself: what a row rests on is in it too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from app.models import Base, Household, InterviewTemplate, Label
from app.services.base import references, snapshots
from app.services.base.store.migrate import revisions
from app.services.people import belongings
from app.services.people.belongings import Belongings

FORMAT = 1
LEFT_OUT = ("change_item", "link_clearing", "import_change")
"""The giver's own book-keeping about these records."""

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Packed:
    """``own`` belongs to the households; ``parents`` are what it rests on: fields, matrices, sets, templates.
    ``dropped``
    counts mentions of what stays behind: referrers, relations, links to products.
    """

    own: Rows
    parents: Rows
    dropped: int


def pack(session: Session, household_ids: Iterable[str]) -> Packed:
    """These households with all that belongs to them, and the rows of others that those rest on. A mention of a row
    that does not go along is dropped, and told.
    """
    found = belongings.of_households(session, household_ids)
    own, dropped = _own(session, found)
    parents = _parents(session, own)
    known = _ids(own) | _ids(parents)
    for name in (*own, *parents):
        for row in own.get(name, []) + parents.get(name, []):
            dropped += _unmention(Base.metadata.tables[name], row, known)
    return Packed(own, parents, dropped)


def document(packed: Packed, **about: Any) -> dict[str, Any]:
    """As it is sealed; ``about`` says from whom, to whom, when and with what consent."""
    return {"format": FORMAT, "revision": revisions()[-1], "own": packed.own, "parents": packed.parents, **about}


def _own(session: Session, found: Belongings) -> tuple[Rows, int]:
    """Their rows; a relation or a link whose other end stays behind is left out and counted."""
    rows: Rows = {}
    ids, dropped = found.ids, 0
    for table in Base.metadata.sorted_tables:
        if not found.of(table.name) or table.name in LEFT_OUT:
            continue
        ends = references.ENDS.get(table.name, ("left_id", "right_id") if table.name == "relation" else ())
        for row in belongings.rows(session, table, found.of(table.name)):
            if any(row[end] not in ids for end in ends):
                dropped += 1
            elif _goes_along(table.name, row, rows):
                rows.setdefault(table.name, []).append(_plain(row))
    return rows, dropped


def _goes_along(name: str, row: Mapping[str, Any], rows: Rows) -> bool:
    """What was told of health only by the person's own word for it: the consent says so, its notes hang on it."""
    if name == "health_consent":
        return bool(row["pass_on"])
    return name != "health_note" or any(one["id"] == row["consent_id"] for one in rows.get("health_consent", ()))


def _parents(session: Session, own: Rows) -> Rows:
    """What rows point at by a key and is nobody's: and what that rests on, and so on."""
    parents: Rows = {}
    have, open_ = _ids(own), [(name, row) for name, rows in own.items() for row in rows]
    while open_:
        name, row = open_.pop()
        for column in Base.metadata.tables[name].c:
            for key in column.foreign_keys:
                target, id = key.column.table, row.get(column.name)
                if id is None or id in have or target.name in ("household", "member", "import_batch"):
                    continue
                parent = session.execute(select(target).where(key.column == id)).one_or_none()
                if parent is not None and not _is_theirs(target, dict(parent._mapping)):
                    have.add(id)
                    parents.setdefault(target.name, []).append(_plain(dict(parent._mapping)))
                    open_.append((target.name, parents[target.name][-1]))
    _by_word(session, own, parents)
    return parents


def _by_word(session: Session, own: Rows, parents: Rows) -> None:
    """What rows name without a key: interview templates by code and number, classes and tags by their word."""
    wanted = {(row["template"], row["template_version"]) for row in own.get("interview", [])}
    for template in session.scalars(select(InterviewTemplate)):
        if (template.code, template.number) in wanted:
            parents.setdefault("interview_template", []).append(snapshots.taken(template))
    words = {row["classification"].casefold() for row in own.get("household", [])}
    words |= {str(tag).casefold() for row in own.get("household", []) for tag in row["tags"]}
    for label in session.scalars(select(Label)):
        if label.name.casefold() in words:
            parents.setdefault("label", []).append(snapshots.taken(label))


def _is_theirs(table: Table, row: dict[str, Any]) -> bool:
    """A record of another household is never taken along because something mentions it."""
    return row.get("household_id") is not None or table.name == Household.__tablename__


def _unmention(table: Table, row: dict[str, Any], known: set[str]) -> int:
    """Forget what stays behind; how much that was."""
    count = 0
    for column in table.c:
        if column.foreign_keys and column.nullable and row.get(column.name) and row[column.name] not in known:
            row[column.name] = None
            count += 1
    return count


def _ids(rows: Rows) -> set[str]:
    return {str(row["id"]) for some in rows.values() for row in some if "id" in row}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: snapshots.plain(value) for name, value in row.items()}
