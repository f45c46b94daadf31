"""Two cards of Today: the clocks that are near, and the cases somebody waits for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services import clocks
from app.services.cases import CaseRow
from app.services.rules.clocks import Clock, pressing_first
from app.ui import labels, theme
from app.ui.desk import Desk
from app.ui.service.badges import case_badge, clock_badge, due_badge
from app.ui.service.case_dialog import CaseDialog
from app.ui.service.clock_acts import ClockActs, Guard
from app.ui.service.window import CASES, CLOCKS, open_service
from app.ui.widgets.badge import Badge, BadgeLabel
from app.ui.widgets.elided import ElidedLabel

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
        name, number = QLabel(title), QLabel(str(count))
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

    def add_line(self, badge: Badge, text: str, note: str, act: Callable[[], object]) -> QHBoxLayout:
        """Mark and days, the words as a link, and room for buttons."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        mark = BadgeLabel()
        mark.show_badge(badge)
        link = QPushButton(text)
        link.setProperty("kind", "link")
        link.setToolTip(f"{text}\n{note}".strip())
        link.setAccessibleDescription(note)
        link.clicked.connect(lambda: act())
        row.addWidget(mark)
        row.addWidget(_Shrinking(link), 1)
        self.body.addWidget(holder)
        return row


class _Shrinking(QWidget):
    """Lets a long link be cut instead of making its column wide."""

    def __init__(self, button: QPushButton) -> None:
        super().__init__()
        self._button, self._text = button, button.text()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(button)
        layout.addStretch()
        self.setMinimumWidth(60)
        button.setAccessibleName(self._text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = max(20, self.width() - PADDING)
        self._button.setText(self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, room))


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
        row = self.add_line(clock_badge(clock, language), text, note, lambda: self.acts.open_family(clock))
        step = self.acts.step_words(clock)
        row.addWidget(_small("→", f"{step}: {title}", lambda: self.acts.next_step(clock)))
        off = _small("…", self.tr("Put off: {what}").format(what=title), lambda: None)
        off.clicked.connect(lambda: self.acts.snooze_menu(clock, off).popup(off.mapToGlobal(off.rect().bottomLeft())))
        row.addWidget(off)
        tick = _small("", self.tr("Done: {what}").format(what=title), lambda: self.acts.finish(clock))
        tick.setIcon(theme.icon("tick"))
        row.addWidget(tick)


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
            state = ElidedLabel(case_badge(row, language).words)
            state.setProperty("kind", "muted")
            line.addWidget(state)

    def _open(self, row: CaseRow) -> None:
        with self._guard():
            CaseDialog(self.desk, self, row.id).exec()


def _small(text: str, words: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("kind", "compact")
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.clicked.connect(lambda: act())
    return button
