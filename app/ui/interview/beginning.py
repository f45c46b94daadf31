"""How an interview begins, and how one begun by mistake ends: templates to choose from, a draft discarded."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.enums import AnswerSource
from app.services.needs import interviews
from app.services.needs.interviews.templates import Subject
from app.services.offers import catalogue
from app.services.people import customers
from app.ui.interview.choosing import TemplateChooser
from app.ui.interview.editor.dialog import TemplateEditor
from app.ui.interview.keeper import Sitting
from app.ui.shared.page import Page
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.plain import MessageBox


class Beginning(QObject):
    """Works on the family at hand. ``page`` is where refusals are shown and questions asked."""

    instead = Signal(QWidget)  # to be shown while there is no interview at hand
    begun = Signal(object)  # InterviewDetail
    discarded = Signal()  # the interview at hand is no more
    left = Signal()  # nothing is begun: what there is of the family is to be shown

    def __init__(self, page: Page, sitting: Sitting) -> None:
        super().__init__(page)
        self._page, self._desk, self._sitting = page, page.desk, sitting
        self.chooser: TemplateChooser | None = None

    def ask_family(self) -> None:
        text = self.tr("Choose a family first; then the interview leads you through its needs step by step.")
        step = (self.tr("Choose a customer"), lambda: self._desk.hub.go("customers"))
        self.instead.emit(EmptyState(self.tr("Whose needs?"), text, [step]))

    def choose(self, *, can_go_back: bool = False) -> None:
        """Let the agent choose a template for a new interview."""
        name = customers.row(self._desk.store, self._household_id).name
        title = self.tr("A new interview with {name}").format(name=name)
        offers = interviews.offered(self._desk.store)
        if not catalogue.sells_goods(self._desk.store):  # who sells insurance only is asked nothing of goods
            offers = [one for one in offers if one.own or one.template.subject != Subject.GOODS]
        self.chooser = TemplateChooser(title, offers, self._desk.language, can_go_back=can_go_back)
        self.chooser.chosen.connect(self.start)
        self.chooser.edit.connect(self.edit_templates)
        self.chooser.back.connect(self.left)
        self.instead.emit(self.chooser)
        self.begin()

    def begin(self) -> None:
        """In the choice of a template: the arrows choose, Enter begins."""
        if self.chooser is not None and self.chooser.isVisible():
            next(one for one in self.chooser.choices.values() if one.isChecked()).setFocus()

    def start(self, template: str) -> None:
        with self._page.guard():
            self.begun.emit(interviews.start(self._desk.store, self._desk.actor, self._household_id, template))

    def edit_templates(self) -> None:
        TemplateEditor(self._page, self._desk).exec()
        if self._sitting.keeper is None:
            self.left.emit()

    def discard(self) -> None:
        """The draft was begun with the wrong template, or by mistake."""
        interview = self._sitting.at_hand.interview
        said = any(answer.source != AnswerSource.RECORD for answer in interview.answers.values())
        if (said or interview.observations) and not self._sure():
            return
        with self._page.guard():
            interviews.discard(self._desk.store, self._desk.actor, interview.id)
            self._sitting.keeper = None
            self.discarded.emit()

    def _sure(self) -> bool:
        """There is no way back to what the customer said: the one question this page asks."""
        box = MessageBox(self._page)
        box.setText(self.tr("What the customer said in this draft, and your notes, will be gone."))
        drop = box.addButton(self.tr("Discard the draft"), MessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Keep it"), MessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is drop

    @property
    def _household_id(self) -> str:
        assert self._desk.household_id is not None
        return self._desk.household_id
