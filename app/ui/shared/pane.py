"""What the panes at the right are made of: captions, facts, rows of buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.plain import Label


class Pane(QScrollArea):
    """Filled anew for each record by :meth:`begin`, then from top to bottom."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.buttons: dict[str, QPushButton] = {}
        self.begin()

    def begin(self) -> None:
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(10, 4, 8, 4)
        self._column.setSpacing(6)
        self.buttons = {}
        self.setWidget(inner)

    def finish(self) -> None:
        self._column.addStretch(1)

    def put(self, widget: QWidget) -> None:
        self._column.addWidget(widget)

    def say(self, text: str, kind: str = "") -> Label:
        label = Label(text)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if kind:
            label.setProperty("kind", kind)
        self._column.addWidget(label)
        return label

    def facts(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Captions with what they say; the empty ones are left out."""
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        for place, (caption, text) in enumerate((caption, text) for caption, text in pairs if text):
            name, value = Label(caption), Label(text)
            name.setProperty("kind", "muted")
            value.setWordWrap(True)
            grid.addWidget(name, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, place, 1)
        self._column.addWidget(box)

    def acts(self, choices: Iterable[tuple[str, str, Callable[[], object], str]]) -> None:
        """Buttons that go on in the next line: (key, words, what it does, kind)."""
        box = QWidget()
        flow = FlowLayout()
        box.setLayout(flow)
        for key, words, act, kind in choices:
            button = QPushButton(words)
            if kind:
                button.setProperty("kind", kind)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self.buttons[key] = button
            flow.addWidget(button)
        self._column.addWidget(box)
