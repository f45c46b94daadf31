"""Fields for changing many at once: set it or leave it; and a line that suggests the words in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCheckBox, QCompleter, QHBoxLayout, QWidget

from app.errors import Problem
from app.ui.widgets.forms.fields import Field, TextField

MARKS = "，、;；,"


@dataclass(frozen=True, slots=True)
class Given:
    """Something to set; nothing else than "leave it" is None."""

    value: Any


class SetField(Field):
    """A box to tick and the field that it opens. The value is :class:`Given`, or None when it is not ticked."""

    def __init__(self, inner: Field) -> None:
        line = QWidget()
        self.box = QCheckBox()
        self.inner = inner
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        layout.addWidget(inner, 1)
        super().__init__(line)
        self.setFocusProxy(self.box)
        self.box.setAccessibleName(self.tr("Set it"))
        self.box.clicked.connect(self._open)
        inner.edited.connect(lambda: self.edited.emit())
        inner.setEnabled(False)

    def value(self) -> Given | None:
        return Given(self.inner.value()) if self.box.isChecked() else None

    def set_value(self, value: Any) -> None:
        self.box.setChecked(value is not None)
        self.inner.setEnabled(value is not None)
        self.inner.set_value(value.value if isinstance(value, Given) else None)

    def problem(self) -> Problem | None:
        return self.inner.problem() if self.box.isChecked() else None

    def mark(self, wrong: bool) -> None:
        self.inner.mark(wrong)

    def _open(self, ticked: bool) -> None:
        self.inner.setEnabled(ticked)
        if ticked:
            self.inner.setFocus()
        self.edited.emit()


class SuggestField(TextField):
    """Any text; words in use are offered while typing. ``several``: after each comma the next word."""

    def __init__(self, words: Sequence[str], *, several: bool = False) -> None:
        super().__init__()
        self._words, self._several = list(words), several
        self._model = QStringListModel(self._words)
        self.completer = QCompleter(self._model, self.line)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setFilterMode(Qt.MatchFlag.MatchContains)
        if several:
            self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            self.line.textEdited.connect(self._suggest)
            self.completer.activated.connect(self._take)
            self.completer.setWidget(self.line)
        else:
            self.line.setCompleter(self.completer)

    def _suggest(self, text: str) -> None:
        typed = _parts(text)[-1].strip().casefold()
        found = [word for word in self._words if typed in word.casefold()] if typed else []
        self._model.setStringList(found)
        if found:
            self.completer.complete()
        elif (popup := self.completer.popup()) is not None:
            popup.hide()

    def _take(self, word: str) -> None:
        text = self.line.text()
        last = _parts(text)[-1]
        kept = text[: len(text) - len(last)]
        self.line.setText(f"{kept}{word}")


def split_words(text: str) -> tuple[str, ...]:
    """Words separated by commas of either language, each once."""
    return tuple(dict.fromkeys(word for part in _parts(text) if (word := part.strip())))


def _parts(text: str) -> list[str]:
    for mark in MARKS:
        text = text.replace(mark, ",")
    return text.split(",")
