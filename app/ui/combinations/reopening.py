"""An earlier proposal goes back on the table, to be changed and saved anew."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.enums import Language
from app.services.offers import proposals
from app.services.offers.proposals import ProposalRow, Reopened
from app.ui.base import formats
from app.ui.combinations.bench import Bench, State, Table
from app.ui.combinations.compare import BASE
from app.ui.shared.page import Page


class Reopening(QObject):
    """Its wishes and its items, at today's prices, in the column it was kept from; the other columns are computed."""

    solve_asked = Signal(object)  # the plans are to be computed; what is to be called when they are on the table
    laid = Signal(str, object)  # it is on the table: words for an undo, and the state to be put back

    def __init__(self, page: Page, table: Table) -> None:
        super().__init__(page)
        self._page, self._table = page, table

    def reopen(self, row: ProposalRow) -> None:
        """The proposal itself stays as it is; Ctrl+Z puts back what was on the table."""
        bench = self._table.at_hand
        with self._page.guard():
            found = proposals.reopen(self._page.desk.store, row.id, bench.based, bench.catalogue)
            before = bench.state
            bench.state = replace(bench.state, wishes=found.wishes)
            self.solve_asked.emit(lambda: self._lay(bench, row, found, before))

    def _lay(self, bench: Bench, row: ProposalRow, found: Reopened, before: State) -> None:
        name = row.plan_name if row.plan_name in bench.state.plans else BASE
        plan = bench.evaluate(name, found.items)
        bench.put(plan)
        bench.give_reasons(name, found.reasons, self.tr("As in {number}").format(number=row.number))
        words = self.tr("{number} is on the table again: {now} a year today, {then} when it was kept.").format(
            number=row.number, now=formats.money(plan.premium, cents=True), then=formats.money(row.premium, cents=True)
        )
        self.laid.emit(" ".join([words, *self._gone(found)]), before)

    def _gone(self, found: Reopened) -> list[str]:
        if not found.gone:
            return []
        language = self._page.desk.language
        names = ("、" if language == Language.ZH else ", ").join(fact[f"name_{language.value}"] for fact in found.gone)
        return [self.tr("No longer to be had: {names}.").format(names=names)]
