"""The face: the system's Chinese one where there is one, else the bundled Noto Sans SC."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from app import paths

SYSTEM_FACES = ("Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC")
BUNDLED = ("NotoSansSC-Regular.ttf",)


def apply(app: QApplication) -> None:
    families = set(QFontDatabase.families())
    face = next((name for name in SYSTEM_FACES if name in families), None)
    if face is None:
        for name in BUNDLED:
            added = QFontDatabase.addApplicationFont(str(paths.resource("fonts", name)))
            if added >= 0:
                face = QFontDatabase.applicationFontFamilies(added)[0]
    font = QFont(face) if face else app.font()
    font.setPixelSize(13)
    app.setFont(font)
