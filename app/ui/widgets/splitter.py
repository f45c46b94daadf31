"""A splitter that is found again as it was left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from app.ui.base.preferences import Preferences


class KeptSplitter(QSplitter):
    """``key`` names its place in the preferences; ``sizes`` are those of the first time."""

    def __init__(
        self, orientation: Qt.Orientation, preferences: Preferences, key: str, parts: list[QWidget], sizes: list[int]
    ) -> None:
        super().__init__(orientation)
        self._preferences, self._key = preferences, f"splitter/{key}"
        for part in parts:
            self.addWidget(part)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(7)
        self.setSizes(sizes)
        for place, size in enumerate(sizes):
            self.setStretchFactor(place, size)
        self.restoreState(preferences.blob(self._key))
        self.splitterMoved.connect(self.keep)

    @property
    def kept(self) -> bool:
        """Whether somebody has ever moved it."""
        return not self._preferences.blob(self._key).isEmpty()

    def keep(self) -> None:
        """As it stands it is found again."""
        self._preferences.set_blob(self._key, self.saveState())
