"""Rows as high as what they say, of a table that may have a hundred thousand of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject

from app.ui.widgets.tables.table_view import TableView


class TallRows(QObject):
    """Gives room to the rows on the screen only, whenever others come into view or a column gets another width."""

    def __init__(self, table: TableView) -> None:
        super().__init__(table)
        self._table = table
        table.setWordWrap(True)
        table.verticalScrollBar().valueChanged.connect(lambda _: self.fit())
        table.horizontalHeader().sectionResized.connect(lambda _number, _old, _new: self.fit())
        table.rows.modelReset.connect(self.fit)
        table.rows.layoutChanged.connect(self.fit)  # sorted
        table.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.fit()
        return False

    def fit(self) -> None:
        """A row made higher pushes others out of view: it ends with the last that is still seen, and at the end of the
        table the last row stays in view."""
        table, bar = self._table, self._table.verticalScrollBar()
        if not table.isVisible():
            return
        at_end, grown = 0 < bar.maximum() == bar.value(), False
        number, bottom = max(0, table.rowAt(0)), table.viewport().height()
        while number < table.rows.rowCount() and table.rowViewportPosition(number) <= bottom:
            high = max(table.verticalHeader().defaultSectionSize(), table.sizeHintForRow(number))
            if table.rowHeight(number) != high:
                table.setRowHeight(number, high)
                grown = True
            number += 1
        if at_end and grown:
            table.updateGeometries()
            bar.setValue(bar.maximum())
