"""What the agent says of the week: difficulties, customers' feedback, help wanted; they go into the weekly workbook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.services.rules.base.weeks import Week
from app.services.team.weekly import words
from app.services.team.weekly.words import WeeklyWords
from app.ui.base.desk import Desk
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import NotesField
from app.ui.widgets.forms.form import Form
from app.words import say


class WordsDialog(FormDialog):
    """Of the agent at the desk, for one week."""

    def __init__(self, desk: Desk, week: Week, parent: QWidget) -> None:
        self._desk, self._week = desk, week
        form = Form(desk.language)
        super().__init__(parent, "", form, self._keep)
        self.setWindowTitle(self.tr("In your own words, {week}").format(week=week))
        for part in words.PARTS:
            last = part == words.PARTS[-1]
            hint = self.tr("The lead reads this: please no customers' names or phones.") if last else ""
            form.add(part, say(f"weekly.words.{part}", desk.language), NotesField(height=88), hint)
        said = words.of_week(desk.store, desk.actor.code, week)
        form.set_values({part: getattr(said, part) for part in words.PARTS})

    def _keep(self, values: Mapping[str, Any]) -> None:
        desk = self._desk
        words.write(desk.store, desk.actor, desk.actor.code, self._week, WeeklyWords(**values))
        desk.hub.tell(self.tr("Saved for the weekly workbook."))
