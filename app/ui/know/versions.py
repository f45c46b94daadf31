"""All versions of a card; a former one can be made the newest again."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.services.knowledge import cards
from app.services.knowledge.cards import CardRow
from app.services.knowledge.cards.keeping import CardVersionRow
from app.ui.base.desk import Desk
from app.ui.shared.knowledge.text import CardText
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView


class CardVersionsDialog(Dialog):
    """``restored`` is the card when a former version was taken up again, as a draft."""

    def __init__(self, desk: Desk, card: CardRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.card = desk, card
        self.restored: CardRow | None = None
        self.setWindowTitle(self.tr("Versions of {name}").format(name=card.name(desk.language)))
        self.resize(760, 520)

        def until(row: CardVersionRow) -> str:
            return self.tr("now") if row.until is None else f"{row.until.astimezone():%Y-%m-%d %H:%M}"

        self.model = RowTableModel([
            Column("edition", self.tr("Version"), lambda row: row.edition, number=True, width=70),
            Column("title", self.tr("Title"), lambda row: row.draft.title(desk.language), width=330),
            Column("until", self.tr("In use until"), until, width=140),
            Column("by", self.tr("Changed by"), lambda row: row.by, width=100),
        ])  # fmt: skip
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Versions"))
        self.table.chosen.connect(self._show)
        self.text = CardText(self.tr("Text of the version"))
        self.button = QPushButton(self.tr("Take this version up again"))
        self.button.clicked.connect(self.take_up)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table, 2)
        layout.addWidget(self.text, 3)
        layout.addLayout(self.lay_foot(None, self.button))
        self.model.set_rows(cards.history(desk.store, card.id))
        self.table.setCurrentIndex(self.model.index(0, 0))

    def take_up(self) -> None:
        """The chosen version becomes the newest."""
        version: CardVersionRow = self.table.current()
        self.restored = cards.restore(self.desk.store, self.desk.actor, self.card.id, version.edition)
        self.accept()

    def _show(self, version: CardVersionRow | None) -> None:
        self.button.setEnabled(version is not None and version.until is not None)
        self.text.show_markdown(version.draft.body(self.desk.language) if version else "")
