"""A paper as PDF, page by page with its running lines, and as one long picture for a phone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)

from app.services.base.files import exported
from app.services.tables.paper import Paper
from app.services.tables.paper.html import to_html
from app.services.tables.paper.model import INK, LINE, MUTED
from app.ui.shared.paper.paging import break_well
from app.ui.widgets.plot.pictures import png_of

DOTS = 96  # per inch: then a pixel of the text is a pixel of the page
MARGIN_MM, SMALL_PT = 16.0, 8
PICTURE_WIDTH, PICTURE_MARGIN, PICTURE_SCALE = 560, 28, 2.0  # a sheet that is still read on a phone, twice as fine
PHONE_WIDTH, PHONE_MARGIN, PHONE_SCALE = 390, 14, 3.0  # a phone's own pixels
WALL = {"A4": 1.6, "A3": 2.26}  # how much larger the letters of a poster are
LARGER = 9  # tenths by which a poster with room for it is larger still
ABOVE = 0.4  # the share of a poster's empty room that is above it
HIGHEST = 32_000  # pixels that can be painted in one picture


def write_pdf(paper: Paper, path: Path) -> int:
    """A4 pages, or the sheet for the wall; returns how many. The file is there whole or not at all; raises as
    :func:`exported`."""
    with exported(path, ".pdf") as temporary:
        content, pages = _pdf(paper)
        temporary.write_bytes(content)  # Qt itself would say nothing of a disk that is full
        return pages


def _pdf(paper: Paper) -> tuple[bytes, int]:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS)
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    page = QPageSize(QPageSize.PageSizeId.A3 if paper.wall == "A3" else QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter))
    writer.setTitle(paper.title)
    painter = QPainter(writer)
    try:
        pages = _paint_pages(paper, writer, painter)
    finally:
        painter.end()
    return bytes(content.data()), pages


def _paint_pages(paper: Paper, writer: QPdfWriter, painter: QPainter) -> int:
    foot = 16.0 * (len(paper.running) + 1)
    scale, document, body = fitted(paper, writer, foot)
    painter.scale(scale, scale)
    break_well(document, body.size())
    pages = document.pageCount()
    for page in range(pages):
        if page:
            writer.newPage()
        painter.save()
        if paper.wall and pages == 1:  # what is left is above and below, as one hangs a picture
            painter.translate(0, (body.height() - document.size().height()) * ABOVE)
        _paint_body(document, painter, body.translated(0, page * body.height()))
        painter.restore()
        _paint_foot(paper, painter, QRectF(0, body.height() + 8, body.width(), foot), f"{page + 1} / {pages}")
    return pages


def fitted(paper: Paper, writer: QPdfWriter, foot: float) -> tuple[float, QTextDocument, QRectF]:
    """How much larger it is printed, the text laid out for that, and what a page of it is. A poster of one page is as
    large as its sheet has room for."""
    usual = WALL.get(paper.wall, 1.0)
    steps = range(LARGER if paper.wall else 0, -1, -1)
    for step in steps:
        scale = usual * (1 + step * 0.1)
        body = QRectF(0, 0, writer.width() / scale, writer.height() / scale - foot - 8)
        document = _document(paper, round(body.width()), writer)
        whole = document.size().height() <= body.height() and document.idealWidth() <= body.width() + 1
        document.setPageSize(body.size())
        if not step or whole:
            break
    return scale, document, body


def write_picture(paper: Paper, path: Path) -> int:
    """One long PNG, the running lines once at its end; a narrow paper as wide as a phone. Returns its height in pixels
    of the paper, before it is painted finer."""
    full, margin, fine = (
        (PHONE_WIDTH, PHONE_MARGIN, PHONE_SCALE) if paper.narrow else (PICTURE_WIDTH, PICTURE_MARGIN, PICTURE_SCALE)
    )
    width = full - 2 * margin
    document = _document(paper, width, None)
    document.setTextWidth(width)
    foot = 18.0 * len(paper.running) + margin
    height = document.size().height()
    total = round(height + foot + 2 * margin)
    scale = min(fine, HIGHEST / total)
    image = QImage(round(full * scale), round(total * scale), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    painter.translate(margin, margin)
    _paint_body(document, painter, QRectF(0, 0, width, height))
    _paint_foot(paper, painter, QRectF(0, height + 12, width, foot), "")
    painter.end()
    with exported(path, ".png") as temporary:
        temporary.write_bytes(png_of(image))
    return total


def _document(paper: Paper, width: int, device: QPdfWriter | None) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(QFont(QGuiApplication.font().family(), 10))
    if device is not None:
        document.documentLayout().setPaintDevice(device)
    document.setHtml(to_html(paper, width))
    return document


def _paint_body(document: QTextDocument, painter: QPainter, part: QRectF) -> None:
    """Paint the ``part`` of the document (in its own coordinates) at the painter's origin."""
    painter.save()
    painter.translate(0, -part.top())
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, QColor(INK))
    context.palette = palette
    context.clip = QRectF(0, part.top(), part.width(), part.height())
    painter.setClipRect(context.clip)
    document.documentLayout().draw(painter, context)
    painter.restore()


def _paint_foot(paper: Paper, painter: QPainter, place: QRectF, number: str) -> None:
    painter.save()
    painter.setPen(QColor(LINE))
    painter.drawLine(place.topLeft(), place.topRight())
    font = QFont(QGuiApplication.font().family())
    font.setPixelSize(11)
    painter.setFont(font)
    painter.setPen(QColor(MUTED))
    text = place.adjusted(0, 4, 0, 0)
    flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    painter.drawText(text.adjusted(0, 0, -60, 0), flags | Qt.AlignmentFlag.AlignLeft, "\n".join(paper.running))
    painter.drawText(text, flags | Qt.AlignmentFlag.AlignRight, number)
    painter.restore()
