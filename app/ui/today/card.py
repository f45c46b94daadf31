"""One card of Today: a title with its count, the first lines, and the rest on demand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.base import theme
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.plain import Label, caption, plain
from app.ui.widgets.short import ShortLabel

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A day, who and what, and a note; ``finish`` offers a tick."""

    when: str
    text: str
    open: Callable[[], object]
    note: str = ""
    finish: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """``tone`` is a kind of label: wrong, good, warn or muted; the mark says the same without colour."""

    key: str
    mark: str
    words: str
    tone: str


class Card(QFrame):
    """Six lines, then "and N more", which shows them all."""

    unfolded = Signal(str, bool)

    def __init__(self, heading: Heading, lines: Sequence[Line], *, unfold: bool = False) -> None:
        super().__init__()
        self.heading, self.lines = heading, lines
        self.setProperty("kind", "card")
        self.setObjectName(heading.key)
        self.setAccessibleName(f"{heading.words} {len(lines)}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 10, 10)
        layout.setSpacing(2)
        layout.addLayout(self._head())
        self._when_width = max((self.fontMetrics().horizontalAdvance(line.when) for line in lines), default=0)
        self._rows = [self._row(line) for line in lines]
        for row in self._rows:
            layout.addWidget(row)
        if not lines:
            layout.addWidget(_muted(self.tr("None")))
        self.more = QPushButton()
        self.more.setProperty("kind", "link")
        self.more.clicked.connect(lambda: self.unfold(not self._unfolded))
        layout.addWidget(self.more)
        self.more.setVisible(len(lines) > SHOWN)  # only now: without a parent it would open as a window of its own
        self.unfold(unfold)

    def unfold(self, whole: bool) -> None:
        self._unfolded = whole
        for row in self._rows[SHOWN:]:
            row.setVisible(whole)
        left = len(self.lines) - SHOWN
        self.more.setText(self.tr("Show fewer") if whole else self.tr("and {count} more").format(count=left))
        self.unfolded.emit(self.heading.key, whole)

    def _head(self) -> QHBoxLayout:
        mark = Label(self.heading.mark)
        mark.setProperty("kind", self.heading.tone)
        title = Label(self.heading.words)
        title.setProperty("kind", "heading")
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 4)
        head.setSpacing(6)
        head.addWidget(mark)
        head.addWidget(title)
        head.addWidget(_muted(str(len(self.lines))))
        head.addStretch()
        return head

    def _row(self, line: Line) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        mark = Label(self.heading.mark)
        mark.setProperty("kind", self.heading.tone)
        link = QPushButton(caption(line.text))
        link.setProperty("kind", "link")
        link.setToolTip(plain(f"{line.text}\n{line.note}".strip()))
        link.clicked.connect(lambda: line.open())
        words, flow = QWidget(), FlowLayout(spacing=6)
        flow.addWidget(link)
        if line.note:  # beside the link, or below it in a narrow card
            flow.addWidget(ShortLabel(line.note, "muted"))
        words.setLayout(flow)
        when = _muted(line.when)
        when.setMinimumWidth(self._when_width)
        row.addWidget(mark)
        row.addWidget(when)
        row.addWidget(words, 1)
        if line.finish is not None:
            row.addWidget(self._tick(line, line.finish))
        return holder

    def _tick(self, line: Line, finish: Callable[[], object]) -> QPushButton:
        tick = QPushButton(theme.icon("tick"), "")
        tick.setProperty("kind", "compact")
        tick.setToolTip(self.tr("Done"))
        tick.setAccessibleName(self.tr("Done: {what}").format(what=line.text))
        tick.clicked.connect(lambda: finish())
        return tick


def _muted(text: str) -> Label:
    label = Label(text)
    label.setProperty("kind", "muted")
    return label
