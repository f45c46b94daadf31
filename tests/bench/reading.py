"""The list of customers and its search, at a hundred thousand, from the key press to the painted rows."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView
from sqlalchemy import Connection

from app.services.base.store import Store
from app.services.people import customers
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView
from tests.bench import stores
from tests.bench.measure import Result, interleaved, percentile, seconds

CUSTOMERS, ROUNDS = 100_000, 15
TITLES = ("name", "phone", "stage", "city", "code")


class Static(QAbstractTableModel):
    """A hundred rows of text and nothing else: what a table costs at the least."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = [tuple(f"{title} {number}" for title in TITLES) for number in range(100)]

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return len(self.rows)

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return len(TITLES)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        self.rows.sort(key=lambda row: row[column], reverse=order == Qt.SortOrder.DescendingOrder)
        self.layoutChanged.emit()


@contextmanager
def shown(view: QTableView) -> Iterator[QTableView]:
    view.resize(1100, 600)
    view.show()
    QApplication.processEvents()
    yield view
    view.close()


def painted(view: QTableView, act: Callable[[], object]) -> Callable[[], None]:
    def work() -> None:
        act()
        view.viewport().repaint()

    return work


def measure_table() -> list[Result]:
    app = QApplication.instance() or QApplication([])
    app.setApplicationName("Needfolio bench")
    store = stores.open_store(CUSTOMERS)
    model, static = RowTableModel([Column(key, key, _getter(key)) for key in TITLES]), Static()
    size, results = f"{CUSTOMERS:,} rows", []
    with shown(TableView(model)) as ours, shown(QTableView()) as bare:
        bare.setModel(static)

        def compare(what: str, act: Callable[[], object], limit: Callable[[], object]) -> None:
            taken, least = interleaved(painted(ours, act), painted(bare, limit), ROUNDS)
            results.append(Result(f"table: {what}", size, taken, least, "100 static rows", "≤ 1.5 ×"))

        def fill() -> None:
            model.set_source(customers.Listing(store))

        def reset() -> None:
            static.beginResetModel()
            static.endResetModel()

        def find() -> None:
            model.set_source(customers.Listing(store, "wang"))

        compare("first paint", fill, reset)
        compare("jump to the end and back", _ends(ours, fill), _ends(bare, reset))
        compare("sort by another column", _sorts(ours), _sorts(bare))
        compare("filter", find, reset)
    store.close()
    return results


def measure_search() -> list[Result]:
    """The 95th percentile, over names, pinyin, initials and the ends of phone numbers."""
    app = QApplication.instance() or QApplication([])
    app.setApplicationName("Needfolio bench")
    store = stores.open_store(CUSTOMERS)
    random_ = random.Random(stores.SEED + 1)
    texts = []
    for _ in range(25):
        name, phone = stores.person(random_)
        texts += [name[:2], "wangxiu", "zly", phone[-4:]]
    model = RowTableModel([Column(key, key, _getter(key)) for key in TITLES])
    times, least = [], []
    with shown(TableView(model)) as view, store.read() as session:
        connection = session.connection()
        for text in texts:
            times.append(seconds(painted(view, partial(_show_hits, model, store, text))))
            least.append(seconds(partial(_raw_hits, connection, text)))
    store.close()
    limit = percentile(least, 0.95)
    size = f"{CUSTOMERS:,} customers, {len(texts)} searches"
    return [Result("search to shown rows, p95", size, percentile(times, 0.95), limit, "raw LIKE", "≤ 30 ms")]


def _show_hits(model: RowTableModel, store: Store, text: str) -> None:
    model.set_rows(customers.search(store, text))


def _raw_hits(connection: Connection, text: str) -> Sequence[Any]:
    raw = "SELECT id, code, name, phone FROM household WHERE archived_at IS NULL AND search_key LIKE ? LIMIT 12"
    return connection.exec_driver_sql(raw, (f"%{text}%",)).fetchall()


def _getter(key: str) -> Callable[[Any], Any]:
    return lambda row: getattr(row, key)


def _ends(view: QTableView, before: Callable[[], object]) -> Callable[[], None]:
    def jump() -> None:
        before()
        view.scrollToBottom()
        view.viewport().repaint()
        view.scrollToTop()

    return jump


def _sorts(view: QTableView) -> Callable[[], None]:
    columns = [1, 0]

    def sort() -> None:
        view.sortByColumn(columns[0], Qt.SortOrder.DescendingOrder)
        columns.reverse()

    return sort
