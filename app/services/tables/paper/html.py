"""A paper as the HTML that Qt's text documents understand: tables for structure, attributes for looks."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from app.services.tables.paper.model import (
    ACCENT,
    INK,
    LINE,
    MUTED,
    SOFT,
    Bar,
    Bars,
    Block,
    Bullets,
    Figure,
    Heading,
    NewPage,
    Paper,
    Remark,
    Table,
    Text,
)

TITLE, PART, SECTION, BODY, SMALL = 20, 14, 11, 10, 8.5  # points


def to_html(paper: Paper, width: int) -> str:
    """The body without the running lines; ``width`` is the line's width in pixels, for pictures and bars."""
    parts = [_title(paper), *(_block(block, width) for block in paper.blocks)]
    return f"<html><body style='color:{INK}; font-size:{BODY}pt'>{''.join(parts)}</body></html>"


def _title(paper: Paper) -> str:
    head = (
        f"<p style='font-size:{TITLE}pt; font-weight:600; color:{ACCENT}; margin-bottom:2px'>{_text(paper.title)}</p>"
    )
    if paper.subtitle:
        style = f"font-size:{SECTION}pt; color:{MUTED}; margin-top:0; margin-bottom:6px"
        head += f"<p style='{style}'>{_text(paper.subtitle)}</p>"
    if not paper.facts:
        return head
    cells = [
        f"<td style='padding:3px 8px'><span style='color:{MUTED}'>{_text(label)}</span>&nbsp;&nbsp;{_text(value)}</td>"
        for label, value in paper.facts
    ]
    lines = "".join(f"<tr>{''.join(cells[at : at + 2])}</tr>" for at in range(0, len(cells), 2))
    return f"{head}<table width='100%' cellspacing='0' bgcolor='{SOFT}'>{lines}</table>"


def _block(block: Block, width: int) -> str:
    writer: Callable[[Any, int], str] = WRITERS[type(block)]
    return writer(block, width)


def _heading(block: Heading, _width: int) -> str:
    size = PART if block.level == 1 else SECTION
    colour = ACCENT if block.level == 1 else INK
    above = 16 if block.level == 1 else 10
    style = f"font-size:{size}pt; font-weight:600; color:{colour}; margin-top:{above}px; margin-bottom:4px"
    tag = f"h{block.level + 1}"  # told apart from a paragraph, so that it is not left alone at the foot of a page
    return f"<{tag} style='{style}'>{_text(block.text)}</{tag}>"


def _paragraph(block: Text, _width: int) -> str:
    style = f"margin-top:5px; margin-bottom:3px; {f'color:{MUTED}; font-size:{SMALL}pt;' if block.muted else ''}"
    text = _text(block.text)
    return f"<p style='{style}'>{f'<b>{text}</b>' if block.strong else text}</p>"


def _bullets(block: Bullets, _width: int) -> str:
    return "<ul style='margin-top:2px'>" + "".join(f"<li>{_text(item)}</li>" for item in block.items) + "</ul>"


def _remark(block: Remark, _width: int) -> str:
    title = f"<b>{_text(block.title)}</b><br>" if block.title else ""
    cell = f"<td bgcolor='{SOFT}' style='padding:8px; border:1px solid {ACCENT}'>{title}{_text(block.text)}</td>"
    return f"<table width='100%' cellspacing='0' style='margin-top:6px; margin-bottom:6px'><tr>{cell}</tr></table>"


def _table(block: Table, _width: int) -> str:
    total = sum(column.width for column in block.columns) or 1.0
    heads = "".join(
        f"<th width='{100 * column.width / total:.0f}%' align='{column.align.value}' bgcolor='{SOFT}' "
        f"style='padding:5px; border-bottom:1px solid {ACCENT}; font-weight:600'>{_text(column.title)}</th>"
        for column in block.columns
    )
    rows = "".join(_row(block, number, row) for number, row in enumerate(block.rows))
    # No margin below: where it alone reached the next page, the head would be painted there over what follows.
    style = "margin-top:4px; margin-bottom:0px; border-collapse:collapse"
    return f"<table width='100%' cellspacing='0' style='{style}'><thead><tr>{heads}</tr></thead>{rows}</table>"


def _row(block: Table, number: int, row: Sequence[str]) -> str:
    weight = "font-weight:600; " if number in block.strong else ""
    cells = "".join(
        f"<td align='{column.align.value}' style='{weight}padding:4px 5px; border-bottom:1px solid {LINE}'>"
        f"{_text(cell)}</td>"
        for column, cell in zip(block.columns, row, strict=True)
    )
    return f"<tr>{cells}</tr>"


def _bars(block: Bars, width: int) -> str:
    """Each bar is a table of two coloured cells inside a table of label, bar and figure."""
    rows = "".join(_bar(bar, round(width * 0.45)) for bar in block.bars)
    return f"<table width='100%' cellspacing='0' style='margin-top:4px'>{rows}</table>"


def _bar(bar: Bar, width: int) -> str:
    filled = round(width * min(1.0, max(0.0, bar.share)))
    parts = [(filled, ACCENT), (width - filled, LINE)]
    cells = "".join(f"<td width='{part}' height='9' bgcolor='{colour}'></td>" for part, colour in parts if part)
    line = f"<table cellspacing='0' cellpadding='0'><tr>{cells}</tr></table>"
    return (
        f"<tr><td width='27%' style='padding:4px'>{_text(bar.label)}</td>"
        f"<td width='46%' valign='middle' style='padding:6px 4px'>{line}</td>"
        f"<td width='27%' align='right' style='padding:4px'>{_text(bar.figure)}</td></tr>"
    )


def _figure(block: Figure, width: int) -> str:
    data = base64.b64encode(block.png).decode("ascii")
    caption = (
        f"<br><span style='color:{MUTED}; font-size:{SMALL}pt'>{_text(block.caption)}</span>" if block.caption else ""
    )
    return (
        f"<p align='center'><img src='data:image/png;base64,{data}' width='{round(width * block.width)}'>{caption}</p>"
    )


def _new_page(_block: NewPage, _width: int) -> str:
    return "<p style='page-break-before:always; font-size:1pt; margin:0'></p>"


WRITERS: dict[type[Block], Callable[[Any, int], str]] = {
    Heading: _heading,
    Text: _paragraph,
    Bullets: _bullets,
    Remark: _remark,
    Table: _table,
    Bars: _bars,
    Figure: _figure,
    NewPage: _new_page,
}


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
