"""All versions of a KPI definition; a former one can be taken up again."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app import words
from app.services.measures.kpis import editing, wording
from app.services.measures.kpis.editing import Edition
from app.services.rules.measures.kpis import Definition
from app.ui.base.desk import Desk
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView


class HistoryDialog(Dialog):
    """``restored`` is the definition when a former version was taken up again."""

    def __init__(self, desk: Desk, definition: Definition, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.definition = desk, definition
        self.restored: Definition | None = None
        self.setWindowTitle(self.tr("Versions of {name}").format(name=definition.called(desk.language)))
        self.resize(820, 420)
        hint = Label(self.tr("A report of an earlier week keeps the version of its time."))
        hint.setProperty("kind", "muted")
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Versions"))
        self.table.chosen.connect(self._choose)
        self.told = Label()
        self.told.setWordWrap(True)
        self.button = QPushButton(self.tr("Take this version up again"))
        self.button.clicked.connect(self.take_up)
        layout = QVBoxLayout(self)
        for widget in (hint, self.table, self.told):
            layout.addWidget(widget)
        layout.addLayout(self.lay_foot(None, self.button))
        self.model.set_rows(editing.history(desk.store, definition.code))
        self.table.setCurrentIndex(self.model.index(0, 0))

    def take_up(self) -> None:
        edition: Edition = self.table.current()
        self.restored = editing.put(self.desk.store, self.desk.actor, edition.definition.document(), self.desk.today())
        self.accept()

    def _choose(self, edition: Edition | None) -> None:
        self.button.setEnabled(edition is not None and edition.definition != self.definition)
        self.told.setText(edition.definition.explained(self.desk.language) if edition else "")

    def _columns(self) -> list[Column]:
        language = self.desk.language

        def since(row: Edition) -> str:
            return row.holds_from.isoformat() if row.holds_from else self.tr("comes with the program")

        def made(row: Edition) -> str:
            return f"{row.at.astimezone():%Y-%m-%d %H:%M}" if row.at else ""

        def what(row: Edition) -> str:
            kpi = row.definition
            return wording.formula(kpi.numerator, kpi.denominator, language)

        return [
            Column("version", self.tr("Version"), lambda row: row.definition.version, number=True, width=70),
            Column("since", self.tr("Holds from"), since, width=150),
            Column("made", self.tr("Made"), made, width=130),
            Column("by", self.tr("By"), lambda row: row.by, width=70),
            Column("cause", self.tr("Kind of change"), lambda row: words.say(f"kpi_cause.{row.cause}", language)
                   if row.cause else "", width=110),
            Column("what", self.tr("Counts"), what, width=240, tip=what),
        ]  # fmt: skip
