"""When the agents' reports are due: a day and a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.errors import Place, bad_input
from app.services.team.rollup import lead
from app.ui.base.desk import Desk
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, TextField
from app.ui.widgets.forms.form import Form
from app.words import say


class DueDialog(FormDialog):
    """The next roll-up judges by it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        form = Form(desk.language)
        super().__init__(parent, "", form, self._keep)
        self.setWindowTitle(self.tr("When reports are due"))
        days = say("weekly.weekdays", desk.language).split()
        sunday = len(days) - 1
        choices = [(day, days[(sunday + day) % len(days)]) for day in range(len(days))]
        form.add("day", self.tr("Day, from the week's Sunday on"), ChoiceField(choices))
        form.add("time", self.tr("Time"), TextField(QCoreApplication.translate("Dates", "hh:mm")))
        day, minute = lead.due(desk.store)
        form.set_values({"day": day, "time": f"{minute // 60:02d}:{minute % 60:02d}"})

    def _keep(self, values: Mapping[str, Any]) -> None:
        lead.set_due(self._desk.store, self._desk.actor, values["day"], _minutes(values["time"]))


def _minutes(text: str) -> int:
    hour, _, minute = text.replace("：", ":").partition(":")
    if not (hour.strip().isdigit() and minute.strip().isdigit()) or int(hour) > 23 or int(minute) > 59:
        raise bad_input("not_a_clock", Place(field="time"), text=text)
    return int(hour) * 60 + int(minute)
