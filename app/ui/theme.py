"""Light and dark: one palette, one sheet, one accent colour."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication


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
    accent_soft: str
    good: str
    warn: str
    bad: str
    calm: str
    selection: str


LIGHT = Colours(
    window="#f5f6f8",
    surface="#ffffff",
    raised="#fafbfc",
    line="#dfe3e8",
    text="#1f2933",
    muted="#66727f",
    accent="#1f6f8b",
    on_accent="#ffffff",
    accent_soft="#e1f0f5",
    good="#2f7d4f",
    warn="#a86400",
    bad="#b3372f",
    calm="#5b6b7a",
    selection="#cfe6ee",
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
    accent_soft="#22404b",
    good="#6fcf97",
    warn="#e2a54a",
    bad="#f08a80",
    calm="#9fb0bf",
    selection="#2c4c59",
)


def colours() -> Colours:
    """The colours now in force; read when painting, never kept."""
    app = QApplication.instance()
    return DARK if app is not None and app.property("dark") else LIGHT


def apply(app: QApplication, *, dark: bool) -> None:
    """Set palette and sheet; pages are rebuilt by the window afterwards."""
    app.setProperty("dark", dark)
    app.setStyle("Fusion")
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


def _sheet(c: Colours) -> str:
    return f"""
QToolTip {{ color: {c.text}; background: {c.raised}; border: 1px solid {c.line}; padding: 4px; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {c.line}; }}
QTabBar::tab {{ padding: 8px 16px; margin-right: 2px; color: {c.muted}; border: 0;
  border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {c.accent}; border-bottom: 2px solid {c.accent}; font-weight: 600; }}
QTabBar::tab:hover:!selected {{ color: {c.text}; background: {c.raised}; }}
QPushButton {{ padding: 5px 14px; border: 1px solid {c.line}; border-radius: 5px; background: {c.surface}; }}
QPushButton:hover {{ border-color: {c.accent}; }}
QPushButton:focus {{ border-color: {c.accent}; outline: 0; }}
QPushButton:disabled {{ color: {c.muted}; background: {c.window}; }}
QPushButton:checked {{ background: {c.accent_soft}; border-color: {c.accent}; color: {c.accent}; }}
QPushButton[kind="primary"] {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent};
  font-weight: 600; }}
QPushButton[kind="primary"]:disabled {{ background: {c.line}; color: {c.muted};
  border-color: {c.line}; }}
QPushButton[kind="link"] {{ border: 0; background: transparent; color: {c.accent}; padding: 3px 6px;
  text-align: left; }}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="danger"] {{ color: {c.bad}; }}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QSpinBox, QDoubleSpinBox {{
  padding: 4px 7px; border: 1px solid {c.line}; border-radius: 5px; background: {c.surface};
  selection-background-color: {c.selection}; selection-color: {c.text}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus {{
  border-color: {c.accent}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"], QDateEdit[wrong="true"] {{
  border-color: {c.bad}; }}
QComboBox QAbstractItemView {{ background: {c.surface}; border: 1px solid {c.line}; }}
QAbstractScrollArea {{ border: 1px solid {c.line}; border-radius: 5px; }}
QScrollArea {{ border: 0; background: transparent; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QHeaderView::section {{ background: {c.raised}; color: {c.muted}; padding: 6px 8px; border: 0;
  border-bottom: 1px solid {c.line}; border-right: 1px solid {c.line}; }}
QTableView, QTreeView, QListView, QListWidget {{ background: {c.surface}; alternate-background-color: {c.raised};
  gridline-color: {c.line}; selection-background-color: {c.selection}; selection-color: {c.text}; }}
QTableView::item {{ padding: 2px 6px; }}
QListWidget::item {{ padding: 6px 8px; }}
QProgressBar {{ border: 1px solid {c.line}; border-radius: 4px; text-align: center; max-height: 14px; }}
QProgressBar::chunk {{ background: {c.accent}; }}
QFrame[kind="card"] {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 8px; }}
QFrame[kind="notice"] {{ background: {c.accent_soft}; border: 1px solid {c.accent}; border-radius: 6px; }}
QFrame[kind="problem"] {{ background: {c.surface}; border: 1px solid {c.bad}; border-left: 4px solid {c.bad};
  border-radius: 6px; }}
QLabel[kind="title"] {{ font-size: 17px; font-weight: 600; }}
QLabel[kind="heading"] {{ font-size: 14px; font-weight: 600; }}
QLabel[kind="muted"] {{ color: {c.muted}; }}
QLabel[kind="number"] {{ font-size: 22px; font-weight: 600; }}
QLabel[kind="wrong"] {{ color: {c.bad}; }}
QLabel[kind="good"] {{ color: {c.good}; }}
QLabel[kind="warn"] {{ color: {c.warn}; }}
QSplitter::handle {{ background: {c.line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QGroupBox {{ border: 1px solid {c.line}; border-radius: 8px; margin-top: 14px; padding: 8px; background: {c.surface}; }}
QGroupBox::title {{ subcontrol-origin: margin; left: 10px; padding: 0 4px; color: {c.muted}; }}
QStatusBar {{ border-top: 1px solid {c.line}; }}
QStatusBar::item {{ border: 0; }}
"""
