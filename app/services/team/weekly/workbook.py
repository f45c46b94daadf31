"""Writes the weekly workbook: sheets for people, one hidden sheet of control sums for the team's roll-up."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from app.enums import Language
from app.services.base import agents, file_names, hindsight
from app.services.base.agents import AgentRow
from app.services.base.files import exported
from app.services.base.store import Store
from app.services.rules.base.weeks import Week
from app.services.team.weekly import collect, control, notes, signature, summary, tables, template
from app.services.team.weekly.book import Book
from app.services.team.weekly.collect import Report
from app.services.team.weekly.columns import SHEETS
from app.services.team.weekly.layout import Layout
from app.words import say

ENDINGS = (".xlsx",)


def default_name(agent_code: str, week: Week, language: Language) -> str:
    """A code may hold what a file name may not."""
    return file_names.default_name("weekly", ".xlsx", language, agent=agent_code, week=week)


def export_weekly(
    store: Store,
    path: Path,
    *,
    week: Week,
    agent: str,
    language: Language,
    today: date | None = None,
    layout: Layout | None = None,
) -> dict[str, int]:
    """Write one agent's week to ``path`` (``.xlsx``), wholly or not at all; returns the rows of each sheet.

    Customers appear as codes only: no name, phone, free text or health data; the agent's own words on the week go
    in as they were typed. ``today`` dates the risks while the week is not over. ``layout`` is the store's template
    unless given. Raises InputError ``unknown_agent``, ``cannot_write`` or the template's faults, and as
    :func:`exported`.
    """
    file_names.check_target(path, ENDINGS)
    row = agents.one(store, agent)
    layout = layout or template.of_store(store)
    names = {key: say(f"weekly.sheet.{key}", language) for key in SHEETS}
    today = today or store.today()
    with store.read() as session, _as_of(session, week, today):
        report = collect.report(session, row, week, today)
        with (
            exported(path, *ENDINGS) as temporary,
            Book(temporary, language, _properties(row, week, language), names, layout, store.now()) as book,
        ):
            sums = control.Sums()
            counts = _write(book, store, session, report, sums)
            found = control.entries(book, report, counts, sums, store.now(), agents.store_id(store))
            control.write(book, found | signature.entries(session, found))
            return counts


def _as_of(session: Session, week: Week, today: date) -> AbstractContextManager[None]:
    """A week that is over is read as it was when it ended."""
    return hindsight.as_of(session, week.sunday) if today > week.sunday else nullcontext()


def _write(book: Book, store: Store, session: Session, report: Report, sums: control.Sums) -> dict[str, int]:
    title = say("weekly.title", book.language, week=str(report.week))
    summary.write(book, report, title)
    with store.read() as present:  # what is planned is planned when the file is written
        planned = tables.plan(book, present, report, title)
    return {
        "activities": tables.activities(book, session, report, title, sums.details),
        "funnel": tables.funnel(book, report, title),
        "needs": tables.needs(book, session, report, title, sums.needs),
        "products": tables.products(book, report, title),
        "orders": tables.orders(book, report, title),
        "plan": planned,
        "risks": tables.risks(book, session, report, title),
        "words": tables.said(book, report, title),
        "definitions": notes.write(book, report, title),
    }


def _properties(agent: AgentRow, week: Week, language: Language) -> dict[str, str]:
    return {
        "title": say("weekly.title", language, week=str(week)),
        "author": agent.code,
        "needfolio.format": control.FORMAT,
        "needfolio.agent": agent.code,
        "needfolio.week": str(week),
    }
