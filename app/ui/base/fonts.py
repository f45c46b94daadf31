"""The face: the system's Chinese one where there is one, else the bundled Noto Sans SC."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from app import paths

SYSTEM_FACES = ("Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC")
BUNDLED = ("NotoSansSC-Regular.ttf",)


def apply(app: QApplication) -> None:
    face = _face()
    font = QFont(face) if face else app.font()
    font.setPixelSize(13)
    app.setFont(font)


@cache
def _face() -> str | None:
    """Its family; a bundled file is read once, each further time would keep it in memory again."""
    families = set(QFontDatabase.families())
    face = next((name for name in SYSTEM_FACES if name in families), None)
    if face is None:
        for name in BUNDLED:
            added = QFontDatabase.addApplicationFont(str(paths.resource("fonts", name)))
            if added >= 0:
                face = QFontDatabase.applicationFontFamilies(added)[0]
    return face
