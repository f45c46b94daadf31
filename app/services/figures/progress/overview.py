"""The figures of any period beside their targets and the period before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from app.enums import PeriodKind
from app.services.base.store import Store
from app.services.figures import targets
from app.services.figures.progress.week import Figure, earlier_month, seen_on
from app.services.measures.kpis import definitions, months
from app.services.measures.kpis.figures import counted
from app.services.rules.base import periods
from app.services.rules.base.periods import Period, WorkMonth
from app.services.rules.measures import kpis
from app.services.rules.measures.kpis import Definition


@dataclass(frozen=True, slots=True)
class Overview:
    """``figures``: each with its target, and the whole period before as ``last_week``. A week also has the work month
    to date of the day it is seen from, and all of the one it began in where that is another.
    ``version`` is that of the definitions."""

    period: Period
    before: Period
    months: WorkMonth
    version: str
    figures: tuple[Figure, ...]
    month: Period | None = None
    earlier: Period | None = None


def overview(store: Store, agent: str, period: Period) -> Overview:
    """Raises nothing of its own: an empty store gives zeros, and None where there is nothing to divide by."""
    with store.read() as session:
        work_month = months.get(session)
        known = definitions.in_force(session, period.last)
        before = periods.shifted(period, -1, work_month)
        aims = targets.of_session(session, agent)
        this = _values(session, agent, period.first, period.last, known.kpis)
        earlier = _values(session, agent, before.first, before.last, known.kpis)
        month: dict[str, Decimal | None] = {}
        begun: dict[str, Decimal | None] = {}
        whole = other = None
        if period.kind == PeriodKind.WEEK:
            seen = seen_on(period.first, period.last, store.today())
            whole = periods.of(PeriodKind.MONTH, seen, work_month)
            month = _values(session, agent, whole.first, seen, known.kpis)
            if (other := earlier_month(period.first, seen, work_month)) is not None:
                begun = _values(session, agent, other.first, other.last, known.kpis)
    figures = tuple(
        Figure(
            definition=kpi,
            actual=this[kpi.code],
            target=aims.aim(period, kpi.metric).value if kpi.metric else 0,
            last_week=earlier[kpi.code],
            month=month.get(kpi.code),
            earlier=begun.get(kpi.code),
        )
        for kpi in known.kpis
    )
    return Overview(period, before, work_month, known.version, figures, whole, other)


def _values(
    session: Session, agent: str, first: date, last: date, wanted: Iterable[Definition]
) -> dict[str, Decimal | None]:
    terms = tuple(dict.fromkeys(term for kpi in wanted for term in kpi.terms))
    values, unknown = counted(session, agent, first, last, terms)
    return {kpi.code: kpis.compute(kpi, values, unknown) for kpi in wanted}
