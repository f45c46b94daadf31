"""The lists of the weekly workbook: activities, funnel, needs, next week's plan, risks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app import words
from app.enums import ActivityStatus, Coverage, Language, Metric, OrderState, Relation, Stage
from app.services.rules.spine.coverage import DateMark
from app.services.rules.spine.funnel import PATH, StageRow
from app.services.team.weekly import collect
from app.services.team.weekly import needs as need_lines
from app.services.team.weekly import orders as order_lines
from app.services.team.weekly import risks as risk_lines
from app.services.team.weekly.book import Book, Cell, Money, Toned
from app.services.team.weekly.collect import Detail, Plan, Report
from app.services.team.weekly.needs import NeedLine
from app.services.team.weekly.risks import Risk, RiskKind
from app.services.team.weekly.words import PARTS
from app.words import say

MANY_CHILDREN = (Relation.CHILD, Relation.PARENT, Relation.OTHER)
STATUS_TONES = {
    ActivityStatus.DONE: ("✓", "good"),
    ActivityStatus.PLANNED: ("○", ""),
    ActivityStatus.CANCELLED: ("×", ""),
}
COVERAGE_TONES = {
    Coverage.COVERED: ("●", "good"),
    Coverage.PARTIAL: ("◐", "warn"),
    Coverage.OPEN: ("○", "bad"),
    Coverage.DECLINED: ("—", ""),
    Coverage.OVER_COVERED: ("⊕", "warn"),
    Coverage.UNKNOWN: ("?", "warn"),
}
MARK_TONES = {DateMark.DONE: "good", DateMark.LATE: "bad", DateMark.STARTED_LATE: "warn", DateMark.DUE: "warn"}


def activities(
    book: Book,
    session: Session,
    report: Report,
    title: str,
    counted: Callable[[Iterator[Detail]], Iterator[Detail]],
) -> int:
    """The list of activities; ``counted`` sees every row. Returns how many there are."""
    language = book.language

    def rows() -> Iterator[list[Cell]]:
        for one in counted(collect.details(session, report.agent.code, report.week, report.as_of)):
            yield [
                one.on_date,
                weekday(one.on_date, language),
                clock(one.at_minute),
                words.of(one.kind, language),
                _marked(*STATUS_TONES[one.status], words.of(one.status, language)),
                one.household_code,
                stage_words(one.stage, language),
                Money(one.premium) if one.premium is not None else None,
                one.next_step_on,
            ]

    return book.table("activities", title, say("weekly.about.activities", language), rows())


def funnel(book: Book, report: Report, title: str) -> int:
    """The stages with who came, left and stays. Returns how many rows there are."""
    limits = report.definitions.stale_days
    rows = (funnel_cells(row, book.language, limits.get(row.stage.value)) for row in report.progress.funnel)
    return book.table("funnel", title, say("weekly.about.funnel", book.language), rows)


def funnel_cells(row: StageRow, language: Language, limit: int | None) -> list[Cell]:
    """One stage; ``limit`` is after how many days in it a family is stale."""
    return [
        stage_words(row.stage, language), row.opening, row.entered, row.left, row.closing,
        row.conversion, row.cohort, row.mean_days,
        Toned(len(row.stale), "warn") if row.stale else 0,
        limit,
    ]  # fmt: skip


def needs(
    book: Book,
    session: Session,
    report: Report,
    title: str,
    counted: Callable[[Iterator[NeedLine]], Iterator[NeedLine]],
) -> int:
    """The list of needs; ``counted`` sees every line. Returns how many there are."""
    language = book.language
    lines = counted(need_lines.lines(session, report.agent.code, report.week, report.as_of))
    rows = (_need(line, language) for line in lines)
    return book.table("needs", title, say("weekly.about.needs", language), rows)


def _need(line: NeedLine, language: Language) -> list[Cell]:
    row = line.row
    name = row.description if row.household_id is None else event_words(row.event, language)
    return [
        row.number, row.household_code, _member(line.member, language), name,
        words.of(row.importance, language), words.of(row.urgency, language), row.rank,
        Money(row.gap), Money(row.in_force), Money(row.proposed),
        min(1.0, row.in_force / row.gap) if row.gap > 0 else None,
        _marked(*COVERAGE_TONES[line.coverage], words.of(line.coverage, language)),
        words.of(row.status, language),
        row.planned_start, row.planned_finish, row.actual_start, row.actual_finish,
        Toned(words.of(row.mark, language), MARK_TONES.get(row.mark, "")) if row.mark != DateMark.NONE else None,
        row.reschedules or None, row.suspects or None, line.owner,
    ]  # fmt: skip


def plan(book: Book, session: Session, report: Report, title: str) -> int:
    """Next week's activities and needs due, under its targets. Returns how many there are."""
    language = book.language
    week = report.week.plus(1)

    def cells(one: Plan) -> list[Cell]:
        if one.kind is not None:
            what = words.of(one.kind, language)
        else:
            what = say("weekly.plan.need", language, number=one.need_number, event=event_words(one.event, language))
        return [
            one.on_date, weekday(one.on_date, language), clock(one.at_minute), what, one.household_code,
            stage_words(one.stage, language), None,
        ]  # fmt: skip

    aims = target_line(report.next_targets, language) or say("weekly.plan.no_targets", language)
    about = say("weekly.about.plan", language, week=str(week), first=week.monday, last=week.sunday, targets=aims)
    rows = (cells(one) for one in collect.plans(session, report.agent.code, week, report.as_of))
    return book.table("plan", title, about, rows)


def products(book: Book, report: Report, title: str) -> int:
    """What was sold, by product. Returns how many there are."""
    english = report.english if book.language == Language.EN else {}
    rows: Iterator[list[Cell]] = (
        [one.code, english.get(one.code, one.name), one.policies, one.households, Money(one.premium)]
        for one in report.products
    )
    return book.table("products", title, say("weekly.about.products", book.language), rows)


def orders(book: Book, report: Report, title: str) -> int:
    """Orders under way, those that wait for approval first. Returns how many there are."""
    english = report.english if book.language == Language.EN else {}
    rows = (_order(one, english, book.language) for one in report.orders)
    return book.table("orders", title, say("weekly.about.orders", book.language), rows)


def _order(order: Mapping[str, Any], english: Mapping[str, str], language: Language) -> list[Cell]:
    days = [date.fromisoformat(order[name]) if order[name] else None for name in ("submitted_on", "issued_on")]
    approval = order_lines.approval_words(order, language)
    return [
        order["number"], order["household"], order_lines.products_of(order, language, english), Money(order["premium"]),
        words.of(OrderState(order["state"]), language), *days, Toned(approval, "bad") if order["waits"] else approval,
    ]  # fmt: skip


def said(book: Book, report: Report, title: str) -> int:
    """The agent's own words; a part left empty has its line, to be filled in by hand."""
    rows = ([say(f"weekly.words.{part}", book.language), getattr(report.words, part) or None] for part in PARTS)
    return book.table("words", title, say("weekly.about.words", book.language), rows, filtered=False)


def risks(book: Book, session: Session, report: Report, title: str) -> int:
    """What is to be watched. Returns how many there are."""
    language = book.language
    about = say("weekly.about.risks", language, day=report.as_of)
    rows = (_risk(one, language) for one in risk_lines.risks(session, report))
    return book.table("risks", title, about, rows)


def _risk(risk: Risk, language: Language) -> list[Cell]:
    if risk.grave:
        severity = Toned("▲ " + say("weekly.severity.grave", language), "bad")
    else:
        severity = Toned("△ " + say("weekly.severity.watch", language), "warn")
    return [
        severity, say(f"weekly.risk.{risk.kind.value}", language), risk.household_code, _explained(risk, language),
        risk.on_date, risk.days,
    ]  # fmt: skip


def _explained(risk: Risk, language: Language) -> str:
    if risk.kind == RiskKind.OVERDUE and risk.activity:
        return say("weekly.risk.overdue.text", language, kind=words.of(risk.activity, language), days=risk.days)
    if risk.kind == RiskKind.NEED_LATE:
        return say("weekly.risk.need_late.text", language, number=risk.need_number, days=risk.days)
    if risk.kind == RiskKind.STALE:
        return say("weekly.risk.stale.text", language, stage=stage_words(risk.stage, language), days=risk.days)
    if risk.kind == RiskKind.NO_NEXT_STEP:
        return say("weekly.risk.no_next_step.text", language, stage=stage_words(risk.stage, language))
    if risk.kind == RiskKind.PREMIUM and risk.ratio is not None:
        return say("weekly.risk.premium.text", language, percent=f"{risk.ratio * 100:.0f}%")
    return say(f"weekly.risk.{risk.kind.value}.text", language, days=risk.days)


def weekday(day: date, language: Language) -> str:
    """In words."""
    return say("weekly.weekdays", language).split()[day.weekday()]


def clock(minute: int | None) -> str | None:
    """Minutes after midnight as 09:30; None stays None."""
    return None if minute is None else f"{minute // 60:02d}:{minute % 60:02d}"


def stage_words(stage: Stage | None, language: Language) -> str:
    """``S3 需求分析完成``; an exit has no number."""
    if stage is None:
        return ""
    return f"{stage.value} {words.of(stage, language)}" if stage in PATH else words.of(stage, language)


def target_line(targets: dict[Metric, int], language: Language) -> str:
    """The targets in one line; those not set are left out."""
    parts = [
        f"{words.of(metric, language)} {value / 100 if metric == Metric.PREMIUM else value:,.0f}"
        for metric, value in targets.items()
        if value
    ]
    return " · ".join(parts)


def event_words(event: str, language: Language) -> str:
    """An event's word; one of a goods catalogue stands as it is."""
    code = f"event.{event}"
    return say(code, language) if words.known(code) else event


def _member(mark: tuple[Relation, int] | None, language: Language) -> str:
    if mark is None:
        return ""
    relation, number = mark
    name = words.of(relation, language)
    return f"{name} {number}" if relation in MANY_CHILDREN else name


def _marked(mark: str, tone: str, text: str) -> Cell:
    return Toned(f"{mark} {text}", tone)
