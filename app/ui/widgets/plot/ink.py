"""Colours and letters of charts: told apart by lightness as well as by hue, on light and on dark ground."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication

from app import paths
from app.ui.base import theme

LIGHT = ("#1f6f8b", "#e69f00", "#5b4a9c", "#56b4e9", "#8c5a2b", "#0b8f6f", "#d36fa4", "#4b5563", "#c9b458")
DARK = ("#5db4d0", "#f0b94d", "#a99be8", "#2f7fb8", "#c99a6b", "#6fd0b2", "#e79fc4", "#b6c0ca", "#8a7f3a")
SMALL, PLAIN = 11, 12
FACE = "NotoSansSC-Regular.ttf"


@dataclass(frozen=True, slots=True)
class Ink:
    """Everything a chart is painted with."""

    ground: QColor
    text: QColor
    muted: QColor
    line: QColor
    accent: QColor
    tones: tuple[QColor, ...]

    def tone(self, number: int) -> QColor:
        return self.tones[number % len(self.tones)]

    def shade(self, share: float) -> QColor:
        """From the ground to the accent; anything above nothing can be seen."""
        part = 0.0 if share <= 0 else 0.12 + 0.88 * min(1.0, share)
        mixed = [
            round(a + (b - a) * part)
            for a, b in zip(self.ground.getRgb()[:3], self.accent.getRgb()[:3], strict=True)  # type: ignore[index]
        ]
        return QColor(*mixed)

    def on(self, ground: QColor) -> QColor:
        """Letters that can be read on ``ground``."""
        dark = QColor("#1f2933")
        return dark if ground.lightnessF() > 0.5 else QColor("#ffffff")


def ink(*, paper: bool = False) -> Ink:
    """In the window's colours now in force; ``paper`` is always light."""
    colours = theme.LIGHT if paper else theme.colours()
    tones = LIGHT if colours is theme.LIGHT else DARK
    return Ink(
        QColor(colours.surface), QColor(colours.text), QColor(colours.muted), QColor(colours.line),
        QColor(colours.accent), tuple(map(QColor, tones)),
    )  # fmt: skip


def letters(size: int = PLAIN, *, strong: bool = False) -> QFont:
    """The bundled Chinese face, so that a picture looks the same on every machine."""
    font = QFont(_family())
    font.setPixelSize(size)
    font.setBold(strong)
    return font


@cache
def _family() -> str:
    family = QGuiApplication.font().family()
    if family.startswith("Noto Sans SC"):
        return family
    added = QFontDatabase.addApplicationFont(str(paths.resource("fonts", FACE)))
    return QFontDatabase.applicationFontFamilies(added)[0] if added >= 0 else family
