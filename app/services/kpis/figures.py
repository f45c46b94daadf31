"""The figures of a period: each with what it divides, and the rows behind both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.enums import ActivityKind, ActivityStatus
from app.models import Activity
from app.services.kpis import definitions
from app.services.kpis.rows import KpiRow, Span, select_rows, sum_rows
from app.services.rules import kpis as rules
from app.services.rules.kpis import Definition, Term
from app.services.rules.periods import Period, working_days
from app.services.store import Store


@dataclass(frozen=True, slots=True)
class Figure:
    """One KPI of one period of ``agent`` ("" for everybody in the store). Counts, or fen.

    ``denominator`` is None where nothing is divided; ``value`` None where there is nothing to divide by. ``unknown``
    rows could not be counted, such as a commission of a product without a rate.
    """

    definition: Definition
    period: Period
    agent: str
    numerator: int
    denominator: int | None
    value: Decimal | None
    unknown: int = 0

    @property
    def id(self) -> str:
        return self.definition.code


def figures(store: Store, period: Period, agent: str) -> list[Figure]:
    """Every KPI in force at the period's end, in the order of the definitions."""
    with store.read() as session:
        return of_session(session, period, agent, definitions.in_force(session, period.last).kpis)


def of_session(session: Session, period: Period, agent: str, wanted: Iterable[Definition]) -> list[Figure]:
    wanted = list(wanted)
    terms = dict.fromkeys(term for kpi in wanted for term in kpi.terms)
    values, unknown = _values(session, terms, Span(agent, period.first, period.last))
    return [
        Figure(
            definition=kpi,
            period=period,
            agent=agent,
            numerator=rules.total(kpi.numerator, values),
            denominator=rules.total(kpi.denominator, values) if kpi.denominator else None,
            value=rules.compute(kpi, values),
            unknown=sum(unknown.get(term.key, 0) for term in kpi.terms),
        )
        for kpi in wanted
    ]


def rows(store: Store, figure: Figure, part: str = "numerator") -> list[KpiRow]:
    """What ``figure`` counts in its numerator or denominator: the amounts add up to that number."""
    span = Span(figure.agent, figure.period.first, figure.period.last)
    with store.read() as session:
        return [row for term in getattr(figure.definition, part) for row in select_rows(session, term, span)]


def measures(
    session: Session, agent: str, first: date, last: date, wanted: Iterable[Term] | None = None
) -> dict[str, int]:
    """The values of terms by their key, without their signs; without ``wanted`` all plain measures."""
    terms = wanted if wanted is not None else [Term(name) for name in sorted(rules.MEASURES)]
    return _values(session, terms, Span(agent, first, last))[0]


def _values(session: Session, terms: Iterable[Term], span: Span) -> tuple[dict[str, int], dict[str, int]]:
    """Values and numbers of unknown rows, by key. The index counts plain activities of all kinds at once."""
    values: dict[str, int] = {}
    unknown: dict[str, int] = {}
    counted = _counted(session, span)
    for term in terms:
        key = term.key
        if key in values:
            continue
        if key in counted:
            values[key] = counted[key]
        elif key == rules.WORK_DAYS and span.agent:
            values[key] = working_days(span.first, span.last)
        else:
            values[key], unknown[key] = sum_rows(session, term, span)
    return values, unknown


def _counted(session: Session, span: Span) -> dict[str, int]:
    rows = (
        select(Activity.kind, func.count())
        .where(
            span.whose(Activity.agent_code),
            Activity.on_date.between(span.first, span.last),
            Activity.status == ActivityStatus.DONE,
        )
        .group_by(Activity.kind)
    )
    found: dict[str, int] = {kind: number for kind, number in session.execute(rows)}  # noqa: C416 - typed so
    return {kind.value: found.get(kind.value, 0) for kind in ActivityKind}
