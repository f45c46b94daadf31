"""Where one is in the wizard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.widgets.plain import Label


class Steps(QWidget):
    """The names of the steps; the present one is bold, those done have a tick."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = list(names)
        self._labels = [Label() for _ in names]
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(18)
        for label in self._labels:
            line.addWidget(label)
        line.addStretch()
        self.show_step(0)

    def show_step(self, at: int) -> None:
        for number, (label, name) in enumerate(zip(self._labels, self._names, strict=True)):
            mark = "✓" if number < at else str(number + 1)
            label.setText(f"{mark}  {name}")
            label.setProperty("kind", "strong" if number == at else "muted")
            label.style().unpolish(label)
            label.style().polish(label)
