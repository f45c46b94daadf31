"""The lists of the matrix as buttons: mark, word, colour and count, so that they are its legend as well."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app import words
from app.enums import Coverage, Language
from app.services.rules.spine.coverage import DateMark
from app.ui.base import labels, theme
from app.ui.matrix.columns import COVERAGE, TONES
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.plain import plain

FINDINGS = ("suspect", "no_product")
COVERAGES = (
    Coverage.OPEN,
    Coverage.PARTIAL,
    Coverage.COVERED,
    Coverage.OVER_COVERED,
    Coverage.UNKNOWN,
    Coverage.DECLINED,
)
DATES = (DateMark.LATE, DateMark.STARTED_LATE, DateMark.DUE, DateMark.ON_HOLD, DateMark.DONE, DateMark.NONE)
CODES = (*(f"coverage.{state.value}" for state in COVERAGES), *(f"date.{mark.value}" for mark in DATES), *FINDINGS)


class ListChips(QWidget):
    """A click shows the list behind a number; a second click shows all again."""

    chosen = Signal(str)  # the code, or ""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.current = ""
        self.buttons: dict[str, QPushButton] = {}
        flow = FlowLayout(spacing=4)
        for code in CODES:
            button = QPushButton()
            button.setCheckable(True)
            button.setToolTip(plain(self._meaning(code)))
            button.setStyleSheet(f"QPushButton {{ padding: 3px 8px; color: {self._colour(code)}; }}")
            button.clicked.connect(lambda _checked=False, code=code: self.choose(code))
            self.buttons[code] = button
            flow.addWidget(button)
        self.setLayout(flow)

    def choose(self, code: str) -> None:
        self.current = "" if code == self.current else code
        for name, button in self.buttons.items():
            button.setChecked(name == self.current)
        self.chosen.emit(self.current)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        for code, button in self.buttons.items():
            button.setText(f"{self.words(code)} {counts.get(code, 0)}")
        self.updateGeometry()

    def words(self, code: str) -> str:
        """Mark and word of a list."""
        family, _, value = code.partition(".")
        if family == "coverage":
            state = Coverage(value)
            return f"{COVERAGE[state][0]} {labels.of(state, self._language)}"
        if family == "date":
            return words.say(f"date_mark.{value}", self._language)
        return {"suspect": "⚠ " + self.tr("suspect links"), "no_product": "□ " + self.tr("no product")}[code]

    def _colour(self, code: str) -> str:
        family, _, value = code.partition(".")
        tone = COVERAGE[Coverage(value)][1] if family == "coverage" else "warn"
        if family == "date":
            tone = TONES[DateMark(value)]
        return str(getattr(theme.colours(), tone))

    def _meaning(self, code: str) -> str:
        return {
            "coverage.open": self.tr("Nothing is proposed or in force for this need."),
            "coverage.partial": self.tr("What is proposed or in force does not reach the gap."),
            "coverage.covered": self.tr("What is proposed or in force reaches the gap."),
            "coverage.over_covered": self.tr("More than 120 % of the gap: the cover may be double."),
            "coverage.unknown": self.tr("Income, spending or debts are missing: the gap cannot be told."),
            "coverage.declined": self.tr("The customer does not want it, for now or for good."),
            "date.late": self.tr("The planned finish has passed; the number after it is days."),
            "date.started_late": self.tr("The planned start has passed and nothing has begun."),
            "date.due": self.tr("The planned finish is within seven days."),
            "date.on_hold": self.tr("Put aside on purpose."),
            "date.done": self.tr("Finished."),
            "date.none": self.tr("Nothing is late or due soon."),
            "suspect": self.tr("Something at one end of a link changed since it was made."),
            "no_product": self.tr("A gap that neither a proposal nor a policy answers."),
        }[code]
