"""What changed between two baselines, or one and now: added, removed, changed with fields."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.enums import Language, NodeKind
from app.services.matrix.baselines import Changed, Comparison
from app.ui.base import labels
from app.ui.matrix.saying import difference
from app.ui.matrix.tall_rows import TallRows
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView


class CompareDialog(Dialog):
    """One table; the mark says which way a record went."""

    def __init__(self, parent: QWidget, language: Language, title: str, found: Comparison) -> None:
        super().__init__(parent)
        self._language = language
        self.setWindowTitle(title)
        self.resize(860, 480)
        rows = [
            *(_Row(self.tr("＋ added"), one) for one in found.added),
            *(_Row(self.tr("－ removed"), one) for one in found.removed),
            *(_Row(self.tr("△ changed"), one) for one in found.changed),
        ]
        counts = self.tr("{added} added · {removed} removed · {changed} changed").format(
            added=len(found.added), removed=len(found.removed), changed=len(found.changed)
        )
        self.summary = Label(self.tr("Nothing changed.") if found.same else counts)
        self.summary.setProperty("kind", "heading")
        self.table = TableView(
            RowTableModel(
                [
                    Column("how", self.tr("How"), lambda row: row.how, width=90),
                    Column("kind", self.tr("Kind"), lambda row: self._kind(row.one), width=110),
                    Column("what", self.tr("Record"), lambda row: self._record(row.one), width=220),
                    Column("fields", self.tr("What changed"), lambda row: self._fields(row.one), width=400),
                ]
            )
        )
        self.table.setAccessibleName(title)
        TallRows(self.table)
        self.table.rows.set_rows(rows)
        layout = QVBoxLayout(self)
        for widget in (self.summary, self.table):
            layout.addWidget(widget)
        layout.addLayout(self.lay_foot(None, leave=self.accept))

    def _kind(self, one: Changed) -> str:
        return labels.of(NodeKind(one.kind), self._language) if one.kind in set(NodeKind) else self.tr("Link")

    def _record(self, one: Changed) -> str:
        if one.named is not None:
            return one.named.says(self._language)
        number, arrow, kind = one.text.partition(" → ")
        known = arrow and kind in set(NodeKind)  # the ends of a link
        return f"{number} → {labels.of(NodeKind(kind), self._language)}" if known else one.text

    def _fields(self, one: Changed) -> str:
        return "\n".join(difference(name, old, new, self._language) for name, (old, new) in one.fields.items())


class _Row:
    """A changed record and the word for its change."""

    def __init__(self, how: str, one: Changed) -> None:
        self.how, self.one, self.id = how, one, f"{how}{one.kind}{one.id}"
