"""Words are shown as they are typed: a customer called ``<img src=…>`` is a name, never a picture to fetch.

Qt guesses whether a text is HTML, and what it takes for HTML may open a file or call a machine elsewhere. So the labels
and message boxes of the window are these, ruff refuses Qt's own, and a tool tip goes through :func:`plain` unless it is
a sentence of the program (``tests/tools/test_plain_text.py``).
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget


class Label(QLabel):
    """Plain unless it asks for rich text itself, and then its maker escapes what people typed. ``kind`` is how it looks
    (``theme``); ``wrap`` lets it go on in the next line."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, kind: str = "", wrap: bool = False) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if kind:
            self.setProperty("kind", kind)
        self.setText(text)


class MessageBox(QMessageBox):
    """Its second, smaller text is a label of its own, which Qt leaves to guessing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setInformativeText(self, text: str) -> None:
        super().setInformativeText(text)
        for label in self.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)


def plain(text: str) -> str:
    """``text`` for where Qt guesses – tool tips – such that it guesses right."""
    if "<" not in text and "&" not in text:
        return text
    lines = "<br>".join(escape(text).split("\n"))
    return f"<span>{lines}</span>"


def caption(text: str) -> str:
    """``text`` for a button or a menu, where a single & would be swallowed."""
    return text.replace("&", "&&")
