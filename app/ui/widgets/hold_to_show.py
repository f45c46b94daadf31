"""A masked text; the whole is shown only while the button is held down."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton


class HoldToShow(QPushButton):
    """By mouse, or with the space bar while it has the focus."""

    def __init__(self, masked: str, whole: str) -> None:
        super().__init__(masked)
        self.setProperty("kind", "link")
        self.setToolTip(self.tr("Hold to show"))
        self.setAccessibleName(self.tr("Phone {number}, hold to show").format(number=masked))
        self.pressed.connect(lambda: self.setText(whole))
        self.released.connect(lambda: self.setText(masked))
