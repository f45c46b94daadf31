"""Pages of a paper: rows stay whole, a heading stays with its table, the head is there again on every page."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextTable

from app.enums import Language
from app.services.tables.paper import Column, Heading, Paper, Table, Text
from app.services.tables.paper.html import to_html
from app.ui.shared.paper.paging import break_well

SIZE = QSizeF(600, 900)


SEEDS = range(6)


def laid_out(seed: int) -> QTextDocument:
    chance = random.Random(seed)
    rows = tuple((f"r{n}", "words 词语 " * chance.randrange(1, 60)) for n in range(24))
    before = "line\n" * chance.randrange(1, 60)
    columns = (Column("A", 1), Column("B", 3))
    blocks = (Text(before), Heading("Table"), Table(columns, rows), Heading("After", 2), Table(columns, rows[:3]))
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setHtml(to_html(Paper(Language.EN, "Paper", blocks), 600))
    document.setPageSize(SIZE)
    return document


def pages(document: QTextDocument, block: QTextBlock) -> set[int]:
    """On which pages the lines of a block stand."""
    top = document.documentLayout().blockBoundingRect(block).top()
    lines = [block.layout().lineAt(n) for n in range(block.layout().lineCount())]
    return {
        int((top + y) // SIZE.height()) for line in lines for y in (line.y() + 1, line.y() + line.height() - 1)
    }  # fmt: skip


def torn(document: QTextDocument) -> list[str]:
    """Rows on two pages, and headings without what follows them."""
    found = []
    for table in document.rootFrame().childFrames():
        assert isinstance(table, QTextTable)
        for row in range(table.rows()):
            cells = [table.cellAt(row, column).firstCursorPosition().block() for column in range(table.columns())]
            if len(set.union(*(pages(document, cell) for cell in cells))) > 1:
                found.append(cells[0].text())
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel() and pages(document, block) != pages(document, block.next()):
            found.append(block.text())
        block = block.next()
    return found


def test_the_papers_below_are_torn_by_qt_alone() -> None:
    """Else the test below looks at nothing. Which of them depends on the face of the letters."""
    assert sum(bool(torn(laid_out(seed))) for seed in SEEDS) >= len(SEEDS) // 2


@pytest.mark.parametrize("seed", SEEDS)
def test_no_row_is_torn_and_no_heading_is_alone(seed: int) -> None:
    document = laid_out(seed)
    break_well(document, SIZE)
    assert torn(document) == []
    tables = [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]
    assert [table.format().headerRowCount() for table in tables] == [1, 1]
