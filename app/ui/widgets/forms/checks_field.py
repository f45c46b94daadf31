"""Several of a few: boxes to tick that fill a line and go on in the next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QWidget

from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.forms.fields import Field
from app.ui.widgets.plain import caption

LINE = 28
MOST_LINES = 3


class ChecksField(Field):
    """``choices`` are (value, words); the value is a tuple of those ticked, in their order."""

    def __init__(self, choices: Sequence[tuple[Any, str]], lines: int = MOST_LINES) -> None:
        self.boxes: dict[Any, QCheckBox] = {}
        inside = QWidget()
        flow = FlowLayout(10)
        inside.setLayout(flow)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._flow, self._most = flow, LINE * lines
        self._area = area
        area.setWidget(inside)
        super().__init__(area)
        for value, words in choices:
            box = QCheckBox(caption(words))
            box.clicked.connect(lambda: self.edited.emit())
            flow.addWidget(box)
            self.boxes[value] = box
        self._fit()
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as its lines, up to the most; beyond that it scrolls."""
        wanted = self._flow.heightForWidth(self.width() - 16) + 6
        self._area.setFixedHeight(max(LINE, min(wanted, self._most)))

    def value(self) -> tuple[Any, ...]:
        return tuple(value for value, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: Collection[Any] | None) -> None:
        for known, box in self.boxes.items():
            box.setChecked(known in (value or ()))
