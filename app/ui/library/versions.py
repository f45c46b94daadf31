"""All versions of a product: what changed, when, by whom and why; a former one can be made the newest again."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app import words
from app.services.offers import catalogue
from app.services.offers.catalogue import ProductRow, VersionRow
from app.services.offers.catalogue.telling import differences
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView


class VersionsDialog(Dialog):
    """``restored`` is the row when a former version was taken up again."""

    def __init__(self, desk: Desk, row: ProductRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.row = desk, row
        self.restored: ProductRow | None = None
        self.setWindowTitle(self.tr("Versions of {name}").format(name=row.name(desk.language)))
        self.resize(820, 520)
        hint = Label(self.tr("A proposal keeps the price of the version it was made with."))
        hint.setProperty("kind", "muted")
        hint.setWordWrap(True)
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Versions"))
        self.table.chosen.connect(self._show)
        self.told = QPlainTextEdit()
        self.told.setReadOnly(True)
        self.told.setAccessibleName(self.tr("What changed"))
        self.button = QPushButton(self.tr("Take this version up again"))
        self.button.clicked.connect(self.take_up)
        layout = QVBoxLayout(self)
        layout.addWidget(hint)
        layout.addWidget(self.table, 3)
        layout.addWidget(self.told, 2)
        layout.addLayout(self.lay_foot(None, self.button))
        self.rows = catalogue.history(desk.store, row.id)
        self.model.set_rows(self.rows)
        self.table.setCurrentIndex(self.model.index(0, 0))

    def take_up(self) -> None:
        version: VersionRow = self.table.current()
        note = self.tr("version {edition} again").format(edition=version.edition)
        self.restored = catalogue.restore(self.desk.store, self.desk.actor, self.row.id, version.product, note)
        self.accept()

    def _show(self, version: VersionRow | None) -> None:
        self.button.setEnabled(version is not None and version.until is not None)
        before = next((row for row in self.rows if version and row.edition == version.edition - 1), None)
        if version is None or before is None:
            self.told.setPlainText(self.tr("The first version.") if version else "")
            return
        self.told.setPlainText("\n".join(differences(before.product, version.product, self.desk.language)))

    def _columns(self) -> list[Column]:
        language = self.desk.language

        def why(row: VersionRow) -> str:
            return " · ".join(filter(None, (labels.of(row.cause, language) if row.cause else "", row.note)))

        def changed(row: VersionRow) -> str:
            return labels.listed((words.say(f"product_field.{name}", language) for name in row.changed), language)

        def day(row: VersionRow) -> str:
            return f"{row.since.astimezone():%Y-%m-%d %H:%M}"

        def until(row: VersionRow) -> str:
            return self.tr("now") if row.until is None else f"{row.until.astimezone():%Y-%m-%d %H:%M}"

        return [
            Column("edition", self.tr("Version"), lambda row: row.edition, number=True, width=70),
            Column("since", self.tr("In use from"), day, width=130),
            Column("until", self.tr("In use until"), until, width=130),
            Column("by", self.tr("By"), lambda row: row.by, width=70),
            Column("why", self.tr("Why"), why, width=150, tip=why),
            Column("changed", self.tr("Changed"), changed, width=180, tip=changed),
        ]
