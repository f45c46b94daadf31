"""Every dialog of the program, opened: in both languages and themes it looks right, and it is worked by keys alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QScrollBar,
    QTabWidget,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from app.bootstrap import Gate
from app.enums import Language
from app.services.base import agents
from app.services.base.store import Store
from app.ui.base.preferences import Preferences
from app.ui.shared.customer.screen import CustomerScreen
from app.ui.shell.main_window import MainWindow
from app.ui.shell.start import make_window
from app.ui.shell.tabs import TABS
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.forms.dialog import FormDialog
from tests.conftest import PASSWORD
from tests.ui.conftest import copied
from tests.ui.dialog_openers import OPENERS
from tests.ui.dialog_world import World, fill

ROOT = Path(__file__).resolve().parents[2]
WIDTH, HEIGHT, TITLE_BAR = 1024, 768, 32
BASES = {"Dialog", "FormDialog", "ListDialog", "WizardFrame", "CustomerScreen"}
LOOKS = [(language, dark) for language in Language for dark in (False, True)]

# Two English words in a row are a sentence nobody translated; what stands in the store was written by somebody.
ENGLISH = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
CHINESE = re.compile("[\u4e00-\u9fff]+")


# -- which there are ---------------------------------------------------------------------------------------------------
def dialogs() -> set[str]:
    """Classes that end on one of the bases, and the functions that show a plain form."""
    kinds = {"QDialog"}
    found: set[str] = set()
    classes: list[tuple[str, ast.ClassDef]] = []
    for file in (ROOT / "app" / "ui").rglob("*.py"):
        text, folder = file.read_text(encoding="utf-8"), file.parent.name
        body = ast.parse(text).body if re.search(r"Dialog|WizardFrame|CustomerScreen", text) else []
        classes += [(folder, node) for node in body if isinstance(node, ast.ClassDef)]
        found |= {f"{folder}.{name}" for name in _asking(body)}
    for _ in range(4):  # as deep as they are derived
        kinds |= {node.name for _, node in classes if {getattr(base, "id", "") for base in node.bases} & kinds}
    return found | {f"{folder}.{node.name}" for folder, node in classes if node.name in kinds - BASES}


def _asking(body: list[ast.stmt]) -> Iterator[str]:
    for top in body:
        functions = [(top, "")] if isinstance(top, ast.FunctionDef) else []
        if isinstance(top, ast.ClassDef):
            functions = [(node, f"{top.name}.") for node in top.body if isinstance(node, ast.FunctionDef)]
        for function, owner in functions:
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "FormDialog":
                    yield f"{owner}{function.name}"  # type: ignore[attr-defined]


def test_every_dialog_has_its_opener() -> None:
    assert dialogs() == set(OPENERS)


# -- opening them ------------------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def filled_file(empty_store_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dialogs") / "needfolio.db"
    copied(empty_store_file, path)
    fill(path)
    return path


@pytest.fixture(scope="module")
def world(
    request: pytest.FixtureRequest, filled_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """One window for all dialogs of one look."""
    language, dark = request.param
    folder = tmp_path_factory.mktemp("look")
    copied(filled_file, folder / "needfolio.db")
    preferences = Preferences(folder / "window.ini")
    preferences.language, preferences.dark = language, dark
    window = make_window(Gate(folder / "needfolio.db"), preferences)
    window.resize(WIDTH, HEIGHT - TITLE_BAR)
    window.show()
    store = Store.open(folder / "needfolio.db", PASSWORD)
    window.open_desk(store, agents.me(store))
    QTest.qWaitForWindowExposed(window)
    yield World(window)
    idle(window)
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def idle(window: MainWindow) -> None:
    """What was begun is ended before the window goes."""
    for _ in range(6_000):
        if not window.tasks.busy():
            return
        QTest.qWait(10)
    raise AssertionError("work has no end")


def shown(world: World, name: str, look: Callable[[QDialog], None]) -> None:
    """Open the dialog, look at it while it is open, and close it."""
    faults: list[BaseException] = []
    seen: list[QDialog] = []

    def at_work() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            return
        if not dialog.isActiveWindow():
            dialog.activateWindow()  # a window manager does this for a person
            return
        timer.stop()
        seen.append(dialog)
        try:
            look(dialog)
        except BaseException as fault:
            faults.append(fault)
        for left in reversed(QApplication.topLevelWidgets()):
            if isinstance(left, QDialog) and left.isVisible():
                QDialog.done(left, 0)

    timer = QTimer(interval=0)
    timer.timeout.connect(at_work)
    timer.start()
    try:
        made = OPENERS[name](world)
        if not seen and isinstance(made, CustomerScreen):
            made.show()
        elif not seen and isinstance(made, QDialog):
            made.exec()
        for _ in range(500):
            if seen:
                break
            QTest.qWait(10)
        if isinstance(made, CustomerScreen):
            made.deleteLater()  # left by the agent's key only, and let go by its page
    finally:
        timer.stop()
    if faults:
        raise faults[0]
    assert seen, "no dialog came"


BOTH = pytest.mark.parametrize(
    "world", LOOKS, indirect=True, ids=lambda look: f"{look[0]}-{'dark' if look[1] else 'light'}"
)
ONCE = pytest.mark.parametrize("world", [(Language.ZH, False)], indirect=True, ids=["zh-light"])


@BOTH
@pytest.mark.parametrize("name", sorted(OPENERS))
@pytest.mark.qt_log_level_fail("WARNING")
@pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")  # of the offscreen platform
def test_a_dialog_fits_and_is_translated(world: World, name: str) -> None:
    def look(dialog: QDialog) -> None:
        if not isinstance(dialog, CustomerScreen):  # takes the whole screen
            size = dialog.size().expandedTo(dialog.minimumSizeHint())
            assert size.width() <= WIDTH, size
            assert size.height() <= HEIGHT - TITLE_BAR, size
        wrong = ENGLISH if world.language == Language.ZH else CHINESE
        told = [part for text in said(dialog) for part in wrong.findall(text)]
        assert [part for part in told if part not in world.everything_written] == []

    shown(world, name, look)


def said(dialog: QWidget) -> list[str]:
    """Every text there is to be read."""
    texts = [dialog.windowTitle()]
    for widget in filter(lambda one: one.isVisibleTo(dialog), dialog.findChildren(QWidget)):
        texts += [widget.toolTip(), widget.accessibleName()]
        if isinstance(widget, (QAbstractButton, QLabel)):
            texts.append(widget.text())
        elif isinstance(widget, QTabWidget):
            texts += [widget.tabText(number) for number in range(widget.count())]
        elif isinstance(widget, QComboBox):
            texts += [widget.itemText(number) for number in range(widget.count())]
        elif isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit)):
            texts.append(widget.placeholderText())
        elif isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
            sections = range(widget.count())
            texts += [str(widget.model().headerData(section, widget.orientation()) or "") for section in sections]
    return texts


# -- by keys -----------------------------------------------------------------------------------------------------------
def first_in_sight(dialog: Dialog) -> QWidget:
    """The input that is read first: the topmost, and of those in its line the one to the left."""

    def place(widget: QWidget) -> tuple[int, int]:
        corner = widget.mapTo(dialog, QPoint(0, widget.height() // 2))
        return corner.y() // 24, corner.x()

    return min(dialog.inputs(), key=place)


@ONCE
@pytest.mark.parametrize("name", sorted(OPENERS))
def test_a_dialog_is_worked_by_keys(world: World, name: str) -> None:
    """The cursor is in the first field, Enter goes on through all of them, Esc leaves nothing behind."""
    left: list[QDialog] = []

    def work(dialog: QDialog) -> None:
        assert isinstance(dialog, Dialog)
        left.append(dialog)
        inputs = dialog.inputs()
        if isinstance(dialog, FormDialog):
            assert dialog.focusWidget() is first_in_sight(dialog)
        elif inputs:  # the first of them, or the list the dialog is about
            assert dialog.focusWidget() is inputs[0] or isinstance(dialog.focusWidget(), QAbstractItemView)
        assert turned_by_the_wheel(dialog) == []
        walk(dialog, inputs)
        if dialog.verb is not None:
            presses(dialog)
        leave(dialog)

    shown(world, name, work)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    assert not isValid(left[0]), "something of it is left"
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [world.window]


def turned_by_the_wheel(root: QWidget) -> list[QWidget]:
    """Boxes and sliders that the wheel moves, or gives the focus to, while the cursor is elsewhere."""
    turned: list[QWidget] = []
    for kind, value in ((QComboBox, "currentIndex"), (QAbstractSpinBox, "text"), (QAbstractSlider, "value")):
        for box in root.findChildren(kind):
            shown_with_focus = box.objectName() == "qt_calendar_yearedit"
            if isinstance(box, QScrollBar) or box.hasFocus() or shown_with_focus:
                continue
            before = getattr(box, value)()
            for turn in (-120, 120):
                middle = QPointF(box.rect().center())
                wheel = QWheelEvent(
                    middle, QPointF(box.mapToGlobal(middle.toPoint())), QPoint(), QPoint(0, turn),
                    Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
                )  # fmt: skip
                QApplication.sendEvent(box, wheel)
                if getattr(box, value)() != before or box.focusPolicy() == Qt.FocusPolicy.WheelFocus:
                    turned.append(box)
    return turned


@ONCE
def test_the_wheel_answers_nothing_on_any_page(world: World) -> None:
    """Turned over a box nobody had chosen it changed an answer to 不愿透露, and that was saved."""
    for tab in TABS:
        world.page(tab)
    assert len(world.window.findChildren(QComboBox)) > 20
    assert turned_by_the_wheel(world.window) == []
    idle(world.window)


def walk(dialog: Dialog, inputs: list[QWidget]) -> None:
    for here, there in pairwise(inputs):
        if isinstance(here, (QPlainTextEdit, QTextEdit)):
            continue  # Enter begins a line there; Tab goes on
        own = isinstance(here, QLineEdit) and here.receivers("2returnPressed()") > 0
        if own:
            continue
        here.setFocus()
        QTest.keyClick(here, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert dialog.focusWidget() is there, (here, dialog.focusWidget())


def presses(dialog: Dialog) -> None:
    """Ctrl+Enter presses the verb; what it does is another test's."""
    verb = dialog.verb
    assert verb is not None
    assert verb.property("kind") == "primary", "what goes forward is highlighted"
    pressed: list[bool] = []
    verb.clicked.disconnect()
    verb.clicked.connect(lambda: pressed.append(True))
    if verb.isVisible() and verb.isEnabled():
        QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert pressed == [True]


def leave(dialog: Dialog) -> None:
    """Esc goes at once where nothing was typed, and asks where something was."""
    line = next((one for one in dialog.inputs() if isinstance(one, QLineEdit)), None)
    if line is not None and not isinstance(dialog, CustomerScreen):
        line.setFocus()
        QTest.keyClicks(line, "7")
        if dialog.typed():
            QTest.keyClick(line, Qt.Key.Key_Escape)
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox) and dialog.isVisible()
            QTest.keyClick(box, Qt.Key.Key_Escape)
            assert dialog.isVisible() and "7" in line.text()
            QTest.keyClick(line, Qt.Key.Key_Escape)
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox)
            drop = next(one for one in box.buttons() if box.buttonRole(one) == QMessageBox.ButtonRole.DestructiveRole)
            QTest.mouseClick(drop, Qt.MouseButton.LeftButton)
            assert not dialog.isVisible()
            return
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Escape)
    assert isinstance(dialog, CustomerScreen) or not dialog.isVisible()
