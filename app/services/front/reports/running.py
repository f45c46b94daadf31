"""A report made: the rows that answer its conditions, and what they come to in each group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from app.enums import Language
from app.services.base.store import Store
from app.services.front.reports import lists
from app.services.front.reports.fields import CHUNK, Field, Line, List
from app.services.measures.kpis import months
from app.services.rules.figures import reports as rules
from app.services.rules.figures.report_values import Reckoning, between, holds, order, put
from app.services.rules.figures.reports import Group, Measure, Report, ReportHow
from app.services.tables.pivot import ALL, Amounts, Cell, pivoted

Step = Callable[[int, int], None]
Key = tuple[Any, ...]
Amount = int | Decimal | None


@dataclass(frozen=True, slots=True)
class Crossed:
    """``rows`` are the keys of the groups, ``columns`` those across (one empty key where nothing is parted). ``cells``
    has the amounts of the measures, :data:`ALL` in the place of a row or column for all of them; ``places`` says of
    each line which row and column it is in."""

    rows: tuple[Key, ...]
    columns: tuple[Any, ...]
    cells: Mapping[Cell, tuple[Amount, ...]]
    places: tuple[Cell, ...]

    def amount(self, row: int, column: int, measure: int) -> Amount:
        """What a cell comes to; None where nothing is in it."""
        found = self.cells.get((row, column))
        return None if found is None else found[measure]


@dataclass(frozen=True, slots=True)
class Result:
    """``lines`` are those that answer the conditions, their values in the order of ``fields``; ``read`` is how many
    were looked at. ``crossed`` is None where the report groups nothing."""

    report: Report
    source: List
    reckoning: Reckoning
    fields: tuple[Field, ...]
    lines: tuple[Line, ...]
    read: int
    crossed: Crossed | None

    def at(self, key: str) -> int:
        """Where the values of a field stand in a line."""
        return next(number for number, field in enumerate(self.fields) if field.key == key)

    def field(self, key: str) -> Field:
        """A field the report asks for."""
        return self.fields[self.at(key)]

    def behind(self, row: int, column: int) -> list[Line]:
        """The lines a cell adds up; ``ALL`` in either place for all of them."""
        if self.crossed is None:
            return list(self.lines)
        wanted = zip(self.lines, self.crossed.places, strict=True)
        return [line for line, (down, across) in wanted if row in (ALL, down) and column in (ALL, across)]


def run(store: Store, report: Report, step: Step = lambda _done, _total: None) -> Result:
    """Read the list, keep what answers the conditions, put it into groups. Raises InputError for a list or a field that
    is not there (any more) and for what cannot be asked; ``step`` may raise to stop."""
    with store.read() as session:
        source = lists.one(session, report.source)
        report = with_columns(rules.checked(report, source.kinds), source)
        reckoning = Reckoning(store.today(), months.get(session))
        fields = tuple(source.by_key[key] for key in report.asked)
        kept, read = _kept(session, source, report, fields, reckoning, step)
    grouped = bool(report.groups or report.across)
    lines = kept if grouped else tuple(sorted(kept, key=lambda line: _first(line, report, fields)))
    crossed = _crossed(report, fields, lines, reckoning) if grouped else None
    return Result(report, source, reckoning, fields, lines, read, crossed)


def _first(line: Line, report: Report, fields: Sequence[Field]) -> tuple[bool, Any]:
    """By what stands in the first column."""
    at = next(number for number, field in enumerate(fields) if field.key == report.columns[0])
    value = line.values[at]
    return order(None if value == "" else value)


def with_columns(report: Report, source: List) -> Report:
    """A report that names no columns shows the usual ones: behind its sums, too."""
    from dataclasses import replace

    return report if report.columns else replace(report, columns=source.usual)


def _kept(
    session: Session, source: List, report: Report, fields: Sequence[Field], reckoning: Reckoning, step: Step
) -> tuple[tuple[Line, ...], int]:
    at = {field.key: number for number, field in enumerate(fields)}
    asked = [(at[one.field], holds(one, source.by_key[one.field].kind, reckoning)) for one in report.conditions]
    kept, number = [], 0
    for number, line in enumerate(source.read(session, fields, reckoning), 1):
        if number % CHUNK == 0:
            step(number, 0)
        if all(test(line.values[place]) for place, test in asked):
            kept.append(line)
    return tuple(kept), number


def _crossed(report: Report, fields: Sequence[Field], lines: Sequence[Line], reckoning: Reckoning) -> Crossed:
    at = {field.key: number for number, field in enumerate(fields)}
    down = _keys(report.groups, at, lines, reckoning)
    across = _keys((report.across,) if report.across else (), at, lines, reckoning)
    rows = _ordered(down, report.groups, fields, at, reckoning)
    columns = _ordered(across, (report.across,) if report.across else (), fields, at, reckoning)
    places = tuple(zip(_numbers(down, rows), _numbers(across, columns), strict=True))
    amounts = [_amounts(one, at, lines) for one in report.measures]
    cells = pivoted([one[0] for one in places], [one[1] for one in places], amounts) if lines else {}
    return Crossed(rows, tuple(key[0] if key else None for key in columns), cells, places)


def _keys(groups: Sequence[Group], at: Mapping[str, int], lines: Iterable[Line], reckoning: Reckoning) -> list[Key]:
    parts = [(at[group.field], group.step) for group in groups]
    return [tuple(put(line.values[place], step, reckoning.months) for place, step in parts) for line in lines]


def _ordered(
    keys: Iterable[Key], groups: Sequence[Group], fields: Sequence[Field], at: Mapping[str, int], reckoning: Reckoning
) -> tuple[Key, ...]:
    """Codes in the order of their list, values in their own; a row of periods has no holes in it."""
    found = set(keys)
    if len(groups) == 1:
        found |= {(day,) for day in between([key[0] for key in found], groups[0].step, reckoning.months)}
    ranks = [_ranks(fields[at[group.field]], {key[part] for key in found}) for part, group in enumerate(groups)]

    def place(key: Key) -> tuple[tuple[bool, Any], ...]:
        return tuple(order(rank.get(part, part)) for part, rank in zip(key, ranks, strict=True))

    return tuple(sorted(found, key=place))


def _ranks(field: Field, keys: Iterable[Any]) -> Mapping[Any, int]:
    """Of a field with a list of codes: where each stands; one that is in no list comes after them."""
    if field.choices is None:
        return {}
    codes = list(field.choices(Language.ZH))
    return {code: number for number, code in enumerate([*codes, *sorted(set(keys) - {*codes, None})])}


def _numbers(keys: Iterable[Key], ordered: Sequence[Key]) -> list[int]:
    known = {key: number for number, key in enumerate(ordered)}
    return [known[key] for key in keys]


def _amounts(measure: Measure, at: Mapping[str, int], lines: Sequence[Line]) -> Amounts:
    """What is counted apart is numbered first: texts and days are no numbers to add."""
    if measure.how == ReportHow.COUNT:
        return Amounts(ReportHow.COUNT)
    values = [line.values[at[measure.field]] for line in lines]
    if measure.how == ReportHow.DISTINCT:
        known: dict[Any, int] = {}
        values = [None if one in (None, "") else known.setdefault(one, len(known)) for one in values]
    return Amounts(measure.how, values)
