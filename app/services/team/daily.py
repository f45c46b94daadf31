"""The report of one day, from the same definitions as the weekly workbook: as text for a chat, and as a sheet."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from app import words
from app.enums import ActivityKind, ActivityStatus, Language
from app.services.base import agents, hindsight
from app.services.base.agents import AgentRow
from app.services.base.store import Store
from app.services.day import activities
from app.services.figures.progress.overview import overview
from app.services.rules.base import periods, weeks
from app.services.rules.measures import kpis
from app.services.rules.measures.kpis import Definition, Unit
from app.services.tables.amounts import percent, yuan
from app.services.tables.sheets_out import OutSheet, Value, write_tables


@dataclass(frozen=True, slots=True)
class DailyFigure:
    """``target`` is that of the week, 0 for none; the figures are None where there is nothing to divide by."""

    definition: Definition
    day: Decimal | None
    week: Decimal | None
    target: int


@dataclass(frozen=True, slots=True)
class Daily:
    """``planned`` counts what is planned for the next day; no customer is named anywhere."""

    day: date
    agent: str
    name: str
    figures: tuple[DailyFigure, ...]
    planned: tuple[tuple[ActivityKind, int], ...]


def daily(store: Store, agent: str, day: date) -> Daily:
    """Of one agent; the week counts from its Monday to that day; a day that is over is read as it
    was at its end. Raises InputError ``unknown_agent``."""
    row = agents.one(store, agent)
    if day >= store.today():
        return _daily(store, row, day)
    with store.moment(), store.read() as session, hindsight.as_of(session, day):
        return _daily(store, row, day)


def _daily(store: Store, row: AgentRow, day: date) -> Daily:
    agent, week = row.code, weeks.week_of(day)
    of_day = overview(store, agent, periods.between(day, day))
    so_far = {one.definition.code: one for one in overview(store, agent, periods.between(week.monday, day)).figures}
    aims = {one.definition.code: one.target for one in overview(store, agent, periods.of_week(week)).figures}
    figures = tuple(
        DailyFigure(
            one.definition, one.actual, so_far[code].actual if code in so_far else None, aims.get(code, 0)
        )
        for one in of_day.figures if (code := one.definition.code)
    )  # fmt: skip
    after = day + timedelta(days=1)
    planned = [one for one in activities.between(store, agent, after, after) if one.status == ActivityStatus.PLANNED]
    counts = Counter(one.kind for one in planned)
    return Daily(day, row.code, row.name, figures, tuple((kind, counts[kind]) for kind in ActivityKind if counts[kind]))


def text(report: Daily, language: Language) -> str:
    """For a chat: what was done today, where the week stands, what is planned; of KPIs with targets only."""
    comma = "、" if language == Language.ZH else ", "
    held = [one for one in report.figures if one.definition.metric is not None]
    today = [_said(one.definition, one.day, language) for one in held if one.day]
    week = [_against(one, language) for one in held if one.target or one.week]
    plan = [f"{words.of(kind, language)} {count}" for kind, count in report.planned]
    nothing = words.say("daily.nothing", language)
    lines = [
        words.say("daily.title", language, day=f"{report.day:%m-%d}", name=report.name),
        words.say("daily.today", language, what=comma.join(today) or nothing),
        words.say("daily.week", language, what=comma.join(week) or nothing),
        words.say("daily.plan", language, what=comma.join(plan) or nothing),
    ]
    return "\n".join(lines)


def write(report: Daily, path: Path, language: Language) -> int:
    """Every KPI in force as a row; returns how many. The file is there whole or not at all."""
    heads = [words.say(f"daily.column.{part}", language) for part in ("kpi", "today", "week", "target", "rate")]
    rows: list[list[Value]] = []
    for one in report.figures:
        rate = kpis.reached(one.week, one.target) if one.week is not None else None
        rows.append([
            one.definition.called(language), _cell(one.definition, one.day), _cell(one.definition, one.week),
            _cell(one.definition, Decimal(one.target)) if one.target else None,
            None if rate is None else percent(float(rate)),
        ])  # fmt: skip
    name = words.say("daily.sheet", language, day=report.day.isoformat())
    write_tables(path, [OutSheet(name, heads, rows, [26, 14, 16, 14, 12], dict.fromkeys((1, 2, 3), "#,##0.##"))])
    return len(rows)


def _said(definition: Definition, value: Decimal | None, language: Language) -> str:
    return f"{definition.called(language)} {_figure(definition, value)}"


def _against(one: DailyFigure, language: Language) -> str:
    said = _said(one.definition, one.week, language)
    return f"{said}/{_figure(one.definition, Decimal(one.target))}" if one.target else said


def _figure(definition: Definition, value: Decimal | None) -> str:
    if value is None:
        return "—"
    if definition.unit == Unit.RATE:
        return percent(float(value))
    return yuan(int(value)) if definition.unit == Unit.MONEY else f"{value:,.1f}".removesuffix(".0")


def _cell(definition: Definition, value: Decimal | None) -> Value:
    if value is None:
        return None
    if definition.unit == Unit.RATE:
        return percent(float(value))
    return value / 100 if definition.unit == Unit.MONEY else value
