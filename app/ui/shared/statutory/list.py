"""The sheets of statutory and market data: each with source, day and state; opened, checked again, put back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QWidget

from app import words
from app.services.needs import statutory
from app.services.rules.needs.statutory import Sheet, is_old
from app.ui.base.desk import Desk
from app.ui.shared.statutory.form import StatuteForm
from app.ui.widgets.badge import Badge
from app.ui.widgets.tables.list_dialog import ListDialog
from app.ui.widgets.tables.table import Column


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sheet as a row of the list."""

    sheet: Sheet
    old: bool

    @property
    def id(self) -> str:
        return self.sheet.code.value


class StatuteList(ListDialog):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        language = desk.language
        about = self.tr(
            "What the law and the market set, and this program counts with: from where, since when, when last checked. "
            "Change what is different where you are: new interviews count with it at once, confirmed ones keep theirs."
        )
        columns = [
            Column("name", self.tr("Data"), lambda one: words.of(one.sheet.code, language), width=170),
            Column("from", self.tr("Holds since"), lambda one: one.sheet.valid_from, str, width=100),
            Column("checked", self.tr("Checked on"), lambda one: one.sheet.checked_on, str, width=100),
            Column("state", self.tr("State"), lambda one: one.sheet.own, width=130, badge=self._badge),
            Column("source", self.tr("Source"), self._source, width=320, tip=self._source),
        ]
        super().__init__(desk, parent, self.tr("Statutory and market data"), about, columns)
        self.resize(900, 420)
        self.table.opened.connect(self.edit)
        self.edit_button = self.add_button(self.tr("Look and change…"), lambda: self.edit(self.table.current()))
        self.check_button = self.add_button(self.tr("Checked today: still right"), self.mark_checked)
        self.restore_button = self.add_button(self.tr("Back to what came with the program"), self.restore)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._enable())
        self.reload()
        self._enable()

    @staticmethod
    def _source(line: SheetLine) -> str:
        return line.sheet.source

    def rows(self) -> Sequence[SheetLine]:
        today = self.desk.today()
        sheets = statutory.sheets(self.desk.store, self.desk.language)
        return [SheetLine(sheet, is_old(sheet, today)) for sheet in sheets]

    def edit(self, line: SheetLine | None) -> None:
        if line is not None and StatuteForm(self.desk, line.sheet, self).exec():
            self._kept(line)

    def mark_checked(self) -> None:
        """The values stay; from now on they count as the user's own, looked at today."""
        if (line := self.table.current()) is not None:
            with self.guard():
                checked = replace(line.sheet, checked_on=self.desk.today(), to_check=False)
                statutory.change(self.desk.store, self.desk.actor, checked)
                self._kept(line)

    def restore(self) -> None:
        if (line := self.table.current()) is not None:
            with self.guard():
                statutory.restore(self.desk.store, self.desk.actor, line.sheet.code)
                self._kept(line)

    def _kept(self, line: SheetLine) -> None:
        self.reload()
        self._enable()
        name = words.of(line.sheet.code, self.desk.language)
        self.desk.hub.offer_undo(self.tr("{name} is changed.").format(name=name))

    def _enable(self) -> None:
        line = self.table.current()
        self.restore_button.setEnabled(line is not None and line.sheet.own)

    def _badge(self, line: SheetLine) -> Badge:
        if line.old:
            return Badge("△", self.tr("old: check it"), "warn")
        if line.sheet.to_check:
            return Badge("△", self.tr("illustrative"), "warn")
        return Badge("●", self.tr("your own"), "good") if line.sheet.own else Badge("○", self.tr("as shipped"), "calm")
