"""The KPI definitions: what each figure counts, what it says of a period, and changing them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.enums import PeriodKind
from app.services.measures import kpis
from app.services.measures.kpis import Figure, editing, wording
from app.services.rules.measures.kpis import Definition
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.progress.kpis import words as kpi_words
from app.ui.progress.kpis.edit import KpiEditor
from app.ui.progress.kpis.history import HistoryDialog
from app.ui.progress.kpis.rows import RowsDialog
from app.ui.progress.period_bar import PeriodBar
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

COPY = " (2)"


@dataclass(frozen=True, slots=True)
class KpiRow:
    """A definition with its figure; retired ones have none."""

    definition: Definition
    figure: Figure | None

    @property
    def id(self) -> str:
        return self.definition.code


class KpiDialog(Dialog):
    """Changes hold from this week on and can be undone."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.changes = 0
        self.setWindowTitle(self.tr("KPI definitions"))
        self.resize(1000, 640)
        self.notice = Notice(desk.language)
        self.bar = PeriodBar(desk.language, desk.today, self.notice.guard)
        self.bar.set_months(kpis.work_month(desk.store))
        self.bar.changed.connect(self.refresh)
        self.retired = QCheckBox(self.tr("Show retired ones"))
        self.retired.clicked.connect(self.refresh)
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("KPI definitions"))
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self.show_rows)
        self.told = Label()
        self.told.setWordWrap(True)
        self.told.setMinimumHeight(56)
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        known = editing.everything(self.desk.store, self.bar.period.last)
        found = {one.id: one for one in kpis.figures(self.desk.store, self.bar.period, self.desk.actor.code)}
        chosen = self.table.current()
        shown = [kpi for kpi in known.everything if self.retired.isChecked() or not kpi.retired]
        self.model.set_rows([KpiRow(kpi, found.get(kpi.code)) for kpi in shown])
        self.version.setText(self.tr("Definitions {version}").format(version=known.version))
        if not self.table.select_id(chosen.id if chosen else None):
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._choose(self.table.current())
        self.undo_button.setEnabled(self.changes > 0)
        self.notice.clear()

    def add(self) -> None:
        self._edit({})

    def edit(self) -> None:
        self._edit(self._current().document())

    def duplicate(self) -> None:
        """The copy has no target of its own: that stays with the original."""
        source = self._current().document()
        for name in ("code", "metric", "version", "retired"):
            source.pop(name, None)
        self._edit(source | {"name": [name + COPY for name in source["name"]]})

    def retire(self) -> None:
        kpi = self._current()
        with self.notice.guard():
            editing.retire(self.desk.store, self.desk.actor, kpi.code, self.desk.today(), retired=not kpi.retired)
            self._changed(kpi.code)

    def show_history(self) -> None:
        dialog = HistoryDialog(self.desk, self._current(), self)
        if dialog.exec() and dialog.restored is not None:
            self._changed(dialog.restored.code)

    def show_rows(self, row: KpiRow | None = None) -> None:
        row = row or self.table.current()
        if row is not None and row.figure is not None and RowsDialog(self.desk, row.figure, self).exec():
            self.accept()  # gone to a family

    def undo(self) -> None:
        if self.changes:
            editing.take_back(self.desk.store, self.desk.actor)
            self.changes -= 1
            self.refresh()

    def _current(self) -> Definition:
        row: KpiRow = self.table.current()
        return row.definition

    def _edit(self, source: dict[str, Any]) -> None:
        editor = KpiEditor(self.desk, source, self.bar.period, self)
        if editor.exec() and editor.kept is not None:
            self._changed(editor.kept.code)

    def _changed(self, code: str) -> None:
        self.changes += 1
        self.refresh()
        self.table.select_id(code)

    def _choose(self, row: KpiRow | None) -> None:
        for button in (self.edit_button, self.copy_button, self.retire_button, self.history_button):
            button.setEnabled(row is not None)
        self.rows_button.setEnabled(row is not None and row.figure is not None)
        if row is None:
            self.told.clear()
            return
        again = row.definition.retired
        self.retire_button.setText(self.tr("Take up again") if again else self.tr("Retire"))
        text = row.definition.explained(self.desk.language)
        if row.figure is not None:
            text += "\n" + kpi_words.reckoning(row.figure)
        self.told.setText(text)

    def _columns(self) -> list[Column]:
        language = self.desk.language

        def value(row: KpiRow) -> str:
            return kpi_words.value(row.figure.value, row.definition.unit) if row.figure else ""

        def state(row: KpiRow) -> str:
            if row.definition.retired:
                return self.tr("○ retired")
            return self.tr("● with a target") if row.definition.metric else self.tr("● in use")

        def period(row: KpiRow) -> str:
            return labels.of(PeriodKind(row.definition.period), language)

        def what(row: KpiRow) -> str:
            return wording.formula(row.definition.numerator, row.definition.denominator, language)

        return [
            Column("name", self.tr("Figure"), lambda row: row.definition.called(language), width=170,
                   tip=lambda row: row.definition.explained(language)),
            Column("what", self.tr("Counts"), what, width=240, tip=what),
            Column("value", self.tr("This period"), value, number=True, width=100),
            Column("unit", self.tr("Unit"), lambda row: kpi_words.unit(row.definition.unit, language), width=78),
            Column("period", self.tr("Usually for a"), period, width=110),
            Column("version", self.tr("Version"), lambda row: row.definition.version, number=True, width=66),
            Column("state", self.tr("State"), state, width=110),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        self.version = Label()
        self.version.setProperty("kind", "muted")
        head = QHBoxLayout()
        head.addWidget(self.bar)
        head.addStretch()
        head.addWidget(self.version)
        head.addWidget(self.retired)
        self.new_button = self._button(self.tr("New…"), self.add)
        self.edit_button = self._button(self.tr("Edit…"), self.edit)
        self.copy_button = self._button(self.tr("Duplicate…"), self.duplicate)
        self.retire_button = self._button(self.tr("Retire"), self.retire)
        self.history_button = self._button(self.tr("Versions…"), self.show_history)
        self.rows_button = self._button(self.tr("Show its rows"), self.show_rows)
        self.undo_button = self._button(self.tr("Undo"), self.undo)
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undo)
        left = (self.new_button, self.edit_button, self.copy_button, self.retire_button, self.history_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.told)
        layout.addLayout(self.lay_foot(None, *left, self.rows_button, self.undo_button, leave=self.accept))

    def _button(self, text: str, act: Any) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: act())
        return button
