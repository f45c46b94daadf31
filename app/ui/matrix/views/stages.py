"""Stage columns: what each need has in each stage, side by side. A row opens up; it does not become many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.enums import Language
from app.services.matrix import Chain, MatrixRow
from app.services.matrix import chain as chains
from app.ui.base import formats
from app.ui.base.desk import Desk
from app.ui.matrix.columns import coverage_badge
from app.ui.matrix.source import EntrySource
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

STAGES = ("interview", "analysis", "proposal", "order", "policy", "follow_up")
SHOWN, LINE, WIDE = 1, 19, 21


@dataclass(frozen=True, slots=True)
class StageRow:
    """A need with its chain, as one row."""

    row: MatrixRow
    chain: Chain

    @property
    def id(self) -> str:
        return self.row.id


class StageSource:
    """The same needs in the same order as the list, each page with its chains."""

    def __init__(self, desk: Desk, source: EntrySource) -> None:
        self._desk, self._source = desk, source

    def count(self) -> int:
        return self._source.count()

    def place(self, id: str) -> int | None:
        return self._source.place(id)

    def page(self, offset: int, limit: int, sort: str, descending: bool) -> Sequence[StageRow]:
        rows = self._source.page(offset, limit, sort, descending)
        found = chains.chains(self._desk.store, [row.id for row in rows])
        return [StageRow(row, found[row.id]) for row in rows if row.id in found]


class StagesView(QWidget):
    """Enter or a double click opens a row up to all it has, and closes it again."""

    chosen = Signal(str)  # a need's id

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._open: set[str] = set()
        self.model = RowTableModel(self._columns())
        self.table = TableView(self.model)
        self.table.setAccessibleName(self.tr("Stages"))
        self.table.setWordWrap(True)
        self.table.elastic = True
        self.table.verticalHeader().setDefaultSectionSize(LINE * 2 + 8)
        self.table.opened.connect(self.toggle)
        self.table.chosen.connect(lambda row: self.chosen.emit(row.id) if row else None)
        hint = Label(self.tr("Double-click or press Enter to open a row."))
        hint.setProperty("kind", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table, 1)
        layout.addWidget(hint)

    def show_source(self, source: EntrySource) -> None:
        self._open.clear()
        self.model.set_source(StageSource(self._desk, source))

    def toggle(self, row: StageRow) -> None:
        number = self.model.find(row.id)
        if number is None:
            return
        self._open ^= {row.id}
        self.model.replace_row(row)
        if row.id in self._open:
            self.table.resizeRowToContents(number)
        else:
            self.table.setRowHeight(number, self.table.verticalHeader().defaultSectionSize())

    def _columns(self) -> list[Column]:
        language = self._desk.language

        def cell(stage: str) -> Column:
            def text(row: Any) -> str:
                return self._text(row, stage)

            title = words.say(f"stage_note.{stage}", language)
            return Column(stage, title, text, width=172, tip=lambda row: "\n".join(_lines(row, stage, language)))

        need = QCoreApplication.translate("MatrixColumns", "Need")
        coverage = QCoreApplication.translate("MatrixColumns", "Coverage")
        return [
            Column("number", need, lambda row: _named(row, language), width=120),
            Column(
                "coverage", coverage, lambda row: row.row.coverage.value, width=106,
                badge=lambda row: coverage_badge(row.row.coverage, language),
            ),
            *(cell(stage) for stage in STAGES),
        ]  # fmt: skip

    def _text(self, row: StageRow, stage: str) -> str:
        lines = _lines(row, stage, self._desk.language)
        if row.id in self._open:
            return "\n".join(lines)
        if len(lines) <= 2 * SHOWN:
            return "\n".join(map(_short, lines))
        more = self.tr("and {count} more").format(count=len(lines) // 2 - SHOWN)
        return "\n".join([_short(lines[0]), "  ".join(filter(None, (lines[1], more)))])


def _named(row: StageRow, language: Language) -> str:
    need = row.row
    return f"{need.named[language != Language.ZH]}\n{need.member or need.household}"


def _short(text: str) -> str:
    """As much as one line of a column holds; a Chinese character is as wide as two letters."""
    room = WIDE
    for place, letter in enumerate(text):
        room -= 1 if letter.isascii() else 2
        if room < 0:
            return text[:place] + "…"
    return text


def _lines(row: StageRow, stage: str, language: Language) -> list[str]:
    """Two lines for each linked record: what it is, and its amount and state."""
    lines = []
    if stage == "analysis":
        gap = formats.short_money(row.row.gap, language)
        lines += [words.say("trace_field.gap", language) + f" {gap}", words.of(row.row.status, language)]
    for entry in row.chain.stage(stage):
        state = words.say(entry.state, language) if entry.state else ""
        amount = formats.short_money(entry.amount, language) if entry.amount is not None else ""
        mark = "⚠" if entry.suspect else ""
        lines += [entry.says(language), "  ".join(filter(None, (mark, amount, state)))]
    return lines
