"""First step: which file. Chosen, dropped or pasted; the last imports can be taken back here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.services.tables.imports.batches import BatchRow
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

FILTER = "Excel, CSV, ReqIF (*.xlsx *.xlsm *.xlsb *.xls *.ods *.csv *.tsv *.txt *.md *.reqif *.reqifz *.zip)"


class SourceStep(QWidget):
    """``extra`` stands above the file: which matrix, for instance; ``blank`` when there is a template to fill in."""

    chosen = Signal(Path)
    pasted = Signal(str)
    undo_wanted = Signal(object)  # BatchRow
    blank_wanted = Signal()

    def __init__(self, help_text: str, folder: str, extra: QWidget | None = None, *, blank: bool = False) -> None:
        super().__init__()
        self._folder = folder
        self.setAcceptDrops(True)
        self.choose_button = QPushButton(self.tr("Choose a file…"))
        self.choose_button.setProperty("kind", "primary")
        self.choose_button.clicked.connect(self.choose)
        self.paste_button = QPushButton(self.tr("Paste a block from Excel"))
        self.paste_button.setToolTip("Ctrl+V")
        self.paste_button.clicked.connect(self.paste)
        self.blank_button = QPushButton(self.tr("Blank template…"))
        self.blank_button.setToolTip(self.tr("A workbook to fill in: each column explained, with lists to choose from"))
        self.blank_button.clicked.connect(self.blank_wanted)
        self.blank_button.setVisible(blank)
        QShortcut(
            QKeySequence.StandardKey.Paste, self, self.paste, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Latest imports"))
        self.undo_button = QPushButton(self.tr("Undo this import"))
        self.undo_button.setEnabled(False)
        self.undo_button.clicked.connect(lambda: self.undo_wanted.emit(self.table.current()))
        self.table.chosen.connect(lambda row: self.undo_button.setEnabled(row is not None and not row.undone))
        self._past = QWidget()
        self._lay_out(help_text, extra)

    def show_batches(self, batches: Sequence[BatchRow]) -> None:
        self.model.set_rows(batches)
        self._past.setVisible(bool(batches))
        self.undo_button.setEnabled(False)

    def choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a file"), self._folder, FILTER)
        if path:
            self.chosen.emit(Path(path))

    def paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.pasted.emit(text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if data.hasUrls() and data.urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.chosen.emit(Path(event.mimeData().urls()[0].toLocalFile()))

    def _lay_out(self, help_text: str, extra: QWidget | None) -> None:
        box = QFrame()
        box.setProperty("kind", "card")
        inner = QVBoxLayout(box)
        inner.setContentsMargins(20, 18, 20, 18)
        drop = Label(self.tr("Drop a file here"))
        drop.setProperty("kind", "title")
        drop.setAlignment(Qt.AlignmentFlag.AlignCenter)
        about = Label(help_text)
        about.setProperty("kind", "muted")
        about.setWordWrap(True)
        about.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.choose_button)
        buttons.addWidget(self.paste_button)
        buttons.addWidget(self.blank_button)
        buttons.addStretch()
        inner.addStretch()
        inner.setSpacing(12)
        inner.addWidget(drop)
        inner.addLayout(buttons)
        inner.addWidget(about)
        inner.addStretch()
        past = QVBoxLayout(self._past)
        past.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        title = Label(self.tr("Latest imports"))
        title.setProperty("kind", "heading")
        head.addWidget(title, 1)
        head.addWidget(self.undo_button)
        past.addLayout(head)
        past.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        if extra is not None:
            layout.addWidget(extra)
        layout.addWidget(box, 3)
        layout.addWidget(self._past, 2)

    def _columns(self) -> list[Column]:
        return [
            Column(
                "at", self.tr("When"), lambda row: row.at.astimezone(), lambda at: f"{at:%Y-%m-%d %H:%M}", width=140
            ),
            Column("file", self.tr("File"), lambda row: row.file, width=260),
            Column("added", self.tr("Added"), lambda row: row.added, number=True, width=70),
            Column("updated", self.tr("Changed"), lambda row: row.updated, number=True, width=80),
            Column("undone", self.tr("State"), self._state, width=100),
        ]

    def _state(self, row: BatchRow) -> str:
        return self.tr("↺ undone") if row.undone else ""
