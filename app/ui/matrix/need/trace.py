"""The trace of one need as a drawing: answers, need, proposal, order, policy from left to right; as SVG or PNG."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from app import words
from app.enums import Language, NodeKind
from app.services import matrix
from app.services.base.file_names import default_name
from app.services.base.files import exported
from app.services.matrix import Chain, ChainEntry, MatrixRow
from app.services.spine.tracing import Node
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.base.saving import ask_where
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.notice import Notice
from app.ui.widgets.plot.pictures import png_of, svg_of

BOX, HIGH, GAP, ROW, MARGIN, HEAD = 184.0, 58.0, 44.0, 14.0, 18.0, 30.0
COLUMNS: tuple[tuple[NodeKind, ...], ...] = (
    (NodeKind.ANSWER,), (), (NodeKind.PROPOSAL_ITEM,), (NodeKind.ORDER_LINE,), (NodeKind.POLICY,),
    (NodeKind.ACTIVITY, NodeKind.NOTE, NodeKind.DOCUMENT, NodeKind.NEED),
)  # fmt: skip
INK, PAPER, LINE, WARN = QColor("#22303a"), QColor("#ffffff"), QColor("#8a99a3"), QColor("#b45309")
FILLS = ("#e8f1f4", "#fff6e0", "#e9f3ea", "#e3f0ee", "#dcefe3", "#f0eef6")


@dataclass(frozen=True, slots=True)
class Box:
    """``lines`` are the words in it, the first in bold."""

    place: QRectF
    lines: tuple[str, ...]
    fill: str
    suspect: bool


def _one_each(entries: Iterable[ChainEntry], kinds: tuple[NodeKind, ...]) -> list[ChainEntry]:
    """Each record of these kinds once, however many links lead to it."""
    return list({entry.node: entry for entry in reversed(list(entries)) if entry.kind in kinds}.values())[::-1]


def _by_way(entry: ChainEntry, chain: Chain) -> bool:
    """A policy that came by way of an order has its line already; the need's own is drawn only where it is suspect."""
    issued = {one.node for one in chain.further}
    return entry.source[0] == NodeKind.NEED and entry.node in issued and not entry.suspect


class TraceDrawing:
    """Where everything stands; painted alike on the screen, into an SVG and into a picture. White paper always."""

    def __init__(self, row: MatrixRow, chain: Chain, language: Language) -> None:
        self._language = language
        shown = [_one_each((*chain.entries, *chain.further), kinds) for kinds in COLUMNS]
        columns = [number for number, kinds in enumerate(COLUMNS) if not kinds or shown[number]]
        tallest = max(1, *(len(part) for part in shown))
        self.height = HEAD + 2 * MARGIN + tallest * (HIGH + ROW)
        self.width = 2 * MARGIN + len(columns) * (BOX + GAP) - GAP
        self.boxes: list[Box] = []
        self.heads: list[tuple[float, str]] = []
        need_column = columns.index(1)
        self.need = self._box(need_column, 0, 1, self._need(row), FILLS[1], suspect=False)
        at: dict[Node, Box] = {(NodeKind.NEED, row.id): self.need}
        marked = {entry.node for entry in (*chain.entries, *chain.further) if entry.suspect}
        for place, number in enumerate(columns):
            self.heads.append((MARGIN + place * (BOX + GAP), self._head(number)))
            for line, entry in enumerate(shown[number]):
                suspect = entry.node in marked
                words_ = self._entry(entry, suspect=suspect)
                at[entry.node] = self._box(place, line, len(shown[number]), words_, FILLS[number], suspect=suspect)
        self.edges = [self._ends(at, entry) for entry in (*chain.entries, *chain.further) if not _by_way(entry, chain)]

    def _ends(self, at: dict[Node, Box], entry: ChainEntry) -> tuple[Box, Box, bool]:
        ends = (at[entry.node], at[entry.source])
        left, right = sorted(ends, key=lambda box: box.place.left())
        return left, right, entry.suspect

    def _head(self, number: int) -> str:
        kinds = COLUMNS[number] or (NodeKind.NEED,)
        return labels.listed((labels.of(kind, self._language) for kind in kinds), self._language)

    def _box(self, column: int, at: int, count: int, lines: Iterable[str], fill: str, *, suspect: bool) -> Box:
        room = self.height - HEAD - 2 * MARGIN
        top = HEAD + MARGIN + (room - count * (HIGH + ROW) + ROW) / 2 + at * (HIGH + ROW)
        box = Box(QRectF(MARGIN + column * (BOX + GAP), top, BOX, HIGH), tuple(lines), fill, suspect)
        self.boxes.append(box)
        return box

    def _need(self, row: MatrixRow) -> tuple[str, ...]:
        covered = formats.short_money(row.best, self._language)
        gap = formats.short_money(row.gap, self._language)
        return (
            f"{row.number} {row.member}", row.named[self._language != Language.ZH].removeprefix(row.number).strip(),
            f"{covered} / {gap}",
        )  # fmt: skip

    def _entry(self, entry: ChainEntry, *, suspect: bool) -> tuple[str, ...]:
        amount = formats.short_money(entry.amount, self._language) if entry.amount is not None else ""
        state = words.say(entry.state, self._language) if entry.state else ""
        mark = "⚠" if suspect else ""
        return entry.says(self._language), "  ".join(filter(None, (amount, state, mark)))

    def paint(self, painter: QPainter, font: QFont) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, self.width, self.height), PAPER)
        bold = QFont(font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(INK)
        for left, text in self.heads:
            painter.drawText(QRectF(left, MARGIN / 2, BOX, HEAD), Qt.AlignmentFlag.AlignCenter, text)
        for start, end, suspect in self.edges:
            self._edge(painter, start, end, suspect=suspect)
        for box in self.boxes:
            self._paint_box(painter, box, font, bold)

    def _edge(self, painter: QPainter, start: Box, end: Box, *, suspect: bool) -> None:
        dash = Qt.PenStyle.DashLine if suspect else Qt.PenStyle.SolidLine
        painter.setPen(QPen(WARN if suspect else LINE, 1.6, dash))
        a = QPointF(start.place.right(), start.place.center().y())
        b = QPointF(end.place.left(), end.place.center().y())
        if b.x() - a.x() <= GAP + 1:
            painter.drawLine(a, b)
            return
        lane = self.height - MARGIN / 2  # past a column in between, below its boxes
        path = QPainterPath(a)
        path.cubicTo(QPointF(a.x() + GAP, a.y()), QPointF(a.x() + GAP / 2, lane), QPointF(a.x() + GAP + BOX / 2, lane))
        path.lineTo(QPointF(b.x() - GAP - BOX / 2, lane))
        path.cubicTo(QPointF(b.x() - GAP / 2, lane), QPointF(b.x() - GAP, b.y()), b)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _paint_box(self, painter: QPainter, box: Box, font: QFont, bold: QFont) -> None:
        painter.setPen(QPen(WARN if box.suspect else LINE, 1.2))
        painter.setBrush(QColor(box.fill))
        painter.drawRoundedRect(box.place, 6, 6)
        painter.setPen(INK)
        high = HIGH / max(2, len(box.lines))
        for number, text in enumerate(box.lines):
            face = font if number else bold
            painter.setFont(face)
            line = QRectF(box.place.left() + 8, box.place.top() + number * high, BOX - 16, high)
            short = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, short)


def save(drawing: TraceDrawing, path: Path, font: QFont, title: str) -> None:
    """As SVG, or as a PNG twice as fine where the name ends so. Raises as :func:`exported`."""
    with exported(path, ".svg", ".png") as temporary:
        if path.suffix.lower() == ".svg":
            temporary.write_bytes(
                svg_of(title, "", drawing.width, drawing.height, lambda painter: drawing.paint(painter, font))
            )
            return
        image = QImage(round(drawing.width * 2), round(drawing.height * 2), QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.scale(2, 2)
        drawing.paint(painter, font)
        painter.end()
        temporary.write_bytes(png_of(image))


class Canvas(QWidget):
    def __init__(self, drawing: TraceDrawing) -> None:
        super().__init__()
        self._drawing = drawing
        self.setFixedSize(round(drawing.width), round(drawing.height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._drawing.paint(painter, self.font())
        painter.end()


class TraceDialog(Dialog):
    """The drawing, and a button that keeps it."""

    def __init__(self, parent: QWidget, desk: Desk, row: MatrixRow) -> None:
        super().__init__(parent)
        self._row, self._desk = row, desk
        self.setWindowTitle(self.tr("Trace of {number}").format(number=row.number))
        self.drawing = TraceDrawing(row, matrix.chain_of(desk.store, row.id), desk.language)
        area = QScrollArea()
        area.setWidget(Canvas(self.drawing))
        area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        area.viewport().setStyleSheet("background: white;")
        self.notice = Notice(desk.language)
        self.keep = QPushButton(self.tr("Save as SVG or PNG…"))
        self.keep.clicked.connect(self.ask_path)
        layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addWidget(area, 1)
        layout.addLayout(self.lay_foot(None, self.keep))
        wide, high = round(self.drawing.width) + 60, round(self.drawing.height) + 110
        self.resize(min(parent.window().width() - 20, wide), min(660, max(320, high)))

    def ask_path(self) -> None:
        name = default_name("trace", ".svg", self._desk.language, number=self._row.number)
        kinds = "SVG (*.svg);;PNG (*.png)"
        if chosen := ask_where(self, self._desk.preferences, self.windowTitle(), name, kinds, folder="picture_folder"):
            with self.notice.guard():
                save(self.drawing, chosen[0], self.font(), self.windowTitle())
