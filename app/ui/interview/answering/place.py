"""One place to answer: the field, how sure the answer is, where it comes from, and what is wrong with it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app import words
from app.enums import AnswerSource, AnswerState, Language
from app.services.needs.interviews import AnswerRow, Held, InterviewDetail, Question
from app.services.needs.interviews.templates import Kind, pick
from app.ui.base import formats, labels
from app.ui.interview.answering.kinds import field_for
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.forms.fields import TextField
from app.ui.widgets.plain import Label, plain

Place = tuple[str, str]
WHO = 112  # the width of the names, so that the fields stand in one line


WIDE = (Kind.SCALE, Kind.CHOICES, Kind.RANKING, Kind.TABLE)  # they leave no room beside them on a narrow screen


class PlaceRow(QWidget):
    """``edited`` when the user changed something; ``details`` asks for source, day and history. Never saves."""

    edited = Signal()
    details = Signal()

    def __init__(self, interview: InterviewDetail, question: Question, place: Place, language: Language) -> None:
        super().__init__()
        self._language, self.question, self.place = language, question, place
        answer = interview.answers.get(place)
        who = who_of(interview, place, language)
        self.field = field_for(question, language, self.tr("Yes"))
        self.field.editor.setAccessibleName(f"{pick(question.text, language)} {who}".strip())
        self.field.setObjectName("/".join(place))
        self.source, self.on = AnswerSource.SAID, None if answer is None else answer.on
        if answer is not None:
            self.field.set_value(answer.value)
            self.source = answer.source
        # A tick has only yes and no; every other question may be refused or be open to checking.
        self.state = None if question.kind == Kind.CHECK else self._state(answer)
        self.more = QPushButton("⋯")
        self.more.setProperty("kind", "compact")
        self.more.setAccessibleName(self.tr("Source, day and history of this answer"))
        self.more.setToolTip(plain(self.more.accessibleName()))
        self.more.clicked.connect(self.details)
        self.origin = Label()
        self.origin.setProperty("kind", "muted")
        self.error = Label()
        self.error.setProperty("kind", "wrong")
        self.error.setWordWrap(True)
        self.error.hide()
        self._lay_out(who, interview.held_at(question, place))
        self.show_origin()
        self.field.edited.connect(self._on_edit)
        if isinstance(self.field, TextField):
            self.field.line.returnPressed.connect(self.focusNextChild)

    def row(self) -> AnswerRow:
        """The answer as it stands there."""
        state = AnswerState(self.state.currentData()) if self.state else AnswerState.SAID
        value = None if state == AnswerState.UNWILLING else self.field.value()
        return AnswerRow(*self.place, value, state, self.source, self.on)

    def set_origin(self, source: AnswerSource, on: date | None) -> None:
        self.source, self.on = source, on
        self.show_origin()

    def show_origin(self) -> None:
        """Said where it is not simply what the customer says today."""
        parts = [labels.of(self.source, self._language)] if self.source != AnswerSource.SAID else []
        if parts and self.on is not None:
            parts.append(formats.day(self.on))
        self.origin.setText(" · ".join(parts))
        self.origin.setVisible(bool(parts))

    def show_error(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))
        self.field.mark(bool(text))

    def for_customer(self) -> None:
        """Without what is for the agent."""
        self.more.hide()
        self.origin.setMaximumHeight(0)

    def _on_edit(self) -> None:
        """A figure typed over is what is said now."""
        self.source, self.on = AnswerSource.SAID, None
        self.show_origin()
        self.edited.emit()

    def _state(self, answer: AnswerRow | None) -> ComboBox:
        box = ComboBox()
        box.setAccessibleName(self.tr("How sure is this answer?"))
        for value, text in labels.choices(AnswerState, self._language):
            box.addItem(text, value)
        box.setCurrentIndex(box.findData((answer.state if answer else AnswerState.SAID).value))
        self.field.setEnabled(box.currentData() != AnswerState.UNWILLING)

        def changed() -> None:
            self.field.setEnabled(box.currentData() != AnswerState.UNWILLING)
            self.edited.emit()

        box.activated.connect(changed)
        return box

    def _lay_out(self, who: str, held: Held | None) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        if who:
            label = Label(who)
            label.setMinimumWidth(WHO)
            self.origin.setIndent(WHO + 6)
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
            line.addWidget(label)
        line.addWidget(self.field, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(line)
        beside = line
        if self.question.kind in WIDE:
            beside = QHBoxLayout()
            beside.addSpacing(WHO + 6 if who else 0)
            box.addLayout(beside)
        if self.state is not None:
            beside.addWidget(self.state)
        beside.addWidget(self.more)
        if beside is not line:
            beside.addStretch()
        box.addWidget(self.origin)
        box.addWidget(self.error)
        if held is not None:
            box.addLayout(self._held(held))

    def _held(self, held: Held) -> QHBoxLayout:
        """The policies behind a figure; when it differs from them, a button that takes theirs."""
        said = Label(self.tr("Policies: {list}").format(list=held_words(held, self._language)))
        said.setProperty("kind", "muted")
        said.setWordWrap(True)
        amount = formats.money(held.amount)
        use = QPushButton(self.tr("Use {amount}").format(amount=amount))
        use.setProperty("kind", "link")
        use.setAccessibleName(self.tr("Use what the policies say: {amount}").format(amount=amount))

        def take() -> None:
            self.field.set_value(held.amount)
            use.hide()
            self.set_origin(AnswerSource.RECORD, None)
            self.edited.emit()

        use.clicked.connect(take)
        use.setVisible(self.field.value() != held.amount)
        self.field.edited.connect(lambda: use.setVisible(self.field.value() != held.amount))
        line = QHBoxLayout()
        line.addSpacing(WHO + 6)
        line.addWidget(said, 1)
        line.addWidget(use)
        return line


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
