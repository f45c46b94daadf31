"""The room of a table: nothing is cut while another column has room to spare, and nothing stands half outside."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.ui.base.preferences import Preferences
from app.ui.widgets.tables.column_choice import ColumnChoice
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView
from app.ui.widgets.tables.widths import MOST, shared

NAME = "康佑定期重疾险至 70 岁（虚构）"


def test_the_room_one_column_does_not_need_goes_to_the_one_that_does() -> None:
    widths = shared({0: 100, 1: 100, 2: 100}, {0: 160, 1: 40, 2: 60}, 300, [0], frozenset())
    assert widths[0] >= 160
    assert widths[1] >= 40
    assert widths[2] >= 60
    assert sum(widths.values()) <= 300


def test_what_was_sized_by_hand_stays() -> None:
    assert shared({0: 100, 1: 100}, {0: 160, 1: 40}, 200, [0], frozenset({1}))[1] == 100


def test_a_long_text_asks_for_no_more_than_the_most() -> None:
    assert shared({0: 100}, {0: 4000}, 2000, [], frozenset())[0] == MOST


@given(st.lists(st.tuples(st.integers(30, 300), st.integers(10, 500)), min_size=1, max_size=12), st.integers(50, 3000))
def test_nothing_is_cut_where_all_of_it_fits(columns: list[tuple[int, int]], room: int) -> None:
    wanted = {number: width for number, (width, _) in enumerate(columns)}
    needed = {number: need for number, (_, need) in enumerate(columns)}
    widths = shared(wanted, needed, room, [0], frozenset())
    asked = {number: min(need, MOST) for number, need in needed.items()}
    if sum(asked.values()) <= room:
        assert all(widths[number] >= asked[number] - 1 for number in widths)  # a pixel of rounding
        assert sum(widths.values()) <= room
    assert all(widths[number] >= min(wanted[number], asked[number]) - 1 for number in widths)


def made(qtbot: QtBot, names: list[str], *, width: int) -> TableView:
    columns = [
        Column("product", "产品", lambda row: row.product, width=90),
        Column("kind", "类别", lambda row: row.kind, width=140),
        Column("sum", "保额", lambda row: row.sum, number=True, width=140),
        Column("until", "到期", lambda row: row.until, width=120),
    ]
    table = TableView(RowTableModel(columns))
    rows: list[Any] = [
        SimpleNamespace(id=str(n), product=name, kind="主险", sum="1,150,000", until="2046-11-30")
        for n, name in enumerate(names)
    ]
    table.rows.set_rows(rows)
    qtbot.addWidget(table)
    table.resize(width, 200)
    table.show()
    return table


def test_a_product_s_name_is_read_whole(qtbot: QtBot) -> None:
    """Its column was narrow while others beside it stood half empty."""
    table = made(qtbot, [NAME], width=520)
    assert table.columnWidth(0) >= table.fontMetrics().horizontalAdvance(NAME) + 12
    assert not table.horizontalScrollBar().isVisible()


def test_other_rows_are_measured_anew(qtbot: QtBot) -> None:
    table = made(qtbot, ["寿险"], width=520)
    before = table.columnWidth(1)
    table.rows.set_rows([SimpleNamespace(id="1", product=NAME, kind="主险", sum="1", until="2046-11-30")])
    assert table.columnWidth(0) >= table.fontMetrics().horizontalAdvance(NAME) + 12
    assert table.columnWidth(1) <= before


def test_the_least_needed_columns_give_way_until_somebody_chooses(qtbot: QtBot, preferences: Preferences) -> None:
    table = made(qtbot, [NAME], width=240)
    usual = ("product", "until", "sum", "kind")
    choice = ColumnChoice(table, preferences, "test/columns", usual, QMenu(table))
    hidden = [column.key for n, column in enumerate(table.rows.columns) if table.isColumnHidden(n)]
    assert hidden
    assert "product" not in hidden
    qtbot.waitUntil(lambda: not table.horizontalScrollBar().isVisible())
    table.resize(900, 200)
    assert not any(table.isColumnHidden(n) for n in range(4))
    table.resize(240, 200)
    choice.set_shown("kind", True)  # asked for: it is shown, and one scrolls
    assert not table.isColumnHidden(1)
    choice.as_usual()
    assert table.isColumnHidden(1)
    assert table.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded
