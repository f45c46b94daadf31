"""Shows one page of the manual: Markdown with room between the lines, pictures as wide as the page at most."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit

from app import paths
from app.enums import Language
from app.ui.base import theme

LINE = 145  # per cent of the face's own line
MARGIN = 24


class Reader(QTextBrowser):
    """Links are told by ``anchorClicked``; nothing outside the manual is ever opened."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._folder = QUrl.fromLocalFile(str(paths.resource("manual", language.value)) + "/")
        self._text, self._wanted = "", ""
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # a page's width must not depend on it
        self.document().setDocumentMargin(MARGIN)
        self._resized = QTimer(self, interval=120, singleShot=True)
        self._resized.timeout.connect(self._fill)

    def show_text(self, markdown: str, wanted: str = "") -> None:
        """A page from its top, or from the first place of ``wanted``, which is marked wherever it stands."""
        self._text, self._wanted = markdown, wanted
        self._fill()
        self.verticalScrollBar().setValue(0)
        if wanted and self.find(wanted):
            self.ensureCursorVisible()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture no wider than the page."""
        url = self._folder.resolved(QUrl(name))
        if kind != QTextDocument.ResourceType.ImageResource.value or not url.isLocalFile():
            return super().loadResource(kind, name)
        picture = QImage(url.toLocalFile())
        room = max(200, self.viewport().width() - 2 * MARGIN - 8)
        if picture.width() <= room:
            return picture
        return picture.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._resized.start()

    def _fill(self) -> None:
        bar = self.verticalScrollBar()
        place = bar.value()
        self.document().clear()
        self.setMarkdown(self._text)
        self._space_out()
        self._mark(self._wanted)
        bar.setValue(place)

    def _space_out(self) -> None:
        """Qt sets Markdown tightly: more room between lines, and a rule under each table row."""
        block = self.document().begin()
        while block.isValid():
            self._space_block(block)
            block = block.next()
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                shape = frame.format()
                shape.setCellPadding(5)
                shape.setBorderCollapse(True)
                shape.setBorder(1)
                shape.setBorderBrush(QColor(theme.colours().line))
                frame.setFormat(shape)

    def _space_block(self, block: QTextBlock) -> None:
        cursor = QTextCursor(block)
        shape = QTextBlockFormat()
        level = block.blockFormat().headingLevel()
        if level:
            shape.setTopMargin(6 if level == 1 else 18)
            shape.setBottomMargin(6)
        elif "\ufffc" not in block.text():  # a picture's line must not grow with the picture
            shape.setLineHeight(LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(shape)

    def _mark(self, wanted: str) -> None:
        found = []
        cursor = QTextCursor(self.document())
        while wanted and not (cursor := self.document().find(wanted, cursor)).isNull():
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format.setBackground(QColor(theme.colours().selection))
            found.append(mark)
        self.setExtraSelections(found)
