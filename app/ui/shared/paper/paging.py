"""Where a paper's pages end: a heading goes with what follows it, a row of a table stays whole.

Qt breaks pages between lines of text, also within a row, and repeats the head of a table on each page. What stands
badly is mended from the top down, each time laid out anew: a move changes what follows and nothing before it.
"""

from __future__ import annotations

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument, QTextFormat, QTextTable

SHORT = 90.0  # pixels: a passage that stays whole under its heading
CLOSE = 6.0  # pixels left of a page that no line fits in
BREAK = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore


def break_well(document: QTextDocument, size: QSizeF) -> None:
    """Move headings and rows of a document laid out in pages of ``size``."""
    moved: set[int] = set()
    tables = [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]
    starts = {table.firstCursorPosition().block().blockNumber(): table for table in tables}
    while _mend_first(document, starts, size.height(), moved):
        document.setPageSize(QSizeF(size.width(), size.height() + 1))  # laid out anew as a whole: what is
        document.setPageSize(size)  # laid out in parts loses the blocks after a new break


def _mend_first(document: QTextDocument, tables: dict[int, QTextTable], height: float, moved: set[int]) -> bool:
    """Whether something stood badly that was not moved before."""
    block = document.begin()
    while block.isValid():
        number = block.blockNumber()
        if number not in moved and _left_alone(document, block, height):
            moved.add(number)
            _break_before(block)
            return True
        if (table := tables.get(number)) is not None and _mend_row(document, table, height, moved):
            return True
        block = block.next()
    return False


def _left_alone(document: QTextDocument, block: QTextBlock, height: float) -> bool:
    """Whether it is a heading, and what follows begins on the next page."""
    after = block.next()
    if not block.blockFormat().headingLevel() or not after.isValid():
        return False
    layout = document.documentLayout()
    here, there = layout.blockBoundingRect(block), layout.blockBoundingRect(after)
    first = after.layout().lineAt(0)
    least = there.height() if there.height() <= SHORT or not first.isValid() else first.height()
    return int(here.top() // height) < int((there.top() + least - 1) // height)


def _mend_row(document: QTextDocument, table: QTextTable, height: float, moved: set[int]) -> bool:
    """Move the first row that two pages share, by room below the row before it. The first row takes the table along,
    with its heading. A row higher than a page is left."""
    head = table.format().headerRowCount()
    for row in range(head, table.rows()):
        number = table.cellAt(row, 0).firstCursorPosition().block().blockNumber()
        top, bottom = _extent(document, table, row)
        if number in moved or bottom - top > 0.8 * height or int(top // height) == int((bottom - 1) // height):
            continue
        moved.add(number)
        if row > head:
            _add_room(table, row - 1, height - top % height - CLOSE)
        else:
            _move_table(table)
        return True
    return False


def _extent(document: QTextDocument, table: QTextTable, row: int) -> tuple[float, float]:
    """From the top of a row's first line to the foot of its last."""
    layout = document.documentLayout()
    tops, feet = [], []
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        first, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
        tops.append(layout.blockBoundingRect(first).top() + first.layout().lineAt(0).y())
        line = last.layout().lineAt(last.layout().lineCount() - 1)
        feet.append(layout.blockBoundingRect(last).top() + line.y() + line.height())
    return min(tops), max(feet)


def _add_room(table: QTextTable, row: int, room: float) -> None:
    for column in range(table.columns()):
        cell = table.cellAt(row, column)
        form = cell.format().toTableCellFormat()
        form.setBottomPadding(form.bottomPadding() + room)
        cell.setFormat(form)


def _move_table(table: QTextTable) -> None:
    before = table.firstCursorPosition().block().previous()
    if before.isValid() and before.blockFormat().headingLevel():
        while before.previous().isValid() and before.previous().blockFormat().headingLevel():
            before = before.previous()
        _break_before(before)
        return
    form = table.format()
    form.setPageBreakPolicy(BREAK)
    table.setFormat(form)


def _break_before(block: QTextBlock) -> None:
    form = QTextBlockFormat(block.blockFormat())
    form.setPageBreakPolicy(BREAK)
    QTextCursor(block).setBlockFormat(form)
