"""The head of the window: the search box; beside it the switches of language and theme, settings and help."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from app.enums import Language
from app.ui.base import theme
from app.ui.base.preferences import Preferences
from app.ui.shell.settings import Settings
from app.ui.widgets.plain import plain


class Head(QWidget):
    """``acts`` are called by the buttons: language, theme, help; ``settings`` fills the menu beside them."""

    def __init__(
        self,
        search: QWidget,
        preferences: Preferences,
        acts: tuple[Callable[[], None], ...],
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        language = QPushButton("English" if preferences.language == Language.ZH else "中文")
        language.setAccessibleName(self.tr("Switch the language"))
        shade = QPushButton(theme.icon("sun" if preferences.dark else "moon"), "")
        shade.setAccessibleName(self.tr("Switch between light and dark"))
        shade.setToolTip(plain(shade.accessibleName()))
        ask = QPushButton("?")
        ask.setAccessibleName(self.tr("Help"))
        ask.setToolTip(self.tr("Help") + " (F1)")
        self.settings = QPushButton(self.tr("Settings"))
        menu = QMenu(self.settings)
        menu.aboutToShow.connect(lambda: settings.fill(menu))
        self.settings.setMenu(menu)
        head = QHBoxLayout(self)
        head.setContentsMargins(16, 6, 16, 3)
        head.setSpacing(8)
        head.addWidget(search, 1)
        for button, act in zip((language, shade, ask), acts, strict=True):
            button.clicked.connect(act)
        for button in (language, shade, self.settings, ask):
            head.addWidget(button)

    def show_settings(self) -> None:
        """The menu, as a click on its button opens it."""
        self.settings.showMenu()
