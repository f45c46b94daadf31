"""What belongs to a policy besides its form: the table of values and the papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from app.services.people import policies
from app.services.people.policies import FileRow, PolicyRow, ValueRow
from app.services.tables.tabular import Workbook, read_pasted, read_tables
from app.ui.base import formats
from app.ui.base.desk import Desk
from app.ui.base.saving import ask_where
from app.ui.widgets.forms.dialog import FormDialog
from app.ui.widgets.forms.fields import MoneyField, NumberField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.forms.rows_field import Cells, RowsField
from app.ui.widgets.notice import Notice
from app.ui.widgets.tables.list_dialog import ListDialog
from app.ui.widgets.tables.table import Column

TABLES = "*.xlsx *.xls *.xlsb *.ods *.csv *.tsv *.txt"
MEGABYTE = 1024 * 1024


class ValuesDialog(FormDialog):
    """Year by year, typed, pasted from a spreadsheet or read from a file; nothing is kept before it is saved."""

    def __init__(self, desk: Desk, parent: QWidget, row: PolicyRow) -> None:
        self._desk = desk
        form = Form(desk.language)
        columns = [
            Cells("year", self.tr("Policy year"), NumberField, None, 110),
            Cells("cash", self.tr("Cash value (yuan)"), MoneyField, stretch=1),
            Cells("paid_up", self.tr("Paid-up sum (yuan)"), MoneyField, stretch=1),
        ]
        hint = self.tr("As the contract's own table says it, at the end of each policy year.")
        self.lines = RowsField(columns, self.tr("Add a year"))
        form.add("values", "", self.lines, hint)
        known = lines_of(policies.values_of(desk.store, row.id))
        form.set_values({"values": known or [dict.fromkeys(("year", "cash", "paid_up"))]})

        def save(values: Mapping[str, Any]) -> None:
            rows = [ValueRow(one["year"] if one["year"] is not None else -1, one["cash"], one["paid_up"])
                    for one in values["values"]]  # fmt: skip
            policies.set_values(desk.store, desk.actor, row.id, rows)

        title = self.tr("Cash values of {product}").format(product=row.product_name)
        super().__init__(parent, title, form, save, width=560)
        self.notice = Notice(desk.language)
        self.column.insertWidget(0, self.notice)
        for place, (text, act) in enumerate(
            ((self.tr("Paste"), self.paste), (self.tr("From a file…"), self.choose))
        ):  # fmt: skip
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            self.foot_line.insertWidget(place, button)

    def paste(self) -> None:
        self._take(lambda: read_pasted(QApplication.clipboard().text(), self.tr("What was pasted")))

    def choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a file"), "", TABLES)
        if path:
            self._take(lambda: read_tables(Path(path)))

    def _take(self, read: Callable[[], Workbook]) -> None:
        with self.notice.guard():
            self.lines.set_value(lines_of(policies.read_values(read())))
            self.lines.edited.emit()


def lines_of(rows: Sequence[ValueRow]) -> list[dict[str, Any]]:
    return [{"year": row.year, "cash": row.cash, "paid_up": row.paid_up} for row in rows]


class FilesDialog(ListDialog):
    """The papers of one contract, kept in the encrypted store."""

    def __init__(self, desk: Desk, parent: QWidget, row: PolicyRow) -> None:
        self._policy = row
        about = self.tr("PDF, at most {most} MB each. They are kept in the encrypted store and go with the family.")
        super().__init__(
            desk, parent, self.tr("Papers of {product}").format(product=row.product_name),
            about.format(most=policies.MOST_BYTES // MEGABYTE),
            [
                Column("name", self.tr("File"), lambda one: one.name, width=320),
                Column("size", self.tr("Size"), lambda one: f"{one.size / MEGABYTE:.2f} MB", width=90),
                Column("on", self.tr("Kept on"), lambda one: one.on, formats.day, width=100),
            ],
        )  # fmt: skip
        self.add_button(self.tr("Add a PDF…"), self.choose)
        self.out_button = self.add_button(self.tr("Save a copy…"), self.save_copy)
        self.gone_button = self.add_button(self.tr("Remove"), self.remove)
        self.reload()

    def rows(self) -> Sequence[FileRow]:
        found = policies.files_of(self.desk.store, self._policy.id)
        for button in (self.out_button, self.gone_button):
            button.setEnabled(bool(found))
        return found

    def choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a file"), "", "*.pdf")
        if path:
            self.add(Path(path))

    def add(self, path: Path) -> None:
        with self.notice.guard():
            policies.add_file(self.desk.store, self.desk.actor, self._policy.id, path)
            self.reload()

    def save_copy(self) -> None:
        row: FileRow | None = self.table.current()
        if row is None:
            return
        where = ask_where(self, self.desk.preferences, self.tr("Save a copy…"), row.name, "PDF (*.pdf)")
        if where is not None:
            with self.notice.guard():
                policies.save_file(self.desk.store, row.id, where[0])

    def remove(self) -> None:
        row: FileRow | None = self.table.current()
        if row is not None:
            with self.notice.guard():
                policies.remove_file(self.desk.store, self.desk.actor, row.id)
                self.reload()
