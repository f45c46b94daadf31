"""怎么算的: a need's worksheet in plain words; where there are several methods, side by side."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app import words
from app.enums import Language
from app.services.needs.analysis.saying import explain_line
from app.services.rules.needs.gaps import NeedResult
from app.services.rules.needs.worksheets import Line, Result, Worksheet
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label, plain

ONE, EACH, HEIGHT = 620, 336, 640


class WorksheetDialog(Dialog):
    """One column per method; for most needs there is one."""

    def __init__(self, parent: QWidget, title: str, need: NeedResult, unsure: str, language: Language) -> None:
        super().__init__(parent)
        self._language = language
        sheets = [(need.sheet, need.result), *need.others]
        self.setWindowTitle(self.tr("How it is computed: {need}").format(need=title))
        self.resize(ONE if len(sheets) == 1 else min(EACH * len(sheets), 1000), HEIGHT)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        head = Label(title)
        head.setProperty("kind", "title")
        layout.addWidget(head)
        if len(sheets) > 1:
            layout.addWidget(self._muted(self.tr(
                "There are several recognised ways to measure this need; they can differ two or three times. The gap "
                "shown in the interview is the first one."
            )))  # fmt: skip
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(10)
        for number, (sheet, result) in enumerate(sheets):
            columns.addWidget(self._sheet(sheet, result, title if len(sheets) == 1 else "", chosen=not number), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        layout.addWidget(area, 1)
        if unsure:
            layout.addWidget(self._wrapped(self.tr("⚠ Not certain: {list}").format(list=unsure), "warn"))
        layout.addWidget(self._muted(words.say("worksheet.note", language)))
        layout.addLayout(self.lay_foot(None, leave=self.accept))

    def _sheet(self, sheet: Worksheet, result: Result, title: str, *, chosen: bool) -> QFrame:
        card = QFrame()
        card.setProperty("kind", "card")
        card.setMinimumWidth(280)
        box = QVBoxLayout(card)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(6)
        code = f"sheet.{sheet.name}"
        if not title and words.known(code):
            mark = "● " if chosen else ""
            box.addWidget(self._wrapped(mark + words.say(code, self._language), "heading"))
        figure = Label(f"{result.gap:,.0f}" if result.surplus == 0 else "✓ " + self.tr("covered"))
        figure.setProperty("kind", "number")
        figure.setToolTip(plain(words.say("worksheet.gap", self._language)))
        box.addWidget(figure)
        if words.known(f"method.{sheet.name}"):
            box.addWidget(self._muted(words.say(f"method.{sheet.name}", self._language)))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for line, value in zip(sheet.lines, result.values, strict=True):
            self._add_line(grid, sheet, line, f"{value:,.0f}")
        box.addLayout(grid)
        box.addLayout(self._totals(result))
        box.addStretch(1)
        return card

    def _add_line(self, grid: QGridLayout, sheet: Worksheet, line: Line, value: str) -> None:
        row = grid.rowCount()
        sign = Label("＋" if line.sign > 0 else "－")
        sign.setProperty("kind", "warn" if line.sign > 0 else "good")
        figure = Label(value)
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(sign, row, 0)
        said = words.say(f"line.{line.label}", self._language)
        mark = f" ⚠ {words.say(f'mark.{line.mark}', self._language)}" if line.mark else ""
        grid.addWidget(self._wrapped(said + mark, "warn" if line.mark else ""), row, 1)
        grid.addWidget(figure, row, 2)
        if said := explain_line(line, sheet.valued_at, self._language):
            grid.addWidget(self._muted(said), row + 1, 1, 1, 2)

    def _totals(self, result: Result) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setColumnStretch(0, 1)
        last = ("worksheet.gap", result.gap) if result.surplus == 0 else ("worksheet.surplus", result.surplus)
        for row, (code, amount) in enumerate(
            (("worksheet.need", result.need), ("worksheet.resources", result.resources), last)
        ):
            label, figure = Label(words.say(code, self._language)), Label(f"{amount:,.0f}")
            for widget in (label, figure):
                widget.setProperty("kind", "heading" if row == 2 else "muted")
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(label, row, 0)
            grid.addWidget(figure, row, 1)
        return grid

    def _muted(self, text: str) -> Label:
        return self._wrapped(text, "muted")

    def _wrapped(self, text: str, kind: str = "") -> Label:
        label = Label(text)
        label.setProperty("kind", kind)
        label.setWordWrap(True)
        return label
