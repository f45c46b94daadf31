"""The last step: what is still missing, the needs in the customer's own order, and the word to confirm them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app import words
from app.enums import Language
from app.errors import Problem
from app.ui.base.later import later
from app.ui.interview.meaning.needs import NeedLine
from app.ui.interview.steps import STEP_ROLE, Step, StepDelegate
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.plain import Label, plain

SAVE_AFTER_MS = 800
KEY_ROLE = Qt.ItemDataRole.UserRole


class ReviewStep(QWidget):
    """Signals only; the page saves."""

    ranked = Signal(list)  # need keys
    mend = Signal(object)  # Problem
    explain = Signal(str)  # need key
    analyse = Signal()  # the whole analysis
    summarised = Signal(str)  # the summary as edited; empty to have it written anew

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        title = Label(self.tr("Confirm the needs"))
        title.setProperty("kind", "title")
        self.intro = Label()
        self.intro.setProperty("kind", "muted")
        self.intro.setWordWrap(True)
        self.missing = QFrame()
        self.missing.setProperty("kind", "problem")
        self._missing_box = QVBoxLayout(self.missing)
        self.mends: list[QPushButton] = []
        self.order = QListWidget()
        self.order.setAccessibleName(self.tr("Needs in the customer's order"))
        self.order.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.order.setItemDelegate(StepDelegate(self.order))
        self.order.setMinimumHeight(180)
        self.order.itemDoubleClicked.connect(lambda item: self.explain.emit(item.data(KEY_ROLE)))
        # Told after the drop is over: the list is filled anew, and must not be while Qt still moves its rows.
        self.order.model().rowsMoved.connect(lambda: later(self, self._tell_order))
        self.up = QPushButton("↑ " + self.tr("Move up"))
        self.down = QPushButton("↓ " + self.tr("Move down"))
        for button, step, keys in ((self.up, -1, "Ctrl+Up"), (self.down, 1, "Ctrl+Down")):
            button.setToolTip(plain(keys))
            button.clicked.connect(lambda _checked=False, step=step: self.move_current(step))
            shortcut = QShortcut(QKeySequence(keys), self.order, lambda step=step: self.move_current(step))
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.whole = QPushButton(self.tr("The whole analysis"))
        self.whole.clicked.connect(self.analyse)
        self.summary = QPlainTextEdit()
        self.summary.setAccessibleName(self.tr("What we heard, in plain words"))
        self.summary.setTabChangesFocus(True)
        self.summary.setMinimumHeight(150)
        self._told = ""
        self._save_soon = QTimer(self, interval=SAVE_AFTER_MS, singleShot=True)
        self._save_soon.timeout.connect(self._tell_summary)
        self.summary.textChanged.connect(self._save_soon.start)
        self.anew = QPushButton("↻ " + self.tr("Write it anew from the answers"))
        self.anew.setProperty("kind", "link")
        self.anew.clicked.connect(lambda: self.summarised.emit(""))
        self.how = QPushButton(self.tr("How it is computed"))
        self.how.setProperty("kind", "link")
        self.how.clicked.connect(self._explain_current)
        self._lay_out(title)

    def show_needs(self, lines: Sequence[NeedLine], missing: Sequence[Problem], *, confirmed: bool) -> None:
        row = self.order.currentRow()
        key = self._keys()[row] if row >= 0 else None
        self.order.clear()
        for place, line in enumerate(lines, 1):
            item = QListWidgetItem(f"{place}. {line.title} {line.said}")  # what a screen reader says
            item.setData(KEY_ROLE, line.key)
            item.setData(STEP_ROLE, Step(line.title, str(place), "muted", line.said))
            self.order.addItem(item)
            if line.key == key:
                self.order.setCurrentItem(item)
        if key is None and lines:
            self.order.setCurrentRow(0)
        mode = QAbstractItemView.DragDropMode
        self.order.setDragDropMode(mode.NoDragDrop if confirmed else mode.InternalMove)
        for button in (self.up, self.down):
            button.setVisible(not confirmed and bool(lines))
        for widget in (self.order, self.how, self.whole):
            widget.setVisible(bool(lines))
        self._show_missing([] if confirmed else missing)
        self.intro.setText(self._intro(confirmed=confirmed, empty=not lines))

    def show_summary(self, text: str, *, confirmed: bool) -> None:
        """The words to be read out and confirmed; what is being typed is not overwritten."""
        self.summary.setReadOnly(confirmed)
        self.anew.setHidden(confirmed)
        if self._save_soon.isActive() or text == self._told:
            return
        self._told = text
        if text != self.summary.toPlainText().strip():
            with QSignalBlocker(self.summary):
                self.summary.setPlainText(text)

    def keep(self) -> None:
        """Tell what was typed and not told yet."""
        if self._save_soon.isActive():
            self._tell_summary()

    def _tell_summary(self) -> None:
        self._save_soon.stop()
        text = self.summary.toPlainText().strip()
        if text != self._told:
            self._told = text
            self.summarised.emit(text)

    def move_current(self, step: int) -> None:
        """The need under the cursor one place up or down."""
        row = self.order.currentRow()
        if self.up.isVisibleTo(self) and row >= 0 and 0 <= row + step < self.order.count():
            keys = self._keys()
            keys.insert(row + step, keys.pop(row))
            self.ranked.emit(keys)

    def _intro(self, *, confirmed: bool, empty: bool) -> str:
        if confirmed:
            return self.tr("In the order the customer chose. They stand in the matrix and wait for a plan.")
        if empty:
            return self.tr("No need can be computed yet: fill in the family's birth dates and incomes first.")
        return self.tr(
            "Go through the list together. What matters most to the customer comes first: drag a line, or press "
            "Ctrl+↑ and Ctrl+↓. Then let the customer confirm."
        )

    def _show_missing(self, missing: Sequence[Problem]) -> None:
        while (item := self._missing_box.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self.mends = []
        self.missing.setVisible(bool(missing))
        if not missing:
            return
        head = Label(self.tr("Still missing before the needs can be confirmed:"))
        head.setProperty("kind", "heading")
        head.setWordWrap(True)
        self._missing_box.addWidget(head)
        for problem in missing:
            text = words.say(f"error.{problem.code}", self._language, **problem.values)
            button = QPushButton("→ " + text)
            button.setProperty("kind", "link")
            button.setToolTip(plain(text))  # a narrow window cuts it
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked=False, problem=problem: self.mend.emit(problem))
            self._missing_box.addWidget(button)
            self.mends.append(button)

    def _tell_order(self) -> None:
        self.ranked.emit(self._keys())

    def _explain_current(self) -> None:
        if (item := self.order.currentItem()) is not None:
            self.explain.emit(item.data(KEY_ROLE))

    def _keys(self) -> list[str]:
        return [self.order.item(row).data(KEY_ROLE) for row in range(self.order.count())]

    def _lay_out(self, title: Label) -> None:
        line = _flowing(self.up, self.down, self.whole, self.how)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 12, 4)
        layout.setSpacing(10)
        layout.addWidget(title)
        layout.addWidget(self.intro)
        layout.addWidget(self.missing)
        layout.addWidget(self.order, 1)
        layout.addWidget(line)
        heading = Label(self.tr("What we heard, in plain words"))
        heading.setProperty("kind", "heading")
        self.hint = Label(self.tr("Read it out, mend what is not right; confirmed, it is kept with the needs."))
        self.hint.setProperty("kind", "muted")
        self.hint.setWordWrap(True)
        layout.addWidget(_flowing(heading, self.anew))
        layout.addWidget(self.hint)
        layout.addWidget(self.summary, 1)


def _flowing(*widgets: QWidget) -> QWidget:
    """Side by side, in two lines where the window is narrow."""
    box = QWidget()
    flow = FlowLayout(12)
    box.setLayout(flow)
    for widget in widgets:
        flow.addWidget(widget)
    return box
