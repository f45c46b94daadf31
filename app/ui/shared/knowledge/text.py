"""The text of a card: Markdown without HTML; nothing outside the program is fetched or opened."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

LINE = 135  # per cent of the face's own line


class CardText(QTextBrowser):
    """As high as its maker lets it be; scrolls beyond."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(4)

    def show_markdown(self, text: str) -> None:
        """From the top."""
        self.document().setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownNoHTML)
        shape = QTextBlockFormat()
        shape.setLineHeight(LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(shape)
        self.verticalScrollBar().setValue(0)

    def loadResource(self, _kind: int, _name: QUrl | str) -> Any:
        """A picture named in a text is not looked for."""
        return None
