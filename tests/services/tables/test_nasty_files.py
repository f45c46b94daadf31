"""Files as complaints about importers tell of them: read rightly, or refused with what is wrong and what to do."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from sqlalchemy import select

from app import words
from app.enums import Language
from app.errors import InputError
from app.models import Household, Member
from app.services.base.store import Actor, Store
from app.services.tables.tabular import read_content
from tests.services.reading import import_customers

HEAD, ONE = "姓名,手机,备注\n", "卫一,13911110001,甲\n"


def people(store: Store) -> dict[str, str]:
    """Name → phone."""
    with store.read() as session:
        rows = session.execute(select(Household.name, Household.phone))
        return {row.name: row.phone for row in rows}


TEXTS: dict[str, bytes] = {
    "marked": b"\xef\xbb\xbf" + (HEAD + ONE).encode(),
    "utf-16 with mark": (HEAD + ONE).encode("utf-16"),
    "gb18030": (HEAD + ONE).encode("gb18030"),
    "tabs with commas inside": (HEAD + ONE).replace(",", "\t").replace("甲", "甲, 乙").encode(),
    "semicolons": (HEAD + ONE).replace(",", ";").encode(),
    "said by the file": ("sep=;\n" + (HEAD + ONE).replace(",", ";")).encode(),
    "full width": "姓名，手机，备注\n卫一，１３９１１１１０００１，甲\n".encode(),
    "carriage returns alone": (HEAD + ONE).replace("\n", "\r").encode(),
    "a zero byte": (HEAD + ONE).replace("卫一", "卫一\0").encode(),
    "fifty thousand empty rows": (HEAD + ",,\n" * 50_000 + ONE).encode(),
    "three thousand columns": "\n".join(
        ",".join((*line, *(str(at) for at in range(3_000)))) for line in (("姓名", "手机"), ("卫一", "13911110001"))
    ).encode(),
    "a title and a blank": ("客户名单（2026年）,,\n制表日期：2026-11-01,,\n,,\n" + HEAD + ONE).encode(),
    "phone as a float": (HEAD + ONE).replace("13911110001", "1.3911110001E+10").encode(),
}


@pytest.mark.parametrize("name", list(TEXTS))
def test_a_text_however_it_was_written(store: Store, actor: Actor, tmp_path: Path, name: str) -> None:
    (tmp_path / "a.csv").write_bytes(TEXTS[name])
    report = import_customers(store, actor, tmp_path / "a.csv")
    assert (report.added, report.rejected, people(store)) == (1, (), {"卫一": "13911110001"})


def book(*rows: tuple[Any, ...]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    assert made.active is not None
    for row in rows:
        made.active.append(list(row))
    return made


def content(made: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_formulas_nobody_computed_are_flagged_and_empty_texts_are_not(
    store: Store, actor: Actor, tmp_path: Path
) -> None:
    """A library writes formulas without results; a spreadsheet writes ``""`` as the result of many."""
    whole = content(
        book(("姓名", "手机", "年收入", "备注"), ("卫一", "13911110001", "=1/0", "x"), ("卫二", "13911110002", 1, "x"))
    )
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name.endswith("sheet1.xml"):
                at = part.index(b'<c r="D3"')
                end = part.index(b"</c>", at) + 4
                part = part[:at] + b'<c r="D3" t="str"><f>IF(A3="","x","")</f><v></v></c>' + part[end:]
            target.writestr(name, part)
    path = tmp_path / "a.xlsx"
    path.write_bytes(out.getvalue())
    report = import_customers(store, actor, path)
    (problem,) = report.rejected[0]
    assert (problem.code, problem.place.row, problem.place.column) == ("cell_uncomputed", 2, "年收入")
    assert (report.added, list(people(store))) == (1, ["卫二"])


def test_days_since_1904_and_since_1900(store: Store, actor: Actor, tmp_path: Path) -> None:
    for name, epoch in (("mac", CALENDAR_MAC_1904), ("win", None)):
        made = book(("姓名", "生日"), (name, date(1990, 5, 2)))
        if epoch:
            made.epoch = epoch
        made.save(tmp_path / f"{name}.xlsx")
        import_customers(store, actor, tmp_path / f"{name}.xlsx")
    with store.read() as session:
        assert set(session.scalars(select(Member.birth_date))) == {date(1990, 5, 2)}


def test_a_sheet_locked_against_changes_is_read(store: Store, actor: Actor, tmp_path: Path) -> None:
    made = book(("姓名", "手机"), ("卫一", 13911110001.0))
    assert made.active is not None
    made.active.protection.sheet = True
    made.active.protection.password = "x"
    made.save(tmp_path / "a.xlsx")
    assert import_customers(store, actor, tmp_path / "a.xlsx").added == 1
    assert people(store) == {"卫一": "13911110001"}


def test_a_merged_header_and_codes_with_zeros(store: Store, actor: Actor, tmp_path: Path) -> None:
    made = book(("客户信息", None, "联系方式", None), ("姓名", "客户编号", "手机", "备注"),
                ("卫一", 12, 13911110001, True))  # fmt: skip
    sheet = made.active
    assert sheet is not None
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:D1")
    sheet["B3"].number_format = "00000"
    sheet["C3"].number_format = "0.00E+00"
    made.save(tmp_path / "a.xlsx")
    assert import_customers(store, actor, tmp_path / "a.xlsx").added == 1
    with store.read() as session:
        assert session.execute(select(Household.code, Household.phone)).one() == ("00012", "13911110001")


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (packed("Index/Document.iwa", "Metadata/Properties.plist"), "table_of_program"),
        (packed("[Content_Types].xml", "word/document.xml"), "table_of_program"),
        (packed("a.txt"), "table_not_xlsx"),
        (b"%PDF-1.4", "table_unknown"),
        ("<html><table><tr><td>姓名</td></tr></table></html>".encode(), "table_html"),
        (b"  \n \n", "table_empty"),
        (HEAD.encode() + ONE.encode() + ONE.encode("gbk"), "table_encoding"),
        (bytes(range(256)) * 8, "table_unknown"),
    ],
)
def test_what_is_no_table_is_said_to_be_what_it_is(file: bytes, code: str) -> None:
    with pytest.raises(InputError) as raised:
        read_content(file, "a.csv")
    (problem,) = raised.value.problems
    assert problem.code == code
    for language in Language:
        assert "{" not in words.explain(problem, language)


def test_a_header_with_nothing_below_is_told(store: Store, actor: Actor, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEAD, encoding="utf-8")
    report = import_customers(store, actor, tmp_path / "a.csv")
    assert (report.read, [problem.code for problem in report.warnings]) == (0, ["rows_none"])


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("年收入", "1.234,50"), ("年收入", "1,5"), ("年收入", "约10万"), ("年收入", "10-20万"),
        ("年收入", "12000元/年"),
        ("年收入", "-5"), ("生日", "02/05/1990"), ("生日", "90.5.2"), ("生日", "1990年5月"), ("生日", "2090-01-01"),
        ("生日", "1990-02-30"), ("手机", "13911110006;13911110066"), ("身份证号", "1.10105E+17"), ("性别", "1"),
    ],
)  # fmt: skip
def test_what_may_mean_two_things_is_refused_and_nothing_is_kept_of_it(
    store: Store, actor: Actor, tmp_path: Path, column: str, cell: str
) -> None:
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("姓名", column), ("卫一", cell)])
    report = import_customers(store, actor, tmp_path / "a.csv")
    assert (report.added, len(report.rejected), people(store)) == (0, 1, {})
    assert report.rejected[0][0].place.row == 2 and report.rejected[0][0].place.column == column
