"""Putting a family or a sale to sleep until a day, and who sleeps now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.errors import InputError, Place, Problem
from app.services.day import sleeping
from app.services.day.sleeping import SleepRow
from app.services.people import customers
from app.ui.base import formats
from app.ui.base.desk import Desk
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import DateField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.plain import Label

USUAL = timedelta(days=90)


class SleepDialog(FormDialog):
    def __init__(self, parent: QWidget, desk: Desk, household_id: str, opportunity_id: str | None = None) -> None:
        form = Form(desk.language)
        name = customers.row(desk.store, household_id).name
        super().__init__(parent, self.tr("Sleep: {name}").format(name=name), form, self._submit)
        self._desk, self._household_id, self._opportunity_id = desk, household_id, opportunity_id
        form.add("until", self.tr("Asleep until"), DateField(), self.tr("Until then not on Today and not stale"))
        form.add("reason", self.tr("Why"), TextField())
        asleep = [
            row
            for row in sleeping.of_household(desk.store, household_id, desk.today())
            if row.opportunity_id == opportunity_id
        ]
        until = asleep[0].until if asleep else desk.today() + USUAL
        form.set_values({"until": until, "reason": asleep[0].reason if asleep else ""})

    def _submit(self, values: Mapping[str, Any]) -> None:
        if values["until"] is None:
            raise InputError(Problem("required", Place(field="until")))
        sleeping.put_to_sleep(
            self._desk.store, self._desk.actor, self._household_id, values["until"],
            opportunity_id=self._opportunity_id, reason=values["reason"],
        )  # fmt: skip


def ask_sleep(desk: Desk, parent: QWidget, household_id: str, opportunity_id: str | None = None) -> None:
    """Ask until when; offered to be taken back. Raises InputError ``not_found``."""
    dialog = SleepDialog(parent, desk, household_id, opportunity_id)
    if not dialog.exec():
        return

    desk.hub.offer_undo(dialog.windowTitle())


class SleepersDialog(Dialog):
    """Who sleeps now, each with a button that wakes it."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(self.tr("Asleep"))
        self.setMinimumWidth(460)
        self.wakers: list[QPushButton] = []
        self._lines = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.addLayout(self._lines)
        layout.addStretch()
        layout.addLayout(self.lay_foot(None))
        self._show()

    def _show(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self.wakers = []
        rows = sleeping.of_agent(self._desk.store, self._desk.actor.code, self._desk.today())
        for row in rows:
            self._lines.addWidget(self._line(row))
        if not rows:
            self._lines.addWidget(Label(self.tr("Nobody is asleep. Put a customer to sleep from its history.")))

    def _line(self, row: SleepRow) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        what = self.tr("a sale") if row.opportunity_id else ""
        words = "  ·  ".join(part for part in (formats.day(row.until), row.household, what, row.reason) if part)
        button = QPushButton(self.tr("Wake"))
        button.setAccessibleName(self.tr("Wake {name}").format(name=row.household))
        button.clicked.connect(self._wakes(row))
        self.wakers.append(button)
        line.addWidget(Label(words), 1)
        line.addWidget(button)
        return holder

    def _wakes(self, row: SleepRow) -> Callable[[], None]:
        def wake() -> None:
            sleeping.wake(self._desk.store, self._desk.actor, row.household_id, row.opportunity_id)
            self._show()

        return wake
