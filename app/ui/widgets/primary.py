"""The one button among others that wears the accent: the likely next step of the work."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QPushButton

PRIMARY = "primary"


def highlight(buttons: Iterable[QPushButton], likely: QPushButton | None) -> None:
    """``likely`` wears the accent and the other ``buttons`` do not; None when no step is more likely than another."""
    for button in buttons:
        kind = PRIMARY if button is likely else ""
        if (button.property("kind") or "") != kind:
            button.setProperty("kind", kind)
            button.style().unpolish(button)
            button.style().polish(button)
