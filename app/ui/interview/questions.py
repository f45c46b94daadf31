"""The questions of one step as a form: each with its prompt, and with "not willing to say" and "to be verified"."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app import words
from app.enums import AnswerState, Language
from app.services.interviews import AnswerRow, InterviewDetail, Question, Section
from app.services.interviews.templates import Kind, pick
from app.ui import labels
from app.ui.widgets.fields import CheckField, ChoiceField, Field, MoneyField, NotesField, NumberField

Place = tuple[str, str]


@dataclass(slots=True)
class Asked:
    """One place to answer."""

    question: Question
    place: Place
    field: Field
    state: QComboBox | None
    error: QLabel


class SectionForm(QWidget):
    """``edited`` when the user changed something; ``answers()`` gives what is there now, wrong fields left out."""

    edited = Signal()

    def __init__(self, interview: InterviewDetail, section: Section, language: Language) -> None:
        super().__init__()
        self._language = language
        self.asked: list[Asked] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(4, 4, 12, 4)
        self._layout.setSpacing(10)
        title = QLabel(pick(section.title, language))
        title.setProperty("kind", "title")
        intro = QLabel(pick(section.intro, language))
        intro.setProperty("kind", "muted")
        intro.setWordWrap(True)
        self._layout.addWidget(title)
        self._layout.addWidget(intro)
        for question in section.questions:
            self._add(interview, question)
        self._layout.addStretch()
        self.setEnabled(not interview.confirmed)

    def answers(self) -> list[AnswerRow]:
        """Every place of the step; a place with a wrong text keeps its old answer and shows why."""
        found = []
        for asked in self.asked:
            problem = asked.field.problem()
            text = words.say(f"error.{problem.code}", self._language, **problem.values) if problem else ""
            asked.error.setText(text)
            asked.error.setVisible(bool(text))
            asked.field.mark(problem is not None)
            if problem is None:
                state = AnswerState(asked.state.currentData()) if asked.state else AnswerState.SAID
                value = None if state == AnswerState.UNWILLING else asked.field.value()
                found.append(AnswerRow(*asked.place, value, state))
        return found

    def wrong(self) -> bool:
        return any(asked.field.problem() is not None for asked in self.asked)

    def _add(self, interview: InterviewDetail, question: Question) -> None:
        places = interview.asked(question)
        if not places:
            return
        card = QFrame()
        card.setProperty("kind", "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(14, 10, 14, 10)
        box.setSpacing(6)
        if question.kind != Kind.CHECK:
            text = QLabel(pick(question.text, self._language))
            text.setProperty("kind", "heading")
            text.setWordWrap(True)
            box.addWidget(text)
        if why := pick(question.why, self._language):
            prompt = QLabel("› " + why)
            prompt.setProperty("kind", "muted")
            prompt.setWordWrap(True)
            box.addWidget(prompt)
        names = {person.id: person for person in interview.people}
        for place in places:
            person = names.get(place[1])
            who = f"{person.name}（{labels.of(person.relation, self._language)}）" if person else ""
            self._add_place(box, interview, question, place, who)
        self._layout.addWidget(card)

    def _add_place(
        self, box: QVBoxLayout, interview: InterviewDetail, question: Question, place: Place, who: str
    ) -> None:
        answer = interview.answers.get(place)
        field = self._field(question)
        field.editor.setAccessibleName(f"{pick(question.text, self._language)} {who}".strip())
        field.setObjectName("/".join(place))
        if answer is not None:
            field.set_value(answer.value)
        state = None if question.kind in (Kind.CHECK, Kind.NOTES) else self._state(answer, field)
        line = QHBoxLayout()
        if who:
            label = QLabel(who)
            label.setFixedWidth(130)
            line.addWidget(label)
        line.addWidget(field, 1)
        if state is not None:
            line.addWidget(state)
        error = QLabel()
        error.setProperty("kind", "wrong")
        error.hide()
        box.addLayout(line)
        box.addWidget(error)
        field.edited.connect(self.edited)
        self.asked.append(Asked(question, place, field, state, error))

    def _state(self, answer: AnswerRow | None, field: Field) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("How sure is this answer?"))
        for value, text in labels.choices(AnswerState, self._language):
            box.addItem(text, value)
        box.setCurrentIndex(box.findData((answer.state if answer else AnswerState.SAID).value))
        field.setEnabled(box.currentData() != AnswerState.UNWILLING)

        def changed() -> None:
            field.setEnabled(box.currentData() != AnswerState.UNWILLING)
            self.edited.emit()

        box.activated.connect(changed)
        return box

    def _field(self, question: Question) -> Field:
        if question.kind == Kind.MONEY:
            return MoneyField()
        if question.kind == Kind.NUMBER:
            return NumberField()
        if question.kind == Kind.CHECK:
            return CheckField(pick(question.text, self._language))
        if question.kind == Kind.CHOICE:
            choices = [(value, pick(text, self._language)) for value, text in question.choices]
            return ChoiceField(choices, optional=True)
        return NotesField(height=58)
