"""An empty state: what belongs here, and the first steps as buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.ui.widgets.plain import Label

WIDTH = 520
Step = tuple[str, Callable[[], object]]


class EmptyState(QWidget):
    """The first step is the primary button. ``width`` is that of the explanation."""

    def __init__(self, title: str, explanation: str, steps: list[Step] | None = None, width: int = WIDTH) -> None:
        super().__init__()
        self._heading, self._text = heading, text = Label(title), Label(explanation)
        heading.setProperty("kind", "title")
        text.setProperty("kind", "muted")
        text.setWordWrap(True)
        text.setFixedWidth(width)
        for label in (heading, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.say(title, explanation)
        buttons = QHBoxLayout()
        buttons.addStretch()
        self.buttons: list[QPushButton] = []
        for index, (words, act) in enumerate(steps or []):
            button = QPushButton(words)
            button.setProperty("kind", "primary" if index == 0 else "")
            button.clicked.connect(lambda _checked=False, act=act: act())
            buttons.addWidget(button)
            self.buttons.append(button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addWidget(heading)
        layout.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(12)
        layout.addLayout(buttons)
        layout.addStretch(3)

    def say(self, title: str, explanation: str) -> None:
        """What belongs here, where that depends on what was chosen."""
        self._heading.setText(title)
        self._text.setText(explanation)
        self._text.ensurePolished()
        self._text.setMinimumHeight(max(0, self._text.heightForWidth(self._text.width())))  # a second line needs room


class OrEmpty(QStackedWidget):
    """What there is, or in its place what to do first."""

    def __init__(self, content: QWidget, empty: EmptyState) -> None:
        super().__init__()
        self.empty = empty
        self.addWidget(content)
        self.addWidget(empty)

    def show_empty(self, empty: bool) -> None:
        self.setCurrentIndex(int(empty))
