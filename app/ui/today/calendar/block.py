"""One activity in the calendar: dragged to another day or time, by its lower edge to another length, or by keys."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from app.enums import ActivityKind, ActivityStatus, Language
from app.services.day.activities import ActivityRow
from app.ui.base import formats, labels, theme
from app.ui.today.calendar.geometry import STEP, USUAL, moved, stretched
from app.ui.widgets.plain import plain

EDGE = 7  # pixels of the lower edge that change the length
NINE = 9 * 60
WARM = (ActivityKind.CLOSING, ActivityKind.PROPOSAL)
QUIET = (ActivityKind.CALL, ActivityKind.MESSAGE)


class Block(QWidget):
    """``all_day`` blocks stand in the strip above the hours and move by days only."""

    opened = Signal(object)  # ActivityRow
    finish_asked = Signal(object)
    take_out_asked = Signal(object)
    move_asked = Signal(object, object, object, object)  # row, day, minute or None, duration or None
    menu_asked = Signal(object, QPoint)
    dragged = Signal(object, QPoint)  # the block and where its corner is, while it is dragged
    dropped = Signal(object)
    resized = Signal(object, int)  # the height wanted, while the edge is dragged

    def __init__(self, parent: QWidget, row: ActivityRow, language: Language, *, today: date) -> None:
        super().__init__(parent)
        self.row, self._language = row, language
        self.all_day = row.at_minute is None
        self._late = row.overdue(today)
        self._grip: QPoint | None = None
        self._pressed_at = QPoint()
        self._mode = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self._told())
        self.setToolTip(plain("\n".join(part for part in (self._told(), row.note, row.report) if part)))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def done(self) -> bool:
        return self.row.status == ActivityStatus.DONE

    def title(self) -> str:
        kind = labels.of(self.row.kind, self._language)
        who = self.row.household_name or self.row.note
        return f"{'✓ ' if self.done else '▲ ' if self._late else ''}{kind} {who}".strip()

    def sizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height() + 6)

    # -- painting -------------------------------------------------------------------------------------------
    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = QColor(self._accent())
        ground = QColor(colours.raised if self.done else colours.accent_soft)
        frame = self.rect().adjusted(0, 0, -2, -2)
        painter.setPen(QColor(colours.accent if self.hasFocus() else colours.line))
        painter.setBrush(ground)
        painter.drawRoundedRect(frame, 4, 4)
        if self.hasFocus():
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 3, 3)
        painter.fillRect(QRect(frame.left() + 1, frame.top() + 3, 3, frame.height() - 6), accent)
        self._write(painter, frame.adjusted(8, 2, -4, -2), colours.muted if self.done else colours.text)

    def _accent(self) -> str:
        colours = theme.colours()
        if self.done:
            return colours.calm
        if self._late:
            return colours.bad
        if self.row.kind in WARM:
            return colours.warn
        return colours.calm if self.row.kind in QUIET else colours.accent

    def _write(self, painter: QPainter, room: QRect, colour: str) -> None:
        """As many lines as fit: what and who, the time, the place or note; a low block says all in one."""
        time = formats.minute(self.row.at_minute)
        height = painter.fontMetrics().height()
        if room.height() < 2 * height:
            lines = [f"{time} {self.title()}".strip()]
        else:
            rest = self.row.place or (self.row.note if self.row.household_name else "")
            lines = [self.title(), time, rest]
        painter.setPen(QColor(colour))
        metrics = QFontMetrics(painter.font())
        for number, line in enumerate(lines):
            top = room.top() + number * height
            if line and (number == 0 or top + height <= room.bottom() + 2):
                text = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width())
                painter.drawText(QRect(room.left(), top, room.width(), height), Qt.AlignmentFlag.AlignVCenter, text)

    def _told(self) -> str:
        row = self.row
        day = f"{row.on_date:%m-%d} {labels.say(f'weekday.{row.on_date.weekday()}', self._language)}"
        minute = row.at_minute
        time = self.tr("all day")
        if minute is not None:
            time = f"{formats.minute(minute)}–{formats.minute(min(minute + (row.duration or USUAL), 24 * 60 - 1))}"
        state = self.tr("overdue") if self._late else labels.of(row.status, self._language)
        kind = labels.of(row.kind, self._language)
        parts = (day, time, kind, row.household_name or row.note, row.place, state)
        return labels.listed([part for part in parts if part], self._language)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.raise_()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # -- the mouse ------------------------------------------------------------------------------------------
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.position().toPoint()
            self._pressed_at = self.pos()
            self._mode = "edge" if self._on_edge(self._grip) else ""
            self.raise_()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._grip is None:
            edge = self._on_edge(at)
            self.setCursor(Qt.CursorShape.SizeVerCursor if edge else Qt.CursorShape.PointingHandCursor)
            return
        if self._mode == "":
            if (at - self._grip).manhattanLength() < QApplication.startDragDistance():
                return
            self._mode = "drag"
        if self._mode == "edge":
            self.resized.emit(self, at.y())
        else:
            self.dragged.emit(self, self.mapToParent(at - self._grip))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._grip is not None:
            mode, self._grip, self._mode = self._mode, None, ""
            if mode:
                self.dropped.emit(self)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self._grip, self._mode = None, ""
        self.opened.emit(self.row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(self.row, event.globalPos())

    @property
    def dragging(self) -> bool:
        return self._grip is not None and self._mode == "drag"

    def _on_edge(self, at: QPoint) -> bool:
        return not self.all_day and at.y() >= self.height() - EDGE

    # -- keys -----------------------------------------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Escape and self._mode:
            self._grip, self._mode = None, "given up"
            self.dropped.emit(self)
            self._mode = ""
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.row)
        elif key == Qt.Key.Key_Space:
            self.finish_asked.emit(self.row)
        elif key == Qt.Key.Key_Delete:
            self.take_out_asked.emit(self.row)
        elif held == Qt.KeyboardModifier.AltModifier and key in _BY_DAY:
            day = self.row.on_date + timedelta(days=_BY_DAY[key])
            self.move_asked.emit(self.row, day, self.row.at_minute, self.row.duration)
        elif held == Qt.KeyboardModifier.AltModifier and key in _BY_TIME:
            minute = NINE if self.row.at_minute is None else moved(self.row.at_minute, _BY_TIME[key])
            self.move_asked.emit(self.row, self.row.on_date, minute, self.row.duration)
        elif held == _LENGTH and key in _BY_TIME and self.row.at_minute is not None:
            duration = stretched(self.row.at_minute, self.row.duration, _BY_TIME[key])
            self.move_asked.emit(self.row, self.row.on_date, self.row.at_minute, duration)
        else:
            super().keyPressEvent(event)

    @property
    def given_up(self) -> bool:
        return self._mode == "given up"


_LENGTH = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
_BY_DAY: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_BY_TIME: dict[int, int] = {Qt.Key.Key_Up: -STEP, Qt.Key.Key_Down: STEP}
