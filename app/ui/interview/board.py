"""The interview at work: head, steps at the left, the step in the middle, what it means at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from app.enums import Language
from app.errors import Problem
from app.services.needs import interviews
from app.services.needs.interviews import InterviewDetail
from app.services.needs.interviews.templates import Subject, pick
from app.ui.interview.meaning.needs import NeedLine
from app.ui.interview.meaning.side import SidePane
from app.ui.interview.steps import Step, StepList
from app.ui.widgets.keys import on_key
from app.ui.widgets.plain import Label, plain


class InterviewBoard(QWidget):
    """Widgets and what they show; acts are the page's."""

    mend = Signal(object)  # Problem

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.who = Label()
        self.who.setProperty("kind", "title")
        self.state = Label()
        self.state.setProperty("kind", "muted")
        self.lacking = QPushButton()
        self.lacking.setProperty("kind", "link")
        self.lacking.clicked.connect(lambda: self.mend.emit(self._missing[0]))
        self._missing: Sequence[Problem] = ()
        self.steps = StepList()
        self.reminder = QFrame()
        self._reminder_box = QVBoxLayout(self.reminder)
        self.reminders: list[QPushButton] = []
        self.for_customer = QPushButton(self.tr("Customer view"))
        self.for_customer.setToolTip(self.tr("Large type, only this family; left by your password or PIN") + " (F11)")
        self.more = QPushButton("⋯ ")
        self.more.setAccessibleName(self.tr("More"))
        menu = QMenu(self)
        self.discard = QAction(self.tr("Discard this draft and choose another template"), menu)
        menu.addAction(self.discard)
        self.more.setMenu(menu)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.side = SidePane(language)
        self.back = QPushButton(self.tr("Back"))
        self.next = QPushButton(self.tr("Next"))
        self.confirm = QPushButton(self.tr("Confirm the needs"))
        self.again = QPushButton(self.tr("Start a new interview"))
        self.matrix = QPushButton(self.tr("See them in the matrix"))
        self.plans = QPushButton(self.tr("See the combinations"))
        for button in (self.next, self.confirm, self.plans):
            button.setProperty("kind", "primary")
        self._lay_out()
        self.next.setToolTip("Ctrl+Enter")
        keys = ("Ctrl+Return", "Ctrl+Enter")  # onwards only: confirming is final and takes the button itself
        self._onwards = [on_key(QKeySequence(one), self, self.next.click, inside=True) for one in keys]

    def show_head(self, interview: InterviewDetail) -> None:
        customer = interview.people[0].name if interview.people else ""
        self.who.setText(f"{customer}  ·  {pick(interview.template.name, self._language)}")
        day = interview.held_on.isoformat()
        open_ = sum(len(topic.open) for topic in interviews.open_topics(interview))
        if interview.confirmed:
            self.state.setText(self.tr("confirmed on {day}").format(day=day))
        elif open_:
            said = self.tr("held on {day}; every answer is saved; {count} questions still open", n=open_)
            self.state.setText(said.format(day=day, count=open_))
        else:
            self.state.setText(self.tr("held on {day}; every answer is saved").format(day=day))
        for button in (self.again, self.plans, self.matrix):
            button.setVisible(interview.confirmed)
        for button in (self.for_customer, self.more):
            button.setHidden(interview.confirmed)

    def show_lacking(self, missing: Sequence[Problem]) -> None:
        """How much is still missing before the needs can be confirmed; a click goes to the first."""
        self._missing = missing
        self.lacking.setVisible(bool(missing))
        self.lacking.setText("⚠ " + self.tr("{count} still missing").format(count=len(missing)) + " →")

    def show_steps(self, interview: InterviewDetail, missing: Sequence[Problem], row: int) -> None:
        """Each section with its mark: complete, begun, open, or holding something the confirmation needs."""
        wanted = {section_of(interview, problem) for problem in missing}
        steps = []
        for section in interview.template.sections:
            answered, asked = interview.answered(section)
            mark, tone = ("✓", "good") if answered == asked else ("◐", "accent") if answered else ("○", "calm")
            if section.key in wanted and not interview.confirmed and (answered or section.people):
                mark, tone = "!", "bad"
            steps.append(Step(pick(section.title, self._language), mark, tone, f"{answered}/{asked}"))
        ready = not missing
        mark, tone = ("✓", "good") if interview.confirmed else ("→", "accent" if ready else "calm")
        steps.append(Step(self.tr("Confirm the needs"), mark, tone, ""))
        self.steps.show_steps(steps, row)
        last = row == len(steps) - 1
        self.next.setVisible(not last)
        for shortcut in self._onwards:
            shortcut.setEnabled(not last)
        self.confirm.setVisible(last and not interview.confirmed)
        self.back.setEnabled(row > 0)
        self._remind(interview, row)

    def _remind(self, interview: InterviewDetail, row: int) -> None:
        """The listening aid: the few topics not talked about yet, each a click away. It never asks for attention."""
        while (item := self._reminder_box.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()  # it stays on the screen until the event loop deletes it
                old.deleteLater()
        sections = interview.template.sections
        step = sections[row].key if row < len(sections) else ""
        topics = [] if interview.confirmed else interviews.reminder(interview, step)
        self.reminder.setHidden(not topics)
        self.reminders = []
        head = Label(self.tr("Not talked about yet"))
        head.setProperty("kind", "muted")
        self._reminder_box.addWidget(head)
        for topic in topics:
            left = len(topic.open)
            words = pick(topic.section.title, self._language)
            button = QPushButton(words if topic.untouched else f"{words} · {left}")
            button.setProperty("kind", "link")
            button.setToolTip(plain(self.tr("{count} questions without an answer", n=left).format(count=left)))
            place = sections.index(topic.section)
            button.clicked.connect(lambda _checked=False, place=place: self.steps.setCurrentRow(place))
            self._reminder_box.addWidget(button)
            self.reminders.append(button)

    def show_needs(self, interview: InterviewDetail, lines: Sequence[NeedLine]) -> None:
        self.side.show_needs(lines)
        if interview.template.subject == Subject.GOODS:
            self.side.whole.hide()  # goods have no worksheets
        self.side.show_observations(interview.observations)

    def go(self, step: int) -> None:
        self.steps.setCurrentRow(min(max(self.steps.currentRow() + step, 0), self.steps.count() - 1))

    def show_focused(self, form: QWidget) -> None:
        """Scroll to what has the focus in the step."""
        focused = form.focusWidget()
        if focused is not None:
            self.area.ensureWidgetVisible(focused)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.who)
        head.addWidget(self.state)
        head.addWidget(self.lacking)
        head.addStretch()
        for button in (self.again, self.matrix, self.plans, self.for_customer, self.more):
            head.addWidget(button)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch()
        foot.addWidget(self.confirm)  # never where "Next" stood a moment ago
        foot.addWidget(self.next)
        policy = self.next.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.next.setSizePolicy(policy)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(8, 0, 8, 0)
        column.addWidget(self.area, 1)
        column.addLayout(foot)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.addWidget(middle)
        both.addWidget(self.side)
        both.setSizes([700, 400])
        both.setStretchFactor(0, 2)
        both.setStretchFactor(1, 1)
        both.setChildrenCollapsible(False)
        row = QHBoxLayout()
        left = QVBoxLayout()
        left.addWidget(self.steps, 1)
        left.addWidget(self.reminder)
        self.reminder.setFixedWidth(self.steps.width())
        self._reminder_box.setContentsMargins(8, 4, 4, 0)
        self._reminder_box.setSpacing(0)
        row.addLayout(left)
        row.addWidget(both, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addLayout(row, 1)
        QWidget.setTabOrder(self.area, self.next)  # the answers, then onwards; what lies beside them comes after


def place_of(problem: Problem) -> tuple[str, str]:
    """``question/member`` of a problem as (question, member id)."""
    question, _, member = (problem.place.field or "").partition("/")
    return question, member


def section_of(interview: InterviewDetail, problem: Problem) -> str:
    """The key of the section where a problem is mended; empty for none."""
    question, _ = place_of(problem)
    for section in interview.template.sections:
        if (question == "member" and section.people) or any(q.key == question for q in section.questions):
            return section.key
    return ""
