"""The head of the window: the search box, and the switches of language and theme and the help beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.enums import Language
from app.ui.base import theme
from app.ui.base.preferences import Preferences


class Head(QWidget):
    """``acts`` are called by the buttons: language, theme, help."""

    def __init__(
        self, search: QWidget, preferences: Preferences, acts: tuple[Callable[[], None], ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        language = QPushButton("English" if preferences.language == Language.ZH else "中文")
        language.setAccessibleName(self.tr("Switch the language"))
        shade = QPushButton(theme.icon("sun" if preferences.dark else "moon"), "")
        shade.setAccessibleName(self.tr("Switch between light and dark"))
        shade.setToolTip(shade.accessibleName())
        ask = QPushButton("?")
        ask.setAccessibleName(self.tr("Help"))
        ask.setToolTip(self.tr("Help") + " (F1)")
        head = QHBoxLayout(self)
        head.setContentsMargins(16, 6, 16, 3)
        head.setSpacing(8)
        head.addWidget(search, 1)
        for button, act in zip((language, shade, ask), acts, strict=True):
            button.clicked.connect(act)
            head.addWidget(button)
