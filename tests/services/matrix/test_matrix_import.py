"""Requirement tables into named matrices: as teams really keep them, newer versions of them, and other tools' files."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from app import words
from app.enums import Language, Level, NeedStatus, Verdict
from app.errors import InputError
from app.models import Matrix, Need
from app.services import matrix
from app.services.base.store import Actor, Store
from app.services.front import demo
from app.services.front import imports as batches
from app.services.matrix import importing
from app.services.matrix.importing import Target
from app.services.matrix.index import index
from app.services.matrix.reqif_out import export_reqif
from app.services.matrix.trackers import Tracker, export_tracker
from app.services.tables.imports.plan import SKIP, TAKE
from app.services.tables.tabular import read_pasted, read_tables
from tests.services.people.test_customer_import import contents
from tests.services.reading import REQUIREMENTS, import_matrix, table_of

TODAY = date(2026, 11, 24)
NAME = "客户系统一期"


def table(*rows: tuple[str, ...]) -> Any:
    book = read_pasted("\n".join("\t".join(row) for row in rows), "需求表")
    return table_of(book, REQUIREMENTS)


def needs(store: Store, name: str = NAME) -> dict[str, Any]:
    with store.read() as session:
        found = session.scalars(select(Need).join(Matrix, Matrix.id == Need.matrix_id).where(Matrix.name == name)).all()
        return {need.number: need for need in found}


def parents(store: Store) -> dict[str, str]:
    found = needs(store)
    numbers = {need.id: number for number, need in found.items()}
    return {number: numbers.get(need.parent_id or "", "") for number, need in found.items()}


def workbook(path: Path) -> Path:
    """A requirement table with everything that real ones have."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "需求"
    sheet.append(["客户系统一期 需求清单 V1.2"])
    sheet.merge_cells("A1:G1")
    sheet.append(["编制：张工", None, None, "2026年11月"])
    sheet.append([])
    sheet.append(["模块", "需求", None, None, "计划", None, "检查"])
    sheet.append([None, "编号", "名称", "优先级", "开始", "完成", "状态"])
    for span in ("A4:A5", "B4:D4", "E4:F4"):
        sheet.merge_cells(span)
    rows = [
        ["客户", "CF4001", "客户管理", "高", date(2026, 11, 1), "2026.12.31", "△"],
        [None, "CF4001.2", "导入\n从 Excel", "中", None, None, "○"],
        [None, "CF4001.2.1", "识别表头", "P2", None, None, "×"],
        [None, "CF4001.3.1", "没有上级", "低", None, None, "N/A"],
        ["二、其他需求"],
        ["基础", "001", "文本编号", None, None, None, None],
        [None, "3.10", "不是 3.1", None, None, None, None],
        ["编号", "名称"],
        [None, None, "没有编号", "高"],
        [None, "001", "重复", "高"],
        [None, "X1", "日期不对", None, "2026-13-01"],
        ["合计", "11"],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A6:A9")
    for row in range(20, 4000):
        sheet.cell(row, 3).number_format = "@"
    book.save(path)
    return path


def test_a_requirement_table_as_teams_keep_it(store: Store, actor: Actor, tmp_path: Path) -> None:
    path = workbook(tmp_path / "需求.xlsx")
    given = {"mapping": {"number": "编号", "planned_start": "开始", "planned_finish": "完成"}, "matrix": NAME}
    before = contents(store)
    trial = import_matrix(store, actor, path, dry_run=True, **given)  # type: ignore[arg-type]
    assert contents(store) == before
    report = import_matrix(store, actor, path, **given)  # type: ignore[arg-type]
    assert (trial.added, trial.rejected, trial.ignored) == (report.added, report.rejected, report.ignored)
    assert (report.read, report.added) == (12, 6)
    assert {row[0].place.row: row[0].code for row in report.rejected} == {14: "required", 15: "twice", 16: "not_a_date"}
    assert {one.row: one.reason for one in report.ignored} == {10: "heading", 13: "header", 17: "total"}
    found = needs(store)
    assert list(found) == ["CF4001", "CF4001.2", "CF4001.2.1", "CF4001.3.1", "001", "3.10"]
    states = [found[number].status for number in list(found)[:4]]
    assert states == [NeedStatus.IN_PROGRESS, NeedStatus.DONE, NeedStatus.NOT_STARTED, NeedStatus.DROPPED]
    first = found["CF4001"]
    assert (first.importance, first.planned_start, first.planned_finish) == (
        Level.HIGH,
        date(2026, 11, 1),
        date(2026, 12, 31),
    )
    assert found["CF4001.2"].description == "导入\n从 Excel"
    assert parents(store) == {
        "CF4001": "",
        "CF4001.2": "CF4001",
        "CF4001.2.1": "CF4001.2",
        "CF4001.3.1": "",
        "001": "",
        "3.10": "",
    }
    told = {problem.code: problem.values for problem in report.warnings}
    assert told["need_orphan"] == {"number": "CF4001.3.1", "parent": "CF4001.3"}
    assert told["columns_unused"] == {"columns": ("模块",)}


OLD = (
    ("编号", "描述", "状态", "备注"),
    ("R1", "第一", "未开始", ""),
    ("R2", "第二", "未开始", "a"),
    ("R3", "第三", "未开始", ""),
)


def test_a_newer_version_of_the_table(store: Store, actor: Actor) -> None:
    importing.apply(store, actor, table(*OLD), Target(NAME))
    newer = table(OLD[0], ("R1", " 第一  ", "未开始", ""), ("R2", "第二", "进行中", "a"), ("R4", "第四", "", ""))
    plan = importing.plan(store, newer, Target(NAME))
    assert [(row.name, row.verdict) for row in plan.rows] == [
        ("R1", Verdict.UNCHANGED), ("R2", Verdict.UPDATED), ("R4", Verdict.ADDED)]  # fmt: skip
    assert plan.rows[1].fields == {"status": ("not_started", "in_progress")}
    assert plan.absent == ("R3",)
    report = importing.apply(store, actor, newer, Target(NAME))
    assert (report.added, report.updated, report.unchanged, report.absent) == (1, 1, 1, ("R3",))
    assert set(needs(store)) == {"R1", "R2", "R3", "R4"}
    again = importing.apply(store, actor, newer, Target(NAME))
    assert (again.unchanged, again.batch) == (3, None)


def test_a_requirement_without_an_amount_is_covered_when_it_is_done(store: Store, actor: Actor) -> None:
    states = (("未开始", "open"), ("进行中", "partial"), ("已完成", "covered"), ("搁置", "open"), ("放弃", "open"))
    lines = [(f"R{number}", status, status, "") for number, (status, _) in enumerate(states)]
    importing.apply(store, actor, table(OLD[0], *lines), Target(NAME))
    with store.read() as session:
        code = session.scalars(select(Matrix.code).where(Matrix.name == NAME)).one()
    rows, found = matrix.rows(store, TODAY, matrix=code), index(store, TODAY, code)
    expected = [state for _, state in states]
    for some in (rows, found.entries):
        assert [row.coverage for row in some] == [row.deep for row in some] == expected
    assert [row.ratio for row in rows] == [0, 0, 1, 0, 0]
    assert [entry.number for entry in found.list("coverage.covered")] == ["R2"]


def test_what_only_the_store_changed_stays_and_a_conflict_is_told(store: Store, actor: Actor) -> None:
    importing.apply(store, actor, table(*OLD), Target(NAME))
    matrix.update_need(store, actor, needs(store)["R1"].id, {"notes": "这里改的"})
    matrix.update_need(store, actor, needs(store)["R2"].id, {"notes": "这里改的"})
    newer = table(OLD[0], OLD[1], ("R2", "第二", "进行中", "文件里改的"), OLD[3])
    plan = importing.plan(store, newer, Target(NAME))
    assert [row.verdict for row in plan.rows] == [Verdict.UNCHANGED, Verdict.REJECTED, Verdict.UNCHANGED]
    conflict = plan.rows[1].problems[0]
    assert (conflict.code, conflict.place.column) == ("changed_both", "备注")
    assert conflict.values == {"ours": "这里改的", "theirs": "文件里改的"}
    assert importing.plan(store, newer, Target(NAME), {3: SKIP}).rows[1].reason == "skipped"
    report = importing.apply(store, actor, newer, Target(NAME), {3: TAKE})
    assert report.updated == 1
    assert (needs(store)["R2"].notes, needs(store)["R1"].notes) == ("文件里改的", "这里改的")


def test_our_own_workbook_says_what_it_was(store: Store, actor: Actor, tmp_path: Path) -> None:
    importing.apply(store, actor, table(*OLD), Target(NAME))
    path = tmp_path / "a.xlsx"
    with store.read() as session:
        code = session.scalars(select(Matrix.code).where(Matrix.name == NAME)).one()
    matrix.export_file(store, path, Language.ZH, TODAY, code)
    matrix.update_need(store, actor, needs(store)["R1"].id, {"notes": "导出之后这里改的"})
    matrix.update_need(store, actor, needs(store)["R2"].id, {"notes": "导出之后这里改的"})
    book = load_workbook(path)
    sheet = book.worksheets[0]
    column = next(cell.column for cell in sheet[1] if cell.value == "备注")
    sheet.cell(3, column).value = "导出之后文件里改的"
    sheet.cell(4, column).value = "只有文件里改的"
    book.save(path)
    report = import_matrix(store, actor, path, matrix=NAME)
    assert (report.unchanged, report.updated, [row[0].code for row in report.rejected]) == (1, 1, ["changed_both"])
    assert needs(store)["R3"].notes == "只有文件里改的"
    assert needs(store)["R1"].notes == "导出之后这里改的"


def test_all_customers_needs_take_no_new_ones(store: Store, actor: Actor, tmp_path: Path) -> None:
    demo.sample_family(store)
    path = tmp_path / "a.csv"
    path.write_text("编号,描述\nZZ1,新的\n", encoding="utf-8")
    report = import_matrix(store, actor, path)
    assert [row[0].code for row in report.rejected] == ["need_unknown"]


def test_an_import_into_a_matrix_is_taken_back(store: Store, actor: Actor) -> None:
    first = importing.apply(
        store, actor, table(*OLD), Target(NAME, {"purpose": "上线", "owner": "张工", "ends_on": TODAY})
    )
    with store.read() as session:
        made = session.scalars(select(Matrix).where(Matrix.name == NAME)).one()
    assert (made.purpose, made.owner, made.ends_on) == ("上线", "张工", TODAY)
    middle = contents(store)
    newer = table(OLD[0], ("R1", "改了", "已完成", ""), ("R1.1", "下面", "", ""))
    second = importing.apply(store, actor, newer, Target(NAME))
    assert parents(store)["R1.1"] == "R1"
    assert first.batch is not None and second.batch is not None
    with pytest.raises(InputError):
        batches.undo(store, actor, first.batch)
    batches.undo(store, actor, second.batch)
    now = contents(store)
    assert now["need"] == middle["need"]
    assert importing.plan(store, newer, Target(NAME)).rows[0].verdict == Verdict.UPDATED, "the file can come in again"


def test_an_empty_matrix_is_taken_back_too(store: Store, actor: Actor) -> None:
    before = contents(store)
    report = importing.apply(store, actor, table(*OLD), Target(NAME))
    assert report.batch is not None
    batches.undo(store, actor, report.batch)
    assert contents(store) == before


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((("a", "b"), ("c", "d")), "no_header"),
        ((("描述", "状态"), ("x", "")), "columns_missing"),
    ],
)
def test_nothing_read_is_an_error_with_a_reason(
    store: Store, actor: Actor, tmp_path: Path, rows: Any, code: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    with pytest.raises(InputError) as raised:
        import_matrix(store, actor, path, matrix=NAME)
    assert raised.value.problems[0].code == code


def test_a_rounded_number_and_a_ring_are_told(store: Store, actor: Actor) -> None:
    rows = table(
        ("编号", "描述", "上级编号"), ("1.2E+15", "x", ""), ("A", "a", "B"), ("B", "b", "A"), ("C" * 41, "c", "")
    )
    report = importing.apply(store, actor, rows, Target(NAME))
    assert [row[0].code for row in report.rejected] == ["number_rounded", "too_long"]
    assert [problem.code for problem in report.warnings] == ["need_ring", "need_ring"]
    assert parents(store) == {"A": "", "B": ""}


def test_a_word_that_is_no_status_is_answered_with_the_choices_in_the_readers_language(store: Store) -> None:
    plan = importing.plan(store, table(("编号", "描述", "状态"), ("A", "a", "怪")), Target(NAME))
    problem = plan.rows[0].problems[0]
    assert "未开始、进行中" in words.explain(problem, Language.ZH)
    told = words.explain(problem, Language.EN)
    assert "Not started, In progress" in told and "未开始" not in told


def test_plain_dotted_numbers_are_no_orphans(store: Store, actor: Actor) -> None:
    report = importing.apply(
        store, actor, table(("编号", "描述"), ("1.1", "a"), ("1.2", "b"), ("3.10", "c")), Target(NAME)
    )
    assert report.warnings == ()


def filled(store: Store, actor: Actor) -> None:
    rows = table(
        ("编号", "描述", "种类", "状态", "重要性", "负责人", "计划开始", "计划完成", "实际完成", "备注"),
        ("CF1", "客户 <管理> & '引号'", "重疾", "已完成", "高", "张工", "2026-01-02", "2026-03-04", "2026-03-05", "x"),
        ("CF1.1", "=1+1", "", "进行中", "中", "", "", "", "", "'x"),
        ("CF1.1.1", "很深", "", "搁置", "低", "", "", "", "", ""),
        ("CF2", "放弃的", "", "放弃", "中", "", "", "", "", ""),
        ("CF10", "还没开始", "", "未开始", "中", "", "", "", "", ""),
    )  # fmt: skip
    importing.apply(store, actor, rows, Target(NAME))
    matrix.update_need(store, actor, needs(store)["CF2"].id, {"notes": "第一行\n第二行\t完 \x0b"})


EXPORTS: dict[str, Callable[[Store, Path], int]] = {
    "jira.csv": lambda store, path: export_tracker(store, path, Tracker.JIRA, TODAY, NAME),
    "redmine.csv": lambda store, path: export_tracker(store, path, Tracker.REDMINE, TODAY, NAME),
    "redmine.xlsx": lambda store, path: export_tracker(store, path, Tracker.REDMINE, TODAY, NAME),
    "matrix.reqif": lambda store, path: export_reqif(store, path, TODAY, NAME),
    "matrix.xlsx": lambda store, path: matrix.export_file(store, path, Language.ZH, TODAY, NAME),
    "matrix.csv": lambda store, path: matrix.export_file(store, path, Language.EN, TODAY, NAME),
}


@pytest.mark.parametrize("name", list(EXPORTS))
def test_there_and_back_is_no_change(store: Store, actor: Actor, tmp_path: Path, name: str) -> None:
    filled(store, actor)
    path = tmp_path / name
    assert EXPORTS[name](store, path) == 5
    report = import_matrix(store, actor, path, matrix=NAME)
    assert (report.unchanged, report.updated, report.rejected) == (5, 0, ())
    assert [problem.code for problem in report.warnings] == []


@pytest.mark.parametrize("name", ["jira.csv", "redmine.csv", "matrix.reqif"])
def test_another_matrix_is_filled_from_a_tools_file(store: Store, actor: Actor, tmp_path: Path, name: str) -> None:
    filled(store, actor)
    path = tmp_path / name
    EXPORTS[name](store, path)
    assert import_matrix(store, actor, path, matrix="副本").added == 5
    ours, theirs = needs(store), needs(store, "副本")
    fields = ("description", "status", "importance", "owner_name", "planned_start", "planned_finish", "actual_finish")
    for number, need in ours.items():
        assert {field: getattr(theirs[number], field) for field in fields} == {f: getattr(need, f) for f in fields}
        assert bool(theirs[number].parent_id) == bool(need.parent_id)


def test_a_jira_export_as_jira_writes_it(store: Store, actor: Actor, tmp_path: Path) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([
        ["Summary", "Issue key", "Issue id", "Issue Type", "Status", "Priority", "Assignee", "Reporter", "Created",
         "Due date", "Description", "Parent"],
        ["Customers", "CRM-1", "10001", "Epic", "In Progress", "Highest", "zhang", "li", "02/Nov/26 9:15 AM",
         "31/Dec/26 12:00 AM", "Long\ntext", ""],
        ["Import", "CRM-2", "10002", "Story", "Won't Do", "Medium", "", "li", "02/Nov/26 9:15 AM", "", "", "10001"],
    ])  # fmt: skip
    path = tmp_path / "jira.csv"
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    report = import_matrix(store, actor, path, matrix=NAME)
    assert (report.added, report.rejected) == (2, ())
    first, second = needs(store)["CRM-1"], needs(store)["CRM-2"]
    assert (first.description, first.notes, first.planned_finish) == ("Customers", "Long\ntext", date(2026, 12, 31))
    assert (first.status, second.status, second.parent_id) == (NeedStatus.IN_PROGRESS, NeedStatus.DROPPED, first.id)


def test_a_redmine_export_in_chinese(store: Store, actor: Actor, tmp_path: Path) -> None:
    path = tmp_path / "issues.csv"
    path.write_bytes(
        "#,项目,跟踪,父任务,状态,优先级,主题,指派给,开始日期,计划完成日期,描述\n"
        "12,CRM,功能,,进行中,普通,客户管理,张工,2026-11-01,2026-12-31,说明\n"
        "13,CRM,功能,12,已关闭,紧急,导入,,,,\n".encode("gb18030")
    )
    assert import_matrix(store, actor, path, matrix=NAME).added == 2
    assert parents(store) == {"12": "", "13": "12"}
    assert (needs(store)["13"].importance, needs(store)["12"].notes) == (Level.HIGH, "说明")


@pytest.mark.parametrize(
    "content", ["<REQ-IF", "<?xml version='1.0'?><!DOCTYPE x><REQ-IF></REQ-IF>", "<REQ-IF></REQ-IF>"]
)
def test_a_damaged_reqif_is_refused(store: Store, actor: Actor, tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.reqif"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        import_matrix(store, actor, path, matrix=NAME)
    assert raised.value.problems[0].code in ("table_damaged", "columns_missing", "no_header", "table_empty")
    assert needs(store) == {}


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.parametrize("language", list(Language))
def test_an_exported_matrix_keeps_parents_and_notes_and_comes_into_another_as_it_was(
    store: Store, actor: Actor, tmp_path: Path, ending: str, language: Language
) -> None:
    """Parents that no number tells: they were lost in our own workbook and csv."""
    rows = (
        ("编号", "描述", "上级需求", "备注"),
        ("B-1", "总", "", "第一行\n第二行"),
        ("X", "分", "B-1", "=1+1"),
        ("Y", "细", "X", ""),
    )
    importing.apply(store, actor, _filed(tmp_path, rows), Target(NAME))
    assert parents(store) == {"B-1": "", "X": "B-1", "Y": "X"}
    path = tmp_path / f"需求矩阵{ending}"
    matrix.export_file(store, path, language, TODAY, NAME)
    assert import_matrix(store, actor, path, matrix=NAME).unchanged == 3
    other = import_matrix(store, actor, path, matrix="另一个")
    assert (other.added, other.rejected) == (3, ())
    found = needs(store, "另一个")
    numbers = {need.id: number for number, need in found.items()}
    assert {number: numbers.get(need.parent_id or "", "") for number, need in found.items()} == parents(store)
    assert found["B-1"].notes == "第一行\n第二行"
    assert found["X"].notes == "=1+1"
    again = import_matrix(store, actor, path, matrix="另一个")
    assert (again.unchanged, again.updated, again.added) == (3, 0, 0)


def _filed(folder: Path, rows: tuple[tuple[str, ...], ...]) -> Any:
    path = folder / "in.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    book = read_tables(path)
    return table_of(book, REQUIREMENTS)
