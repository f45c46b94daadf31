"""What one file says against itself: sums counted again from the visible rows, and numbers that cannot be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from openpyxl.utils import get_column_letter

from app import words
from app.enums import ActivityKind, ActivityStatus, Language, Stage
from app.services.rules.base.moments import day_of
from app.services.rules.measures import kpis
from app.services.rules.measures.kpis import Unit
from app.services.rules.spine.funnel import EXITS, PATH
from app.services.tables.tabular import Cell
from app.services.team.rollup.edits import columns_in
from app.services.team.rollup.findings import Finding, FindingKind, word
from app.services.team.rollup.reading import Line, WeeklyFile
from app.services.team.weekly.control import FUNNEL_PARTS
from app.services.team.weekly.summary import FIGURES_ROW, UNKNOWN
from app.services.team.weekly.tables import stage_words

DAYS_OF_A_WEEK = 7
SUMMARY_PARTS = ("target", "actual", "last_week", "month")
SUMMARY_COLUMNS = {"target": 3, "actual": 4, "last_week": 6, "month": 8}
TOLERANCE = Decimal("0.006")  # a figure of fen shown in yuan, an average rounded to the fen


def of_file(file: WeeklyFile) -> list[Finding]:
    """Every finding a file gives rise to by itself; a changed cell is told once, with both figures where they are
    known."""
    counted = [*_activities(file), *_needs(file), *_funnel(file), *_summary(file)]
    said = {(one.sheet, one.cell) for one in counted if one.cell}
    own = [one for one in file.findings if not (one.cell and (one.sheet, one.cell) in said)]
    return [*own, *counted, *_impossible(file)]


# -- counted again from the rows ----------------------------------------------------------------------------------
def _activities(file: WeeklyFile) -> Iterator[Finding]:
    if "activities" not in file.lists:
        return
    sheet = file.sheets["activities"].name
    sums: Counter[str] = Counter({"rows": 0, "done": 0, "premium_fen": 0})
    for line in file.lists["activities"]:
        sums["rows"] += 1
        kind, status = _kind(line.cells.get("kind"), file.language), _status(line.cells.get("status"), file.language)
        premium = _fen(line.cells.get("premium"))
        if kind is None or status is None or premium is None:
            yield file.finding(FindingKind.EDITED, "row_unreadable", grave=True, sheet=sheet, row=line.number)
            continue
        if status == ActivityStatus.DONE:
            sums["done"] += 1
            sums[f"done.{kind.value}"] += 1
            sums["premium_fen"] += premium
        yield from _activity(file, sheet, line, kind, status, premium)
    wanted = {key for key in file.agent.entries if key.startswith("sum.activities.")}
    for name in sorted({f"sum.activities.{name}" for name in sums} | wanted):
        part = name.removeprefix("sum.activities.")
        yield from _compare(file, sheet, part, file.agent.number(name), sums[part])


def _activity(
    file: WeeklyFile, sheet: str, line: Line, kind: ActivityKind, status: ActivityStatus, premium: int
) -> Iterator[Finding]:
    week, day = file.agent.week, _day(line.cells.get("date"))
    place: dict[str, Any] = {"grave": True, "sheet": sheet, "row": line.number}
    if day is None or day not in week:
        text = day.isoformat() if day else str(line.cells.get("date") or "—")
        yield file.finding(FindingKind.WRONG_WEEK, "outside_week", **place, day=text, week=str(week))
    elif status == ActivityStatus.DONE and day > day_of(file.agent.written_at):
        yield file.finding(FindingKind.IMPOSSIBLE, "done_later", **place, day=day.isoformat())
    if premium < 0:
        yield file.finding(FindingKind.IMPOSSIBLE, "negative", **place, what=word("weekly.column.premium"))
    elif premium and kind != ActivityKind.CLOSING:
        yield file.finding(FindingKind.IMPOSSIBLE, "premium_elsewhere", **place)


def _needs(file: WeeklyFile) -> Iterator[Finding]:
    if "needs" not in file.lists:
        return
    sheet = file.sheets["needs"].name
    sums = {"rows": 0, "gap_fen": 0, "in_force_fen": 0}
    for line in file.lists["needs"]:
        sums["rows"] += 1
        for name, key in (("gap_fen", "gap"), ("in_force_fen", "in_force")):
            amount = _fen(line.cells.get(key))
            if amount is None:
                yield file.finding(FindingKind.EDITED, "row_unreadable", grave=True, sheet=sheet, row=line.number)
                continue
            sums[name] += amount
            if amount < 0:
                what = word(f"weekly.column.{key}")
                yield file.finding(
                    FindingKind.IMPOSSIBLE, "negative", grave=True, sheet=sheet, row=line.number, what=what
                )
    for name, value in sums.items():
        yield from _compare(file, sheet, name, file.agent.number(f"sum.needs.{name}"), value)


def _funnel(file: WeeklyFile) -> Iterator[Finding]:
    lines = file.lists.get("funnel")
    if lines is None:
        return
    sheet = file.sheets["funnel"].name
    by_stage = {line.cells.get("stage"): line for line in lines}
    for stage in (*PATH, *EXITS):
        line = by_stage.get(stage_words(stage, file.language))
        if line is None:
            yield file.finding(
                FindingKind.EDITED, "stage_missing", grave=True, sheet=sheet, stage=word(f"stage.{stage.value}")
            )
            continue
        for part in FUNNEL_PARTS:
            sealed, shown = file.agent.number(f"funnel.{stage.value}.{part}"), _number(line.cells.get(part))
            if shown != sealed:
                at = columns_in(file.agent.entries, "funnel", file.sheets["funnel"])
                cell = f"{at.letter(at.keys.index(part))}{line.number}"
                yield _differs(
                    file, sheet, line.number, word(f"weekly.column.{part}"), sealed, line.cells.get(part), cell
                )
        yield from _balance(file, sheet, line.number, stage)


def _balance(file: WeeklyFile, sheet: str, row: int, stage: Stage) -> Iterator[Finding]:
    opening, entered, left, closing = (file.agent.number(f"funnel.{stage.value}.{part}") for part in FUNNEL_PARTS)
    if min(opening, entered, left, closing) < 0 or opening + entered - left != closing:
        yield file.finding(
            FindingKind.IMPOSSIBLE, "funnel_sum", grave=True, sheet=sheet, row=row,
            stage=word(f"stage.{stage.value}"), opening=opening, entered=entered, left=left, closing=closing,
        )  # fmt: skip


def _summary(file: WeeklyFile) -> Iterator[Finding]:
    """The figures as they are shown against the figures as they were sealed."""
    sheet = file.sheets.get("summary")
    if sheet is None:
        return
    rows = {row.number: row for row in sheet.rows}
    kpi_codes = [key.split(".")[1] for key in file.agent.entries if key.startswith("kpi.") and key.endswith(".actual")]
    known = {kpi.code: kpi for kpi in file.agent.definitions.kpis}
    for number, code in enumerate(kpi_codes, start=FIGURES_ROW + 2):
        cells = rows[number].cells if number in rows else ()
        definition = known.get(code)
        money = definition is not None and definition.unit == Unit.MONEY
        name: Any = {"kpi": definition.name} if definition else code
        for part in SUMMARY_PARTS:
            sealed = file.agent.entries.get(f"kpi.{code}.{part}")
            at = SUMMARY_COLUMNS[part]
            shown = cells[at] if at < len(cells) else None
            wanted = None if sealed in ("", None) or (part == "target" and not sealed) else Decimal(str(sealed))
            if wanted is not None and money:
                wanted /= 100
            value = _decimal(shown)
            if (wanted is None) != (shown in (None, "", UNKNOWN)) or (
                wanted is not None and (value is None or abs(value - wanted) > TOLERANCE)
            ):
                cell = f"{get_column_letter(at + 1)}{number}"
                yield _differs(file, sheet.name, number, name, _plain(wanted), shown, cell)


def _compare(file: WeeklyFile, sheet: str, part: str, sealed: int, shown: int) -> Iterator[Finding]:
    if sealed == shown:
        return
    money = part.endswith("_fen")
    base, _, kind = part.partition(".")
    what = word(f"activity_kind.{kind}") if kind else word(f"rollup.sum.{base}")
    yield _differs(
        file, sheet, None, what, f"{sealed / 100:,.2f}" if money else sealed, f"{shown / 100:,.2f}" if money else shown
    )


def _differs(
    file: WeeklyFile, sheet: str, row: int | None, what: Any, sealed: Any, shown: Any, cell: str = ""
) -> Finding:
    text = _plain(value) if (value := _decimal(shown)) is not None else str(shown or "—")
    return file.finding(
        FindingKind.EDITED, "differs", grave=True, sheet=sheet, row=row, cell=cell, what=what, sealed=sealed, shown=text
    )


# -- numbers that cannot be ---------------------------------------------------------------------------------------
def _impossible(file: WeeklyFile) -> Iterator[Finding]:
    agent = file.agent
    for key, value in agent.entries.items():
        net = key.rpartition(".")[2].partition("[")[0] in kpis.NET
        if key.startswith(("measure.", "target.", "next_target.")) and isinstance(value, int) and value < 0 and not net:
            yield file.finding(FindingKind.IMPOSSIBLE, "negative", grave=True, what=_spoken_measure(key))
    week, month = agent.measures("week"), agent.measures("month")
    closings, meetings, visits = week[ActivityKind.CLOSING], week[ActivityKind.MEETING], week[ActivityKind.VISIT]
    if closings > meetings:  # a visit may have been the meeting: then it is to be asked, not yet impossible
        yield file.finding(
            FindingKind.IMPOSSIBLE, "closings", grave=closings > meetings + visits,
            closings=closings, meetings=meetings, visits=visits,
        )  # fmt: skip
    if week[kpis.PREMIUM] > 0 and not closings:
        yield file.finding(FindingKind.IMPOSSIBLE, "premium_without_closing", grave=True)
    if week[kpis.ACTIVE_DAYS] > DAYS_OF_A_WEEK:
        yield file.finding(FindingKind.IMPOSSIBLE, "active_days", grave=True, days=week[kpis.ACTIVE_DAYS])
    if agent.month_first_day <= agent.week.monday:
        for name in (*ActivityKind, kpis.PREMIUM):
            if month[name] < week[name]:
                yield file.finding(
                    FindingKind.IMPOSSIBLE,
                    "month_below_week",
                    grave=True,
                    what=_spoken_measure(f"measure.month.{name}"),
                )
    if day_of(agent.written_at) < agent.week.monday:
        day = day_of(agent.written_at).isoformat()
        yield file.finding(FindingKind.WRONG_WEEK, "before_week", grave=True, day=day, week=str(agent.week))


def _plain(value: Decimal | None) -> str:
    return "—" if value is None else f"{value:,.2f}".removesuffix(".00")


def _spoken_measure(key: str) -> Any:
    name = key.rsplit(".", 1)[-1]
    for family in ("activity_kind", "metric", "rollup.sum"):
        if words.known(f"{family}.{name}"):
            return word(f"{family}.{name}")
    return name


# -- cells --------------------------------------------------------------------------------------------------------
@cache
def _spoken(language: Language) -> dict[str, ActivityKind | ActivityStatus]:
    found: dict[str, ActivityKind | ActivityStatus] = {}
    for family in (ActivityKind, ActivityStatus):
        found |= {words.of(one, language): one for one in family}
    return found


def _kind(cell: Cell, language: Language) -> ActivityKind | None:
    one = _spoken(language).get(str(cell))
    return one if isinstance(one, ActivityKind) else None


def _status(cell: Cell, language: Language) -> ActivityStatus | None:
    one = _spoken(language).get(str(cell).partition(" ")[2])
    return one if isinstance(one, ActivityStatus) else None


def _decimal(cell: Cell) -> Decimal | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(repr(cell))
    return None


def _number(cell: Cell) -> int | None:
    value = _decimal(cell)
    return int(value) if value is not None and value == value.to_integral_value() else None


def _fen(cell: Cell) -> int | None:
    """Fen of an amount in yuan; 0 for an empty cell, None for what is no amount."""
    if cell is None or cell == "":
        return 0
    value = _decimal(cell)
    return None if value is None or not value.is_finite() else round(value * 100)


def _day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else None
