"""13-month persistency by month: of the policies whose 13th month was reached, the share that goes on."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.services.figures.progress.answers import Answer, DrillRow, How, Number, Scope, months_shown, share
from app.services.measures.kpis.figures import measures
from app.services.measures.kpis.rows import KpiRow, select_rows
from app.services.measures.kpis.spans import Span
from app.services.rules.base import periods
from app.services.rules.measures import kpis
from app.services.rules.measures.kpis import Term, Unit

MONTHS = 12
KEPT, DUE = "kept", "due"
TERMS = {KEPT: Term(kpis.KEPT_13_COUNT), DUE: Term(kpis.DUE_13_COUNT)}


def answer(session: Session, scope: Scope) -> Answer:
    """The twelve work months up to the period's last day."""
    numbers: dict[tuple[str, str], Number] = {}
    shown = months_shown(scope, MONTHS)
    facts = {DUE: 0, KEPT: 0}
    for month in shown:
        values = measures(session, scope.agent, month.first, month.last, TERMS.values())
        due, kept = values[kpis.DUE_13_COUNT], values[kpis.KEPT_13_COUNT]
        numbers[month.label, KEPT] = Number(share(kept, due), How.SHARE, due)
        numbers[month.label, DUE] = Number(due)
        facts[DUE] += due
        facts[KEPT] += kept
    return Answer(scope, Unit.RATE, tuple(month.label for month in shown), (KEPT, DUE), numbers, facts)


def rows(session: Session, scope: Scope, place: str, series: str) -> list[DrillRow]:
    """The policies that reached their 13th month in the month ``place``: those due, or all with 1 for those kept."""
    month = periods.parse(place, scope.months)
    span = Span(scope.agent, month.first, month.last)
    due = list(select_rows(session, TERMS[DUE], span))
    if series == DUE:
        return [_row(row, 1, 0) for row in due]
    kept = {row.id for row in select_rows(session, TERMS[KEPT], span)}
    return [_row(row, int(row.id in kept), 1) for row in due]


def _row(row: KpiRow, amount: int, of: int) -> DrillRow:
    return DrillRow(row.record, row.id, row.household_id, row.household, row.on_date, row.what, amount, of)
