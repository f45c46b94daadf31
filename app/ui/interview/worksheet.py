"""怎么算的: a need's worksheet line by line, with the other methods beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from app import words
from app.enums import Language
from app.services.rules.gaps import NeedResult
from app.services.rules.worksheets import Line, Result, Worksheet


class WorksheetDialog(QDialog):
    """One tab per method; for most needs there is one."""

    def __init__(self, parent: QWidget, title: str, need: NeedResult, language: Language) -> None:
        super().__init__(parent)
        self._language = language
        self.setWindowTitle(self.tr("How it is computed: {need}").format(need=title))
        self.resize(860, 460)
        layout = QVBoxLayout(self)
        tabs = QTabWidget()
        for sheet, result in ((need.sheet, need.result), *need.others):
            name = f"sheet.{sheet.name}"
            text = words.say(name, language) if words.known(name) else title
            tabs.addTab(self._sheet(sheet, result), text)
        layout.addWidget(tabs)
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _sheet(self, sheet: Worksheet, result: Result) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(18)
        heads = [
            "",
            self.tr("Line"),
            self.tr("Amount a year"),
            self.tr("Years"),
            self.tr("Growth"),
            self.tr("Rate"),
            self.tr("Value"),
        ]
        for column, text in enumerate(heads):
            grid.addWidget(self._cell(text, muted=True, right=column > 1), 0, column)
        for number, (line, value) in enumerate(zip(sheet.lines, result.values, strict=True), 1):
            for column, text in enumerate(self._line(line, f"{value:,.0f}")):
                grid.addWidget(self._cell(text, right=column > 1), number, column)
        row = len(sheet.lines) + 1
        totals = [("worksheet.need", result.need), ("worksheet.resources", result.resources)]
        totals.append(("worksheet.gap", result.gap) if result.surplus == 0 else ("worksheet.surplus", result.surplus))
        for offset, (code, amount) in enumerate(totals):
            label = self._cell(words.say(code, self._language), bold=True)
            grid.addWidget(label, row + offset, 1)
            grid.addWidget(self._cell(f"{amount:,.0f}", right=True, bold=True), row + offset, 6)
        if sheet.valued_at:
            note = self.tr("Valued {years} years from now.").format(years=sheet.valued_at)
            grid.addWidget(self._cell(note, muted=True), row + 3, 1, 1, 6)
        grid.setRowStretch(row + 4, 1)
        grid.setColumnStretch(1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        return area

    def _line(self, line: Line, value: str) -> list[str]:
        if line.count is None:
            years = self.tr("for ever")
        elif line.count == 1:
            years = self.tr("once, in year {year}").format(year=line.first_at) if line.first_at else self.tr("once")
        else:
            years = self.tr("{count} years from year {year}").format(count=line.count, year=line.first_at)
        return [
            "+" if line.sign > 0 else "−",
            words.say(f"line.{line.label}", self._language),
            f"{line.amount:,.0f}",
            years,
            f"{line.growth:.1%}" if line.growth else "",
            f"{line.rate:.1%}" if line.rate else "",
            value,
        ]

    def _cell(self, text: str, *, muted: bool = False, right: bool = False, bold: bool = False) -> QLabel:
        label = QLabel(text)
        label.setProperty("kind", "muted" if muted else "heading" if bold else "")
        label.setAlignment(
            (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
        )
        return label
