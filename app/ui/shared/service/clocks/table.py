"""Clocks as a list: how near, what, of whom; below it the rule of the one the cursor is on, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.services.care import clocks
from app.services.rules.care.clocks import Clock, ClockKind
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.shared.service.badges import clock_badge
from app.ui.shared.service.clocks.acts import ClockActs
from app.ui.shared.service.clocks.settings import ClockSettingsDialog
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.notice import Guard
from app.ui.widgets.plain import Label, plain
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView


class ClockTable(QWidget):
    """``of_family`` leaves out what a family's own page need not say."""

    def __init__(self, desk: Desk, guard: Guard, *, of_family: bool = False) -> None:
        super().__init__()
        self.desk, self._all = desk, list[Clock]()
        self.acts = ClockActs(desk, self, guard)
        self.kind = ComboBox()
        self.kind.setAccessibleName(self.tr("Kind of clock"))
        self.kind.addItem(self.tr("All kinds"), None)
        for kind in ClockKind:
            self.kind.addItem(labels.of(kind, desk.language), kind)
        self.kind.activated.connect(self._filter)
        self.count = Label()
        self.count.setProperty("kind", "muted")
        self.model = RowTableModel(self._columns(of_family))
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Clocks"))
        self.table.chosen.connect(lambda _: self._show_rule())
        self.table.opened.connect(self.acts.open_family)
        self.rule = Label()
        self.rule.setWordWrap(True)
        self.rule.setProperty("kind", "muted")
        self.rule.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.step = self._button(self.tr("Next step"), "Ctrl+Return", lambda clock: self.acts.next_step(clock))
        self.step.setProperty("kind", "primary")
        self.message = self._button(self.tr("Copy message"), "Ctrl+M", lambda clock: self.acts.copy_message(clock))
        self.off = self._button(self.tr("Put off") + " ▾", "Ctrl+L", self._put_off)
        self.done = self._button("✓ " + self.tr("Done"), "Ctrl+D", lambda clock: self.acts.finish(clock))
        self.family = self._button(self.tr("Open the family"), "", lambda clock: self.acts.open_family(clock))
        if of_family:
            self.family.hide()
        self.settings = QPushButton(self.tr("Lead days…"))
        self.settings.setToolTip(self.tr("How many days before its day each kind of clock is shown"))
        self.settings.clicked.connect(lambda: ClockSettingsDialog(desk, self).exec())
        self._lay_out()

    def show_clocks(self, found: Sequence[Clock]) -> None:
        self._all = list(found)
        self._filter()

    def _filter(self) -> None:
        kind, current = self.kind.currentData(), self.table.current()
        rows = [clock for clock in self._all if kind in (None, clock.kind)]
        place = self.table.currentIndex().row()
        self.model.set_rows(rows)
        if rows and not self.table.select_id(current.id if current else None):
            self.table.setCurrentIndex(self.model.index(min(max(0, place), len(rows) - 1), 0))
        self.count.setText(self.tr("Clocks: {count}").format(count=len(rows)))
        self._show_rule()

    def _show_rule(self) -> None:
        clock = self.table.current()
        for button in (self.step, self.message, self.off, self.done, self.family):
            button.setEnabled(clock is not None)
        if clock is None:
            self.rule.setText(self.tr("Nothing comes due in the days shown."))
            return
        self.step.setText(self.acts.step_words(clock))
        self.rule.setText(f"{formats.day(clock.due)} · {clocks.rule(clock, self.desk.language)}")

    def _put_off(self, clock: Clock) -> None:
        self.acts.snooze_menu(clock, self.off).popup(self.off.mapToGlobal(self.off.rect().bottomLeft()))

    def _button(self, text: str, keys: str, act: object) -> QPushButton:
        """A button with the keys that do the same while the table has the focus."""
        button = QPushButton(text)

        def run() -> None:
            clock = self.table.current()
            if clock is not None:
                act(clock)  # type: ignore[operator]

        button.clicked.connect(run)
        if keys:
            button.setToolTip(plain(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)))
            action = QAction(text, self.table)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(run)
            self.table.addAction(action)
        return button

    def _columns(self, of_family: bool) -> list[Column]:
        language = self.desk.language
        columns = [
            Column("days", self.tr("Days left"), lambda c: c.days, width=138, badge=lambda c: clock_badge(c, language)),
            Column("due", self.tr("Due day"), lambda c: c.due, formats.day, width=92),
            Column("kind", self.tr("Kind"), lambda c: labels.of(c.kind, language), width=136),
            Column(
                "what", self.tr("What"), lambda c: clocks.title(c, language), width=200,
                tip=lambda c: f"{clocks.title(c, language)}\n{clocks.rule(c, language)}",
            ),
        ]  # fmt: skip
        if not of_family:
            columns.append(Column("family", self.tr("Family"), lambda c: c.owner.name, width=76))
        return columns

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.kind)
        head.addWidget(self.count, 1)
        head.addWidget(self.settings)
        for button in (self.step, self.message, self.off, self.done, self.family):
            foot.addWidget(button)
        foot.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.rule)
        layout.addLayout(foot)
