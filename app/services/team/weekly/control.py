"""The hidden sheet of a weekly workbook: ids, period, row counts, control sums and seals, as key and value.

``sum.*`` and ``rows.*`` can be counted again from the visible sheets; ``measure.*``, ``target.*``, ``funnel.*``,
``coverage.*`` and ``product.*`` are what a team adds up; ``seal.*`` tells whether a sheet was changed afterwards, and
``marks.*`` where.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from app.enums import ActivityStatus, Metric
from app.services.measures.kpis import definitions
from app.services.team.weekly import seal
from app.services.team.weekly.book import Book
from app.services.team.weekly.collect import Detail, Report
from app.services.team.weekly.needs import NeedLine
from app.services.team.weekly.words import PARTS

FORMAT = "needfolio-weekly"
FORMAT_VERSION = 2
SHEET = "_control"
LONGEST = 30_000  # characters in one cell
FUNNEL_PARTS = ("opening", "entered", "left", "closing")


class Sums:
    """Counted while the rows pass by."""

    def __init__(self) -> None:
        self.values: Counter[str] = Counter()
        self.coverage: Counter[str] = Counter()

    def details(self, rows: Iterator[Detail]) -> Iterator[Detail]:
        """The same rows, counted on their way into the sheet."""
        for row in rows:
            self.values["activities.rows"] += 1
            if row.status == ActivityStatus.DONE:
                self.values["activities.done"] += 1
                self.values[f"activities.done.{row.kind.value}"] += 1
                self.values["activities.premium_fen"] += row.premium or 0
            yield row

    def needs(self, rows: Iterator[NeedLine]) -> Iterator[NeedLine]:
        """The same lines, counted on their way into the sheet."""
        for line in rows:
            row = line.row
            self.values["needs.rows"] += 1
            self.values["needs.gap_fen"] += row.gap
            self.values["needs.in_force_fen"] += row.in_force
            for name, value in (("needs", 1), ("gap_fen", row.gap), ("cover_fen", min(row.gap, row.in_force))):
                self.coverage[f"{row.event}.{name}"] += value
            yield line


def entries(
    book: Book, report: Report, counts: dict[str, int], sums: Sums, written_at: datetime, store_id: str
) -> dict[str, Any]:
    """Every entry, the seal of the sheet itself last."""
    found: dict[str, Any] = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "store.id": store_id,
        "agent.code": report.agent.code,
        "agent.name": report.agent.name,
        "agent.team": report.agent.team,
        "week": str(report.week),
        "first_day": report.week.monday.isoformat(),
        "last_day": report.week.sunday.isoformat(),
        "as_of": report.as_of.isoformat(),
        "month_first_day": report.progress.month[0].isoformat(),
        "kpi_version": report.definitions.version,
        "language": book.language.value,
        "written_at": written_at.isoformat(timespec="seconds"),
    }
    text = definitions.text_of(report.definitions)
    found |= _in_parts("kpi_definitions", text)
    found |= {f"rows.{sheet}": count for sheet, count in counts.items()}
    found |= {f"sum.{name}": value for name, value in sorted(sums.values.items())}
    found |= {f"coverage.{name}": value for name, value in sorted(sums.coverage.items())}
    found |= _figures(report)
    for key, columns in book.heads.items():
        found[f"columns.{key}"] = ",".join(column.key for column in columns)
        found[f"titles.{key}"] = json.dumps([column.title for column in columns], ensure_ascii=False)
    found |= {f"sheet.{key}": name for key, name in book.names.items()}
    for key, one in book.seals.items():
        found |= {f"seal.{key}": one.text, **_in_parts(f"marks.{key}", one.marks)}
    found["seal"] = seal.of_entries(found)
    return found


def _in_parts(key: str, text: str) -> dict[str, str]:
    """A long text over as many cells as it takes."""
    return {f"{key}.{n}": text[at : at + LONGEST] for n, at in enumerate(range(0, len(text), LONGEST))}


def whole(entries: Mapping[str, Any], key: str) -> str:
    """What :func:`_in_parts` took apart; "" when there is nothing under the key."""
    parts = sorted((int(name.rpartition(".")[2]), name) for name in entries if name.startswith(f"{key}."))
    return "".join(str(entries[name]) for _, name in parts)


def _figures(report: Report) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for span, measures in report.measures.items():
        found |= {f"measure.{span}.{name}": value for name, value in sorted(measures.items())}
        found |= {f"unknown.{span}.{name}": value for name, value in sorted(report.unknown[span].items())}
    for figure in report.progress.figures:
        for name in ("actual", "target", "last_week", "month", *(("earlier",) if report.progress.earlier else ())):
            value = getattr(figure, name)
            found[f"kpi.{figure.definition.code}.{name}"] = "" if value is None else value
    this_week = report.progress.series[-1].target
    for metric in Metric:
        found[f"target.{metric.value}"] = this_week[metric]
        found[f"next_target.{metric.value}"] = report.next_targets[metric]
    for row in report.progress.funnel:
        for name in FUNNEL_PARTS:
            found[f"funnel.{row.stage.value}.{name}"] = getattr(row, name)
        found[f"funnel.{row.stage.value}.stale"] = len(row.stale)
        found[f"funnel.{row.stage.value}.further"] = round((row.cohort or 0) * row.entered)
        found[f"funnel.{row.stage.value}.days"] = round((row.mean_days or 0) * row.closing)
    sold = [[one.code, one.name, one.policies, one.households, one.premium, one.english] for one in report.products]
    found["products"] = json.dumps(sold, ensure_ascii=False)
    found |= _in_parts("orders", json.dumps(report.orders, ensure_ascii=False))
    found |= {f"words.{part}": getattr(report.words, part) for part in PARTS}
    return found


def write(book: Book, found: dict[str, Any]) -> None:
    """Key and value in two columns, hidden."""
    sheet = book.workbook.add_worksheet(SHEET)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 30)
    for number, (key, value) in enumerate(found.items()):
        sheet.write_string(number, 0, key)
        if isinstance(value, str):
            sheet.write_string(number, 1, value)
        else:
            sheet.write_number(number, 1, float(value))
    sheet.hide()
