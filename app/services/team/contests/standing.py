"""Who stands where: the sums of the weeks kept, never a nought for who sent nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Place, bad_input
from app.models import TeamReport, TeamWeek
from app.services.base.store import Store
from app.services.measures.kpis import definitions
from app.services.rules.base.weeks import Week
from app.services.rules.measures import kpis
from app.services.rules.measures.kpis import MONEY, Definition, Unit
from app.services.rules.team.contests import FEWEST, ranks
from app.services.team.contests.keeping import ContestRow
from app.services.team.reviews.figures import Period, weeks_of
from app.services.team.rollup.team import AgentWeek
from app.services.team.roster import keeping as roster


@dataclass(frozen=True, slots=True)
class Standing:
    """One who takes part; ``why`` there is no rank: ``no_report``, ``unknown``, ``few``. ``weeks`` are the weeks
    reported with what each came to; ``basis`` is what a rate is taken of, above and below the line."""

    id: str
    name: str
    value: Decimal | None
    why: str = ""
    rank: int | None = None
    honoured: bool = False
    basis: tuple[int, int] | None = None
    weeks: tuple[tuple[Week, Decimal | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """``ranked`` by rank, ``apart`` those without one; ``asked`` weeks were rolled up in the period."""

    contest: ContestRow
    definition: Definition
    period: Period
    asked: int
    ranked: tuple[Standing, ...]
    apart: tuple[Standing, ...]


def board(store: Store, contest: ContestRow) -> Board:
    """As the weeks kept have it now; the KPI is counted as defined on the contest's last day. Raises InputError
    ``contest_kpi`` where there is no such KPI any more."""
    period = weeks_of(contest.starts_on, contest.ends_on)
    days = (period.starts_on, period.ends_on)
    with store.read() as session:
        everything = definitions.in_force(session, contest.ends_on).everything
        definition = next((one for one in everything if one.code == contest.kpi), None)
        if definition is None:
            raise bad_input("contest_kpi", Place(field="kpi"))
        figures = session.scalars(
            select(TeamReport.figures).where(TeamReport.monday.between(*days)).order_by(TeamReport.monday)
        )
        reports: dict[str, list[AgentWeek]] = {}
        for one in map(AgentWeek, figures):
            reports.setdefault(one.code, []).append(one)
        rolled = set(session.scalars(select(TeamWeek.monday).where(TeamWeek.monday.between(*days))))
        people = _people(session, contest, period, reports)
    asked = len(rolled | {one.week.monday for own in reports.values() for one in own})
    everyone = [_standing(code, name, definition, reports.get(code, [])) for code, name in people.items()]
    counted = [(one, one.value) for one in everyone if not one.why and one.value is not None]
    places = ranks([value for _, value in counted])
    ranked = [
        replace(one, rank=rank, honoured=rank <= contest.places and value > 0)
        for (one, value), rank in zip(counted, places, strict=True)
    ]
    ranked.sort(key=lambda one: (one.rank or 0, one.id))
    apart = sorted((one for one in everyone if one.why), key=lambda one: (one.why, one.id))
    return Board(contest, definition, period, asked, tuple(ranked), tuple(apart))


def _people(
    session: Session, contest: ContestRow, period: Period, reports: Mapping[str, Sequence[AgentWeek]]
) -> dict[str, str]:
    """Code → name: those chosen, else the roster's of these weeks, else whoever reported."""
    listed = [roster.row_of(one).draft for one in roster.members(session)]
    names = {code: own[-1].name for code, own in reports.items()} | {one.code: one.name for one in listed}
    span = [period.first.plus(n) for n in range((period.last.monday - period.first.monday).days // 7 + 1)]
    there = [one.code for one in listed if any(one.reports_in(week) for week in span)]
    codes = contest.agents or (there if listed else sorted(reports))
    return {code: names.get(code) or code for code in codes}


def _standing(code: str, name: str, definition: Definition, reports: Sequence[AgentWeek]) -> Standing:
    if not reports:
        return Standing(code, name, None, "no_report")
    weeks = tuple((one.week, _value(definition, [one])) for one in reports)
    value = _value(definition, reports)
    basis = None
    if definition.denominator:
        sums = _sums(reports)
        basis = (kpis.total(definition.numerator, sums), kpis.total(definition.denominator, sums))
    few = basis is not None and not _money(definition) and basis[1] < FEWEST
    return Standing(code, name, value, "unknown" if value is None else "few" if few else "", basis=basis, weeks=weeks)


def _money(definition: Definition) -> bool:
    """Whether yuan stand below the line, which are no cases."""
    return any(term.measure in MONEY for term in definition.denominator)


def _value(definition: Definition, reports: Sequence[AgentWeek]) -> Decimal | None:
    """None too where a file does not know a term of the KPI: what was not counted is no nought."""
    narrowed = [term.key for term in definition.terms if term.key != term.measure]
    if any(f"measure.week.{key}" not in one.entries for one in reports for key in narrowed):
        return None
    unknown: dict[str, int] = {}
    for one in reports:
        for key, count in one.unknown().items():
            unknown[key] = unknown.get(key, 0) + count
    return kpis.compute(definition, _sums(reports), unknown)


def _sums(reports: Sequence[AgentWeek]) -> dict[str, int]:
    total: dict[str, int] = {}
    for one in reports:
        for key, value in one.measures().items():
            total[key] = total.get(key, 0) + value
    return total


def shown(definition: Definition, value: Decimal | None) -> str:
    """A figure of the contest as it is read; a dash for none."""
    if value is None:
        return "—"
    if definition.unit == Unit.RATE:
        return f"{value:.1%}"
    if definition.unit == Unit.MONEY:
        return f"{value / 100:,.2f}"
    return f"{value:,.1f}" if definition.denominator else f"{value:,.0f}"


def basis_shown(definition: Definition, one: Standing) -> str:
    """What a rate is taken of, such as 3 / 8; "" where it is none."""
    if one.basis is None:
        return ""
    parts = (definition.numerator, definition.denominator)
    money = (any(term.measure in MONEY for term in part) for part in parts)
    return " / ".join(
        f"{value / 100:,.2f}" if is_money else f"{value:,}" for value, is_money in zip(one.basis, money, strict=True)
    )
