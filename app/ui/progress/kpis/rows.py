"""The rows a figure counts: they add up to it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.enums import ActivityKind
from app.services.measures import kpis
from app.services.measures.kpis import Figure, KpiRow, wording
from app.ui.base import formats
from app.ui.base.desk import Desk
from app.ui.progress.kpis import words as kpi_words
from app.ui.progress.targets.words import TargetWords
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

KINDS = {kind.value for kind in ActivityKind}


@dataclass(frozen=True, slots=True)
class Line:
    id: str
    row: KpiRow


class RowsDialog(Dialog):
    """Enter or a double click opens the family a row is about."""

    def __init__(self, desk: Desk, figure: Figure, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.figure = desk, figure
        language = desk.language
        self.setWindowTitle(figure.definition.called(language))
        self.resize(760, 520)
        head = Label(f"{TargetWords(language).period(figure.period)}   {kpi_words.reckoning(figure)}")
        head.setProperty("kind", "heading")
        self.part = ComboBox()
        self.part.setAccessibleName(self.tr("Which rows"))
        self.part.addItem(self.tr("Counted: {what}").format(
            what=wording.terms(figure.definition.numerator, language)), "numerator")  # fmt: skip
        if figure.definition.denominator:
            self.part.addItem(self.tr("Divided by: {what}").format(
                what=wording.terms(figure.definition.denominator, language)), "denominator")  # fmt: skip
        self.part.activated.connect(self.refresh)
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Rows"))
        self.table.opened.connect(self.open_row)
        self.total = Label()
        self.total.setProperty("kind", "heading")
        self.total.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.addWidget(head)
        layout.addWidget(self.part)
        layout.addWidget(self.table, 1)
        layout.addLayout(self.lay_foot(None, wide=self.total))
        self.refresh()

    def refresh(self) -> None:
        part = str(self.part.currentData())
        rows = kpis.rows(self.desk.store, self.figure, part)
        self.model.set_rows([Line(f"{number}", row) for number, row in enumerate(rows)])
        whole = sum(row.amount or 0 for row in rows)
        text = self.tr("{count} rows, together {whole}", n=len(rows)).format(
            count=f"{len(rows):,}", whole=kpi_words.amount(whole, getattr(self.figure.definition, part))
        )
        if unknown := sum(1 for row in rows if row.amount is None):
            more = self.tr("{count} cannot be counted: no commission rate in the catalogue").format(count=unknown)
            text = f"{text} · △ {more}"
        self.total.setText(text)

    def open_row(self, line: Line | None) -> None:
        if line is not None and line.row.household_id:
            self.accept()
            self.desk.choose_household(line.row.household_id)
            self.desk.hub.go("customers", line.row.household_id)

    def _columns(self) -> list[Column]:
        language = self.desk.language

        def what(line: Line) -> str:
            said = line.row.what
            if said in KINDS:
                return words.say(f"activity_kind.{said}", language)
            if line.row.record == "household":
                return self.tr("{count} policies", n=int(said)).format(count=said)
            return said

        def shown(value: int | None) -> str:
            """All rows of one side count pieces, or all fen."""
            side = getattr(self.figure.definition, str(self.part.currentData()))
            return self.tr("not known") if value is None else kpi_words.amount(value, side)

        def counted(line: Line) -> str:
            return wording.measure(line.row.measure.partition("[")[0], language)

        return [
            Column("date", self.tr("Date"), lambda line: formats.day(line.row.on_date), width=100),
            Column("household", self.tr("Family"), lambda line: line.row.household, width=140),
            Column("what", self.tr("What"), what, width=180, tip=what),
            Column("counted", self.tr("Counted as"), counted, width=130, tip=counted),
            Column("amount", self.tr("Counts"), lambda line: line.row.amount, shown, number=True, width=100),
        ]  # fmt: skip
