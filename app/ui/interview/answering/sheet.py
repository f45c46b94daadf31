"""A step of a confirmed interview: what was said, to be read, not changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from app.enums import AnswerState, Language
from app.services.needs.interviews import AnswerRow, InterviewDetail, Question, Section
from app.services.needs.interviews.templates import pick
from app.ui.base import labels
from app.ui.interview.answering.place import who_of
from app.ui.interview.answering.questions import head_of
from app.ui.interview.answering.values import say_value
from app.ui.widgets.plain import Label


class SectionSheet(QWidget):
    """Question at the left, answer at the right; an answer that is not certain says so."""

    def __init__(self, interview: InterviewDetail, section: Section, language: Language) -> None:
        super().__init__()
        self._language = language
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 12, 4)
        layout.setSpacing(10)
        for label in head_of(section, language):
            layout.addWidget(label)
        card = QFrame()
        card.setProperty("kind", "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        for question in section.questions:
            for place in interview.asked(question):
                self._add(grid, interview, question, place)
        layout.addWidget(card)
        layout.addStretch(1)

    def _add(self, grid: QGridLayout, interview: InterviewDetail, question: Question, place: tuple[str, str]) -> None:
        row = grid.rowCount()
        who = who_of(interview, place, self._language)
        asked = Label(" · ".join(part for part in (pick(question.text, self._language), who) if part))
        asked.setProperty("kind", "muted")
        asked.setWordWrap(True)
        answer = interview.answers.get(place)
        said = Label(self._say(question, answer))
        said.setObjectName("/".join(place))
        said.setWordWrap(True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if answer is None:
            said.setProperty("kind", "muted")
        elif answer.state != AnswerState.SAID:
            said.setProperty("kind", "warn")
        grid.addWidget(asked, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(said, row, 1, Qt.AlignmentFlag.AlignTop)

    def _say(self, question: Question, answer: AnswerRow | None) -> str:
        if answer is None:
            return self.tr("not answered")
        if answer.state == AnswerState.UNWILLING:
            return labels.of(answer.state, self._language)
        text = say_value(question, answer.value, self.tr("Yes"), self._language)
        if answer.state != AnswerState.UNVERIFIED:
            return text
        return f"{text}  ⚠ {labels.of(answer.state, self._language)}".strip()
