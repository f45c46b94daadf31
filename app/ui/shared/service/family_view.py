"""Service in a family's page: its clocks, cases, answers, and what the clocks need to know."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.services.care import clocks, satisfaction
from app.services.rules.care.clocks import pressing_first
from app.ui.base.desk import Desk
from app.ui.shared.service.cases.table import CaseTable
from app.ui.shared.service.clocks.table import ClockTable
from app.ui.shared.service.feedback import forms as feedback_forms
from app.ui.shared.service.feedback.table import FeedbackTable
from app.ui.shared.service.people_view import PeopleView
from app.ui.widgets.notice import Guard


class FamilyService(QWidget):
    """Only the part in sight is read; an archived family is shown without what would change it."""

    def __init__(self, desk: Desk, guard: Guard) -> None:
        super().__init__()
        self.desk, self.guard = desk, guard
        self._family: tuple[str, str, bool] | None = None
        self.clocks = ClockTable(desk, guard, of_family=True)
        self.cases = CaseTable(desk, guard, of_family=True)
        self.feedback = FeedbackTable(desk, guard, self.record)
        self.people = PeopleView(desk, guard)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setExpanding(False)
        for part, words in (
            (self.clocks, self.tr("Clocks")),
            (self.cases, self.tr("Cases")),
            (self.feedback, self.tr("Satisfaction")),
            (self.people, self.tr("Premiums, birthdays, loans")),
        ):
            self.tabs.addTab(part, words)
        self.tabs.currentChanged.connect(lambda _: self._fill())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)

    def show_family(self, household_id: str, name: str, *, editable: bool) -> None:
        self._family = (household_id, name, editable)
        self.setEnabled(editable)
        self._fill()

    def record(self) -> None:
        if self._family is not None:
            feedback_forms.record(self.desk, self, *self._family[:2])

    def _fill(self) -> None:
        if self._family is None:
            return
        (id, _, editable), store, part = self._family, self.desk.store, self.tabs.currentWidget()
        with self.guard():
            if part is self.clocks:
                self.clocks.show_clocks(pressing_first(clocks.of_household(store, id, self.desk.today())))
            elif part is self.cases:
                self.cases.show_family(id, editable=editable)
            elif part is self.feedback:
                self.feedback.show_rows(satisfaction.of_household(store, id))
            else:
                self.people.show_family(id, editable=editable)
