"""The work month: on which day it begins; everything that speaks of a month follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.enums import PeriodKind
from app.errors import InputError
from app.services.measures import kpis
from app.services.rules.base import periods
from app.services.rules.base.periods import WorkMonth
from app.ui.base.desk import Desk
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import CheckField, NumberField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.plain import Label


class WorkMonthDialog(FormDialog):
    """Shows at once what this month would be."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self.desk = desk
        form = Form(desk.language)
        super().__init__(parent, "", form, self._keep)
        self.setWindowTitle(self.tr("Work month"))
        form.add(
            "first_day", self.tr("First day"), NumberField(),
            self.tr("1 is the calendar month, 26 gives the 26th to the 25th."),
        )  # fmt: skip
        check = self.tr("The year is the calendar year: January begins on the 1st, December ends on the 31st")
        form.add("calendar_year", "", CheckField(check))
        self.preview = Label()
        self.preview.setProperty("kind", "muted")
        self.preview.setWordWrap(True)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(2, self.preview)
        months = kpis.work_month(desk.store)
        form.set_values({"first_day": str(months.first_day), "calendar_year": months.calendar_year})
        form.edited.connect(lambda: self._show())
        self._show()

    def _show(self) -> None:
        values = self.form.values()
        try:
            months = WorkMonth(values["first_day"] or 0, values["calendar_year"])
        except InputError:
            self.preview.clear()
            return
        today = self.desk.today()
        month, year = (periods.of(kind, today, months) for kind in (PeriodKind.MONTH, PeriodKind.YEAR))
        text = self.tr("Today is in {month}: {first} to {last}. The year {year} is {begin} to {end}.")
        self.preview.setText(
            text.format(
                month=month.label, first=month.first, last=month.last, year=year.label, begin=year.first, end=year.last
            )
        )

    def _keep(self, values: Mapping[str, Any]) -> None:
        desk = self.desk
        months = WorkMonth(values["first_day"] or 0, values["calendar_year"])
        kpis.set_work_month(desk.store, desk.actor, months)

        desk.hub.offer_undo(self.tr("Work month changed"))
