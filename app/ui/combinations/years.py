"""The year-by-year table of a plan, person by person, and the way to a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QTabWidget, QVBoxLayout, QWidget

from app.enums import Language
from app.services.offers import proposals
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.base.saving import EXCEL, ask_where
from app.ui.combinations.bench import Bench
from app.ui.shared.page import Page
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label, caption
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

COUNTS = 2  # columns that are no amounts: the year and the age


@dataclass(frozen=True, slots=True)
class Line:
    id: str
    cells: Sequence[Any]


class YearsDialog(Dialog):
    """``tables`` as the plan was computed, or as a proposal froze them; ``people`` and ``products`` are their names."""

    def __init__(
        self, parent: QWidget, desk: Desk, title: str, tables: Sequence[Mapping[str, Any]], people: Mapping[str, str],
        products: Mapping[str, str],
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk, self._title, self._tables, self._people, self._products = desk, title, tables, people, products
        self.setWindowTitle(title)
        self.resize(920, 620)
        self.notice = Notice(desk.language)
        self.tabs = QTabWidget()
        for table in tables:
            self.tabs.addTab(self._page(table, desk.language), caption(people.get(table["insured"], "?")))
        self.save_button = QPushButton(self.tr("Save as Excel…"))
        self.save_button.clicked.connect(self.ask)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(self.lay_foot(self.save_button, away=self.tr("Close")))

    def save(self, path: Path) -> None:
        """Write the workbook and say so, or say why not."""
        with self.notice.guard():
            proposals.write_years(path, self._tables, self._people, self._products, self._desk.language)
            self.notice.show_done(self.tr("Saved: {path}").format(path=path))

    def ask(self) -> None:
        name = f"{self._title}.xlsx"
        if chosen := ask_where(self, self._desk.preferences, self._title, name, EXCEL):
            self.save(chosen[0])

    def _page(self, table: Mapping[str, Any], language: Language) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        columns = [_column(number, head) for number, head in enumerate(proposals.columns_of(table, language))]
        model = RowTableModel(columns)
        model.set_rows([Line(str(line[0]), proposals.cells_of(table, line)) for line in table["years"]])
        view = TableView(model)
        view.setAccessibleName(self.tr("Year by year"))
        layout.addWidget(view, 1)
        for number, text in enumerate(proposals.notes_of(table, self._products, language)):
            label = Label(("⚠ " if number else "") + text)
            label.setProperty("kind", "warn" if number else "muted")
            label.setWordWrap(True)
            layout.addWidget(label)
        return page


def show_years(page: Page, bench: Bench, name: str) -> None:
    """What a plan on the table costs and brings year by year."""
    desk, language = page.desk, page.desk.language
    with page.guard():
        tables = proposals.years_of_plan(desk.store, bench.based, bench.state.plans[name])
        what = QCoreApplication.translate("YearsDialog", "Year by year")
        title = f"{bench.based.name} {labels.plan(name, language)} {what}"
        YearsDialog(page, desk, title, tables, bench.based.people, bench.names(language)).exec()


def _column(number: int, head: str) -> Column:
    def show(value: Any) -> str:
        if number < COUNTS:
            return "—" if value is None else str(value)
        return formats.money(value) if value else "—"

    return Column(
        f"c{number}", head, lambda line: line.cells[number], show, number=True, width=60 if number < COUNTS else 112
    )
