"""Who is in the family: shown in its step, mended and added there without leaving the interview."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from app.enums import Language, Sex
from app.services.needs.interviews import InterviewDetail, Person
from app.services.people import customers
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.member_form import draft_of_form, member_form
from app.ui.widgets.plain import Label


class PeopleCard(QFrame):
    """``edit`` with a member's id, ``add`` for a new one."""

    edit = Signal(str)
    add = Signal()

    def __init__(self, interview: InterviewDetail, language: Language) -> None:
        super().__init__()
        self._language = language
        self.setProperty("kind", "card")
        self.buttons: dict[str, QPushButton] = {}
        self._born: dict[str, Label] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 10)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(3, 1)
        for row, person in enumerate(interview.people):
            self._add_person(grid, row, person)
        box.addLayout(grid)
        self.add_button = QPushButton("＋ " + self.tr("Add a family member"))
        self.add_button.setProperty("kind", "link")
        self.add_button.clicked.connect(self.add)
        box.addWidget(self.add_button)

    def point_at(self, member_id: str) -> None:
        """Make plain that this one's birth date is what is missing."""
        label = self._born[member_id]
        label.setProperty("kind", "wrong")
        label.style().unpolish(label)
        label.style().polish(label)
        self.buttons[member_id].setFocus()

    def _add_person(self, grid: QGridLayout, row: int, person: Person) -> None:
        name = Label(person.name)
        name.setProperty("kind", "heading")
        facts = [labels.of(person.relation, self._language)]
        if person.sex:
            facts.append(labels.of(Sex(person.sex), self._language))
        about = Label(" · ".join(facts))
        about.setProperty("kind", "muted")
        if person.age is None:
            born = Label("⚠ " + self.tr("birth date missing"))
            born.setProperty("kind", "warn")
        else:
            born = Label(self.tr("{day}, aged {age}").format(day=formats.day(person.birth_date), age=person.age))
        button = QPushButton(self.tr("Fill in the birth date") if person.age is None else self.tr("Edit"))
        button.setProperty("kind", "link")
        button.setAccessibleName(f"{button.text()} {person.name}")
        button.clicked.connect(lambda: self.edit.emit(person.id))
        for column, widget in enumerate((name, about, born)):
            grid.addWidget(widget, row, column)
        grid.addWidget(button, row, 4)
        self.buttons[person.id], self._born[person.id] = button, born


def ask_new_member(parent: QWidget, desk: Desk, household_id: str, done: Callable[[str], None]) -> None:
    """The dialog for one more member; ``done`` gets the new member's id."""

    def save(values: Any) -> None:
        done(customers.add_member(desk.store, desk.actor, household_id, draft_of_form(values)).id)

    title = QCoreApplication.translate("InterviewPeople", "New member")
    FormDialog(parent, title, member_form(desk.language), save).exec()
