"""What an assessment found: the four blocks, then each finding with mark, word and colour."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app import words
from app.enums import Language, Severity, Suitability, SuitabilityBlock
from app.services.offers.suitability import say_finding
from app.services.rules.offers.suitability import Assessment
from app.ui.base import labels
from app.ui.widgets.badge import Badge
from app.ui.widgets.plain import Label

MARKS = {
    Suitability.SUITABLE: ("✓", "good"),
    Suitability.CARE: ("◐", "warn"),
    Suitability.STOP: ("⚠", "bad"),
    Suitability.FORBIDDEN: ("✕", "bad"),
    Suitability.UNKNOWN: ("○", "calm"),
}
KINDS = {Severity.NOTE: "", Severity.CARE: "warn", Severity.STOP: "wrong", Severity.FORBID: "wrong"}


def badge_of(verdict: Suitability, language: Language) -> Badge:
    mark, tone = MARKS[verdict]
    return Badge(mark, labels.of(verdict, language), tone)


class Findings(QWidget):
    """Filled anew at every change of what is known."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None

    def show_assessment(self, found: Assessment, names: Mapping[str, str], *, insurance: bool) -> None:
        if self._inside is not None:
            self._layout.removeWidget(self._inside)
            self._inside.hide()  # deleted later, and would be seen until then
            self._inside.deleteLater()
        self._inside = QWidget()
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for block in SuitabilityBlock:
            if not insurance and block in (SuitabilityBlock.RISK, SuitabilityBlock.COVER):
                continue
            missing = block in found.missing
            text = words.say(f"missing.{block.value}", self._language) if missing else self.tr("known")
            self._add(grid, f"{'○' if missing else '✓'} {labels.of(block, self._language)}", text,
                      "warn" if missing else "good")  # fmt: skip
        for finding in found.findings:
            kind = KINDS[finding.severity]
            said = say_finding(finding, names, self._language)
            self._add(grid, labels.of(finding.severity, self._language), said, kind)
        if not found.findings and not found.missing:
            self._add(grid, "✓", self.tr("Nothing speaks against this plan."), "good")
        self._layout.addWidget(self._inside)

    def _add(self, grid: QGridLayout, head: str, text: str, kind: str) -> None:
        row = grid.rowCount()
        for column, words_ in enumerate((head, text)):
            label = Label(words_)
            label.setProperty("kind", kind if column == 0 or kind == "wrong" else "")
            label.setWordWrap(column == 1)
            grid.addWidget(label, row, column)
