"""The values, groups, sums and conditions of a report in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from app import words
from app.enums import Language
from app.services.front.reports.fields import Field, List
from app.services.front.reports.running import Amount, Result
from app.services.rules.base.periods import CALENDAR, WorkMonth
from app.services.rules.figures.report_values import TEN, WAN, YES, decimal, label
from app.services.rules.figures.reports import (
    Condition,
    Group,
    Measure,
    MovingPeriod,
    Report,
    ReportHow,
    ReportKind,
    ReportStep,
    ReportTest,
)
from app.services.tables.amounts import yuan

NOTHING = "—"
TENTH = Decimal("0.1")


def value(field: Field, found: Any, language: Language) -> str:
    """A value as a person reads it; a dash for nothing."""
    if found is None or found == "":
        return NOTHING
    if field.kind == ReportKind.MONEY:
        return yuan(found)
    if field.kind == ReportKind.DECIMAL:
        return f"{decimal(found):f}"
    if field.kind == ReportKind.WHOLE:
        return f"{found:,}"
    if field.kind == ReportKind.YES_NO:
        return words.say("customers.yes" if found else "customers.no", language)
    if field.choices is not None:
        return field.choices(language).get(found, str(found))
    return found.isoformat() if isinstance(found, date) else str(found)


def key(field: Field, group: Group, found: Any, language: Language, months: WorkMonth = CALENDAR) -> str:
    """The name of a group."""
    if found is None:
        return words.say("report.nothing", language)
    if group.step == ReportStep.TENS:
        return f"{found}–{found + TEN - 1}"
    if group.step == ReportStep.WAN:
        return words.say("report.wan", language, least=found // WAN, most=found // WAN + 1)
    if isinstance(found, date):
        return label(found, group.step, months)
    return value(field, found, language)


def amount(measure: Measure, kind: ReportKind | None, found: Amount) -> str:
    """What a group comes to; nothing where it has no rows, a mean with one decimal (yuan: to the fen)."""
    if found is None:
        return ""
    counted = measure.how in (ReportHow.COUNT, ReportHow.DISTINCT)
    if kind == ReportKind.MONEY and not counted:
        return yuan(int(Decimal(found).quantize(Decimal(1), ROUND_HALF_UP)))
    if kind == ReportKind.DECIMAL and not counted:
        return f"{(Decimal(found) / 1_000_000).quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():,f}"
    if isinstance(found, Decimal):
        return f"{found.quantize(TENTH, ROUND_HALF_UP):,}"
    return f"{found:,}"


def title(measure: Measure, source: List, language: Language) -> str:
    """The head of a column of sums."""
    if measure.how == ReportHow.COUNT:
        return words.say(f"report.rows.{source.key}", language)
    what = source.by_key[measure.field].title(language)
    if measure.how == ReportHow.SUM:
        return what
    return words.say("report.measured", language, what=what, how=words.of(measure.how, language))


def head(group: Group, source: List, language: Language) -> str:
    """The head of a column of groups."""
    what = source.by_key[group.field].title(language)
    if group.step == ReportStep.VALUE:
        return what
    return words.say("report.stepped", language, what=what, step=words.of(group.step, language))


def condition(one: Condition, source: List, language: Language) -> str:
    """``Age below 35``, in words."""
    field = source.by_key[one.field]
    what, test = field.title(language), words.of(one.test, language)
    if one.test in (ReportTest.EMPTY, ReportTest.FILLED):
        return words.say("report.condition", language, what=what, test=test, value="").strip()
    comma = "、" if language == Language.ZH else ", "
    said = comma.join(_asked(field, each, language) for each in one.values)
    return words.say("report.condition", language, what=what, test=test, value=said)


def _asked(field: Field, found: str | int, language: Language) -> str:
    if field.kind == ReportKind.YES_NO:
        return words.say("customers.yes" if found == YES else "customers.no", language)
    if found in set(MovingPeriod):
        return words.of(MovingPeriod(found), language)
    return value(field, found, language)


def describe(report: Report, source: List, language: Language) -> str:
    """The report in one line: the list, what of it, how it is grouped."""
    parts = [words.say(f"report.list.{source.key}", language)]
    parts += [condition(one, source, language) for one in report.conditions]
    groups = [head(group, source, language) for group in report.groups]
    if report.across is not None:
        groups.append(head(report.across, source, language))
    if groups:
        parts.append(words.say("report.by", language, groups=" × ".join(groups)))
    return ("；" if language == Language.ZH else "; ").join(parts)


def heads(result: Result, language: Language) -> list[str]:
    """The heads of the table: groups and sums, or the columns of the rows."""
    report, source = result.report, result.source
    if result.crossed is None:
        return [source.by_key[name].title(language) for name in report.columns]
    found = [head(group, source, language) for group in report.groups]
    sums = [title(measure, source, language) for measure in report.measures]
    if report.across is None:
        return [*found, *sums]
    field = source.by_key[report.across.field]
    for each in result.crossed.columns:
        name = key(field, report.across, each, language, result.reckoning.months)
        found += [name if len(sums) == 1 else f"{name} {one}" for one in sums]
    total = words.say("report.total", language)
    return [*found, *(total if len(sums) == 1 else f"{total} {one}" for one in sums)]


def row_keys(result: Result, keys: Sequence[Any], language: Language) -> list[str]:
    """The names of the groups of one row."""
    source, months = result.source, result.reckoning.months
    pairs = zip(result.report.groups, keys, strict=True)
    return [key(source.by_key[group.field], group, each, language, months) for group, each in pairs]
