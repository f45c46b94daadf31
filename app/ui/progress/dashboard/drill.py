"""The rows behind one number of a chart: what they come to is the number."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.enums import ActivityKind, Language, Stage
from app.services.figures.progress import DrillRow, How, Rows
from app.services.rules.measures.kpis import Unit
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.progress.dashboard.cards import CardWords
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

WIDTH, HEIGHT = 760, 520


@dataclass(frozen=True, slots=True)
class Line:
    """A family may stand in the list more than once: lines are told apart by their number."""

    id: str
    row: DrillRow


class DrillDialog(Dialog):
    """Enter or a double click goes to the family of a line."""

    def __init__(self, desk: Desk, title: str, found: Rows, words: CardWords, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.found, self.words = desk, found, words
        self.setWindowTitle(title)
        self.resize(WIDTH, HEIGHT)
        head = Label(title)
        head.setProperty("kind", "heading")
        head.setWordWrap(True)
        self.model = RowTableModel(self._columns())
        self.model.set_rows([Line(str(number), row) for number, row in enumerate(found.rows)])
        self.table = TableView(self.model)
        self.table.setAccessibleName(title)
        self.table.opened.connect(self._open)
        self.sum = Label(self._sum())
        self.sum.setProperty("kind", "strong")
        self.sum.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.addWidget(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.sum)
        layout.addLayout(self.lay_foot(None))

    def _sum(self) -> str:
        """How the rows make up the number, in one sentence."""
        found = self.found
        total = sum(row.amount for row in found.rows)
        value = self.words.amount(found.value, found.unit)
        if found.how == How.SHARE:
            text = self.tr("{part} of {whole} = {value}")
            return text.format(part=f"{total:,}", whole=f"{sum(row.of for row in found.rows):,}", value=value)
        if found.how == How.MEDIAN:
            return self.tr("The median of {count} rows: {value} d", n=len(found.rows)).format(
                count=len(found.rows), value=value
            )
        if found.unit == Unit.MONEY:
            return self.tr("{count} rows add up to {value} yuan", n=len(found.rows)).format(
                count=len(found.rows), value=value
            )
        return self.tr("{count} rows add up to {value}", n=len(found.rows)).format(count=len(found.rows), value=value)

    def _columns(self) -> list[Column]:
        language, unit = self.desk.language, self.found.unit

        def amount(value: int) -> str:
            return formats.money(value) if unit == Unit.MONEY else f"{value:,}"

        columns = [
            Column("day", self.tr("Day"), lambda line: line.row.on_date, formats.day, width=104),
            Column("family", self.tr("Family"), lambda line: line.row.household or "—", width=150),
            Column("what", self.tr("What"), lambda line: what_words(line.row, language), width=220),
            Column("amount", self._amount_title(), lambda line: line.row.amount, amount, number=True, width=100),
        ]
        if self.found.how == How.SHARE:
            columns.append(
                Column("of", self.tr("Of"), lambda line: line.row.of, lambda value: f"{value:,}", number=True, width=60)
            )
        return columns

    def _amount_title(self) -> str:
        if self.found.how == How.MEDIAN:
            return self.tr("Days")
        return self.tr("Yuan") if self.found.unit == Unit.MONEY else self.tr("Counts")

    def _open(self, line: Line) -> None:
        if line.row.household_id is None:
            return
        self.accept()
        self.desk.choose_household(line.row.household_id)
        self.desk.hub.go("customers", line.row.household_id)


def what_words(row: DrillRow, language: Language) -> str:
    if row.record == "activity" and row.what in set(ActivityKind):
        return labels.of(ActivityKind(row.what), language)
    if row.record in ("household", "opportunity") and row.what in set(Stage):
        return labels.of(Stage(row.what), language)
    if row.record == "feedback":
        return labels.say(f"moment.{row.what}", language)
    if row.record == "need":
        return labels.event(row.what, language)
    return row.what
