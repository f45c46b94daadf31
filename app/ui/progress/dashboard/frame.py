"""One card of the dashboard: its head with handle and menu, the sentence that reads it, the chart or its table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.services.figures.progress import Answer
from app.ui.progress.dashboard.arrangement import COLUMNS, Place
from app.ui.progress.dashboard.cards import CardWords
from app.ui.progress.dashboard.twin import Twin
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.plain import Label, plain
from app.ui.widgets.plot import Plot, PlotView

BUTTON = 28
BACK, ON = (Qt.Key.Key_Left, Qt.Key.Key_Up), (Qt.Key.Key_Right, Qt.Key.Key_Down)
FILES: tuple[tuple[str, str], ...] = ((".png", "PNG"), (".svg", "SVG"))


class Handle(QPushButton):
    """What a card is dragged by. It tells where the mouse is; whoever lays the cards out knows what that means."""

    dragged = Signal(QPoint)  # on the screen
    dropped = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__("⠿")
        self.setProperty("kind", "compact")
        self.setFixedSize(BUTTON, BUTTON)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._start: QPoint | None = None
        self._moving = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._start, self._moving = event.globalPosition().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.globalPosition().toPoint()
        if self._start is None:
            return
        if self._moving or (here - self._start).manhattanLength() >= QApplication.startDragDistance():
            self._moving = True
            self.dragged.emit(here)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._moving:
            self.dropped.emit(event.globalPosition().toPoint())
        self._start, self._moving = None, False


class CardFrame(QFrame):
    """``stepped`` asks for a place earlier (-1) or later (+1); the other signals say what their names say."""

    stepped = Signal(int)
    widened = Signal(int)
    removed = Signal()
    viewed = Signal(str)
    asked = Signal(object)  # key of a number
    saved = Signal(str)  # the ending of the file wanted
    copied = Signal()
    first_step = Signal(str)  # the tab where it is taken

    def __init__(self, place: Place, words: CardWords, content: QWidget | None = None) -> None:
        super().__init__()
        self.place, self.words = place, words
        self.answer: Answer | None = None
        self.twin: Twin | None = None
        self.setProperty("kind", "card")
        self.setObjectName(place.card.value)
        self.setAccessibleName(words.name())
        self.title = Label(words.name())
        self.title.setProperty("kind", "heading")
        self.said = Label()
        self.said.setWordWrap(True)
        self.said.setMinimumHeight(2 * self.said.fontMetrics().lineSpacing())
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.handle = Handle()
        self.handle.setAccessibleName(self.tr("Move {card}: drag, or Alt and an arrow key").format(card=words.name()))
        self.handle.setToolTip(plain(self.handle.accessibleName()))
        self.views = ComboBox(self)
        self.views.hide()
        self.table_button = self._compact("▦", self.tr("Show the numbers as a table"))
        self.table_button.setCheckable(True)
        self.table_button.toggled.connect(self._show_content)
        self.menu_button = self._compact("⋯", self.tr("Menu of {card}").format(card=words.name()))
        self.menu_button.clicked.connect(self.open_menu)
        self.view = PlotView(words.room)
        self.view.chosen.connect(self.asked)
        self.content = content
        self._stack = QStackedLayout()
        self._instead: QWidget | None = None
        self._lay_out()
        self._keys()

    @property
    def plot(self) -> Plot | None:
        return self.view.plot if self.content is None and self.answer and not self.answer.empty else None

    def show_answer(self, answer: Answer) -> None:
        self.answer = answer
        empty = answer.empty
        self.title.setText(self.words.title(answer))
        self.said.setText("" if empty else self.words.said(answer))
        self.said.setToolTip(plain(self.words.explains()))
        self.table_button.setEnabled(not empty)
        if not empty:
            self.view.show_plot(self.words.plot(answer))
        self._show_content()

    def _show_content(self) -> None:
        """The chart, the table made anew, or the first step when there is nothing."""
        if self.content is not None or self.answer is None:
            return
        if self._instead is not None:
            self._stack.removeWidget(self._instead)
            self._instead.deleteLater()
        self._instead = self.twin = None
        if self.answer.empty:
            self._put(self._empty())
        elif self.table_button.isChecked():
            self.twin = Twin(self.answer, self.words)
            self.twin.asked.connect(self.asked)
            self._put(self.twin)
        else:
            self._stack.setCurrentWidget(self.view)

    def _put(self, widget: QWidget) -> None:
        """In the chart's place."""
        self._instead = widget
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)

    def _empty(self) -> QWidget:
        holder = QWidget()
        text = Label(self.words.first_step())
        text.setProperty("kind", "muted")
        text.setWordWrap(True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        button = QPushButton(self.tr("Go there"))
        button.clicked.connect(lambda: self.first_step.emit(self.words.tab))
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(button)
        row.addStretch()
        layout = QVBoxLayout(holder)
        layout.addStretch()
        layout.addWidget(text)
        layout.addLayout(row)
        layout.addStretch()
        return holder

    # -- menu and keys ---------------------------------------------------------------------------------------------
    def actions_of(self) -> list[tuple[str, Callable[[], object], bool]]:
        """Words, act, whether it can be done now."""
        wide = self.place.width == COLUMNS
        drawn = self.plot is not None
        return [
            (self.tr("Move earlier"), lambda: self.stepped.emit(-1), True),
            (self.tr("Move later"), lambda: self.stepped.emit(1), True),
            (
                self.tr("One column wide") if wide else self.tr("Two columns wide"),
                lambda: self.widened.emit(1 if wide else COLUMNS),
                True,
            ),
            (self.tr("Copy as picture"), self.copied.emit, drawn),
            *((self.tr("Save as {kind}…").format(kind=kind), self._saving(ending), drawn) for ending, kind in FILES),
            (self.tr("Take off the page"), self.removed.emit, True),
        ]

    def _saving(self, ending: str) -> Callable[[], object]:
        return lambda: self.saved.emit(ending)

    def open_menu(self) -> None:
        menu = QMenu(self)
        for words, act, enabled in self.actions_of():
            action = QAction(words, menu)
            action.triggered.connect(lambda _checked=False, act=act: act())
            action.setEnabled(enabled)
            menu.addAction(action)
        menu.exec(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))
        menu.deleteLater()

    def contextMenuEvent(self, _event: QEvent) -> None:
        self.open_menu()

    def _keys(self) -> None:
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for step, keys in ((-1, BACK), (1, ON)):
            for key in keys:
                chord = QKeySequence(Qt.Modifier.ALT | key)
                self._key(chord, self, inside, lambda step=step: self.stepped.emit(step))  # type: ignore[misc]
        if self.content is None:
            copy = QKeySequence(QKeySequence.StandardKey.Copy)
            self._key(copy, self.view, Qt.ShortcutContext.WidgetShortcut, self._copy)

    def _key(
        self, chord: QKeySequence, widget: QWidget, context: Qt.ShortcutContext, act: Callable[[], object]
    ) -> None:
        shortcut = QShortcut(chord, widget)
        shortcut.setContext(context)  # as an argument beside a callable it would be ignored
        shortcut.activated.connect(act)

    def _copy(self) -> None:
        if self.plot is not None:
            self.copied.emit()

    def _compact(self, mark: str, name: str) -> QPushButton:
        button = QPushButton(mark, self)
        button.setProperty("kind", "compact")
        button.setFixedSize(BUTTON, BUTTON)
        button.setAccessibleName(name)
        button.setToolTip(plain(name))
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.handle)
        head.addWidget(self.title, 1)
        choices = self.words.views()
        for code, words in choices:
            self.views.addItem(words, code)
        if choices:
            self.views.setAccessibleName(self.tr("What {card} shows").format(card=self.words.name()))
            self.views.setCurrentIndex(max(0, self.views.findData(self.place.view)))
            self.views.activated.connect(lambda: self.viewed.emit(self.views.currentData()))
            head.addWidget(self.views)
            self.views.show()
        self.table_button.setVisible(self.content is None)
        head.addWidget(self.table_button)
        head.addWidget(self.menu_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 10)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self.said)
        self.said.setVisible(self.content is None)
        layout.addLayout(self._stack, 1)
        self._stack.addWidget(self.view)  # only now: without a parent it would open as a window
        if self.content is not None:
            self._put(self.content)
