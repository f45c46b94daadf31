"""Writes the weekly workbook: seven sheets for people, one hidden sheet of control sums for the team's roll-up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.enums import ActivityStatus, Language
from app.errors import Place, bad_input
from app.services import agents
from app.services.agents import AgentRow
from app.services.files import atomic
from app.services.rules.weeks import Week
from app.services.store import Store
from app.services.weekly import collect, notes, summary, tables
from app.services.weekly.book import Book
from app.services.weekly.collect import Report
from app.services.weekly.needs import NeedLine
from app.words import say

FORMAT = "needfolio-weekly"
FORMAT_VERSION = 1
CONTROL_SHEET = "_control"
SHEETS = ("summary", "activities", "funnel", "needs", "plan", "risks", "definitions")


def default_name(agent_code: str, week: Week) -> str:
    return f"needfolio-weekly-{agent_code}-{week}.xlsx"


def export_weekly(
    store: Store,
    path: Path,
    *,
    week: Week,
    agent: str,
    language: Language,
    today: date | None = None,
) -> dict[str, int]:
    """Write one agent's week to ``path`` (``.xlsx``), wholly or not at all; returns the rows of each sheet.

    Customers appear as codes only: no name, phone, free text or health data. ``today`` dates the risks while the
    week is not over. Raises InputError ``unknown_agent``, ``not_xlsx`` or ``cannot_write``.
    """
    if path.suffix.lower() != ".xlsx":
        raise bad_input("not_xlsx", Place(file=path.name))
    row = agents.one(store, agent)
    with store.read() as session:
        report = collect.report(session, row, week, today or date.today())  # noqa: DTZ011 - the agent's own day
        with atomic(path) as temporary, Book(temporary, language, _properties(row, week, language)) as book:
            return _write(book, session, report)


class Sums:
    """Counted while the rows pass by, for the control sheet."""

    def __init__(self) -> None:
        self.values: Counter[str] = Counter()

    def details(self, rows: Iterator[collect.Detail]) -> Iterator[collect.Detail]:
        for row in rows:
            self.values["activities.rows"] += 1
            if row.status == ActivityStatus.DONE:
                self.values["activities.done"] += 1
                self.values[f"activities.done.{row.kind.value}"] += 1
                self.values["activities.premium_fen"] += row.premium or 0
            yield row

    def needs(self, rows: Iterator[NeedLine]) -> Iterator[NeedLine]:
        for row in rows:
            self.values["needs.rows"] += 1
            self.values["needs.gap_fen"] += row.row.gap
            self.values["needs.in_force_fen"] += row.row.in_force
            yield row


def _write(book: Book, session: Session, report: Report) -> dict[str, int]:
    language = book.language
    title = say("weekly.title", language, week=str(report.week))
    names = [say(f"weekly.sheet.{key}", language) for key in SHEETS]
    sums = Sums()
    summary.write(book, report, title, names[2])
    counts = {
        "activities": tables.activities(book, session, report, title, names[1], sums.details),
        "funnel": tables.funnel(book, report, title, names[2]),
        "needs": tables.needs(book, session, report, title, names[3], sums.needs),
        "plan": tables.plan(book, session, report, title, names[4]),
        "risks": tables.risks(book, session, report, title, names[5]),
        "definitions": notes.write(book, report, title, names[6]),
    }
    _control(book, report, counts, sums)
    return counts


def _control(book: Book, report: Report, counts: dict[str, int], sums: Sums) -> None:
    """Key and value in two columns, hidden: what a roll-up checks before it believes a file."""
    entries: dict[str, Any] = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "agent.code": report.agent.code,
        "agent.name": report.agent.name,
        "agent.team": report.agent.team,
        "week": str(report.week),
        "first_day": report.week.monday.isoformat(),
        "last_day": report.week.sunday.isoformat(),
        "as_of": report.as_of.isoformat(),
        "month_first_day": report.progress.month[0].isoformat(),
        "kpi_version": report.definitions.version,
        "language": book.language.value,
        "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    entries |= {f"rows.{sheet}": count for sheet, count in counts.items()}
    entries |= {f"sum.{name}": value for name, value in sorted(sums.values.items())}
    for figure in report.progress.figures:
        for name in ("actual", "target", "last_week", "month"):
            value = getattr(figure, name)
            entries[f"kpi.{figure.definition.code}.{name}"] = "" if value is None else value
    for row in report.progress.funnel:
        for name in ("opening", "entered", "left", "closing"):
            entries[f"funnel.{row.stage.value}.{name}"] = getattr(row, name)
        entries[f"funnel.{row.stage.value}.stale"] = len(row.stale)
    sheet = book.workbook.add_worksheet(CONTROL_SHEET)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 30)
    for number, (key, value) in enumerate(entries.items()):
        sheet.write_string(number, 0, key)
        if isinstance(value, str):
            sheet.write_string(number, 1, value)
        else:
            sheet.write_number(number, 1, float(value))
    sheet.hide()


def _properties(agent: AgentRow, week: Week, language: Language) -> dict[str, str]:
    return {
        "title": say("weekly.title", language, week=str(week)),
        "author": agent.code,
        "needfolio.format": FORMAT,
        "needfolio.agent": agent.code,
        "needfolio.week": str(week),
    }
