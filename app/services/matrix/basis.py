"""What a row was when it was last exchanged: who changed it since, the file or the store, or both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.models import ExchangeBasis
from app.services.base.pieces import pieces
from app.services.tables.guards import is_cut
from app.services.tables.tabular import Workbook, as_text

SHEET = "_basis"  # hidden, in the workbooks we write
Basis = Mapping[str, Mapping[str, str]]
"""Number → field → the value as :func:`plain` writes it."""


def plain(value: Any) -> str:
    """How values are compared: white space folded, days as ISO."""
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(str(value).split()) if value is not None else ""


def of_workbook(book: Workbook) -> Basis | None:
    """The rows as they were when this workbook was written; None for a foreign one."""
    sheet = next((one for one in book.sheets if one.hidden and one.name == SHEET and one.rows), None)
    if sheet is None:
        return None
    fields = [as_text(cell) for cell in sheet.rows[0].cells]
    found = {}
    for row in sheet.rows[1:]:
        texts = [as_text(cell) for cell in row.cells]
        texts += [""] * (len(fields) - len(texts))
        found[texts[0]] = dict(zip(fields[1:], texts[1:], strict=False))
    return found


def of_store(session: Session, matrix_id: str) -> Basis:
    """The rows as they last came in."""
    rows = session.execute(
        select(ExchangeBasis.number, ExchangeBasis.fields).where(ExchangeBasis.matrix_id == matrix_id)
    )
    return {row.number: row.fields for row in rows}


def remember(session: Session, matrix_id: str, rows: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep the rows of a file as they came in."""
    forget(session, matrix_id, rows)
    new = [
        {"matrix_id": matrix_id, "number": number, "fields": {name: plain(value) for name, value in values.items()}}
        for number, values in rows.items()
    ]
    if new:
        session.execute(insert(ExchangeBasis), new)


def forget(session: Session, matrix_id: str, numbers: Iterable[str]) -> None:
    """These rows were never exchanged: whatever a file says of them is a change again."""
    for some in pieces(list(numbers)):
        session.execute(
            delete(ExchangeBasis).where(ExchangeBasis.matrix_id == matrix_id, ExchangeBasis.number.in_(some))
        )


def merged(
    before: Mapping[str, str] | None, ours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """What the file changes, and the fields both sides changed, each to something else.

    Without a basis, or where it does not know a field, whatever differs is the file's change.
    """
    changes: dict[str, Any] = {}
    conflicts: list[str] = []
    for name, value in theirs.items():
        if plain(value) == plain(ours[name]) or is_cut(value, ours[name]):
            continue
        if before is None or name not in before:
            changes[name] = value
        elif plain(value) == before[name]:
            continue  # the file is as it was: the store's newer value stays
        elif plain(ours[name]) == before[name]:
            changes[name] = value
        else:
            conflicts.append(name)
    return changes, conflicts
