"""The one table pattern: Qt's own model tester, sorting, paging, editing, copying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.errors import bad_input
from app.ui.widgets.tables.table import PAGE, ROW_ROLE, SORT_ROLE, Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView
from tests.keys import type_text


@dataclass(frozen=True, slots=True)
class Fruit:
    id: str
    name: str
    price: int | None


FRUIT = [Fruit("a", "pear", 3), Fruit("b", "apple", None), Fruit("c", "fig", 1)]


def columns() -> list[Column]:
    return [
        Column("name", "Name", lambda row: row.name),
        Column("price", "Price", lambda row: row.price, lambda v: "—" if v is None else f"{v:.2f}", number=True),
    ]


@pytest.fixture
def model() -> RowTableModel:
    made = RowTableModel(columns())
    made.tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)  # type: ignore[attr-defined]
    made.set_rows(FRUIT)
    return made


def names(model: RowTableModel) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_cells_show_text_and_keep_the_natural_value(model: RowTableModel) -> None:
    assert model.index(0, 1).data() == "3.00"
    assert model.index(1, 1).data() == "—"
    assert model.index(0, 1).data(SORT_ROLE) == 3
    assert model.index(2, 0).data(ROW_ROLE) is FRUIT[2]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Price"


def test_sorting_puts_the_unknown_last_either_way(model: RowTableModel) -> None:
    model.sort(1, Qt.SortOrder.AscendingOrder)
    assert names(model) == ["fig", "pear", "apple"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert names(model) == ["pear", "fig", "apple"]


def test_an_index_held_follows_its_row_through_a_sort(model: RowTableModel) -> None:
    held = QPersistentModelIndex(model.index(0, 0))
    model.sort(0)
    assert held.data() == "pear"
    assert names(model) == ["apple", "fig", "pear"]


def test_one_replaced_row_is_one_change(qtbot: QtBot, model: RowTableModel) -> None:
    with qtbot.waitSignal(model.dataChanged) as blocker:
        model.replace_row(replace(FRUIT[1], price=9))
    assert blocker.args is not None
    assert (blocker.args[0].row(), blocker.args[1].row()) == (1, 1)
    assert model.index(1, 1).data() == "9.00"


class Numbers:
    """A long list that remembers which pages were asked for."""

    def __init__(self, count: int) -> None:
        self.length = count
        self.asked: list[tuple[int, str, bool]] = []

    def count(self) -> int:
        return self.length

    def page(self, offset: int, limit: int, sort: str, descending: bool) -> Sequence[Fruit]:
        self.asked.append((offset, sort, descending))
        order = range(self.length - 1, -1, -1) if descending else range(self.length)
        return [Fruit(f"{n}", f"n{n}", n) for n in order[offset : offset + limit]]


def test_a_long_list_is_fetched_a_page_at_a_time(qtbot: QtBot) -> None:
    source = Numbers(100_000)
    model = RowTableModel(columns())
    model.set_source(source)
    view = TableView(model)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    view.scrollToBottom()
    view.grab()
    assert model.rowCount() == 100_000
    assert {offset for offset, _, _ in source.asked} <= {0, 100_000 - PAGE}
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert model.index(0, 0).data() == "n99999"
    assert source.asked[-1] == (0, "price", True)


def test_editing_a_cell_calls_its_column_and_a_refusal_is_told(qtbot: QtBot) -> None:
    saved: list[tuple[str, str]] = []

    def save(row: Fruit, value: str) -> None:
        if not value:
            raise bad_input("required")
        saved.append((row.id, value))

    model = RowTableModel([Column("name", "Name", lambda row: row.name, edit=save)])
    model.set_rows(FRUIT)
    view = TableView(model)
    qtbot.addWidget(view)
    view.show()
    view.setCurrentIndex(model.index(0, 0))
    view.edit(model.index(0, 0))
    editor = view.findChild(QLineEdit)
    type_text(qtbot, editor, "plum")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: saved == [("a", "plum")])
    with qtbot.waitSignal(model.refused):
        model.setData(model.index(1, 0), "")
    assert not model.setData(model.index(1, 0), "apple")
    assert len(saved) == 1


def test_copy_gives_what_a_spreadsheet_pastes(qtbot: QtBot, model: RowTableModel) -> None:
    view = TableView(model)
    qtbot.addWidget(view)
    view.selectAll()
    view.copy()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "Name\tPrice"
    assert lines[1:] == ["pear\t3.00", "apple\t—", "fig\t1.00"]


def test_with_ctrl_held_one_row_is_chosen_all_the_same(qtbot: QtBot, model: RowTableModel) -> None:
    """After Ctrl+Enter in the form of a new customer two were chosen, and both would have been changed together."""
    view = TableView(model)
    view.setSelectionMode(TableView.SelectionMode.ExtendedSelection)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    first, second = (model.row(number).id for number in (0, 1))
    view.select_id(first)
    window = view.window().windowHandle()
    QTest.keyPress(window, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
    view.select_id(second)
    QTest.keyRelease(window, Qt.Key.Key_Control)
    assert [index.row() for index in view.selectionModel().selectedRows()] == [1]


def test_a_click_on_the_header_sorts(qtbot: QtBot, model: RowTableModel) -> None:
    view = TableView(model)
    qtbot.addWidget(view)
    view.show()
    header = view.horizontalHeader()
    place = header.viewport().rect().topLeft()
    place.setX(header.sectionViewportPosition(0) + 10)
    place.setY(8)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert names(model) == ["apple", "fig", "pear"]
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert names(model) == ["pear", "fig", "apple"]
