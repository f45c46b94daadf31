"""Requirement tables made dirty at random, against the table they were made from."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from app.enums import Level, NeedStatus, Verdict
from app.services.base.store import Actor, Store
from app.services.matrix import importing
from app.services.matrix.importing import Target
from app.services.tables.tabular import read_tables
from tests.services.matrix.test_matrix_import import needs
from tests.services.reading import REQUIREMENTS, import_matrix, table_of

NAME = "随机需求表"
HEADS = {
    "number": ("编号", "NO.", "Requirement ID", "需求编号", "序号"),
    "description": ("需求描述", "需求名称", "Summary", "标题"),
    "event": ("种类", "Category"),
    "status": ("状态", "Status", "完成情况"),
    "importance": ("优先级", "Priority", "重要程度"),
    "owner_name": ("责任人", "Assignee"),
    "notes": ("备注", "Remarks"),
}
MARKS = {
    "○": NeedStatus.DONE, "△": NeedStatus.IN_PROGRESS, "×": NeedStatus.NOT_STARTED, "N/A": NeedStatus.DROPPED,
    "已关闭": NeedStatus.DONE, "In Progress": NeedStatus.IN_PROGRESS, "": NeedStatus.NOT_STARTED,
}  # fmt: skip
LEVELS = {"高": Level.HIGH, "P2": Level.MIDDLE, "Lowest": Level.LOW, "": Level.MIDDLE}
TEXTS = ("导入{}", "第一行{}\n第二行", "a,b;{}", '"引号"{}', "=1+{}", "○{}")
GROUPS = {"number": "需求", "description": "需求", "event": "需求", "status": "检查", "importance": "检查",
          "owner_name": "其他", "notes": "其他"}  # fmt: skip


@dataclass
class Truth:
    """What the table says, whatever it looks like. ``rows`` are number → fields as they were written."""

    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    orphans: set[str] = field(default_factory=set)


def draw_truth(draw: random.Random) -> Truth:
    """Numbers that must stay text, groups that go on over several rows, children with and without their parents."""
    truth = Truth()
    numbers = ["001", "3.10", "3.1", "1E5", "0010"]
    for part in range(draw.randrange(1, 4)):
        top = f"CF{4001 + part}"
        numbers += [top, *(f"{top}.{child}" for child in range(1, draw.randrange(1, 4)))]
        if draw.random() < 0.5:
            numbers.append(f"{top}.9.1")
            truth.orphans.add(f"{top}.9.1")
    for place, number in enumerate(numbers):
        truth.rows[number] = {
            "number": number,
            "description": draw.choice(("导入{}", "第一行{}\n第二行", "a,b;{}", '"引号"{}', "=1+{}", "○{}")).format(
                place
            ),
            "event": f"第{place // 3}组",
            "status": draw.choice(list(MARKS)),
            "importance": draw.choice(list(LEVELS)),
            "owner_name": draw.choice(("张工", "Li", "")),
            "notes": draw.choice(("", "说明", "1.50", "N/A")),
        }
    return truth


def lines_of(truth: Truth, draw: random.Random, *, two_level: bool) -> tuple[list[list[str]], int, list[str]]:
    """The table under its titles; where its rows begin; and its columns."""
    columns = ["number", "description", *draw.sample(sorted(HEADS.keys() - {"number", "description"}), 5)]
    if two_level:
        columns.sort(key=lambda name: list(GROUPS).index(name))
    lines = draw.choice(([], [["需求清单 V1.2"]], [["需求清单"], ["编制：张工", "", "2026年11月"], []]))
    if two_level:
        lines = [*lines, [GROUPS[name] for name in columns]]
    lines = [*lines, [draw.choice(HEADS[name]) for name in columns]]
    body = [[row[name] for name in columns] for row in truth.rows.values()]
    return [*lines, *body], len(lines), columns


def write_csv(path: Path, lines: list[list[str]], draw: random.Random, *, encoding: str) -> None:
    """Ragged: rows end where their last filled cell does, or go on with empty ones."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=draw.choice(",;\t"))
    for line in lines:
        cells = list(line)
        while cells and not cells[-1] and draw.random() < 0.7:
            cells.pop()
        writer.writerow(cells + [""] * draw.randrange(3))
    path.write_bytes(out.getvalue().encode(encoding))


def write_xlsx(path: Path, lines: list[list[str]], first: int, columns: list[str], *, two_level: bool) -> None:
    """Groups are merged, in the head and down the rows; a formatted nothing goes on for thousands of rows."""
    book = Workbook()
    sheet: Any = book.active
    for number, line in enumerate(lines, 1):
        for at, text in enumerate(line, 1):
            if text:
                sheet.cell(number, at, text).data_type = "s"
    if first > 1 and not two_level:
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(columns))
    if two_level:
        _merge_along(sheet, first - 1, [GROUPS[name] for name in columns])
    at = columns.index("event") + 1
    below = [line[at - 1] for line in lines[first:]]
    for text in dict.fromkeys(below):
        start = first + 1 + below.index(text)
        sheet.merge_cells(start_row=start, end_row=start + below.count(text) - 1, start_column=at, end_column=at)
    for row in range(len(lines) + 2, 3_000, 7):
        sheet.cell(row, 5).number_format = "@"
    book.save(path)


def _merge_along(sheet: Any, row: int, heads: list[str]) -> None:
    for text in dict.fromkeys(heads):
        start = heads.index(text) + 1
        sheet.merge_cells(start_row=row, end_row=row, start_column=start, end_column=start + heads.count(text) - 1)


SHAPES = [("xlsx", ""), ("csv", "utf-8-sig"), ("csv", "gb18030"), ("csv", "utf-8"), ("csv", "utf-16")]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("kind", "encoding"), SHAPES)
def test_a_dirty_table_says_what_the_clean_one_did(
    store: Store, actor: Actor, tmp_path: Path, kind: str, encoding: str, seed: int
) -> None:
    draw = random.Random(f"{kind}{encoding}{seed}")
    truth, two_level = draw_truth(draw), kind == "xlsx" and seed % 2 == 1
    lines, first, columns = lines_of(truth, draw, two_level=two_level)
    path = tmp_path / f"需求.{kind}"
    if kind == "xlsx":
        write_xlsx(path, lines, first, columns, two_level=two_level)
    else:
        write_csv(path, lines, draw, encoding=encoding)
    report = import_matrix(store, actor, path, matrix=NAME)
    assert (report.rejected, report.ignored, report.added) == ((), (), len(truth.rows))
    found = needs(store, NAME)
    assert list(found) == list(truth.rows)
    for number, row in truth.rows.items():
        need = found[number]
        assert (need.description, need.event, need.owner_name or "", need.notes or "") == (
            row["description"], row["event"], row["owner_name"], row["notes"]), number  # fmt: skip
        assert need.status == MARKS[row["status"]] and need.importance == LEVELS[row["importance"]], number
    assert {told.values["number"] for told in report.warnings if told.code == "need_orphan"} == truth.orphans
    _newer(store, path, truth, draw)


def _newer(store: Store, path: Path, truth: Truth, draw: random.Random) -> None:
    """The same table, some lines changed, some gone, some new; spaces are no change."""
    numbers = list(truth.rows)
    draw.shuffle(numbers)
    gone, changed, spaced = set(numbers[:2]), set(numbers[2:4]), set(numbers[4:6])
    newer = [["编号", "描述"], ["NEW1", "新的"]]
    for number, row in truth.rows.items():
        text = row["description"]
        if number not in gone:
            newer.append([number, "改成别的" if number in changed else f"  {text}  " if number in spaced else text])
    write_csv(path.with_suffix(".new.csv"), newer, draw, encoding="utf-8-sig")
    book = read_tables(path.with_suffix(".new.csv"))
    plan = importing.plan(store, table_of(book, REQUIREMENTS), Target(NAME))
    assert {row.name for row in plan.of(Verdict.ADDED)} == {"NEW1"}
    assert {row.name for row in plan.of(Verdict.UPDATED)} == changed
    assert {row.name for row in plan.of(Verdict.UNCHANGED)} == set(truth.rows) - gone - changed
    assert set(plan.absent) == gone and not plan.of(Verdict.REJECTED)
