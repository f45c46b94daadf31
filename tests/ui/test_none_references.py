"""A PySide6 release lost a reference to None on each table repaint, until the interpreter aborted after some hours."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

REPAINTS = 1_000
NOISE = 50


@pytest.fixture(autouse=True)
def nothing_else_collected() -> Iterator[None]:
    """What earlier tests left behind must not be collected, with its references to None, while we count."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_repaints_and_appended_rows_leave_none_alone(qtbot: QtBot) -> None:
    model = QStandardItemModel(0, 3)
    view = QTableView()
    view.setModel(model)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    for number in range(20):
        model.appendRow([QStandardItem(str(number)) for _ in range(3)])
    view.viewport().repaint()
    before = sys.getrefcount(None)
    for _ in range(REPAINTS):
        model.appendRow([QStandardItem(), QStandardItem(), QStandardItem()])
        view.viewport().repaint()
    assert abs(sys.getrefcount(None) - before) <= NOISE


@dataclass(frozen=True, slots=True)
class Line:
    id: str
    text: str | None


def test_repaints_of_our_own_table_leave_none_alone(qtbot: QtBot) -> None:
    """Its model answers most roles with None."""
    model = RowTableModel([Column("text", "Text", lambda line: line.text), Column("id", "Id", lambda line: line.id)])
    view = TableView(model)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    model.set_rows([Line(str(number), None if number % 2 else "text") for number in range(100)])
    view.viewport().repaint()
    before = sys.getrefcount(None)
    for _ in range(REPAINTS):
        view.viewport().repaint()
    assert abs(sys.getrefcount(None) - before) <= NOISE
