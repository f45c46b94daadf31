"""Third step: every row with what would become of it; yellow cells are typed over in place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import Language, Verdict
from app.errors import Place, Problem
from app.services.people.customers.import_kind import Customers
from app.services.tables.imports.job import ImportJob
from app.services.tables.imports.kinds import Kind
from app.services.tables.imports.plan import ImportPlan, PlanRow
from app.ui.base import labels, theme
from app.ui.shared.imports.compare import ComparePanel, needs_a_look
from app.ui.widgets.badge import Badge
from app.ui.widgets.plain import Label, plain
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

TOLD = 4  # lines shown of what is told of the file
LOOK = "look"  # the rows to look at, besides the verdicts
TONES = {
    Verdict.ADDED: ("＋", "good"), Verdict.UPDATED: ("✎", "accent"), Verdict.UNCHANGED: ("＝", "calm"),
    Verdict.REJECTED: ("✕", "bad"), Verdict.IGNORED: ("–", "calm"),
}  # fmt: skip


class PreviewStep(QWidget):
    """``cell_edited``: row number, field, text. ``decided``: row number, decision."""

    cell_edited = Signal(int, str, str)
    decided = Signal(int, str)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._kind: Kind = Customers()
        self._language = language
        self._plan: ImportPlan | None = None
        self._job: ImportJob | None = None
        self.shown = ""
        self.chips: dict[str, QPushButton] = {}
        self.read = Label()
        self.read.setProperty("kind", "heading")
        self.note = Label()
        self.note.setProperty("kind", "muted")
        self.note.setWordWrap(True)
        self.told = Label()
        self.told.setProperty("kind", "warn")
        self.told.setWordWrap(True)
        self.model = RowTableModel([])
        self.table = TableView(self.model)
        self.panel = ComparePanel(language)
        self.panel.decided.connect(self.decided)
        self._box = QVBoxLayout()
        self._lay_out()

    def set_kind(self, kind: Kind) -> None:
        """Whose fields are named here."""
        self._kind = self.panel.kind = kind
        self._job = None

    def show_plan(self, job: ImportJob, plan: ImportPlan) -> None:
        """The cursor stays on its row."""
        current = self.table.current()
        if self._job is not job or [c.key for c in self.model.columns[3:]] != list(job.columns):
            self._renew_table(job)
        self._job, self._plan = job, plan
        self.read.setText(self.tr("{count} rows read", n=len(plan.rows)).format(count=len(plan.rows)))
        self._tell(plan)
        for key, chip in self.chips.items():
            count = len(self._rows(key))
            chip.setText(f"{self._chip_words(key)} {count}")
            chip.setVisible(bool(count) or key in (Verdict.ADDED, Verdict.UPDATED, Verdict.REJECTED))
        if self.shown and not self._rows(self.shown):
            self.shown = ""
        self._fill(current.id if current is not None else None)

    def _tell(self, plan: ImportPlan) -> None:
        """What reading the file came upon beside its rows: the first of it, and all of it under the mouse."""
        lines = [words.explain(Problem(p.code, replace(p.place, file=None), p.values), self._language)
                 for p in plan.warnings]  # fmt: skip
        shown, more = lines, len(lines) - TOLD + 1
        if more > 1:
            shown = [*lines[: TOLD - 1], self.tr("… and {count} more", n=more).format(count=more)]
        self.told.setText("\n".join(shown))
        self.told.setToolTip(plain("\n".join(lines)))
        self.told.setVisible(bool(lines))

    def show_only(self, key: str) -> None:
        """Rows of one verdict, or those to look at; the same again shows all."""
        self.shown = "" if key == self.shown else key
        self._fill(None)

    def _fill(self, id: str | None) -> None:
        for key, chip in self.chips.items():
            chip.setChecked(key == self.shown)
        self.model.set_rows(self._rows(self.shown))
        if not self.table.select_id(id) and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_row(self.table.current())

    def _rows(self, key: str) -> list[PlanRow]:
        rows = self._plan.rows if self._plan else ()
        return [row for row in rows if not key or (needs_a_look(row) if key == LOOK else row.verdict == key)]

    def _show_row(self, row: PlanRow | None) -> None:
        decision = self._job.decisions.get(row.number, "") if row and self._job else ""
        self.panel.show_row(row, decision)

    def _renew_table(self, job: ImportJob) -> None:
        self.model = RowTableModel(self._columns(job))
        fresh = TableView(self.model)
        fresh.setAccessibleName(self.tr("Rows of the file"))
        fresh.chosen.connect(self._show_row)
        self._box.replaceWidget(self.table, fresh)
        self.table.hide()
        self.table.deleteLater()
        self.table = fresh

    def _columns(self, job: ImportJob) -> list[Column]:
        marked = theme.colours().marked

        def field(name: str) -> Column:
            def edit(row: PlanRow, text: Any) -> None:
                self.cell_edited.emit(row.number, name, str(text))

            def tint(row: PlanRow) -> str | None:
                header = row.record.table.header_of(name) if row.record else name
                return marked if header in row.wrong else None

            return Column(name, self._kind.title(name, self._language), lambda row: _text(row, name), width=120,
                          edit=edit, tint=tint, tip=lambda row: self._reason(row) or _text(row, name))  # fmt: skip

        row = Column("row", self.tr("Row"), lambda row: row.number, number=True, width=56)
        what = Column("what", self.tr("Outcome"), lambda row: row.verdict.value, width=124, badge=self._badge)
        why = Column("why", self.tr("In detail"), self._reason, width=230, tip=self._reason)
        return [row, what, why, *(field(name) for name in job.columns)]

    def _badge(self, row: PlanRow) -> Badge:
        mark, tone = TONES[row.verdict]
        if row.twins:
            return Badge("？", self.tr("maybe known"), "warn")
        return Badge(mark, words.of(row.verdict, self._language), tone)

    def _reason(self, row: PlanRow) -> str:
        if row.verdict == Verdict.IGNORED:
            return words.say(f"ignored.{row.reason}", self._language)
        if row.twins:
            twin = row.twins[0]
            why = labels.listed((words.say(f"likeness.{r}", self._language) for r in twin.reasons), self._language)
            return f"{twin.name} {twin.code}: {why}"
        if row.fields:
            parts = []
            for name, (old, new) in row.fields.items():
                said = [self._kind.say(name, value, self._language) for value in (old, new)]
                parts.append(f"{self._kind.title(name, self._language)}: {said[0]} → {said[1]}")
            return "； ".join(parts)
        plain = (Problem(problem.code, Place(column=problem.place.column), problem.values) for problem in row.problems)
        return " ".join(words.explain(problem, self._language) for problem in plain)

    def _chip_words(self, key: str) -> str:
        if key == LOOK:
            return "？ " + self.tr("to look at")
        verdict = Verdict(key)
        return f"{TONES[verdict][0]} {words.of(verdict, self._language)}"

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.read)
        head.addSpacing(8)
        for key in (*(verdict.value for verdict in Verdict), LOOK):
            chip = QPushButton()
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.clicked.connect(lambda _checked=False, key=key: self.show_only(key))
            self.chips[key] = chip
            head.addWidget(chip)
        head.addStretch()
        self.note.setText(self.tr("Nothing is written yet. Double-click a cell to mend it; yellow cells are at fault."))
        self._box.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.told)
        layout.addLayout(self._box, 1)
        layout.addWidget(self.panel)
        layout.addWidget(self.note)


def _text(row: PlanRow, name: str) -> str:
    return row.record.text(name) if row.record else ""
