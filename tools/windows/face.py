"""What Windows shows of the program before it runs: its icon in six sizes, and who made it in which version."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 24, 32, 48, 64, 256)  # pixels
NAMES = {"needfolio": "Needfolio 需合", "needfolio-cli": "Needfolio 需合 (command line)"}


def icon(svg: Path, to: Path) -> Path:
    """``to`` as .ico of the drawing on a light ground, which is seen on a dark bar as well."""
    keep = QGuiApplication.instance() or QGuiApplication(["icon", "-platform", "offscreen"])
    renderer = QSvgRenderer(str(svg))
    pictures = [_drawn(renderer, size) for size in SIZES]
    pictures[-1].save(to, sizes=[picture.size for picture in pictures], append_images=pictures[:-1])
    del keep
    return to


def _drawn(renderer: QSvgRenderer, size: int) -> Image.Image:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(0, 0, 0, 0))
    painter.setBrush(QColor("#f7f9fa"))
    painter.drawRoundedRect(QRectF(0, 0, size, size), size / 5, size / 5)
    edge = size / 10
    renderer.render(painter, QRectF(edge, edge, size - 2 * edge, size - 2 * edge))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return Image.open(io.BytesIO(bytes(buffer.data().data())))


def version(name: str, number: str, to: Path) -> Path:
    """``to`` as PyInstaller reads a version resource: ``number`` is ``1.2.3``."""
    four = tuple(int(part) for part in (*number.split("."), "0"))[:4]
    told = {
        "CompanyName": "Needfolio", "ProductName": NAMES["needfolio"], "FileDescription": NAMES[name],
        "FileVersion": number, "ProductVersion": number, "InternalName": name, "OriginalFilename": f"{name}.exe",
        "LegalCopyright": "See LICENSE",
    }  # fmt: skip
    words = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in told.items())
    to.write_text(
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3f, flags=0, OS=0x40004, fileType=1,"
        f" subtype=0, date=(0, 0)), kids=[StringFileInfo([StringTable('040904B0', [{words}])]),"
        " VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n",
        encoding="utf-8",
    )
    return to
