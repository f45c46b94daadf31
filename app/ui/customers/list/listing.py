"""The list of customers: its columns, and the marks of the next step, of classes and of tags."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from app.enums import FieldKind, LabelKind, Language, Stage, Tone
from app.services.people.custom_fields import FieldRow
from app.services.people.customers import HouseholdRow
from app.ui.base import labels
from app.ui.base.changes import ChangeKind
from app.ui.base.desk import Desk
from app.ui.shared.marks import label_tones, own_fields
from app.ui.widgets.badge import Badge
from app.ui.widgets.tables.table import Column

GONE = (Stage.REJECTED, Stage.DECLINED, Stage.WITHDRAWN)


def step_badge(on: date | None, today: date, *, expected: bool = True) -> Badge:
    """Red overdue, green today, grey planned, yellow none; none is no fault where none is ``expected``."""
    if on is None:
        if not expected:
            return Badge("–", "", "calm")
        return Badge("△", QCoreApplication.translate("NextStep", "none planned"), "warn")
    day = f"{on:%m-%d}" if on.year == today.year else on.isoformat()
    if on < today:
        return Badge("⚠", QCoreApplication.translate("NextStep", "overdue {day}").format(day=day), "bad")
    if on == today:
        return Badge("◉", QCoreApplication.translate("NextStep", "today"), "good")
    return Badge("○", day, "calm")


def household_badge(row: HouseholdRow, today: date) -> Badge:
    return step_badge(row.next_step_on, today, expected=row.stage not in GONE and not row.archived)


USUAL = ("name", "classification", "next_step", "stage", "tags", "phone", "code", "city")
"""The columns shown until the user chooses others."""


def customer_columns(desk: Desk) -> list[Column]:
    """Every column there can be, those of the user's own fields last; which are shown is the view's to say. The same
    list until labels or fields change."""
    language = desk.language
    return desk.known.once(f"customer columns {language}", lambda: _columns(desk, language), ChangeKind.LABEL)


def _columns(desk: Desk, language: Language) -> list[Column]:
    tones = label_tones(desk)

    def step(row: HouseholdRow) -> Badge:
        badge = household_badge(row, desk.today())
        words = f"{badge.words}  {row.step_words(language)}".strip() if row.next_step_on else badge.words
        return Badge(badge.mark, words, badge.tone)

    def grade(row: HouseholdRow) -> Badge | None:
        return label_badge(row.classification, LabelKind.CLASS, tones) if row.classification else None

    def tags(row: HouseholdRow) -> Badge | None:
        if not row.tags:
            return None
        first = label_badge(row.tags[0], LabelKind.TAG, tones)
        return Badge(first.mark, labels.listed(row.tags, language), first.tone)

    return [
        Column("name", QCoreApplication.translate("CustomerList", "Customer"), lambda row: row.name, width=92),
        Column(
            "classification",
            QCoreApplication.translate("CustomerList", "Class"),
            lambda row: row.classification,
            width=62,
            badge=grade,
        ),
        Column(
            "next_step",
            QCoreApplication.translate("CustomerList", "Next step"),
            lambda row: row.next_step_on,
            width=164,
            badge=step,
            tip=lambda row: step(row).text,
        ),
        Column(
            "stage",
            QCoreApplication.translate("CustomerList", "Stage"),
            lambda row: row.stage,
            lambda value: labels.of(value, language),
            width=104,
        ),
        Column(
            "tags",
            QCoreApplication.translate("CustomerList", "Tags"),
            lambda row: labels.listed(row.tags, language),
            width=110,
            badge=tags,
            tip=lambda row: labels.listed(row.tags, language),
        ),
        Column("phone", QCoreApplication.translate("CustomerList", "Phone"), lambda row: row.phone_masked, width=112),
        Column("code", QCoreApplication.translate("CustomerList", "Code"), lambda row: row.code, width=80),
        Column("city", QCoreApplication.translate("CustomerList", "City"), lambda row: row.city, width=80),
        Column("source", QCoreApplication.translate("CustomerList", "Source"), lambda row: row.source, width=90),
        *(_own_column(field, language) for field in own_fields(desk)),
    ]


def _own_column(field: FieldRow, language: Language) -> Column:
    number = field.kind in (FieldKind.NUMBER, FieldKind.MONEY)
    return Column(
        field.key, field.name, lambda row: field.say(row.own.get(field.id, ""), language), number=number, width=100
    )


def label_badge(name: str, kind: LabelKind, tones: Mapping[tuple[LabelKind, str], Tone]) -> Badge:
    """A class or a tag: its word with a mark in its colour."""
    tone = tones.get((kind, name.casefold()), Tone.CALM)
    return Badge("◆" if kind == LabelKind.CLASS else "●", name, tone.value)
