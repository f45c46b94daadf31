"""Lists as people send them: nothing wrong comes in, nothing is dropped without a word. All people are invented."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app import words
from app.cli.main import main
from app.enums import Language
from app.errors import InputError, Problem
from app.invisible import cleaned, visible
from app.models import Household, Member
from app.services.base.store import Actor, Store
from app.services.base.store.keys import keyslot_path
from app.services.people import customers
from app.services.rules.base.masks import phone_number
from app.services.tables.imports.footers import reason
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import as_code, find_table, read_content
from tests.conftest import PASSWORD
from tests.services.reading import import_customers

Cells = Sequence[Sequence[Any]]
NAMES = {"name": ("姓名",), "phone": ("手机",), "notes": ("备注",)}


def written(path: Path, rows: Cells) -> Path:
    """As .csv by the standard library, as .xlsx by openpyxl."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    else:
        book = openpyxl.Workbook()
        assert book.active is not None
        for row in rows:
            book.active.append(list(row))
        book.save(path)
    return path


def codes(report: ImportReport) -> list[str]:
    return [problem.code for problem in report.warnings]


def told(report: ImportReport, code: str) -> Problem:
    return next(problem for problem in report.warnings if problem.code == code)


def kept(store: Store) -> dict[str, tuple[str, str]]:
    """Name → phone, notes."""
    with store.read() as session:
        query = select(Household.name, Member.phone, Household.notes).join(Member, Member.id == Household.contact_id)
        return {name: (phone, notes) for name, phone, notes in session.execute(query)}


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("13911112222.0", "13911112222"),
        ("13911112222.00", "13911112222"),
        ("１３９１１１１２２２２", "13911112222"),
        ("\u202a13911112222\u202c", "13911112222"),
        ("1.3911112222E+10", "13911112222"),
        (13911112222.0, "13911112222"),
        ("010-66668888", "01066668888"),
    ],
)
def test_a_phone_is_read_whatever_a_spreadsheet_made_of_it(text: str | float, phone: str) -> None:
    assert phone_number(as_code(text)) == phone


@pytest.mark.parametrize("text", ["1.39E+10", "1.3911E+10", "1391111222", "139111122223", "+86 1391111222"])
def test_a_phone_that_lost_digits_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        phone_number(as_code(text))


def test_error_cells_are_named_by_row_and_column_and_their_rows_counted(
    store: Store, actor: Actor, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("名单")
        sheet.write_row(0, 0, ["姓名", "手机", "年收入"])
        sheet.write_row(1, 0, ["周全", "13911110001", 5])
        sheet.write_string(2, 0, "周半")
        sheet.write_formula(2, 1, "=NA()", None, "#N/A")
        sheet.write_formula(2, 2, "=1/0", None, "#DIV/0!")
        sheet.write_formula(3, 0, "=X!A1", None, "#REF!")
        sheet.write_formula(3, 1, "=NA()", None, "#N/A")
    report = import_customers(store, actor, path)
    assert (report.read, report.added, len(report.rejected)) == (3, 1, 2)
    found = {(p.place.row, p.place.column, p.code) for row in report.rejected for p in row}
    assert found == {(3, "手机", "cell_error"), (3, "年收入", "cell_error"),
                     (4, "姓名", "cell_error"), (4, "手机", "cell_error")}  # fmt: skip
    typed = written(tmp_path / "b.csv", [("姓名", "手机"), ("周三", "#VALUE!")])
    assert import_customers(store, actor, typed).rejected[0][0].code == "cell_error"


def test_an_open_quote_costs_its_own_row_alone(store: Store, actor: Actor, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        '姓名,手机,备注\n吴一,13911110001,"好\n吴二,13911110002,x\n吴三,13911110003,"甲\n乙"\n', "utf-8", newline="\n"
    )
    report = import_customers(store, actor, path)
    assert (report.read, report.added) == (3, 2)
    problem = report.rejected[0][0]
    assert (problem.code, problem.place.row, problem.values["line"]) == ("quote_open", 2, 2)
    assert kept(store)["吴三"] == ("13911110003", "甲\n乙")


def test_a_quote_inside_a_line_is_told(store: Store, actor: Actor, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('姓名,手机,备注\n吴一,13911110001,"好"的\n吴二,13911110002,x\n', "utf-8")
    report = import_customers(store, actor, path)
    assert (report.added, told(report, "quotes_loose").values["numbers"]) == (2, ("2",))
    assert kept(store)["吴一"][1] == "好的"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp")) |
                              st.sampled_from('",\n;'), max_size=6), min_size=2, max_size=4), min_size=1, max_size=8)
)  # fmt: skip
def test_what_a_csv_writer_wrote_is_read_as_it_was(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["甲", "乙,", "丙"], *rows])
    sheet = read_content(out.getvalue().encode(), "a.csv").sheets[0]
    wanted = [[cell if cell.strip() else None for cell in row] for row in rows]
    found = {row.number: list(row.cells) for row in sheet.rows[1:]}
    assert sheet.noticed.loose_quotes == ()
    for number, row in enumerate(wanted, 2):
        cells = found.get(number, [])
        assert [str(c or "").strip() for c in cells] == _trimmed([str(c or "").strip() for c in row])


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return row


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (("总计：2人",), "total"),
        (("合计 3人", None, 73), "total"),
        ((None, "小计", 5), "total"),
        (("共 12 户",), "total"),
        (("Grand total:", None, 1), "total"),
        (("平均", None, 12.5), "total"),
        (("制表人：王某", None, "审核人：李某"), "footer"),
        (("制表人", "王某"), "footer"),
        (("填表日期：2026-11-30",), "footer"),
        (("备注：金额以保单为准",), "footer"),
        (("备注", "仅供内部使用"), "footer"),
        (("注1. 含已退保客户",), "footer"),
        (("以上名单仅供内部使用，请勿外传。",), "footer"),
        (("第 1 页 共 3 页",), "footer"),
        (("-----", "-----"), "footer"),
        (("Prepared by: somebody",), "footer"),
        (("王芳", "13911110001"), ""),
        (("王芳",), ""),
        (("合家欢", "13911110001"), ""),
        (("共青", "13911110001"), ""),
        (("备注先生", "13911110001"), ""),
        (("R-12", "合计金额正确显示"), ""),
    ],
)
def test_what_stands_below_a_list_is_no_row_of_it(cells: tuple[Any, ...], why: str) -> None:
    assert reason(cells) == why


def test_footers_are_left_out_with_their_reason(store: Store, actor: Actor, tmp_path: Path) -> None:
    rows = [
        ("姓名", "手机"),
        ("郑一", "13911110001"),
        ("总计：1人", ""),
        ("制表人：某", ""),
        ("复核：某某", "日期：12月1日"),
    ]
    report = import_customers(store, actor, written(tmp_path / "a.xlsx", rows))
    assert [(one.row, one.reason) for one in report.ignored] == [(3, "total"), (4, "footer"), (5, "footer")]
    assert (report.read, report.added, list(kept(store))) == (4, 1, ["郑一"])


def test_of_several_phone_columns_the_mobile_is_kept_and_the_rest_told(
    store: Store, actor: Actor, tmp_path: Path
) -> None:
    rows = [
        ("姓名", "座机", "手机", "手机", "联系电话2", "爱好"),
        ("冯一", "010-66660001", "13911110001", "13911110002", "", "棋"),
        ("冯二", "010-66660003", "", "13911110003", "", ""),
        ("冯三", "010-66660004", "", "", "", ""),
        ("冯四", "", "66665555", "", "13911110004", ""),
        ("冯五", "", "空号", "13911110005", "", ""),
    ]
    report = import_customers(store, actor, written(tmp_path / "a.csv", rows))
    phones = {name: phone for name, (phone, _) in kept(store).items()}
    assert phones == {"冯一": "13911110001", "冯二": "13911110003", "冯三": "01066660004", "冯四": "13911110004"}
    assert report.rejected[0][0].place.row == 6, "what is no phone is told, not hidden by another column"
    assert told(report, "columns_unused").values == {"columns": ("爱好",)}
    said = told(report, "phone_columns").values
    assert (said["columns"], said["taken"], said["left"]) == (("座机", "手机 (2)", "联系电话2"), 3, 3)


def test_a_phone_column_that_somebody_chose_is_the_only_one(store: Store, actor: Actor, tmp_path: Path) -> None:
    rows = [("姓名", "座机", "手机"), ("冯一", "010-66660001", "13911110001")]
    report = import_customers(store, actor, written(tmp_path / "a.csv", rows), mapping={"phone": "座机"})
    assert kept(store)["冯一"][0] == "01066660001"
    assert told(report, "columns_unused").values == {"columns": ("手机",)}


def test_surplus_cells_hidden_rows_and_columns_and_further_sheets_are_told(
    store: Store, actor: Actor, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "城东"
    for row in (("姓名", "手机", "备注"), ("陈一", "13911110001", "甲", "多"), ("陈二", "13911110002", "乙")):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    for title in ("城西", "_lists"):
        other = book.create_sheet(title)
        other.append(("姓名",))
        other.append(("陈三",))
        other.sheet_state = "hidden" if title[0] == "_" else "visible"
    book.save(tmp_path / "a.xlsx")
    report = import_customers(store, actor, tmp_path / "a.xlsx")
    assert codes(report) == ["sheets_further", "rows_hidden", "columns_hidden", "cells_surplus"]
    assert told(report, "sheets_further").values["sheets"] == ("城西 (2)",)
    assert told(report, "rows_hidden").values["numbers"] == ("3",)
    assert told(report, "columns_hidden").values["columns"] == ("备注",)
    assert told(report, "cells_surplus").values["numbers"] == ("2",)
    assert told(report, "cells_surplus").values["columns"] == ("D",)


def test_invisible_marks_go_and_two_rows_are_seen_to_be_one_person(store: Store, actor: Actor, tmp_path: Path) -> None:
    rows = [
        ("姓名", "手机", "微信"),
        ("卫\u200b一", "\u202a13911110001\u202c", "wei\ufeff1"),
        ("卫一", "13911110001", "wei1"),
    ]
    report = import_customers(store, actor, written(tmp_path / "a.csv", rows))
    assert (report.added, report.rejected[0][0].code) == (1, "row_twice")
    said = told(report, "marks_cleaned").values
    assert (said["count"], said["numbers"]) == (3, ("2",))
    assert said["marks"] == ("U+200B", "U+202A", "U+202C", "U+FEFF")
    assert list(kept(store)) == ["卫一"]


def test_pictures_and_scripts_that_need_joiners_keep_them() -> None:
    family, persian = "👨\u200d👩\u200d👧", "می\u200cخواهم"
    assert (cleaned(family), cleaned(persian)) == (family, persian)
    assert cleaned("王\u200d芳\u2028x") == "王芳\nx"
    assert visible("‹a\u202a1\n") == "‹a‹U+202A›1⏎"


def test_a_message_shows_what_cannot_be_seen() -> None:
    said = words.explain(Problem("not_a_phone", values={"text": "\u202a12"}), Language.ZH)
    assert "‹U+202A›12" in said


@pytest.mark.parametrize(
    ("title", "cell", "fen"),
    [
        ("年收入(万)", 18, 180_000_00),
        ("年收入（万元）", "18.5", 185_000_00),
        ("年收入/万元", "20万", 200_000_00),
        ("年收入（千元）", 30, 30_000_00),
        ("年收入(元)", 180_000, 180_000_00),
        ("年收入", 180_000, 180_000_00),
        ("年收入(税后)", 180_000, 180_000_00),
    ],
)
def test_money_is_read_in_the_unit_of_its_header(
    store: Store, actor: Actor, tmp_path: Path, title: str, cell: Any, fen: int
) -> None:
    report = import_customers(store, actor, written(tmp_path / "a.xlsx", [("姓名", title), ("钱一", cell)]))
    with store.read() as session:
        assert session.scalars(select(Member.income)).all() == [fen]
    assert ("unit_read" in codes(report)) == (fen // 100 != 180_000 or "万" in title)


def test_a_unit_above_the_table_holds_for_its_money() -> None:
    content = "客户名单,,\n（单位：万元）,,\n姓名,年收入,保额(元)\n钱一,18,500\n".encode()
    table = find_table("a.csv", read_content(content, "a.csv").sheets[0], {"name": ("姓名",), "income": ("年收入",),
                                                                          "sum": ("保额",)})  # fmt: skip
    record = next(table.records())
    assert (record.fen("income"), record.fen("sum")) == (180_000_00, 500_00)


LIST = [("客户名", "联系电话1", "出生日期", "年收入(万)"), ("褚一", "13911110001", "1985.3.5", 18),
        ("褚二", "1391111000", "1988/2/30", 25), ("合计 2人", None, None, 43)]  # fmt: skip


def test_the_sound_rest_of_a_row_is_offered_and_taken_when_asked(store: Store, actor: Actor, tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", LIST)
    report = import_customers(store, actor, path)
    assert (report.read, report.added, report.rest) == (3, 1, 1)
    assert {problem.code for problem in report.problems} == {"phone_digits", "not_a_date"}
    report = import_customers(store, actor, path, rest=True)
    assert (report.read, report.added, report.unchanged, report.rest) == (3, 1, 1, 0)
    assert {"phone_digits", "not_a_date"} <= set(codes(report)), "what was left out is told"
    with store.read() as session:
        second = session.scalars(select(Member).where(Member.name == "褚二")).one()
        assert (second.phone, second.birth_date, second.income) == ("", None, 250_000_00)


def test_a_list_on_the_second_sheet_is_found(store: Store, actor: Actor, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "说明"
    book.active.append(["本表为客户名单，填写说明见下"])
    second = book.create_sheet("名单")
    for row in LIST[:2]:
        second.append(row)
    book.save(tmp_path / "a.xlsx")
    report = import_customers(store, actor, tmp_path / "a.xlsx")
    assert (report.added, told(report, "sheets_further").values["sheet"]) == (1, "名单")


def test_columns_and_words_said_once_are_remembered(store: Store, actor: Actor, tmp_path: Path) -> None:
    rows = [("谁", "Status", "性别"), ("蒋一", "Hot lead", "♂"), ("蒋二", "Hot lead", "男")]
    path = written(tmp_path / "a.csv", rows)
    given = {"name": "谁", "stage": "Status", "stage:Hot lead": "接洽", "性别:♂": "男"}
    with pytest.raises(InputError) as raised:
        import_customers(store, actor, path, mapping=given | {"stage:Hot lead": "很热"})
    assert raised.value.problems[0].code == "words_unknown"
    choices = {words.of(stage, Language.ZH) for stage in customers.importing.columns.Stage}
    meant = min(choices)
    report = import_customers(store, actor, path, mapping=given | {"stage:Hot lead": meant})
    assert (report.added, report.rejected) == (2, ())
    again = written(tmp_path / "b.csv", [*rows, ("蒋三", "hot lead", "♂")])
    report = import_customers(store, actor, again)
    assert (report.added, report.unchanged, report.rejected) == (1, 2, ())


@pytest.fixture
def shell(empty_store_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    import shutil

    path = tmp_path / "needfolio.db"
    shutil.copyfile(empty_store_file, path)
    shutil.copyfile(keyslot_path(empty_store_file), keyslot_path(path))
    secret = tmp_path / "password.txt"
    secret.write_text(PASSWORD, encoding="utf-8")
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(secret))
    return path


def test_the_command_line_tells_all_of_it(shell: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "a.xlsx", [*LIST, ("制表人：某",)])
    assert main(["import", "customers", str(path), "--store", str(shell)]) == 2
    out = capsys.readouterr()
    assert "第 4 行没有导入：合计行。" in out.out
    assert "第 5 行没有导入：表尾说明行" in out.out
    assert "1 等于 10,000 元" in out.out
    assert "--rest" in out.out
    assert "手机号是 11 位" in out.err
    assert main(["import", "customers", str(path), "--store", str(shell), "--matrix", "甲"]) == 2
    assert "--matrix 只用于导入 matrix" in capsys.readouterr().err
    assert main(["import", "customers", str(path), "--store", str(shell), "--rest", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["read"] == report["added"] + report["unchanged"] + len(report["ignored"]) == 4
    assert {one["code"] for one in report["warnings"]} >= {"unit_read", "phone_digits", "not_a_date"}
