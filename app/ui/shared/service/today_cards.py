"""Two cards of Today: the clocks that are near, and the cases somebody waits for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.services.care import clocks
from app.services.care.cases import CaseRow
from app.services.rules.care.clocks import Clock, pressing_first
from app.ui.base import labels, theme
from app.ui.base.desk import Desk
from app.ui.shared.service.badges import case_badge, clock_badge, due_badge
from app.ui.shared.service.cases.dialog import CaseDialog
from app.ui.shared.service.clocks.acts import ClockActs
from app.ui.shared.service.window import CASES, CLOCKS, open_service
from app.ui.widgets.badge import Badge, BadgeLabel
from app.ui.widgets.elided import in_lines
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label, caption, plain

SHOWN = 6
PADDING = 18  # of a link beside its words


class _ServiceCard(QFrame):
    """A heading with its count, the first lines, and a way to all of them."""

    def __init__(self, desk: Desk, title: str, count: int, part: int) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("kind", "card")
        self.setAccessibleName(f"{title} {count}")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 8, 10, 10)
        self.body.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(6)
        name, number = Label(title), Label(str(count))
        name.setProperty("kind", "heading")
        number.setProperty("kind", "muted")
        self.all = QPushButton(self.tr("All…"))
        self.all.setProperty("kind", "link")
        self.all.setAccessibleName(self.tr("All: {what}").format(what=title))
        self.all.clicked.connect(lambda: open_service(desk, self, part))
        for widget in (name, number):
            head.addWidget(widget)
        head.addStretch()
        head.addWidget(self.all)
        self.body.addLayout(head)

    def add_line(self, badge: Badge, text: str, note: str, act: Callable[[], object]) -> _Line:
        """Mark and days, the words as a link, and room for buttons."""
        line = _Line(badge, text, note)
        line.link.clicked.connect(lambda: act())
        self.body.addWidget(line)
        return line


class _Line(QWidget):
    """Words without room beside the mark go below it, where they have the whole width of two lines."""

    def __init__(self, badge: Badge, text: str, note: str) -> None:
        super().__init__()
        self._text, self._narrow = text, False
        self.mark = BadgeLabel()
        self.mark.show_badge(badge)
        self.link = QPushButton(caption(text))
        self.link.setProperty("kind", "link")
        self.link.setToolTip(plain(f"{text}\n{note}".strip()))
        self.link.setAccessibleName(text)
        self.link.setAccessibleDescription(note)
        self.link.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(2)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(0)
        self._grid.addWidget(self.mark, 0, 0)
        self._grid.addWidget(self.link, 0, 1)
        self._grid.addLayout(self.buttons, 0, 2)
        self._grid.setColumnStretch(1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() - self.mark.sizeHint().width() - self.buttons.sizeHint().width() - 8 - PADDING
        narrow = self.fontMetrics().horizontalAdvance(self._text) > beside
        if narrow != self._narrow:
            self._narrow = narrow
            self._grid.removeWidget(self.link)
            if narrow:
                self._grid.addWidget(self.link, 1, 0, 1, 3)
            else:
                self._grid.addWidget(self.link, 0, 1)
        room = max(20, self.width() - PADDING if narrow else beside)
        self.link.setText(in_lines(self.fontMetrics(), self._text, room, 2 if narrow else 1))


class ClockCard(_ServiceCard):
    """Each line can be taken its next step, put off or ticked off where it stands."""

    def __init__(self, desk: Desk, guard: Guard, found: Sequence[Clock]) -> None:
        super().__init__(desk, self.tr("Clocks"), len(found), CLOCKS)
        self.setObjectName("clocks")
        self.acts = ClockActs(desk, self, guard)
        for clock in pressing_first(found)[:SHOWN]:
            self._line(clock)

    def _line(self, clock: Clock) -> None:
        language = self.desk.language
        title = clocks.title(clock, language)
        note = f"{clock.due.isoformat()}  {clocks.rule(clock, language)}"
        text = f"{labels.of(clock.kind, language)} · {title}"
        line = self.add_line(clock_badge(clock, language), text, note, lambda: self.acts.open_family(clock))
        step = self.acts.step_words(clock)
        line.buttons.addWidget(_small("→", f"{step}: {title}", lambda: self.acts.next_step(clock)))
        off = _small("…", self.tr("Put off: {what}").format(what=title), lambda: None)
        off.clicked.connect(lambda: self.acts.snooze_menu(clock, off).popup(off.mapToGlobal(off.rect().bottomLeft())))
        line.buttons.addWidget(off)
        tick = _small("", self.tr("Done: {what}").format(what=title), lambda: self.acts.finish(clock))
        tick.setIcon(theme.icon("tick"))
        line.buttons.addWidget(tick)


class CaseCard(_ServiceCard):
    def __init__(self, desk: Desk, guard: Guard, found: Sequence[CaseRow]) -> None:
        super().__init__(desk, self.tr("Service cases"), len(found), CASES)
        self.setObjectName("cases")
        self._guard = guard
        language, today = desk.language, desk.today()
        for row in found[:SHOWN]:
            badge = due_badge(row, today, language) or case_badge(row, language)
            text = f"{row.household} · {row.title}"
            note = f"{row.number} · {labels.of(row.kind, language)} · {case_badge(row, language).words}"
            line = self.add_line(badge, text, note, partial(self._open, row))
            state = Label(case_badge(row, language).words)
            state.setProperty("kind", "muted")
            line.buttons.addWidget(state)

    def _open(self, row: CaseRow) -> None:
        with self._guard():
            CaseDialog(self.desk, self, row.id).exec()


def _small(text: str, words: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", "compact")
    button.setToolTip(plain(words))
    button.setAccessibleName(words)
    button.clicked.connect(lambda: act())
    return button
