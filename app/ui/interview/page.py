"""The needs interview: steps at the left, questions in the middle, what they mean at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.enums import ObservationKind
from app.services import customers, interviews
from app.services.interviews import InterviewDetail
from app.services.interviews.keeping import latest
from app.services.interviews.templates import pick
from app.services.rules.gaps import NeedResult
from app.ui.change_hub import Change, ChangeKind
from app.ui.desk import Desk
from app.ui.interview.questions import SectionForm
from app.ui.interview.side import SidePane
from app.ui.interview.worksheet import WorksheetDialog
from app.ui.page import Page
from app.ui.widgets.empty import EmptyState

SAVE_AFTER_MS = 400


class InterviewPage(Page):
    """Every answer is saved shortly after it is typed, and whenever the step or the page is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.interview: InterviewDetail | None = None
        self.needs: tuple[NeedResult, ...] = ()
        self.form: SectionForm | None = None
        self._save_soon = QTimer(self, interval=SAVE_AFTER_MS, singleShot=True)
        self._save_soon.timeout.connect(self.save)
        self.who = QLabel()
        self.who.setProperty("kind", "title")
        self.state = QLabel()
        self.state.setProperty("kind", "muted")
        self.steps = QListWidget()
        self.steps.setAccessibleName(self.tr("Steps"))
        self.steps.setFixedWidth(180)
        self.steps.currentRowChanged.connect(self._on_step)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.side = SidePane(desk.language)
        self.side.explain.connect(self.explain)
        self.side.ranked.connect(self.rank)
        self.side.observed.connect(self.observe)
        self.side.forgotten.connect(self.forget)
        self.back = QPushButton(self.tr("Back"))
        self.back.clicked.connect(lambda: self._go(-1))
        self.next = QPushButton(self.tr("Next"))
        self.next.setProperty("kind", "primary")
        self.next.clicked.connect(lambda: self._go(1))
        self.confirm_button = QPushButton(self.tr("Confirm the needs"))
        self.confirm_button.setProperty("kind", "primary")
        self.confirm_button.clicked.connect(self.confirm)
        self.again = QPushButton(self.tr("Start a new interview"))
        self.again.clicked.connect(self.start)
        self.plans = QPushButton(self.tr("See the combinations"))
        self.plans.setProperty("kind", "primary")
        self.plans.clicked.connect(lambda: self.desk.hub.go("combinations", self.desk.household_id))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._at_work())
        self.body.addWidget(self._stack)

    # -- loading --------------------------------------------------------------------------------------------
    def open(self, id: str | None) -> None:
        self.desk.choose_household(id)
        self.refresh_now()
        if self.interview is None and id is not None:
            self.start()

    def refresh(self) -> None:
        household_id = self.desk.household_id
        if household_id is None:
            self._show_empty(
                self.tr("Whose needs?"),
                self.tr("Choose a family first; then the interview leads you through its needs step by step."),
                [(self.tr("Choose a customer"), lambda: self.desk.hub.go("customers"))],
            )
            return
        self.interview = latest(self.desk.store, household_id)
        if self.interview is None:
            name = customers.row(self.desk.store, household_id).name
            self._show_empty(
                self.tr("No interview with {name} yet").format(name=name),
                self.tr("It takes about half an hour, can be left at any step, and every answer is saved at once."),
                [(self.tr("Start the interview"), self.start)],
            )
            return
        self._show(self.interview, rebuild=True)

    def react(self, change: Change) -> None:
        if change.kind in (ChangeKind.HOUSEHOLD, ChangeKind.EVERYTHING):
            self.refresh_now()

    def start(self) -> None:
        with self.guard():
            assert self.desk.household_id is not None
            interview = interviews.start(self.desk.store, self.desk.actor, self.desk.household_id)
            self._show(interview, rebuild=True)
            self.desk.hub.announce(Change(ChangeKind.INTERVIEW, interview.id))

    # -- saving ---------------------------------------------------------------------------------------------
    def save(self) -> None:
        """Save what the step holds now; nothing is lost when the window closes the next moment."""
        self._save_soon.stop()
        if self.form is None or self.interview is None or self.interview.confirmed:
            return
        with self.guard():
            section = self.interview.template.sections[self.steps.currentRow()]
            saved = interviews.save_answers(
                self.desk.store, self.desk.actor, self.interview.id, self.form.answers(), section.key
            )
            self._show(saved)

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
        self.save()
        assert self.interview is not None
        with self.guard():
            count = len(interviews.confirm(self.desk.store, self.desk.actor, self.interview.id))
            self._show(interviews.read(self.desk.store, self.interview.id), rebuild=True)
            self.notice.show_done(self.tr("{count} needs are confirmed and stand in the matrix.").format(count=count))
            self.desk.hub.announce(Change(ChangeKind.NEED))

    def explain(self, key: str) -> None:
        need = next((need for need in self.needs if need.key == key), None)
        if need is not None:
            WorksheetDialog(self, self.side.title_of(key), need, self.desk.language).exec()

    def hideEvent(self, event: object) -> None:
        if self._save_soon.isActive():
            self.save()
        super().hideEvent(event)  # type: ignore[arg-type]

    # -- showing --------------------------------------------------------------------------------------------
    def _show(self, interview: InterviewDetail, *, rebuild: bool = False) -> None:
        self.interview = interview
        self.needs, order = interviews.analyse_interview(interview)
        self._stack.setCurrentIndex(0)
        customer = interview.people[0].name if interview.people else ""
        self.who.setText(f"{customer}  ·  {pick(interview.template.name, self.desk.language)}")
        done = self.tr("confirmed on {day}") if interview.confirmed else self.tr("held on {day}; every answer is saved")
        self.state.setText(done.format(day=interview.held_on.isoformat()))
        self.side.show_interview(interview, self.needs, order)
        keys = [section.key for section in interview.template.sections]
        row = keys.index(interview.step) if interview.step in keys else 0
        self.steps.blockSignals(True)
        self._show_steps(interview, row if rebuild else self.steps.currentRow())
        self.steps.blockSignals(False)
        if rebuild:
            self._show_section(self.steps.currentRow())
        last = self.steps.currentRow() == len(keys) - 1
        self.next.setVisible(not last)
        self.confirm_button.setVisible(last and not interview.confirmed)
        self.again.setVisible(interview.confirmed)
        self.plans.setVisible(interview.confirmed)
        self.back.setEnabled(self.steps.currentRow() > 0)

    def _show_steps(self, interview: InterviewDetail, row: int) -> None:
        self.steps.clear()
        for section in interview.template.sections:
            answered, asked = interview.answered(section)
            mark = "✓" if answered == asked else "◐" if answered else "○"
            self.steps.addItem(f"{mark}  {pick(section.title, self.desk.language)}  {answered}/{asked}")
        self.steps.setCurrentRow(row)

    def _show_section(self, row: int) -> None:
        assert self.interview is not None
        self.form = SectionForm(self.interview, self.interview.template.sections[row], self.desk.language)
        self.form.edited.connect(lambda: self._save_soon.start())
        self.area.setWidget(self.form)

    def _on_step(self, row: int) -> None:
        if row < 0 or self.interview is None:
            return
        if self.form is not None and not self.interview.confirmed:
            with self.guard():
                key = self.interview.template.sections[row].key
                self.interview = interviews.save_answers(
                    self.desk.store, self.desk.actor, self.interview.id, self.form.answers(), key
                )
        self._save_soon.stop()
        self._show_section(row)
        self._show(self.interview)

    def _go(self, step: int) -> None:
        self.steps.setCurrentRow(min(max(self.steps.currentRow() + step, 0), self.steps.count() - 1))

    def _show_empty(self, title: str, text: str, steps: list[tuple[str, object]]) -> None:
        self.interview, self.form = None, None
        while (old := self._stack.widget(1)) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._stack.addWidget(EmptyState(title, text, steps))  # type: ignore[arg-type]
        self._stack.setCurrentIndex(1)

    def _at_work(self) -> QWidget:
        head = QHBoxLayout()
        head.addWidget(self.who)
        head.addWidget(self.state)
        head.addStretch()
        head.addWidget(self.again)
        head.addWidget(self.plans)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch()
        foot.addWidget(self.next)
        foot.addWidget(self.confirm_button)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(8, 0, 8, 0)
        column.addWidget(self.area, 1)
        column.addLayout(foot)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(middle)
        both.addWidget(self.side)
        both.setSizes([720, 420])
        both.setChildrenCollapsible(False)
        row = QHBoxLayout()
        row.addWidget(self.steps)
        row.addWidget(both, 1)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addLayout(row, 1)
        return whole
