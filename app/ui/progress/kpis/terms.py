"""Terms of a definition as lines: added or taken away, what is counted, of which source, from which amount on."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.enums import Language
from app.errors import Problem
from app.services.measures.kpis import wording
from app.services.rules.measures.kpis import Term
from app.ui.base import formats, theme
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.forms.fields import Field

MOST = 12


class TermLine(QWidget):
    """One term."""

    def __init__(self, field: TermsField, language: Language, term: Term) -> None:
        super().__init__()
        self._field = field
        self.sign = ComboBox()
        self.sign.addItem("+", 1)
        self.sign.addItem("−", -1)
        self.sign.setCurrentIndex(int(term.sign < 0))
        self.sign.setAccessibleName(self.tr("Add or take away"))
        self.measure = ComboBox()
        self.measure.setAccessibleName(self.tr("What is counted"))
        for name, said in wording.measures(language):
            self.measure.addItem(said, name)
        self.measure.setCurrentIndex(max(0, self.measure.findData(term.measure)))
        self.source = QLineEdit(term.source)
        self.source.setPlaceholderText(self.tr("source: any"))
        self.source.setAccessibleName(self.tr("Only families of this source"))
        self.least = QLineEdit(formats.money(term.least) if term.least else "")
        self.least.setPlaceholderText(self.tr("from … yuan"))
        self.least.setAccessibleName(self.tr("Only from this amount on, yuan"))
        self.remove = QPushButton(theme.icon("close"), "")
        self.remove.setProperty("kind", "compact")
        self.remove.setAutoDefault(False)
        self.remove.setAccessibleName(self.tr("Take this line out"))
        self.remove.clicked.connect(lambda: field.take_out(self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.sign.setFixedWidth(72)
        self.source.setFixedWidth(120)
        self.least.setFixedWidth(110)
        for widget, stretch in ((self.sign, 0), (self.measure, 1), (self.source, 0), (self.least, 0), (self.remove, 0)):
            row.addWidget(widget, stretch)
        for box in (self.sign, self.measure):
            box.activated.connect(lambda: field.edited.emit())
        for line in (self.source, self.least):
            line.textEdited.connect(lambda: field.edited.emit())

    def document(self) -> dict[str, Any]:
        return {
            "measure": self.measure.currentData(),
            "sign": int(self.sign.currentData()),
            "source": self.source.text().strip(),
            "least": self.amount() or 0,
        }

    def amount(self) -> int | None:
        """Fen; None for what is no amount."""
        try:
            return formats.read_money(self.least.text()) or 0
        except ValueError:
            return None


class TermsField(Field):
    """The value is a list of term documents."""

    def __init__(self, language: Language) -> None:
        box = QWidget()
        self._language = language
        self.lines: list[TermLine] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.more = QPushButton(self.tr("Add a line"))
        self.more.setProperty("kind", "link")
        self.more.setAutoDefault(False)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._rows)
        under = QHBoxLayout()
        under.addWidget(self.more)
        under.addStretch()
        layout.addLayout(under)
        super().__init__(box)
        self.setFocusProxy(self.more)
        self.more.clicked.connect(self._add)

    def value(self) -> list[dict[str, Any]]:
        return [line.document() for line in self.lines]

    def set_value(self, value: Any) -> None:
        for line in list(self.lines):
            self._drop(line)
        for term in value:
            self._append(term)

    def problem(self) -> Problem | None:
        wrong = next((line for line in self.lines if line.amount() is None), None)
        return Problem("not_a_number", values={"text": wrong.least.text()}) if wrong else None

    def take_out(self, line: TermLine) -> None:
        self._drop(line)
        self.edited.emit()

    def _add(self) -> None:
        self._append(Term("call"))
        self.lines[-1].measure.setFocus()
        self.edited.emit()

    def _append(self, term: Term) -> None:
        line = TermLine(self, self._language, term)
        self.lines.append(line)
        self._rows.addWidget(line)
        self.more.setEnabled(len(self.lines) < MOST)

    def _drop(self, line: TermLine) -> None:
        self.lines.remove(line)
        self._rows.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.more.setEnabled(True)
