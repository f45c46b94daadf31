"""The needs interview: a page that saves every answer at once and can be left and resumed at any step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox, QStackedWidget, QWidget

from app import words
from app.enums import AnswerSource
from app.errors import InputError, Problem
from app.services.matrix import impact
from app.services.needs import interviews
from app.services.needs.interviews import InterviewDetail
from app.services.people import customers
from app.services.rules.needs.gaps import NeedResult
from app.ui.base.changes import Change, ChangeKind
from app.ui.base.desk import Desk
from app.ui.interview.answering.details import AnswerDialog
from app.ui.interview.answering.people import ask_member, ask_new_member
from app.ui.interview.answering.place import PlaceRow
from app.ui.interview.answering.questions import SectionForm
from app.ui.interview.answering.sheet import SectionSheet
from app.ui.interview.board import InterviewBoard, place_of, section_of
from app.ui.interview.choosing import TemplateChooser
from app.ui.interview.customer.view import CustomerView
from app.ui.interview.editor.dialog import TemplateEditor
from app.ui.interview.ending import plan_next
from app.ui.interview.keeper import Keeper
from app.ui.interview.meaning.review import ReviewStep
from app.ui.shared.page import Page
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.forms.activity_form import NextStepDialog

SAVE_AFTER_MS = 400


class InterviewPage(Page):
    """Every answer is saved shortly after it is typed, and whenever the step or the page is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.keeper: Keeper | None = None
        self.form: SectionForm | None = None
        self.review: ReviewStep | None = None
        self.chooser: TemplateChooser | None = None
        self.customer_view: CustomerView | None = None
        self.next_step: NextStepDialog | None = None
        self._row = 0
        self._save_soon = QTimer(self, interval=SAVE_AFTER_MS, singleShot=True)
        self._save_soon.timeout.connect(self.save)
        self.board = board = InterviewBoard(desk.language)
        board.steps.chosen.connect(self._on_step)
        board.side.explain.connect(self.explain)
        board.side.analyse.connect(self.analyse)
        board.side.observed.connect(lambda kind, text: self._act(lambda keeper: keeper.observe(kind, text)))
        board.side.forgotten.connect(lambda id: self._act(lambda keeper: keeper.forget(id)))
        board.back.clicked.connect(lambda: board.go(-1))
        board.next.clicked.connect(lambda: board.go(1))
        board.confirm.clicked.connect(self.confirm)
        board.mend.connect(self.mend)
        board.again.clicked.connect(lambda: self.choose(can_go_back=True))
        board.discard.triggered.connect(self.discard)
        board.for_customer.clicked.connect(self.show_customer)
        board.plans.clicked.connect(lambda: self.desk.hub.go("combinations", self.desk.household_id))
        board.matrix.clicked.connect(lambda: self.desk.hub.go("matrix", self.desk.household_id))
        self._stack = QStackedWidget()
        self._stack.addWidget(board)
        self.body.addWidget(self._stack)

    @property
    def interview(self) -> InterviewDetail | None:
        return self.keeper.interview if self.keeper else None

    @property
    def needs(self) -> tuple[NeedResult, ...]:
        return self.keeper.needs if self.keeper else ()

    # -- loading --------------------------------------------------------------------------------------------
    def open(self, id: str | None) -> None:
        self.desk.choose_household(id)
        self.refresh_now()

    def refresh(self) -> None:
        self.keep()
        if self.desk.household_id is None:
            text = self.tr("Choose a family first; then the interview leads you through its needs step by step.")
            step = (self.tr("Choose a customer"), lambda: self.desk.hub.go("customers"))
            self._show_instead(EmptyState(self.tr("Whose needs?"), text, [step]))
            return
        found = interviews.latest(self.desk.store, self.desk.household_id)
        if found is None:
            self.choose()
        else:
            self._resume(Keeper(self.desk, found))

    def react(self, change: Change) -> None:
        if change.touches(ChangeKind.HOUSEHOLD, ChangeKind.POLICY):
            self.reread()

    def choose(self, *, can_go_back: bool = False) -> None:
        """Let the agent choose a template for a new interview."""
        assert self.desk.household_id is not None
        name = customers.row(self.desk.store, self.desk.household_id).name
        title = self.tr("A new interview with {name}").format(name=name)
        offers = interviews.offered(self.desk.store)
        self.chooser = TemplateChooser(title, offers, self.desk.language, can_go_back=can_go_back)
        self.chooser.chosen.connect(self.start)
        self.chooser.edit.connect(self.edit_templates)
        self.chooser.back.connect(self.refresh_now)
        self._show_instead(self.chooser)
        self.chooser.start.setFocus()

    def start(self, template: str) -> None:
        with self.guard():
            assert self.desk.household_id is not None
            interview = interviews.start(self.desk.store, self.desk.actor, self.desk.household_id, template)
            self._resume(Keeper(self.desk, interview))

    def discard(self) -> None:
        """The draft was begun with the wrong template, or by mistake."""
        assert self.keeper is not None
        self.keep()
        if self._anything_said() and not self._sure_to_discard():
            return
        with self.guard():
            interviews.discard(self.desk.store, self.desk.actor, self.keeper.interview.id)
            self.keeper, self.form, self.review = None, None, None
            self.refresh()

    def _anything_said(self) -> bool:
        assert self.keeper is not None
        interview = self.keeper.interview
        said = any(answer.source != AnswerSource.RECORD for answer in interview.answers.values())
        return said or bool(interview.observations)

    def _sure_to_discard(self) -> bool:
        """There is no way back to what the customer said: the one question this page asks."""
        box = QMessageBox(self)
        box.setText(self.tr("What the customer said in this draft, and your notes, will be gone."))
        drop = box.addButton(self.tr("Discard the draft"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is drop

    def edit_templates(self) -> None:
        TemplateEditor(self, self.desk).exec()
        if self.keeper is None:
            self.refresh_now()

    # -- saving ---------------------------------------------------------------------------------------------
    def save(self) -> None:
        """Save what the step holds now; nothing is lost when the window closes the next moment."""
        self._save_soon.stop()
        if self.form is not None and self.interview is not None and not self.interview.confirmed:
            self._act(lambda keeper: keeper.save(self.form, self._row))

    def keep(self) -> None:
        if self._save_soon.isActive():
            self.save()
        if self.review is not None:
            self.review.keep()

    def confirm(self) -> None:
        """Freeze the needs; what is missing is shown at its place instead. Then the next step is planned."""
        assert self.keeper is not None and self.review is not None
        with self.guard():
            self.review.keep()
            try:
                count = self.keeper.confirm()
            except InputError as error:
                self.mend(error.problems[0])
                return
            self._resume(self.keeper)
            note = self.tr("Needs interview: {count} needs confirmed", n=count).format(count=count)
            self.next_step = plan_next(self.desk, self, self.keeper.interview.household_id, note)
            self.mark_seen()
            self.notice.show_done(
                self.tr("{count} needs are confirmed and stand in the matrix.", n=count).format(count=count)
            )

    def mend(self, problem: Problem) -> None:
        """Go to the step and the field of a problem, and say there what is wrong."""
        assert self.interview is not None
        keys = [section.key for section in self.interview.template.sections]
        if (key := section_of(self.interview, problem)) in keys:
            self.board.steps.setCurrentRow(keys.index(key))
        text = words.say(f"error.{problem.code}", self.desk.language, **problem.values)
        if self.form is not None and self.form.point_at(place_of(problem), text):
            self.board.show_focused(self.form)
        self.notice.show_problem(text)

    def explain(self, key: str) -> None:
        dialog = self.keeper.worksheet(self, key) if self.keeper else None
        if dialog is not None:
            dialog.exec()

    def about(self, row: PlaceRow) -> None:
        """Source, day and history of an answer; what is changed there is saved at once."""
        assert self.interview is not None
        self.save()

        def keep(values: Mapping[str, Any]) -> None:
            row.set_origin(AnswerSource(values["source"]), values["on"])

        changes = interviews.history_of(self.desk.store, self.interview.id, row.place)
        told = impact.of_answer(self.desk.store, self.interview.household_id, *row.place)
        if AnswerDialog(self, row, changes, told, keep, self.desk.language).exec():
            self.save()

    def show_customer(self) -> None:
        """Turn the screen to the family: its own view, left by the agent's key only."""
        assert self.keeper is not None
        self.keep()
        self.customer_view = CustomerView(self.desk, self.keeper, self.window())
        self.customer_view.left.connect(self.refresh_now)
        self.customer_view.enter()

    def analyse(self) -> None:
        """Everything that follows from the answers; assumptions moved there are kept with the interview."""
        from app.ui.interview.analysis.window import AnalysisWindow

        self.save()
        assert self.keeper is not None
        with self.guard():
            AnalysisWindow(self, self.desk, self.keeper.interview).exec()
            self.keeper.read()
            self._show()

    def meet(self, member_id: str | None) -> None:
        """The dialog of a member, or of a new one. What the record tells of them is an answer already."""
        assert self.interview is not None
        self.save()
        interview, household_id = self.interview.id, self.interview.household_id

        def met(id: str) -> None:
            interviews.learn(self.desk.store, self.desk.actor, interview, id)

        if member_id is None:
            ask_new_member(self, self.desk, household_id, met)
        else:
            ask_member(self, self.desk, household_id, member_id, met)

    # -- showing --------------------------------------------------------------------------------------------
    def _act(self, act: Callable[[Keeper], None]) -> None:
        """Do it and show what it changed."""
        assert self.keeper is not None
        with self.guard():
            act(self.keeper)
            self._show()

    def _resume(self, keeper: Keeper) -> None:
        self.keeper, self._row = keeper, keeper.row
        self._show_step()
        self._show()

    def _show(self) -> None:
        assert self.keeper is not None
        interview, lines, missing = self.keeper.interview, self.keeper.lines, self.keeper.missing
        self._stack.setCurrentIndex(0)
        self.board.show_head(interview)
        self.board.show_lacking(missing)
        self.board.show_steps(interview, missing, self._row)
        self.board.show_needs(interview, lines)
        if self.form is not None:
            self.form.show_follow_ups(interview)
        if self.review is not None:
            self.review.show_needs(lines, missing, confirmed=interview.confirmed)
            self.review.whole.setVisible(not self.board.side.whole.isHidden())
            self.review.show_summary(interviews.text_of(interview, self.desk.language), confirmed=interview.confirmed)

    def _show_step(self) -> None:
        assert self.keeper is not None
        interview = self.keeper.interview
        sections = interview.template.sections
        self.form, self.review = None, None
        if self._row == len(sections):
            self.review = review = ReviewStep(self.desk.language)
            review.ranked.connect(lambda keys: self._act(lambda keeper: keeper.rank(keys)))
            review.summarised.connect(lambda text: self._act(lambda keeper: keeper.summarise(text)))
            review.mend.connect(self.mend)
            review.explain.connect(self.explain)
            review.analyse.connect(self.analyse)
            self.board.area.setWidget(review)
            self.board.side.show_prompts(None)
            return
        section = sections[self._row]
        self.board.side.show_prompts(section)
        if interview.confirmed:
            self.board.area.setWidget(SectionSheet(interview, section, self.desk.language))
            return
        self.form = SectionForm(interview, section, self.desk.language)
        self.form.edited.connect(lambda: self._save_soon.start())
        self.form.details.connect(self.about)
        if self.form.people is not None:
            self.form.people.add.connect(lambda: self.meet(None))
            self.form.people.edit.connect(self.meet)
        self.board.area.setWidget(self.form)

    def _on_step(self, row: int) -> None:
        """The step left is saved first; a text that cannot be read keeps one there until it is mended."""
        if row < 0 or self.keeper is None:
            return
        with self.guard():
            self._save_soon.stop()
            if self.review is not None:
                self.review.keep()
            if not self.keeper.interview.confirmed:
                self.keeper.save(self.form, row)
            if self.form is not None and (wrong := self.form.wrong()) is not None:
                self.board.steps.stay_at(self._row)
                wrong.field.setFocus()
                self.notice.show_problem(self.tr("Please mend or clear what is marked before you go on."))
                return
            self._row = row
            self._show_step()
            self._show()

    def _show_instead(self, widget: QWidget) -> None:
        self.keeper, self.form, self.review = None, None, None
        while (old := self._stack.widget(1)) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(widget)
        self._stack.setCurrentIndex(1)
