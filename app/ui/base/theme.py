"""Light and dark: one palette, one sheet, one accent colour."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template

from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from app import paths


@dataclass(frozen=True, slots=True)
class Colours:
    window: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_strong: str
    accent_soft: str
    good: str
    warn: str
    bad: str
    calm: str
    selection: str
    grip: str
    marked: str


LIGHT = Colours(
    window="#f5f6f8",
    surface="#ffffff",
    raised="#fafbfc",
    line="#dfe3e8",
    text="#1f2933",
    muted="#66727f",
    accent="#1f6f8b",
    on_accent="#ffffff",
    accent_strong="#185a72",
    accent_soft="#e1f0f5",
    good="#2f7d4f",
    warn="#a86400",
    bad="#b3372f",
    calm="#5b6b7a",
    selection="#cfe6ee",
    grip="#c3cad2",
    marked="#fff0b8",
)
DARK = Colours(
    window="#171b20",
    surface="#1f252b",
    raised="#262d34",
    line="#39434d",
    text="#e6eaee",
    muted="#9aa7b3",
    accent="#5db4d0",
    on_accent="#0e1a20",
    accent_strong="#7cc6de",
    accent_soft="#22404b",
    good="#6fcf97",
    warn="#e2a54a",
    bad="#f08a80",
    calm="#9fb0bf",
    selection="#2c4c59",
    grip="#4a5661",
    marked="#5a4712",
)


def colours() -> Colours:
    """The colours now in force; read when painting, never kept."""
    app = QApplication.instance()
    return DARK if app is not None and app.property("dark") else LIGHT


def apply(app: QApplication, *, dark: bool) -> None:
    """Set palette and sheet; pages are rebuilt by the window afterwards. What is in force already is not set again:
    Qt would polish every widget anew."""
    wanted = f"{'dark' if dark else 'light'} {app.font().toString()}"
    if app.property("shade") == wanted:
        return
    app.setProperty("dark", dark)
    app.setStyle("Fusion")
    app.setFont(app.font())  # a style brings faces of its own for tables, menus and tips
    c = colours()
    palette = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, c.window),
        (QPalette.ColorRole.WindowText, c.text),
        (QPalette.ColorRole.Base, c.surface),
        (QPalette.ColorRole.AlternateBase, c.raised),
        (QPalette.ColorRole.Text, c.text),
        (QPalette.ColorRole.Button, c.surface),
        (QPalette.ColorRole.ButtonText, c.text),
        (QPalette.ColorRole.ToolTipBase, c.raised),
        (QPalette.ColorRole.ToolTipText, c.text),
        (QPalette.ColorRole.PlaceholderText, c.muted),
        (QPalette.ColorRole.Highlight, c.selection),
        (QPalette.ColorRole.HighlightedText, c.text),
        (QPalette.ColorRole.Link, c.accent),
        (QPalette.ColorRole.Mid, c.line),
    ):
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.muted))
    app.setPalette(palette)
    app.setStyleSheet(_sheet(c))
    app.setProperty("shade", wanted)


def picture(name: str) -> QIcon:
    """An icon of the program itself or of a tab, the same in both shades."""
    return QIcon(str(paths.resource("icons", f"{name}.svg")))


def icon(name: str) -> QIcon:
    """A small icon of the controls in the shade now in force, such as ``close`` or ``edit``."""
    return QIcon(str(_icons() / f"{name}.svg"))


def _icons() -> Path:
    return paths.resource("icons", "controls", "dark" if colours() is DARK else "light")


def _sheet(c: Colours) -> str:
    """``resources/theme/window.qss`` with this palette's colours; Qt wants slashes in its paths, also on Windows."""
    sheet = Template(paths.resource("theme", "window.qss").read_text(encoding="utf-8"))
    return sheet.substitute(asdict(c), icons=_icons().as_posix())
