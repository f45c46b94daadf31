"""Every page at the sizes of small laptops, in both languages: nothing needed is cut, the foot is on the screen, and a
list shows at least twelve rows."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabBar,
    QWidget,
)

from app.bootstrap import Gate
from app.enums import Language
from app.services.base import agents
from app.services.base.store import Store
from app.services.front import demo
from app.services.people import customers
from app.ui.base.preferences import Preferences
from app.ui.matrix.views.grid import FrozenTable
from app.ui.shell.main_window import MainWindow
from app.ui.shell.start import make_window
from app.ui.widgets.tables.table_view import TableView
from tests.conftest import PASSWORD
from tests.ui.conftest import copied

TITLE_BAR, TASK_BAR = 30, 48
SCREENS = [(1366, 768), (1024, 768)]
ROWS = 12
SLACK = 2  # pixels a font may round
Visit = Callable[[MainWindow], None]


def tab(key: str) -> Visit:
    return lambda window: window.go(key)


def customers_part(number: int) -> Visit:
    def visit(window: MainWindow) -> None:
        page: Any = window.tabs.go("customers")
        page.family.tabs.setCurrentIndex(number)

    return visit


def today(view: str) -> Visit:
    def visit(window: MainWindow) -> None:
        page: Any = window.tabs.go("today")
        page.show_view(view)

    return visit


def combinations(view: int) -> Visit:
    def visit(window: MainWindow) -> None:
        page: Any = window.tabs.go("combinations")
        QTest.qWait(50)
        settled(window)
        page.show_view(view)

    return visit


def matrix(view: int) -> Visit:
    def visit(window: MainWindow) -> None:
        page: Any = window.tabs.go("matrix")
        page.views.setCurrentIndex(view)

    return visit


def selling(mode: int) -> Visit:
    def visit(window: MainWindow) -> None:
        page: Any = window.tabs.go("selling")
        page.set_mode(mode)

    return visit


def a_sale(window: MainWindow) -> None:
    page: Any = window.tabs.go("selling")
    page.set_mode(0)
    page.sales.show_sale(page.sales.model.row(0).id)


def team(part: int) -> Visit:
    def visit(window: MainWindow) -> None:
        page: Any = window.tabs.go("team")
        page.parts.setCurrentIndex(part)

    return visit


VISITS: dict[str, Visit] = {
    **{f"today {view}": today(view) for view in ("day", "week", "list")},
    **{f"customers {number}": customers_part(number) for number in range(8)},
    "interview": tab("interview"),
    **{f"combinations {number}": combinations(number) for number in range(3)},
    **{f"matrix {number}": matrix(number) for number in range(6)},
    **{f"selling {number}": selling(number) for number in range(5)},
    "selling pane": a_sale,
    "progress": tab("progress"),
    **{f"team {number}": team(number) for number in range(4)},
    "library": tab("library"),
    "know": tab("know"),
}


@pytest.fixture(scope="module")
def busy_file(empty_store_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two dozen customers of an agent who leads a team."""
    path = tmp_path_factory.mktemp("screens") / "needfolio.db"
    copied(empty_store_file, path)
    with contextlib.closing(Store.open(path, PASSWORD)) as store:
        demo.sample_family(store)
        demo.populate(store, customers=24, weeks=12, seed=1)
        agents.change_profile(store, agents.me(store), agents.profile(store), lead=True)
    return path


@pytest.fixture(scope="module", params=list(Language), ids=str)
def window(
    request: pytest.FixtureRequest, busy_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    folder = tmp_path_factory.mktemp("screen")
    copied(busy_file, folder / "needfolio.db")
    preferences = Preferences(folder / "window.ini")
    preferences.language = request.param
    window = make_window(Gate(folder / "needfolio.db"), preferences)
    window.show()
    store = Store.open(folder / "needfolio.db", PASSWORD)
    window.open_desk(store, agents.me(store))
    assert window.desk is not None
    window.desk.choose_household(customers.search(store, "王芳")[0].id)
    yield window
    settled(window)
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settled(window: MainWindow) -> None:
    for _ in range(3_000):
        QTest.qWait(10)
        if not window.tasks.busy():
            break
    QTest.qWait(20)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("visit", VISITS)
def test_nothing_needed_is_cut(window: MainWindow, visit: str, screen: tuple[int, int]) -> None:
    size = screen[0], screen[1] - TITLE_BAR - TASK_BAR
    window.resize(*size)
    VISITS[visit](window)
    settled(window)
    assert (window.width(), window.height()) == size, "the page asks for more than the screen"
    assert list(faults(window)) == []


# -- what is looked for ------------------------------------------------------------------------------------------------
def faults(window: MainWindow) -> Iterator[str]:
    for widget in filter(QWidget.isVisible, window.findChildren(QWidget)):
        name = f"{type(widget).__name__} “{said(widget)[:30]}”"
        outside = not window.rect().contains(place(widget, window))
        if isinstance(widget, (QPushButton, QCheckBox, QComboBox)) and outside and not scrolled(widget):
            yield f"{name} is outside: {place(widget, window)}"
        if isinstance(widget, (QPushButton, QLabel)) and too_narrow(widget):
            yield f"{name} is cut: {widget.width()} of {asked(widget)}"
        if isinstance(widget, QTabBar) and widget.sizeHint().width() > widget.width() + SLACK:
            yield f"tabs are cut: {widget.width()} of {widget.sizeHint().width()}, last “{said(widget)}”"
        if isinstance(widget, TableView):
            yield from table_faults(widget)


def said(widget: QWidget) -> str:
    if isinstance(widget, QTabBar):
        return widget.tabText(widget.count() - 1)
    if isinstance(widget, (QAbstractButton, QLabel)):
        return widget.text() or widget.accessibleName()
    return widget.accessibleName()


def place(widget: QWidget, window: MainWindow) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def scrolled(widget: QWidget) -> bool:
    """Whether it lies in something that scrolls."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            return True
        above = above.parentWidget()
    return False


def asked(widget: QLabel | QPushButton) -> int:
    return widget.sizeHint().width()


def too_narrow(widget: QLabel | QPushButton) -> bool:
    if isinstance(widget, QLabel) and (widget.wordWrap() or not widget.text()):
        return False
    return widget.width() + SLACK < asked(widget)


def table_faults(table: TableView) -> Iterator[str]:
    name = f"table “{table.accessibleName()}”"
    if isinstance(table, FrozenTable) or isinstance(table.parentWidget(), FrozenTable):
        return  # as many columns as there are products: the first of them stay, the others scroll
    if table.horizontalScrollBar().isVisible():
        yield f"{name}: its last column is outside by {table.horizontalScrollBar().maximum()}"
    metrics = table.fontMetrics()
    for number, column in enumerate(table.rows.columns):
        width = table.columnWidth(number) - 18
        if table.isColumnHidden(number):
            continue
        if table.horizontalHeader().fontMetrics().horizontalAdvance(column.title.split("\n")[0]) > width + SLACK:
            yield f"{name}: title “{column.title}” is cut"
        if column.number or column.kind == "date" or column.key in FIGURES:
            for row in range(min(20, table.rows.rowCount())):
                text = str(table.rows.index(row, number).data() or "")
                if metrics.horizontalAdvance(text) > width:
                    yield f"{name}: “{text}” of {column.key} is cut"
                    break
    if table.rows.rowCount() >= ROWS and table.accessibleName() in MAIN:
        whole = (table.viewport().height() + SLACK) // table.verticalHeader().defaultSectionSize()
        if whole < ROWS:
            yield f"{name}: {whole} rows"


FIGURES = ("product", "ends", "policy_number")
# What a page is about; what stands beside it may be shorter.
MAIN = {
    "客户", "Customers", "需求", "Needs", "销售机会", "Opportunities", "投保单", "Orders", "产品", "Products",
    "本期数字", "Figures of the period", "保单", "Policies",
}  # fmt: skip
