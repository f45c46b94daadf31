"""How the post is looked after: the shared folder, and the weekly report that goes by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from app.errors import Place, bad_input
from app.services.front import post_office
from app.services.front.post_office import Office
from app.services.rules.base.weekdays import WeekTime
from app.ui.base.desk import Desk
from app.ui.shared.post.sending import folder_of
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, TextField
from app.ui.widgets.forms.form import Form
from app.words import say

NEVER = -1


class OfficeDialog(FormDialog):
    """The next round obeys it."""

    keeps_draft = False

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        form = Form(desk.language)
        super().__init__(parent, self.tr("Shared folder and weekly report"), form, self._keep, width=620)
        hint = self.tr("A network drive, a stick, or a folder that a sync tool carries. Looked after every minute "
                       "while the program is open; left empty, only when you ask.")  # fmt: skip
        self._folder = form.add("folder", self.tr("Shared folder"), TextField(), hint)
        days = say("weekly.weekdays", desk.language).split()
        choices = [(NEVER, self.tr("does not go by itself")), *enumerate(days)]
        form.add("day", self.tr("Weekly report"), ChoiceField(choices))
        late = self.tr("Where the program was closed then, at its next start.")
        form.add("time", self.tr("Time"), TextField("18:00"), late)
        choose = QPushButton(self.tr("Choose the folder…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        self.foot_line.insertWidget(0, choose)
        now = post_office.of_store(desk.store)
        form.set_values({
            "folder": str(now.folder or ""),
            "day": now.at.day if now.weekly else NEVER,
            "time": f"{now.at.minute // 60:02d}:{now.at.minute % 60:02d}",
        })  # fmt: skip

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Shared folder"), self._folder.value() or "")
        if name:
            self._folder.set_value(name)

    def _keep(self, values: Mapping[str, Any]) -> None:
        day, minute = values["day"], _minutes(values["time"] or "")
        before = post_office.of_store(self._desk.store)
        at = WeekTime(before.at.day if day == NEVER else day, minute)
        office = Office(folder_of(values["folder"] or ""), day != NEVER, at, before.reported)
        post_office.arrange(self._desk.store, self._desk.actor, office)


def _minutes(text: str) -> int:
    hour, _, minute = text.replace("：", ":").partition(":")
    if not (hour.strip().isdigit() and minute.strip().isdigit()) or int(hour) > 23 or int(minute) > 59:
        raise bad_input("not_a_clock", Place(field="time"), text=text)
    return int(hour) * 60 + int(minute)
