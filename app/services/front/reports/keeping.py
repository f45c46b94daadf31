"""Reports kept by name in the store, and those that come with the program to begin from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from sqlalchemy import func, select

from app import paths
from app.enums import Language
from app.errors import InputError, Place, bad_input
from app.models import KeptReport
from app.services.base.store import Actor, Store
from app.services.rules.figures.reports import Report, of_document

LONGEST = 40


@dataclass(frozen=True, slots=True)
class ReportRow:
    """``report`` None: made by a newer program, shown and not used."""

    id: str
    name: str
    report: Report | None


def reports(store: Store) -> list[ReportRow]:
    """Those of this store, in the order they were made."""
    with store.read() as session:
        rows = session.scalars(select(KeptReport).order_by(KeptReport.position, KeptReport.id))
        return [_row(row) for row in rows]


@cache
def ready(language: Language) -> tuple[ReportRow, ...]:
    """Those that come with the program: ids begin with ``ready.``, nothing of them is in the store."""
    entries = json.loads(paths.resource("reports", "ready.json").read_text(encoding="utf-8"))
    return tuple(
        ReportRow(f"ready.{number}", entry["name"][language != Language.ZH], of_document(entry["report"]))
        for number, entry in enumerate(entries)
    )


def of_text(text: str) -> Report | None:
    """A report remembered outside the store; None for a text that is none, or is of another program."""
    try:
        return of_document(json.loads(text))
    except (InputError, ValueError):
        return None


def by_name(store: Store, name: str) -> ReportRow:
    """One of the store's or of the program's. Raises InputError ``unknown_report`` with those there are."""
    wanted = " ".join(name.split()).casefold()
    rows = [*reports(store), *(row for language in Language for row in ready(language))]
    found = next((row for row in rows if row.name.casefold() == wanted), None)
    if found is None:
        raise bad_input("unknown_report", name=name, known=tuple(row.name for row in reports(store)) or ("—",))
    if found.report is None:
        raise bad_input("report_unreadable", Place(field=found.name))
    return found


def save(store: Store, actor: Actor, name: str, report: Report, report_id: str | None = None) -> ReportRow:
    """Keep a report under a name; with an id, replace that one. Raises InputError at ``name``."""
    clean = " ".join(name.split())
    if not clean:
        raise bad_input("required", Place(field="name"))
    if len(clean) > LONGEST:
        raise bad_input("too_long", Place(field="name"), most=LONGEST)
    with store.write(actor, "report.save") as session:
        same = session.scalar(select(KeptReport).where(func.lower(KeptReport.name) == clean.lower()))
        if same is not None and same.id != report_id:
            raise bad_input("name_taken", Place(field="name"), text=clean)
        row = session.get(KeptReport, report_id) if report_id else None
        if row is None:
            last = session.scalar(select(func.max(KeptReport.position))) or 0
            row = KeptReport(name=clean, document={}, position=last + 1)
            session.add(row)
        row.name, row.document = clean, report.document()
        session.flush()
        session.note(report=row.id)
        return _row(row)


def remove(store: Store, actor: Actor, report_id: str) -> None:
    """Undo brings it back. Raises InputError ``not_found``."""
    with store.write(actor, "report.remove") as session:
        row = session.get(KeptReport, report_id)
        if row is None:
            raise bad_input("not_found")
        session.delete(row)
        session.note(report=report_id)


def _row(row: KeptReport) -> ReportRow:
    try:
        return ReportRow(row.id, row.name, of_document(row.document))
    except InputError:
        return ReportRow(row.id, row.name, None)
