"""Large type for a screen that two people read together."""

from __future__ import annotations

BASE, HEADING, TITLE = 18, 20, 30  # pixels
BAR_SCALE = 1.5


def sheet() -> str:
    """Sizes only: the colours are those of the theme."""
    return f"""
    QWidget {{ font-size: {BASE}px; }}
    QLabel[kind="heading"], QRadioButton[kind="heading"] {{ font-size: {HEADING}px; }}
    QLabel[kind="title"] {{ font-size: {TITLE}px; }}
    QLabel[kind="number"] {{ font-size: {TITLE}px; }}
    QLabel[kind="muted"], QPushButton[kind="link"] {{ font-size: {BASE - 2}px; }}
    QLineEdit, QComboBox {{ min-height: 34px; }}
    QPushButton {{ min-height: 34px; padding-left: 18px; padding-right: 18px; }}
    QCheckBox::indicator, QRadioButton::indicator {{ width: 22px; height: 22px; }}
    """
