"""The figures of a period: each with what it divides, and the rows behind both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.enums import ActivityKind, ActivityStatus
from app.models import Activity
from app.services.base.store import Store
from app.services.measures.kpis import definitions
from app.services.measures.kpis.rows import KpiRow, select_rows, sums
from app.services.measures.kpis.spans import FIRST, LAST, Bound, Span
from app.services.rules.base.periods import Period, working_days
from app.services.rules.measures import kpis as rules
from app.services.rules.measures.kpis import Definition, Term


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
        """The code of its definition."""
        return self.definition.code


def figures(store: Store, period: Period, agent: str) -> list[Figure]:
    """Every KPI in force at the period's end, in the order of the definitions."""
    with store.read() as session:
        return of_session(session, period, agent, definitions.in_force(session, period.last).kpis)


def of_session(session: Session, period: Period, agent: str, wanted: Iterable[Definition]) -> list[Figure]:
    """The figures of the ``wanted`` definitions, in their order, for a period; ``agent`` "" is everybody in the store.
    The terms of all of them are counted together.
    """
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


def counted(
    session: Session, agent: str, first: date, last: date, wanted: Iterable[Term]
) -> tuple[dict[str, int], dict[str, int]]:
    """The values of terms by key, and how many rows of each have no amount that could be told."""
    values, unknown = _values(session, wanted, Span(agent, first, last))
    return values, {key: rows for key, rows in unknown.items() if rows}


def _values(session: Session, terms: Iterable[Term], span: Span) -> tuple[dict[str, int], dict[str, int]]:
    """Values and numbers of unknown rows, by key. The index counts plain activities of all kinds at once."""
    wanted = dict.fromkeys(term if term.sign == 1 else replace(term, sign=1) for term in terms)
    values = _counted(session, span)
    if span.agent:  # of one agent these are known from the others
        values |= {rules.WORK_DAYS: working_days(span.first, span.last), rules.AGENTS: 1}
        values[rules.ACTIVE_AGENTS] = int(any(values[kind] for kind in ActivityKind))
        if Term(rules.PRODUCING_AGENTS) in wanted:
            wanted[Term(rules.ISSUED_CASES)] = None
    left = tuple(term for term in wanted if term.key not in values and not _known(term, span))
    found = sums(session, left, span)
    values |= {key: value for key, (value, _) in found.items()}
    if span.agent and rules.ISSUED_CASES in values:
        values[rules.PRODUCING_AGENTS] = int(values[rules.ISSUED_CASES] > 0)
    return {term.key: values[term.key] for term in wanted}, {key: unknown for key, (_, unknown) in found.items()}


def _known(term: Term, span: Span) -> bool:
    return bool(span.agent) and term == Term(rules.PRODUCING_AGENTS)


def _counted(session: Session, span: Span) -> dict[str, int]:
    found: dict[str, int] = {kind: number for kind, number in session.execute(_by_kind(not span.agent), span.values())}  # noqa: C416 - typed so
    return {kind.value: found.get(kind.value, 0) for kind in ActivityKind}


@cache
def _by_kind(everybody: bool) -> Select[str, int]:
    done = (Activity.on_date.between(FIRST, LAST), Activity.status == ActivityStatus.DONE)
    counts = select(Activity.kind, func.count()).where(Bound(everybody).whose(Activity.agent_code), *done)
    return counts.group_by(Activity.kind)
