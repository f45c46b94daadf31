"""A paper as a Word document."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.enums import Language
from app.services.base.files import exported
from app.services.tables.paper.model import (
    ACCENT,
    INK,
    LINE,
    MUTED,
    SOFT,
    Align,
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

LINE_WIDTH_CM = 17.0  # A4 less two margins of 2 cm
FULL, EMPTY = "█", "░"
BAR_SIGNS = 14


def write_word(paper: Paper, path: Path) -> None:
    """Write ``paper`` to ``path`` (.docx), wholly or not at all. Raises InputError ``cannot_write``."""
    from docx import Document

    document = Document()
    _page(document, paper)
    _title(document, paper)
    for before, block in zip((None, *paper.blocks), paper.blocks, strict=False):
        WRITERS[type(block)](document, block)
        if isinstance(before, Heading) and isinstance(block, Text):  # both stay with the table they speak of
            document.paragraphs[-1].paragraph_format.keep_with_next = True
    with exported(path, ".docx") as temporary:
        document.save(str(temporary))


def _page(document: Any, paper: Paper) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.0)
    section.top_margin = section.bottom_margin = Cm(2.0)
    normal = document.styles["Normal"]
    latin, chinese = "Calibri", "Microsoft YaHei" if paper.language == Language.ZH else "SimSun"
    normal.font.name, normal.font.size = latin, Pt(10)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), chinese)
    normal.paragraph_format.space_after = Pt(4)
    document.core_properties.title = paper.title
    document.core_properties.author = ""
    foot = section.footer.paragraphs[0]
    first, *more = paper.running or ("",)
    _run(foot, first, colour=MUTED, size=8)
    _page_number(foot)  # on the short line: behind the long one it would be torn in two
    for line in more:
        _run(foot, "\n" + line, colour=MUTED, size=8)


def _page_number(paragraph: Any) -> None:
    """``   1 / 3`` as live fields, which Word fills in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for lead, field in (("    ", "PAGE"), (" / ", "NUMPAGES")):
        _run(paragraph, lead, colour=MUTED, size=8)
        simple = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), field)
        paragraph._p.append(simple)


def _title(document: Any, paper: Paper) -> None:
    _run(document.add_paragraph(), paper.title, colour=ACCENT, size=20, bold=True)
    if paper.subtitle:
        _run(document.add_paragraph(), paper.subtitle, colour=MUTED, size=11)
    if not paper.facts:
        return
    table = document.add_table(rows=(len(paper.facts) + 1) // 2, cols=2)
    for number, (label, value) in enumerate(paper.facts):
        cell = table.cell(number // 2, number % 2)
        _run(cell.paragraphs[0], f"{label}  ", colour=MUTED)
        _run(cell.paragraphs[0], value)
    for row in table.rows:
        for cell in row.cells:
            _shade(cell, SOFT)


def _heading(document: Any, block: Heading) -> None:
    paragraph = document.add_heading(level=block.level)
    size, colour = (14, ACCENT) if block.level == 1 else (11, INK)
    _run(paragraph, block.text, colour=colour, size=size, bold=True)


def _paragraph(document: Any, block: Text) -> None:
    run = _run(document.add_paragraph(), block.text, bold=block.strong)
    if block.muted:
        _dress(run, MUTED, 8.5)


def _bullets(document: Any, block: Bullets) -> None:
    for item in block.items:
        document.add_paragraph(item, style="List Bullet")


def _remark(document: Any, block: Remark) -> None:
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    _shade(cell, SOFT)
    _border(cell, ACCENT, "top", "bottom", "left", "right")
    paragraph = cell.paragraphs[0]
    if block.title:
        _run(paragraph, block.title + "\n", bold=True)
    _run(paragraph, block.text)
    document.add_paragraph()


def _table(document: Any, block: Table) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    table = document.add_table(rows=1 + len(block.rows), cols=len(block.columns))
    table.autofit = False
    total = sum(column.width for column in block.columns) or 1.0
    for at, column in enumerate(block.columns):
        _set_width(table, at, Cm(LINE_WIDTH_CM * column.width / total))
    lines = [[column.title for column in block.columns], *block.rows]
    for number, (row, texts) in enumerate(zip(table.rows, lines, strict=True)):
        for cell, text, column in zip(row.cells, texts, block.columns, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.alignment = _alignment(column.align)
            _run(paragraph, text, bold=number == 0 or number - 1 in block.strong)
            _border(cell, LINE if number else ACCENT, "bottom")
            if number == 0:
                _shade(cell, SOFT)
                paragraph.paragraph_format.keep_with_next = True
    repeated = OxmlElement("w:tblHeader")  # the head stands again on every page the table reaches
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in table.rows:  # no row is torn between two pages
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    document.add_paragraph()


def _set_width(table: Any, at: int, width: Any) -> None:
    """Of the grid and of each cell: Word goes by the cells, LibreOffice by the grid."""
    table.columns[at].width = width
    for cell in table.columns[at].cells:
        cell.width = width


def _bars(document: Any, block: Bars) -> None:
    from docx.shared import Cm

    table = document.add_table(rows=len(block.bars), cols=3)
    table.autofit = False
    for at, centimetres in enumerate((4.6, 7.8, 4.6)):
        _set_width(table, at, Cm(centimetres))
    for row, bar in zip(table.rows, block.bars, strict=True):
        filled = round(BAR_SIGNS * min(1.0, max(0.0, bar.share)))
        _run(row.cells[0].paragraphs[0], bar.label)
        _run(row.cells[1].paragraphs[0], FULL * filled, colour=ACCENT)
        _run(row.cells[1].paragraphs[0], EMPTY * (BAR_SIGNS - filled), colour=LINE)
        row.cells[2].paragraphs[0].alignment = _alignment(Align.RIGHT)
        _run(row.cells[2].paragraphs[0], bar.figure)
    document.add_paragraph()


def _figure(document: Any, block: Figure) -> None:
    from docx.shared import Cm

    document.add_picture(io.BytesIO(block.png), width=Cm(LINE_WIDTH_CM * block.width))
    document.paragraphs[-1].alignment = _alignment(Align.CENTRE)
    if block.caption:
        paragraph = document.add_paragraph()
        paragraph.alignment = _alignment(Align.CENTRE)
        _run(paragraph, block.caption, colour=MUTED, size=8.5)


def _new_page(document: Any, _block: NewPage) -> None:
    document.add_page_break()


WRITERS: dict[type[Block], Callable[[Any, Any], None]] = {
    Heading: _heading,
    Text: _paragraph,
    Bullets: _bullets,
    Remark: _remark,
    Table: _table,
    Bars: _bars,
    Figure: _figure,
    NewPage: _new_page,
}


def _run(paragraph: Any, text: str, *, colour: str = INK, size: float | None = None, bold: bool = False) -> Any:
    run = paragraph.add_run(text)
    run.bold = bold
    _dress(run, colour, size)
    return run


def _dress(run: Any, colour: str, size: float | None) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    run.font.color.rgb = RGBColor.from_string(colour.removeprefix("#"))
    if size is not None:
        run.font.size = Pt(size)
    properties = run._r.get_or_add_rPr()
    if properties.rFonts is None:  # headings bring a face of their own, which has no Chinese
        properties.get_or_add_rFonts().set(qn("w:eastAsia"), "Microsoft YaHei")


def _shade(cell: Any, colour: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour.removeprefix("#"))):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _border(cell: Any, colour: str, *sides: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tcBorders")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "6"), ("color", colour.removeprefix("#"))):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)


def _alignment(align: Align) -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    return {
        Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
        Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
        Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
    }[align]
