"""The questions of one step as a form: each with its prompt, and with "not willing to say" and "to be verified"."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import AnswerState, Language
from app.services.interviews import AnswerRow, Held, InterviewDetail, Question, Section
from app.services.interviews.templates import Kind, pick
from app.ui import formats, labels
from app.ui.interview.people import PeopleCard
from app.ui.widgets.fields import CheckField, ChoiceField, Field, MoneyField, NotesField, NumberField, TextField

Place = tuple[str, str]
LINE_HEIGHT, LEAST_LINES, MOST_LINES = 22, 2, 8


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
        self._language, self._interview = language, interview
        self.asked: list[Asked] = []
        self.people: PeopleCard | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 12, 4)
        layout.setSpacing(10)
        for label in head_of(section, language):
            layout.addWidget(label)
        if section.people:
            self.people = PeopleCard(interview, language)
            layout.addWidget(self.people)
        for question in section.questions:
            if places := interview.asked(question):
                layout.addWidget(self._card(question, places))
        layout.addStretch(1)

    def answers(self) -> list[AnswerRow]:
        """Every place of the step; a place with a wrong text keeps its old answer and shows why."""
        found = []
        for asked in self.asked:
            problem = asked.field.problem() if asked.field.isEnabled() else None
            text = words.say(f"error.{problem.code}", self._language, **problem.values) if problem else ""
            self._show_error(asked, text)
            if problem is None:
                state = AnswerState(asked.state.currentData()) if asked.state else AnswerState.SAID
                value = None if state == AnswerState.UNWILLING else asked.field.value()
                found.append(AnswerRow(*asked.place, value, state))
        return found

    def wrong(self) -> Asked | None:
        """The first place whose text cannot be read."""
        return next((a for a in self.asked if a.field.isEnabled() and a.field.problem() is not None), None)

    def point_at(self, place: Place, text: str) -> bool:
        """Say at a place what is missing there, and go to it; False when it is not in this step."""
        for asked in self.asked:
            if asked.place == place:
                self._show_error(asked, text)
                asked.field.setFocus()
                return True
        if self.people is not None and place[0] == "member" and place[1] in self.people.buttons:
            self.people.point_at(place[1])
            return True
        return False

    def _show_error(self, asked: Asked, text: str) -> None:
        asked.error.setText(text)
        asked.error.setVisible(bool(text))
        asked.field.mark(bool(text))

    def _card(self, question: Question, places: list[Place]) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(14, 10, 14, 10)
        box.setSpacing(6)
        text = QLabel(pick(question.text, self._language))
        text.setProperty("kind", "heading")
        text.setWordWrap(True)
        box.addWidget(text)
        if why := pick(question.why, self._language):
            prompt = QLabel("› " + why)
            prompt.setProperty("kind", "muted")
            prompt.setWordWrap(True)
            box.addWidget(prompt)
        for place in places:
            self._add_place(box, question, place)
        return card

    def _add_place(self, box: QVBoxLayout, question: Question, place: Place) -> None:
        answer = self._interview.answers.get(place)
        who = who_of(self._interview, place, self._language)
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
        error.setWordWrap(True)
        error.hide()
        box.addLayout(line)
        box.addWidget(error)
        if (held := self._interview.held_at(question, place)) is not None:
            box.addLayout(self._held(held, field))
        field.edited.connect(self.edited)
        if isinstance(field, TextField):
            field.line.returnPressed.connect(self.focusNextChild)
        self.asked.append(Asked(question, place, field, state, error))

    def _held(self, held: Held, field: Field) -> QHBoxLayout:
        """The policies behind a figure; when it differs from them, a button that takes theirs."""
        said = QLabel(self.tr("Policies: {list}").format(list=held_words(held, self._language)))
        said.setProperty("kind", "muted")
        said.setWordWrap(True)
        amount = formats.money(held.amount)
        use = QPushButton(self.tr("Use {amount}").format(amount=amount))
        use.setProperty("kind", "link")
        use.setAccessibleName(self.tr("Use what the policies say: {amount}").format(amount=amount))

        def take() -> None:
            field.set_value(held.amount)
            use.hide()
            self.edited.emit()

        use.clicked.connect(take)
        use.setVisible(field.value() != held.amount)
        field.edited.connect(lambda: use.setVisible(field.value() != held.amount))
        line = QHBoxLayout()
        line.addSpacing(136)
        line.addWidget(said, 1)
        line.addWidget(use)
        return line

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
            return CheckField(self.tr("Yes"))
        if question.kind == Kind.CHOICE:
            choices = [(value, pick(text, self._language)) for value, text in question.choices]
            return ChoiceField(choices, optional=True)
        return GrowingNotes()


class GrowingNotes(NotesField):
    """As high as what is written in it, from two lines to eight."""

    def __init__(self) -> None:
        super().__init__(height=LINE_HEIGHT * MOST_LINES)
        self.text.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self._fit()

    def _fit(self) -> None:
        lines = round(self.text.document().size().height())  # a plain text document measures in lines
        self.setFixedHeight(LINE_HEIGHT * min(MOST_LINES, max(LEAST_LINES, lines)) + 14)


def head_of(section: Section, language: Language) -> list[QLabel]:
    title = QLabel(pick(section.title, language))
    title.setProperty("kind", "title")
    intro = QLabel(pick(section.intro, language))
    intro.setProperty("kind", "muted")
    intro.setWordWrap(True)
    return [title, intro]


def who_of(interview: InterviewDetail, place: Place, language: Language) -> str:
    """王芳（本人）; empty for the household."""
    person = next((person for person in interview.people if person.id == place[1]), None)
    if person is None:
        return ""
    shape = "{name}（{relation}）" if language == Language.ZH else "{name} ({relation})"
    return shape.format(name=person.name, relation=labels.of(person.relation, language))


def held_words(held: Held, language: Language) -> str:
    """终身寿险 10万、公司团体意外险 50万（团险，在职有效）."""
    group = words.say("held.group", language)
    parts = [f"{c.product} {formats.short_money(c.amount, language)}{group if c.group else ''}" for c in held.covers]
    return words.say("held.comma", language).join(parts)
