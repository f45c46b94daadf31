"""The columns of the matrix, and the marks its states wear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetrics, QGuiApplication

from app import words
from app.enums import Coverage, Language, Level, NeedStatus, NeedType
from app.services.matrix import MatrixRow
from app.services.rules.spine.coverage import DateMark
from app.ui.base import formats, labels
from app.ui.widgets.badge import Badge
from app.ui.widgets.tables.table import Column

COVERAGE = {
    Coverage.COVERED: ("●", "good"),
    Coverage.PARTIAL: ("◐", "warn"),
    Coverage.OPEN: ("○", "bad"),
    Coverage.DECLINED: ("✕", "calm"),
    Coverage.OVER_COVERED: ("◉", "accent"),
    Coverage.UNKNOWN: ("?", "warn"),
}
TONES = {
    DateMark.DONE: "good",
    DateMark.LATE: "bad",
    DateMark.STARTED_LATE: "warn",
    DateMark.DUE: "warn",
    DateMark.ON_HOLD: "calm",
    DateMark.NONE: "calm",
}
INDENT = "\u2003"  # of a need below another
TITLE_ROOM = 30  # padding, and the arrow of the sort order
USUAL = (
    "number", "household", "member", "need", "coverage", "amount", "status", "planned_finish", "priority", "dates",
    "chain", "urgency", "importance", "owner",
)  # fmt: skip
NAMED = (
    "number", "description", "type", "status", "planned_finish", "dates", "priority", "owner", "stakeholder",
    "acceptance", "coverage",
)  # fmt: skip
"""What is usually shown of the requirements of a project."""
ORDER = {status: place for place, status in enumerate(NeedStatus)}
Edit = Callable[[str], Callable[[MatrixRow, Any], None]]


def coverage_badge(state: Coverage, language: Language) -> Badge:
    mark, tone = COVERAGE[state]
    return Badge(mark, labels.of(state, language), tone)


def date_badge(row: MatrixRow, language: Language) -> Badge:
    mark, text = words.say(f"date_mark.{row.mark.value}", language).split(" ", 1)
    if row.mark == DateMark.LATE:
        text = f"{text} {row.slip}"
    return Badge(mark, text, TONES[row.mark])


def matrix_columns(language: Language, edit: Edit) -> list[Column]:
    """``edit(field)`` gives what saves a new value of that field."""
    statuses = labels.choices(NeedStatus, language)
    levels = labels.choices(Level, language)
    wide = 76 if language == Language.ZH else 104

    def need(row: MatrixRow) -> str:
        return labels.event(row.event, language) if row.event else row.description

    def covered(row: MatrixRow) -> str:
        covered_by = formats.short_money(row.best, language)
        return f"{covered_by} / {formats.short_money(row.gap, language)}"

    def chain(row: MatrixRow) -> str:
        suspect = f"  ⚠{row.suspects}" if row.suspects else ""
        return f"{row.answers} → {row.items} → {row.policies}{suspect}"

    return fitted([
        Column("number", QCoreApplication.translate("MatrixColumns", "Number"),
               lambda row: INDENT * row.level + row.number, width=76),
        Column("household", QCoreApplication.translate("MatrixColumns", "Customer"), lambda row: row.household,
            width=80),
        Column("member", QCoreApplication.translate("MatrixColumns", "Member"), lambda row: row.member, width=80),
        Column("need", QCoreApplication.translate("MatrixColumns", "Need"), need, width=wide),
        *_said(language, edit),
        Column("coverage", QCoreApplication.translate("MatrixColumns", "Coverage"), lambda row: row.coverage.value,
            width=30 + wide,
               badge=lambda row: coverage_badge(row.coverage, language), tip=lambda row: row.declined_reason),
        Column("amount", QCoreApplication.translate("MatrixColumns", "Covered / gap"), covered, width=126, number=True,
               ratio=lambda row: row.ratio),
        Column("priority", QCoreApplication.translate("MatrixColumns", "Priority"), lambda row: row.priority,
            number=True, width=64),
        Column("importance", QCoreApplication.translate("MatrixColumns", "Importance"), lambda row: row.importance,
               lambda v: labels.of(v, language), width=80, edit=edit("importance"), choices=levels),
        Column("urgency", QCoreApplication.translate("MatrixColumns", "Urgency"), lambda row: row.urgency,
               lambda v: labels.of(v, language), width=72, edit=edit("urgency"), choices=levels),
        Column("status", QCoreApplication.translate("MatrixColumns", "Status"), lambda row: row.status,
               lambda v: labels.of(v, language), sort_key=lambda v: ORDER[v], width=90, edit=edit("status"),
               choices=statuses),
        Column("planned_finish", QCoreApplication.translate("MatrixColumns", "Planned finish"),
            lambda row: row.planned_finish,
               formats.day, width=104, edit=edit("planned_finish"), kind="date"),
        Column("dates", QCoreApplication.translate("MatrixColumns", "Dates"), lambda row: row.mark.value, width=130,
               badge=lambda row: date_badge(row, language)),
        Column("chain", QCoreApplication.translate("MatrixColumns", "Answer → plan → policy"), chain, width=150),
        Column("owner", QCoreApplication.translate("MatrixColumns", "Owner"), lambda row: row.owner_name, width=80,
               edit=edit("owner_name")),
        Column("planned_start", QCoreApplication.translate("MatrixColumns", "Planned start"),
            lambda row: row.planned_start,
               formats.day, width=104, edit=edit("planned_start"), kind="date"),
        Column("actual_start", QCoreApplication.translate("MatrixColumns", "Started"), lambda row: row.actual_start,
               formats.day, width=100, edit=edit("actual_start"), kind="date"),
        Column("actual_finish", QCoreApplication.translate("MatrixColumns", "Finished"), lambda row: row.actual_finish,
               formats.day, width=100, edit=edit("actual_finish"), kind="date"),
        Column("owner_code", QCoreApplication.translate("MatrixColumns", "Owner's number"), lambda row: row.owner_code,
               width=90, edit=edit("owner_code")),
        Column("notes", QCoreApplication.translate("MatrixColumns", "Notes"), lambda row: row.notes, width=200,
               edit=edit("notes"), tip=lambda row: row.notes),
        *_of_project(language, edit),
    ])  # fmt: skip


def _said(language: Language, edit: Edit) -> list[Column]:
    return [
        Column("description", QCoreApplication.translate("MatrixColumns", "Description"), lambda row: row.description,
               width=300, edit=edit("description"), tip=lambda row: row.description),
        Column("type", QCoreApplication.translate("MatrixColumns", "Item type"), lambda row: row.type,
               lambda v: words.say(f"need_type.{v}", language) if v else "", width=84, edit=edit("type"),
               choices=[("", "—"), *labels.choices(NeedType, language)]),
    ]  # fmt: skip


def _of_project(language: Language, edit: Edit) -> list[Column]:
    """What requirements say beside that, where no family stands behind them."""
    return [
        Column("parent", QCoreApplication.translate("MatrixColumns", "Parent"), lambda row: row.parent, width=80,
               edit=edit("parent")),
        *(
            Column(name, words.say(f"trace_field.{name}", language).capitalize(), partial(_of, name), width=width,
                   edit=edit(name), tip=partial(_of, name))
            for name, width in (("stakeholder", 100), ("rationale", 180), ("limits", 160), ("acceptance", 180))
        ),
    ]  # fmt: skip


def _of(name: str, row: MatrixRow) -> str:
    return str(getattr(row, name))


def fitted(columns: list[Column]) -> list[Column]:
    """No column narrower than its title, in whatever language."""
    metrics = QFontMetrics(QGuiApplication.font())
    return [replace(c, width=max(c.width, metrics.horizontalAdvance(c.title) + TITLE_ROOM)) for c in columns]
