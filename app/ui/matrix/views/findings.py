"""What does not fit, and what is suspect: each line with the step that mends it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import NeedStatus, NodeKind
from app.services import matrix
from app.services.matrix import editing, links, report
from app.services.matrix.findings import Finding, FindingKind
from app.services.matrix.naming import Named
from app.services.matrix.report import SuspectLink
from app.services.selling import orders
from app.ui.base import formats, labels
from app.ui.matrix.need.linking import NeedPicker
from app.ui.matrix.need.list import say_why
from app.ui.matrix.need.owners import OwnerDialog
from app.ui.matrix.need.tested import TestsDialog
from app.ui.matrix.saying import differences
from app.ui.matrix.tall_rows import TallRows
from app.ui.shared.page import Page
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.plain import Label
from app.ui.widgets.tables.table import Column, RowTableModel
from app.ui.widgets.tables.table_view import TableView

SUSPECT = "suspect"


class FindingsView(QWidget):
    """Chips choose what is listed; the button does the step for the chosen lines."""

    shown = Signal(str)  # show this need in the list
    describe_asked = Signal(str)  # what this need says, and what it serves

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._desk = page, page.desk
        self._state: report.State | None = None
        self.current = SUSPECT
        self.chips: dict[str, QPushButton] = {}
        flow = FlowLayout(spacing=4)
        for code in (SUSPECT, *FindingKind):
            chip = QPushButton()
            chip.setCheckable(True)
            chip.clicked.connect(lambda _checked=False, code=code: self.choose(code))
            self.chips[str(code)] = chip
            flow.addWidget(chip)
        chips = QWidget()
        chips.setLayout(flow)
        self.findings = TableView(RowTableModel(self._finding_columns()))
        self.findings.setAccessibleName(self.tr("Findings"))
        self.findings.opened.connect(self._show)
        self.suspects = TableView(RowTableModel(self._suspect_columns()))
        self.suspects.setAccessibleName(self.tr("Suspect links"))
        self.suspects.opened.connect(self._show)
        TallRows(self.suspects)
        self.step = QPushButton()
        self.step.setProperty("kind", "primary")
        self.step.clicked.connect(self.mend)
        self.back = QPushButton(self.tr("Bring the need back"))
        self.back.clicked.connect(self.bring_back)
        self.show_need = QPushButton(self.tr("Show the need"))
        self.show_need.clicked.connect(lambda: self._show(self._table().current()))
        self.nothing = Label(self.tr("None of this kind."))
        self.nothing.setProperty("kind", "muted")
        foot = QHBoxLayout()
        foot.addWidget(self.step)
        foot.addWidget(self.back)
        foot.addWidget(self.show_need)
        foot.addWidget(self.nothing)
        foot.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(chips)
        layout.addWidget(self.findings, 1)
        layout.addWidget(self.suspects, 1)
        layout.addLayout(foot)

    def show_state(self, state: report.State) -> None:
        self._state = state
        for code, chip in self.chips.items():
            mark, title = ("⚠", self.tr("suspect links")) if code == SUSPECT else ("▲", self._say("finding", code))
            chip.setText(f"{mark} {title} {self._count(code)}")
        self.choose(self.current)

    def _count(self, code: str) -> int:
        assert self._state is not None
        return len(self._state.suspects) if code == SUSPECT else len(self._of(code))

    def _of(self, code: str) -> tuple[Finding, ...]:
        return self._state.by_kind[FindingKind(code)] if self._state else ()

    def choose(self, code: str) -> None:
        self.current = code
        for name, chip in self.chips.items():
            chip.setChecked(name == code)
        is_suspect = code == SUSPECT
        self.findings.setVisible(not is_suspect)
        self.suspects.setVisible(is_suspect)
        if self._state is None:
            return
        if is_suspect:
            self.suspects.rows.set_rows(self._state.suspects)
        else:
            self.findings.rows.set_rows(self._of(code))
        some = self._count(code) > 0
        table = self._table()
        if some:
            table.setCurrentIndex(table.rows.index(0, 0))
        self.step.setText(self.tr("Still holds…") if is_suspect else self._say("finding_step", code))
        self.step.setVisible(some)
        self.back.setVisible(some and code == FindingKind.BROKEN_LINK)
        self.show_need.setVisible(some)
        self.nothing.setVisible(not some)

    def _table(self) -> TableView:
        return self.suspects if self.current == SUSPECT else self.findings

    # -- the steps ------------------------------------------------------------------------------------------
    def mend(self) -> None:
        """The step for the chosen lines, one or many where it can be done for many."""
        rows = self._chosen()
        if not rows:
            return
        if self.current == SUSPECT:
            say_why(self, self._desk, [row.id for row in rows])
            return
        steps: dict[str, Callable[[list[Finding]], object]] = {
            FindingKind.NO_PRODUCT: lambda some: self._go("combinations", some[0]),
            FindingKind.NO_ANSWER: lambda some: self._go("interview", some[0]),
            FindingKind.NO_GOAL: lambda some: self.describe_asked.emit(some[0].item_id),
            FindingKind.NO_TEST: lambda some: self._test(some[0]),
            FindingKind.TEST_OPEN: lambda some: self._test(some[0]),
            FindingKind.NO_OWNER: lambda some: self._assign(some[0]),
            FindingKind.DONE_NOT_COVERED: self._open_again,
            FindingKind.ITEM_WITHOUT_NEED: lambda some: self._link(some[0]),
            FindingKind.POLICY_WITHOUT_NEED: lambda some: self._link(some[0]),
            FindingKind.NOT_ORDERED: lambda some: self._go("selling", some[0]),
            FindingKind.NOT_ISSUED: self._open_order,
            FindingKind.BROKEN_LINK: self._unlink,
            FindingKind.DECISION_WITHOUT_LINK: lambda some: self._link(some[0]),
        }
        with self._page.guard():
            steps[self.current](rows)

    def bring_back(self) -> None:
        """Needs that were taken out, and that the chosen broken links miss."""
        with self._page.guard():
            ids = [finding.link_id for finding in self._chosen() if finding.link_id]
            count = editing.bring_back(self._desk.store, self._desk.actor, ids)
            if count:
                self._desk.hub.offer_undo(self.tr("Needs that came back: {count}").format(count=count))
            else:
                self._page.notice.show_done(self.tr("What is missing here is no need: take the link out instead."))

    def _chosen(self) -> list[Any]:
        """Ranges: cell by cell a hundred thousand rows would stall."""
        table = self._table()
        chosen = table.selectionModel().selection()
        parts = (chosen.at(place) for place in range(chosen.count()))
        numbers = sorted({number for part in parts for number in range(part.top(), part.bottom() + 1)})
        return [table.rows.row(number) for number in numbers]

    def _go(self, tab: str, finding: Finding) -> None:
        self._desk.choose_household(finding.household_id)
        self._desk.hub.go(tab, None if tab == "selling" else finding.household_id)

    def _open_order(self, some: list[Finding]) -> None:
        self._desk.hub.go("selling", orders.of_line(self._desk.store, some[0].item_id))

    def _assign(self, finding: Finding) -> None:
        row = matrix.one(self._desk.store, finding.item_id, self._desk.today())
        OwnerDialog(self, self._desk, row).exec()

    def _test(self, finding: Finding) -> None:
        row = matrix.one(self._desk.store, finding.item_id, self._desk.today())
        TestsDialog(self, self._desk, row).exec()

    def _open_again(self, some: list[Finding]) -> None:
        """Back to work."""
        ids = [finding.item_id for finding in some]
        for id in ids:
            matrix.update_need(self._desk.store, self._desk.actor, id, {"status": NeedStatus.IN_PROGRESS})
        told = self.tr("Needs open again: {count}").format(count=len(ids))
        self._desk.hub.offer_undo(told)

    def _link(self, finding: Finding) -> None:
        if finding.item_kind not in set(NodeKind):
            return  # an entry of the log whose needs are gone is only to be known
        node = (NodeKind(finding.item_kind), finding.item_id)
        NeedPicker(self, self._desk, node).exec()

    def _unlink(self, some: list[Finding]) -> None:
        links.remove(self._desk.store, self._desk.actor, [finding.link_id for finding in some if finding.link_id])

    def _show(self, row: Any) -> None:
        """The need of a line, in the list."""
        if isinstance(row, SuspectLink):
            ends = (row.found.source, row.found.target)
            need = next((id for kind, id in ends if kind == NodeKind.NEED), None)
        else:
            need = row.item_id if row is not None and row.item_kind == NodeKind.NEED else None
        if need is not None:
            self.shown.emit(need)

    # -- columns --------------------------------------------------------------------------------------------
    def _finding_columns(self) -> list[Column]:
        language = self._desk.language
        return [
            Column("what", self.tr("Found at"), lambda row: row.text[language == "en"], width=360),
            Column("kind", self.tr("Kind"), lambda row: self._kind(row), width=130),
            Column("household", self.tr("Customer code"), lambda row: row.household_code, width=130),
        ]

    def _kind(self, row: Finding) -> str:
        known = row.item_kind in set(NodeKind)
        family = "node_kind" if known else "entry_kind"
        return self._say(family, row.item_kind)

    def _suspect_columns(self) -> list[Column]:
        language = self._desk.language

        def end(named: Named | None) -> str:
            return named.says(language) if named else "—"

        def kind(row: SuspectLink) -> str:
            return labels.of(row.found.target[0], language)

        def since(row: SuspectLink) -> Any:
            return row.found.since.astimezone().date() if row.found.since else None

        return [
            Column("source", self.tr("From"), lambda row: end(row.source), width=170),
            Column("kind", self.tr("To"), kind, width=90),
            Column("target", self.tr("Record"), lambda row: end(row.target), width=230),
            Column("changed", self.tr("What changed"), lambda row: differences(row.found.changed, language), width=340),
            Column("since", self.tr("Since"), since, formats.day, width=100),
        ]

    def _say(self, family: str, code: str) -> str:
        return words.say(f"{family}.{code}", self._desk.language)
