"""The list of customers: its pages, its columns, and the mark of the next step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.enums import Stage
from app.services import customers
from app.services.customers import HouseholdRow
from app.ui import labels
from app.ui.desk import Desk
from app.ui.widgets.badge import Badge
from app.ui.widgets.table import Column

GONE = (Stage.REJECTED, Stage.DECLINED, Stage.WITHDRAWN)


class Customers:
    """The list as a source of pages."""

    def __init__(self, desk: Desk, text: str, *, archived: bool) -> None:
        self._store, self._text, self._archived = desk.store, text, archived

    def count(self) -> int:
        return customers.count(self._store, search=self._text, archived=self._archived)

    def page(self, offset: int, limit: int, sort: str, descending: bool) -> Sequence[Any]:
        return customers.page(
            self._store,
            search=self._text,
            sort=sort,
            descending=descending,
            offset=offset,
            limit=limit,
            archived=self._archived,
        )


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


def customer_columns(desk: Desk) -> list[Column]:
    language = desk.language

    def step(row: HouseholdRow) -> Badge:
        badge = household_badge(row, desk.today())
        words = f"{badge.words}  {row.step_words(language)}".strip() if row.next_step_on else badge.words
        return Badge(badge.mark, words, badge.tone)

    return [
        Column("name", QCoreApplication.translate("CustomerList", "Customer"), lambda row: row.name, width=92),
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
        Column("phone", QCoreApplication.translate("CustomerList", "Phone"), lambda row: row.phone_masked, width=112),
        Column("code", QCoreApplication.translate("CustomerList", "Code"), lambda row: row.code, width=80),
        Column("city", QCoreApplication.translate("CustomerList", "City"), lambda row: row.city, width=80),
    ]
