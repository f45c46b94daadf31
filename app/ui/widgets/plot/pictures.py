"""A chart as a picture of its own, with title, sentence and small print: for the clipboard, as PNG, as SVG."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QImage, QPainter

from app.services.base.files import exported
from app.ui.widgets.plot.ink import Ink, ink, letters
from app.ui.widgets.plot.model import Plot
from app.ui.widgets.plot.painter import paint

WIDTH, HEIGHT, MARGIN, FINE = 760, 420, 20, 2
TITLE, PLAIN, SMALL = 16, 12, 10
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


def image(plot: Plot, *, paper: bool = False, width: int = WIDTH, height: int = HEIGHT) -> QImage:
    """Twice as fine as the screen."""
    picture = QImage(width * FINE, height * FINE, QImage.Format.Format_RGB32)
    colours = ink(paper=paper)
    picture.fill(colours.ground)
    painter = QPainter(picture)
    painter.scale(FINE, FINE)
    _page(painter, plot, QRectF(0, 0, width, height), colours)
    painter.end()
    return picture


def png(plot: Plot, *, width: int = WIDTH, height: int = HEIGHT) -> bytes:
    """On white, for a paper."""
    return png_of(image(plot, paper=True, width=width, height=height))


def png_of(picture: QImage) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())


def svg_of(title: str, said: str, width: float, height: float, draw: Callable[[QPainter], None]) -> bytes:
    """A drawing as lines and letters that stay sharp. In memory first: Qt says nothing of a disk that is full."""
    from PySide6.QtSvg import QSvgGenerator

    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(round(width), round(height)))
    generator.setViewBox(QRectF(0, 0, width, height))
    generator.setTitle(title)
    generator.setDescription(said)
    painter = QPainter(generator)
    draw(painter)
    painter.end()
    return bytes(content.data())


def copy(plot: Plot) -> None:
    QGuiApplication.clipboard().setImage(image(plot))


def write_png(plot: Plot, path: Path) -> None:
    """The file is there whole or not at all; raises as :func:`exported`."""
    with exported(path, ".png") as temporary:
        temporary.write_bytes(png_of(image(plot)))


def write_svg(plot: Plot, path: Path) -> None:
    """The same drawing as lines and letters; raises as :func:`exported`."""

    def draw(painter: QPainter) -> None:
        colours = ink()
        painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), colours.ground)
        _page(painter, plot, QRectF(0, 0, WIDTH, HEIGHT), colours)

    with exported(path, ".svg") as temporary:
        temporary.write_bytes(svg_of(plot.title, plot.said, WIDTH, HEIGHT, draw))


def _page(painter: QPainter, plot: Plot, whole: QRectF, colours: Ink) -> None:
    room = whole.adjusted(MARGIN, MARGIN - 4, -MARGIN, -MARGIN + 6)
    for text, size, strong, colour in (
        (plot.title, TITLE, True, colours.text),
        (plot.said, PLAIN, False, colours.text),
    ):
        top = _text(painter, room, text, size, strong, colour)
        room = room.adjusted(0, top, 0, 0)
    if plot.note:
        tall = _tall(room, plot.note, SMALL)
        below = QRectF(room.left(), room.bottom() - tall, room.width(), tall)
        _text(painter, below, plot.note, SMALL, False, colours.muted)
        room = room.adjusted(0, 0, 0, -tall - 4)
    paint(painter, plot, room.adjusted(0, 4, 0, 0), colours)


def _text(painter: QPainter, room: QRectF, text: str, size: int, strong: bool, colour: object) -> float:
    font = letters(size, strong=strong)
    painter.setFont(font)
    painter.setPen(colour)
    tall = _tall(room, text, size)
    painter.drawText(QRectF(room.left(), room.top(), room.width(), tall), WRAP, text)
    return tall + 4


def _tall(room: QRectF, text: str, size: int) -> float:
    return QFontMetricsF(letters(size)).boundingRect(QRectF(0, 0, room.width(), 1e4), WRAP, text).height() + 1
