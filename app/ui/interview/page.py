"""The needs interview: a page that saves every answer at once and can be left and resumed at any step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget

from app import words
from app.enums import AnswerSource, ObservationKind
from app.errors import InputError, Problem
from app.services import customers, interviews
from app.services.interviews import InterviewDetail
from app.services.rules.gaps import NeedResult
from app.ui.change_hub import Change, ChangeKind
from app.ui.desk import Desk
from app.ui.interview.answer_details import AnswerDialog
from app.ui.interview.board import InterviewBoard, place_of, section_of
from app.ui.interview.needs import need_lines, unsure_words
from app.ui.interview.people import ask_member, ask_new_member
from app.ui.interview.place import PlaceRow
from app.ui.interview.questions import SectionForm
from app.ui.interview.review import ReviewStep
from app.ui.interview.sheet import SectionSheet
from app.ui.interview.worksheet import WorksheetDialog
from app.ui.page import Page
from app.ui.widgets.empty import EmptyState, Step

SAVE_AFTER_MS = 400
REVIEW = "review"  # the step after the template's sections


class InterviewPage(Page):
    """Every answer is saved shortly after it is typed, and whenever the step or the page is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.interview: InterviewDetail | None = None
        self.needs: tuple[NeedResult, ...] = ()
        self.form: SectionForm | None = None
        self.review: ReviewStep | None = None
        self._row = 0
        self._save_soon = QTimer(self, interval=SAVE_AFTER_MS, singleShot=True)
        self._save_soon.timeout.connect(self.save)
        self.board = board = InterviewBoard(desk.language)
        board.steps.chosen.connect(self._on_step)
        board.side.explain.connect(self.explain)
        board.side.analyse.connect(self.analyse)
        board.side.observed.connect(self.observe)
        board.side.forgotten.connect(self.forget)
        board.back.clicked.connect(lambda: board.go(-1))
        board.next.clicked.connect(lambda: board.go(1))
        board.confirm.clicked.connect(self.confirm)
        board.mend.connect(self.mend)
        board.again.clicked.connect(self.start)
        board.plans.clicked.connect(lambda: self.desk.hub.go("combinations", self.desk.household_id))
        board.matrix.clicked.connect(lambda: self.desk.hub.go("matrix", self.desk.household_id))
        self._stack = QStackedWidget()
        self._stack.addWidget(board)
        self.body.addWidget(self._stack)

    # -- loading --------------------------------------------------------------------------------------------
    def open(self, id: str | None) -> None:
        self.desk.choose_household(id)
        self.refresh_now()
        if self.interview is None and id is not None:
            self.start()

    def refresh(self) -> None:
        self.keep()
        household_id = self.desk.household_id
        if household_id is None:
            self._show_empty(
                self.tr("Whose needs?"),
                self.tr("Choose a family first; then the interview leads you through its needs step by step."),
                [(self.tr("Choose a customer"), lambda: self.desk.hub.go("customers"))],
            )
            return
        found = interviews.latest(self.desk.store, household_id)
        if found is None:
            name = customers.row(self.desk.store, household_id).name
            self._show_empty(
                self.tr("No interview with {name} yet").format(name=name),
                self.tr("It takes about half an hour, can be left at any step, and every answer is saved at once."),
                [(self.tr("Start the interview"), self.start)],
            )
            return
        self._resume(found)

    def react(self, change: Change) -> None:
        if change.kind in (ChangeKind.HOUSEHOLD, ChangeKind.POLICY, ChangeKind.EVERYTHING):
            self.refresh_now()

    def start(self) -> None:
        with self.guard():
            assert self.desk.household_id is not None
            interview = interviews.start(self.desk.store, self.desk.actor, self.desk.household_id)
            self._resume(interview)
            self.desk.hub.announce(Change(ChangeKind.INTERVIEW, interview.id))

    # -- saving ---------------------------------------------------------------------------------------------
    def save(self) -> None:
        """Save what the step holds now; nothing is lost when the window closes the next moment."""
        self._save_soon.stop()
        if self.form is None or self.interview is None or self.interview.confirmed:
            return
        with self.guard():
            self._save_step(self._row)
            self._show(self.interview)

    def keep(self) -> None:
        if self._save_soon.isActive():
            self.save()

    def rank(self, keys: list[str]) -> None:
        assert self.interview is not None
        with self.guard():
            self._show(interviews.choose_ranking(self.desk.store, self.desk.actor, self.interview.id, keys))

    def observe(self, kind: ObservationKind, text: str) -> None:
        assert self.interview is not None
        with self.guard():
            interviews.add_observation(self.desk.store, self.desk.actor, self.interview.id, kind, text)
            self._show(interviews.read(self.desk.store, self.interview.id))

    def forget(self, observation_id: str) -> None:
        assert self.interview is not None
        with self.guard():
            interviews.remove_observation(self.desk.store, self.desk.actor, observation_id)
            self._show(interviews.read(self.desk.store, self.interview.id))

    def confirm(self) -> None:
        """Freeze the needs; what is missing is shown at its place instead."""
        assert self.interview is not None
        self.notice.clear()
        try:
            count = len(interviews.confirm(self.desk.store, self.desk.actor, self.interview.id))
        except InputError as error:
            self.mend(error.problems[0])
            return
        with self.guard():
            self._resume(interviews.read(self.desk.store, self.interview.id))
            self.desk.hub.announce(Change(ChangeKind.NEED))
            self.notice.show_done(self.tr("{count} needs are confirmed and stand in the matrix.").format(count=count))

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
        assert self.interview is not None
        need = next((need for need in self.needs if need.key == key), None)
        if need is not None:
            language = self.desk.language
            unsure = unsure_words(self.interview, interviews.unsure(self.interview, need), language)
            title = need_lines(self.interview, [need], [key], language)[0].title
            WorksheetDialog(self, title, need, unsure, language).exec()

    def about(self, row: PlaceRow) -> None:
        """Source, day and history of an answer; what is changed there is saved at once."""
        assert self.interview is not None
        self.save()

        def keep(values: Mapping[str, Any]) -> None:
            row.set_origin(AnswerSource(values["source"]), values["on"])

        changes = interviews.history_of(self.desk.store, self.interview.id, row.place)
        if AnswerDialog(self, row, changes, keep, self.desk.language).exec():
            self.save()

    def analyse(self) -> None:
        """Everything that follows from the answers; assumptions moved there are kept with the interview."""
        from app.ui.interview.analysis.window import AnalysisWindow

        self.save()
        assert self.interview is not None
        with self.guard():
            AnalysisWindow(self, self.desk, self.interview).exec()
            self._show(interviews.read(self.desk.store, self.interview.id))

    # -- people ---------------------------------------------------------------------------------------------
    def meet(self, member_id: str | None) -> None:
        """The dialog of a member, or of a new one. What the record tells of them is an answer already."""
        assert self.interview is not None
        self.save()
        interview, household_id = self.interview.id, self.interview.household_id

        def met(id: str) -> None:
            interviews.learn(self.desk.store, self.desk.actor, interview, id)
            self.desk.hub.announce(Change(ChangeKind.HOUSEHOLD, household_id))

        if member_id is None:
            ask_new_member(self, self.desk, household_id, met)
        else:
            ask_member(self, self.desk, household_id, member_id, met)

    # -- showing --------------------------------------------------------------------------------------------
    def _resume(self, interview: InterviewDetail) -> None:
        keys = [section.key for section in interview.template.sections]
        at_review = interview.confirmed or interview.step == REVIEW
        self._row = len(keys) if at_review else keys.index(interview.step) if interview.step in keys else 0
        self.interview = interview
        self._show_step()
        self._show(interview)

    def _show(self, interview: InterviewDetail) -> None:
        self.interview = interview
        self.needs, order = interviews.analyse_interview(interview)
        lines = need_lines(interview, self.needs, order, self.desk.language)
        missing = interviews.missing(interview)
        self._stack.setCurrentIndex(0)
        self.board.show_head(interview)
        self.board.show_lacking([] if interview.confirmed else missing)
        self.board.show_steps(interview, missing, self._row)
        self.board.show_needs(interview, lines)
        if self.form is not None:
            self.form.show_follow_ups(interview)
        if self.review is not None:
            self.review.show_needs(lines, missing, confirmed=interview.confirmed)
            self.review.whole.setVisible(not self.board.side.whole.isHidden())

    def _show_step(self) -> None:
        assert self.interview is not None
        sections = self.interview.template.sections
        self.form, self.review = None, None
        if self._row == len(sections):
            self.review = ReviewStep(self.desk.language)
            self.review.ranked.connect(self.rank)
            self.review.mend.connect(self.mend)
            self.review.explain.connect(self.explain)
            self.review.analyse.connect(self.analyse)
            self.board.area.setWidget(self.review)
        elif self.interview.confirmed:
            self.board.area.setWidget(SectionSheet(self.interview, sections[self._row], self.desk.language))
        else:
            self.form = SectionForm(self.interview, sections[self._row], self.desk.language)
            self.form.edited.connect(lambda: self._save_soon.start())
            self.form.details.connect(self.about)
            if self.form.people is not None:
                self.form.people.add.connect(lambda: self.meet(None))
                self.form.people.edit.connect(self.meet)
            self.board.area.setWidget(self.form)

    def _on_step(self, row: int) -> None:
        """The step left is saved first; a text that cannot be read keeps one there until it is mended."""
        if row < 0 or self.interview is None:
            return
        with self.guard():
            if not self.interview.confirmed:
                self._save_step(row)
            if self.form is not None and (wrong := self.form.wrong()) is not None:
                self.board.steps.stay_at(self._row)
                wrong.field.setFocus()
                self.notice.show_problem(self.tr("Please mend or clear what is marked before you go on."))
                return
            self._row = row
            self._show_step()
            self._show(self.interview)

    def _save_step(self, resume_at: int) -> None:
        assert self.interview is not None
        self._save_soon.stop()
        sections = self.interview.template.sections
        step = REVIEW if resume_at == len(sections) else sections[resume_at].key
        answers = self.form.answers() if self.form is not None else []
        self.interview = interviews.save_answers(self.desk.store, self.desk.actor, self.interview.id, answers, step)

    def _show_empty(self, title: str, text: str, steps: list[Step]) -> None:
        self.interview, self.form, self.review = None, None, None
        while (old := self._stack.widget(1)) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(EmptyState(title, text, steps))
        self._stack.setCurrentIndex(1)
