"""The needs interview: a page that saves every answer at once and can be left and resumed at any step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from app import words
from app.errors import InputError, Problem
from app.services.needs import interviews
from app.services.needs.interviews import InterviewDetail
from app.services.rules.needs.gaps import NeedResult
from app.ui.base.changes import Change, ChangeKind
from app.ui.base.desk import Desk
from app.ui.interview.acts import InterviewActs
from app.ui.interview.answering.questions import SectionForm
from app.ui.interview.answering.sheet import SectionSheet
from app.ui.interview.beginning import Beginning
from app.ui.interview.board import InterviewBoard, place_of, section_of
from app.ui.interview.ending import plan_next
from app.ui.interview.keeper import Keeper, Sitting
from app.ui.interview.meaning.review import ReviewStep
from app.ui.shared.page import Page
from app.ui.widgets.forms.activity_form import NextStepDialog

SAVE_AFTER_MS = 400


class InterviewPage(Page):
    """Every answer is saved shortly after it is typed, and whenever the step or the page is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.sitting = Sitting()
        self.form: SectionForm | None = None
        self.review: ReviewStep | None = None
        self.next_step: NextStepDialog | None = None
        self._row = 0
        self._save_soon = QTimer(self, interval=SAVE_AFTER_MS, singleShot=True)
        self._save_soon.timeout.connect(self.save)
        self.board = InterviewBoard(desk.language)
        self.acts, self.beginning = InterviewActs(self, self.sitting), Beginning(self, self.sitting)
        self._connect()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.board)
        self.body.addWidget(self._stack)

    def _connect(self) -> None:
        board, acts, beginning, hub = self.board, self.acts, self.beginning, self.desk.hub
        for signal, act in (
            (board.steps.chosen, self._on_step),
            (board.side.explain, acts.explain),
            (board.side.analyse, acts.analyse),
            (board.confirm.clicked, self.confirm),
            (board.mend, self.mend),
            (board.discard.triggered, self._discard),
            (board.for_customer.clicked, acts.show_customer),
            (acts.save_asked, self.save),
            (acts.changed, self._show),
            (acts.turned_back, self.refresh_now),
            (beginning.instead, self._show_instead),
            (beginning.begun, self._begin),
            (beginning.discarded, self._discarded),
            (beginning.left, self.refresh_now),
        ):
            signal.connect(act)
        board.side.observed.connect(lambda kind, text: self._act(lambda keeper: keeper.observe(kind, text)))
        board.side.forgotten.connect(lambda id: self._act(lambda keeper: keeper.forget(id)))
        board.back.clicked.connect(lambda: self._go(-1))
        board.next.clicked.connect(lambda: self._go(1))
        board.again.clicked.connect(lambda: beginning.choose(can_go_back=True))
        board.plans.clicked.connect(lambda: hub.go("combinations", self.desk.household_id))
        board.matrix.clicked.connect(lambda: hub.go("matrix", self.desk.household_id))

    @property
    def keeper(self) -> Keeper | None:
        return self.sitting.keeper

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
            self.beginning.ask_family()
            return
        found = interviews.latest(self.desk.store, self.desk.household_id)
        if found is None:
            self.beginning.choose()
        else:
            self._resume(Keeper(self.desk, found))

    def react(self, change: Change) -> None:
        if change.touches(ChangeKind.HOUSEHOLD, ChangeKind.POLICY):
            self.reread()

    def _begin(self, interview: InterviewDetail) -> None:
        self._resume(Keeper(self.desk, interview))

    def _discard(self) -> None:
        self.keep()
        self.beginning.discard()

    def _discarded(self) -> None:
        self.form, self.review = None, None
        self.refresh()

    # -- saving ---------------------------------------------------------------------------------------------
    def show_customer(self) -> bool:
        """Turn the screen to the family while its interview is under way; False when none is."""
        if self.keeper is None or self.keeper.interview.confirmed or (self.form is None and self.review is None):
            return False
        self.acts.show_customer()
        return True

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

    # -- showing --------------------------------------------------------------------------------------------
    def _act(self, act: Callable[[Keeper], None]) -> None:
        """Do it and show what it changed."""
        assert self.keeper is not None
        with self.guard():
            act(self.keeper)
            self._show()

    def _resume(self, keeper: Keeper) -> None:
        self.sitting.keeper, self._row = keeper, keeper.row
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
            review.explain.connect(self.acts.explain)
            review.analyse.connect(self.acts.analyse)
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
        self.form.details.connect(self.acts.about)
        if self.form.people is not None:
            self.form.people.add.connect(lambda: self.acts.meet(None))
            self.form.people.edit.connect(self.acts.meet)
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

    def begin(self) -> None:
        """In the first answer of the step; in the choice of an interview where none is under way."""
        if self.form is not None:
            self.form.begin()
        elif self.keeper is None:
            self.beginning.begin()

    def _go(self, by: int) -> None:
        """To the step before or after; there the cursor is in the first answer."""
        before = self._row
        self.board.go(by)
        if self._row != before and self.form is not None:
            self.form.begin()
        elif self._row != before:
            self.board.confirm.setFocus()

    def _show_instead(self, widget: QWidget) -> None:
        self.sitting.keeper, self.form, self.review = None, None, None
        while (old := self._stack.widget(1)) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(widget)
        self._stack.setCurrentIndex(1)
