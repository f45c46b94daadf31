"""Where an answer comes from, how it came to be, and what a change of it would affect: shown on demand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.enums import AnswerSource, AnswerState, Language
from app.services.matrix.impact import Impact
from app.services.needs.interviews import ChangeRow, Question, Was
from app.services.needs.interviews.templates import pick
from app.ui.base import formats, labels
from app.ui.interview.answering.place import PlaceRow
from app.ui.interview.answering.values import say_value
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import ChoiceField, DateField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.plain import Label

MOST_HEIGHT = 260


class AnswerDialog(FormDialog):
    """Source and day, to be changed; below them what rests on the answer, and every change with person and time."""

    def __init__(
        self,
        parent: QWidget,
        row: PlaceRow,
        changes: Sequence[ChangeRow],
        told: Impact | None,
        save: Callable[[Mapping[str, Any]], None],
        language: Language,
    ) -> None:
        form = Form(language)
        super().__init__(parent, self.tr("About this answer"), form, save)
        form.add("source", self.tr("Source"), ChoiceField(labels.choices(AnswerSource, language)))
        form.add("on", self.tr("Day"), DateField())
        form.set_values({"source": row.source.value, "on": row.on})
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        head = Label(pick(row.question.text, language))
        head.setProperty("kind", "heading")
        head.setWordWrap(True)
        layout.insertWidget(0, head)
        self.impact = Label(self._impact(told, language))
        self.impact.setWordWrap(True)
        layout.insertWidget(2, self.impact)
        layout.insertWidget(3, self._history(row.question, changes, language))

    def _impact(self, told: Impact | None, language: Language) -> str:
        """In words, before anything is changed."""
        if told is None or not told.total:
            return self.tr("Nothing rests on this answer yet.")
        parts = [
            f"{labels.of(kind, language)}  " + labels.listed([one.says(language) for one in some], language)
            for kind, some in told.affected.items()
        ]
        links = told.suspects
        head = self.tr("What rests on it ({links} links become suspect when it changes):", n=links).format(links=links)
        return "\n".join([head, *parts])

    def _history(self, question: Question, changes: Sequence[ChangeRow], language: Language) -> QWidget:
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 8, 4, 0)
        title = Label(self.tr("History"))
        title.setProperty("kind", "heading")
        box.addWidget(title)
        self.lines: list[Label] = []
        for change in changes:
            old, new = (self._say(question, was, language) for was in (change.old, change.new))
            at = change.at.astimezone().strftime("%Y-%m-%d %H:%M")
            who = change.agent_name or change.agent_code
            self.lines.append(Label(f"{at}  {who}\n{old} → {new}"))
        if not changes:
            self.lines.append(Label(self.tr("Not changed since the interview began.")))
        for line in self.lines:
            line.setWordWrap(True)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            box.addWidget(line)
        box.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setMaximumHeight(MOST_HEIGHT)
        return area

    def _say(self, question: Question, was: Was | None, language: Language) -> str:
        if was is None:
            return self.tr("no answer")
        parts = [say_value(question, was.value, self.tr("Yes"), language)]
        if was.state != AnswerState.SAID:
            parts.append(labels.of(was.state, language))
        parts += [labels.of(was.source, language), formats.day(was.on)]
        return " · ".join(part for part in parts if part)
