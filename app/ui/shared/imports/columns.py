"""Second step: where the header is, and which column is what. All of it is guessed; all of it can be changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.enums import Language
from app.services.tables.imports.job import FileColumn, ImportJob
from app.services.tables.imports.told import letters
from app.services.tables.tabular import OTHERS, Row, as_text
from app.ui.base import labels, theme
from app.ui.shared.imports.foreign_words import ForeignWords
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import ROW_ROLE, Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

SHOWN_ROWS, SHOWN_COLUMNS = 12, 24
ENCODINGS = ("utf-8-sig", "gb18030", "big5hkscs", "cp932", "utf-16")
ENCODING_NAMES = {"utf-8-sig": "UTF-8", "gb18030": "GB18030", **OTHERS}


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it stands in the file; ``head`` when it belongs to the header."""

    at: int
    row: Row
    head: bool

    @property
    def id(self) -> str:
        return str(self.at)


class ColumnsStep(QWidget):
    """Signals say what the user chose; :meth:`show_job` shows what came of it."""

    sheet_chosen = Signal(str)
    header_chosen = Signal(int, int)  # the filled row from 0, one row or two
    encoding_chosen = Signal(str)
    field_chosen = Signal(int, str)
    word_chosen = Signal(str, str, str)  # field, word of the file, what it stands for

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._job: ImportJob | None = None
        self.sheet = ComboBox()
        self.sheet.setAccessibleName(self.tr("Sheet"))
        self.sheet.activated.connect(lambda: self.sheet_chosen.emit(self.sheet.currentText()))
        self.encoding = ComboBox()
        self.encoding.setAccessibleName(self.tr("Encoding"))
        self.encoding.activated.connect(lambda: self.encoding_chosen.emit(str(self.encoding.currentData())))
        self.two_rows = QCheckBox(self.tr("The header has two rows"))
        self.two_rows.clicked.connect(self._on_two_rows)
        self.raw = TableView(RowTableModel([]))
        self.raw.setAccessibleName(self.tr("The first rows of the file"))
        self.raw.clicked.connect(self._on_raw_click)
        self.about = Label()
        self.about.setWordWrap(True)
        self.missing = Label()
        self.missing.setProperty("kind", "wrong")
        self.missing.setWordWrap(True)
        self.words = ForeignWords(language)
        self.words.chosen.connect(self.word_chosen)
        self.model = RowTableModel([])
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Columns"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self._sheet_label, self._encoding_label = Label(self.tr("Sheet")), Label(self.tr("Encoding"))
        self._maps_box = QVBoxLayout()
        self._raw_box = QVBoxLayout()
        self._lay_out()

    def show_job(self, job: ImportJob) -> None:
        self._job = job
        self._show_choices(job)
        self._show_raw(job)
        self.about.setText(self._found(job))
        titles = [job.kind.title(name, self._language) for name in job.missing]
        self.missing.setText(self.tr("Still needed: {fields}").format(fields=labels.listed(titles, self._language)))
        self.missing.setVisible(bool(titles))
        if not self.model.columns:
            self.model = RowTableModel(self._map_columns(job))
            self.table = self._renewed(self.table, self.model, self._maps_box)
            self.table.setAccessibleName(self.tr("Columns"))
            self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.words.show_words(job)
        at = self.table.verticalScrollBar().value()
        self.model.set_rows(job.file_columns())
        self.table.verticalScrollBar().setValue(at)

    def _show_choices(self, job: ImportJob) -> None:
        names = [sheet.name for sheet in job.book.visible if sheet.rows]
        self.sheet.clear()
        self.sheet.addItems(names)
        self.sheet.setCurrentText(job.reading.sheet.name)
        for widget in (self.sheet, self._sheet_label):
            widget.setVisible(len(names) > 1)
        self.encoding.clear()
        found = job.book.encoding
        for name in dict.fromkeys((found, *ENCODINGS)) if found else ():
            self.encoding.addItem(ENCODING_NAMES.get(name, name.upper()), name)
        self.encoding.setCurrentIndex(max(0, self.encoding.findData(found)))
        for widget in (self.encoding, self._encoding_label):
            widget.setVisible(bool(found))
        self.two_rows.setChecked(job.header.levels == 2)

    def _show_raw(self, job: ImportJob) -> None:
        rows = job.reading.sheet.rows
        first = max(0, job.header.at - 3)
        heads = range(job.header.at, job.header.at + job.header.levels)
        shown = [RawRow(at, rows[at], at in heads) for at in range(first, min(len(rows), first + SHOWN_ROWS))]
        own = len(job.book.sheet(job.reading.sheet.name).rows[0].cells) if job.reading.program else 10**6
        width = min(SHOWN_COLUMNS, own, max(len(row.row.cells) for row in shown))
        tint = theme.colours().accent_soft

        def column(at: int) -> Column:
            return Column(str(at), letters(at), lambda row: _cell(row.row, at), width=110,
                          tint=lambda row: tint if row.head else None)  # fmt: skip

        number = Column("row", "", lambda row: row.row.number, number=True, width=46,
                        tint=lambda row: tint if row.head else None)  # fmt: skip
        self.raw = self._renewed(self.raw, RowTableModel([number, *(column(at) for at in range(width))]), self._raw_box)
        self.raw.setAccessibleName(self.tr("The first rows of the file"))
        self.raw.clicked.connect(self._on_raw_click)
        self.raw.setMinimumHeight(150)
        self.raw.rows.set_rows(shown)

    def _map_columns(self, job: ImportJob) -> list[Column]:
        """A choice is open at one click."""
        fields = [("", "—"), *((name, job.kind.title(name, self._language)) for name in job.kind.synonyms())]
        words, marked = dict(fields), theme.colours().marked

        def edit(row: FileColumn, value: Any) -> None:
            self.field_chosen.emit(row.at, str(value or ""))

        return [
            Column("name", self.tr("Column of the file"), lambda row: row.name or letters(row.at), width=200),
            Column("samples", self.tr("Examples"), lambda row: " · ".join(row.samples), width=330,
                   tip=lambda row: "\n".join(row.samples)),
            Column("field", self.tr("Is taken for"), lambda row: row.field, lambda value: words.get(value, "—"),
                   width=230, edit=edit, choices=fields, kind="choice",
                   tint=lambda row: None if row.field else marked),
        ]  # fmt: skip

    def _renewed(self, old: TableView, model: RowTableModel, box: QVBoxLayout) -> TableView:
        """Columns of a table are fixed when it is made: another file is another table."""
        fresh = TableView(model)
        box.replaceWidget(old, fresh)
        old.hide()
        old.deleteLater()
        return fresh

    def _found(self, job: ImportJob) -> str:
        used = len(job.columns)
        if job.remembered:
            return self.tr("{count} columns are taken as you chose them the last time.", n=used).format(count=used)
        if job.reading.program == "tracker":
            return self.tr("This is an export of Jira or Redmine: {count} columns are known.", n=used).format(
                count=used
            )
        if job.reading.program:
            name = job.reading.program.partition("_")[0].capitalize()
            return self.tr("This is an export of {program}: {count} columns are known.", n=used).format(
                program=name, count=used
            )
        return self.tr("{count} columns were recognised by their headers. Yellow ones are not used.", n=used).format(
            count=used
        )

    def _on_two_rows(self, checked: bool) -> None:
        if self._job is not None:
            self.header_chosen.emit(self._job.header.at, 2 if checked else 1)

    def _on_raw_click(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, RawRow) and self._job is not None and not row.head:
            self.header_chosen.emit(row.at, 1)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        title = Label(self.tr("Click the row that holds the names of the columns"))
        title.setProperty("kind", "heading")
        head.addWidget(title, 1)
        for widget in (self._sheet_label, self.sheet, self._encoding_label, self.encoding, self.two_rows):
            head.addWidget(widget)
        self._raw_box.addWidget(self.raw)
        self._maps_box.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addLayout(self._raw_box, 2)
        layout.addWidget(self.about)
        layout.addWidget(self.missing)
        layout.addLayout(self._maps_box, 3)
        layout.addWidget(self.words)


def _cell(row: Row, at: int) -> str:
    return " ".join(as_text(row.cells[at]).split()) if at < len(row.cells) else ""
