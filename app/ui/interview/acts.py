"""What opens over an interview at hand: a worksheet, an answer's history, a person, the analysis, the customer view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.enums import AnswerSource
from app.services.matrix import impact
from app.services.needs import interviews
from app.ui.interview.answering.details import AnswerDialog
from app.ui.interview.answering.people import ask_new_member
from app.ui.interview.answering.place import PlaceRow
from app.ui.interview.customer.view import CustomerView
from app.ui.interview.keeper import Sitting
from app.ui.shared.page import Page
from app.ui.shared.person import ask_member


class InterviewActs(QObject):
    """Works on the interview at hand and says what became of it. ``page`` is where refusals are shown; what is being
    typed is asked to be saved before anything opens that reads or changes answers.
    """

    save_asked = Signal()  # what the step holds, at once
    changed = Signal()  # the interview says other things than are shown
    turned_back = Signal()  # the customer view is left: what there is is to be read anew

    def __init__(self, page: Page, sitting: Sitting) -> None:
        super().__init__(page)
        self._page, self._desk, self._sitting = page, page.desk, sitting
        self.customer_view: CustomerView | None = None

    def explain(self, key: str) -> None:
        """怎么算的 of one need."""
        dialog = self._sitting.keeper.worksheet(self._page, key) if self._sitting.keeper else None
        if dialog is not None:
            dialog.exec()

    def about(self, row: PlaceRow) -> None:
        """Source, day and history of an answer; what is changed there is saved at once."""
        self.save_asked.emit()
        interview = self._sitting.at_hand.interview

        def keep(values: Mapping[str, Any]) -> None:
            row.set_origin(AnswerSource(values["source"]), values["on"])

        changes = interviews.history_of(self._desk.store, interview.id, row.place)
        told = impact.of_answer(self._desk.store, interview.household_id, *row.place)
        if AnswerDialog(self._page, row, changes, told, keep, self._desk.language).exec():
            self.save_asked.emit()

    def meet(self, member_id: str | None) -> None:
        """The dialog of a member, or of a new one. What the record tells of them is an answer already."""
        self.save_asked.emit()
        interview = self._sitting.at_hand.interview

        def met(id: str) -> None:
            interviews.learn(self._desk.store, self._desk.actor, interview.id, id)

        if member_id is None:
            ask_new_member(self._page, self._desk, interview.household_id, met)
        else:
            ask_member(self._page, self._desk, interview.household_id, member_id, met)

    def analyse(self) -> None:
        """Everything that follows from the answers; assumptions moved there are kept with the interview."""
        from app.ui.interview.analysis.window import AnalysisWindow

        self.save_asked.emit()
        with self._page.guard():
            AnalysisWindow(self._page, self._desk, self._sitting.at_hand.interview).exec()
            self._sitting.at_hand.read()  # while the window stood, the page may have taken another keeper
            self.changed.emit()

    def show_customer(self) -> None:
        """Turn the screen to the family: its own view, left by the agent's key only."""
        self._page.keep()
        self.customer_view = CustomerView(self._desk, self._sitting.at_hand, self._page.window())
        self.customer_view.left.connect(self.turned_back)
        self.customer_view.enter()
