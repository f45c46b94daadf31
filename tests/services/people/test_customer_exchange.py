"""Customers from foreign lists and back: every row accounted for, a round trip changes nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.enums import Language, Sex, Stage
from app.errors import InputError
from app.services.base.store import Actor, Store
from app.services.people import customers
from app.services.people.customers import ContactDraft, HouseholdDraft, MemberDraft
from tests.services.reading import import_customers


def written(path: Path, rows: list[list[Any]]) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(path)
    return path


LIST = [
    ["2026年客户名单"],
    ["客户姓名", "手机号", "性别", "生日", "年收入", "所在城市", "销售阶段", "备注信息", "血型"],
    ["王芳", "138 0000 1234", "女", "1989-03-01", "18万", "杭州", "面谈", "老同学", "A"],
    ["曾强", 13900005678, "男", "1985/7/9", 200000, "宁波", "S0", None, "B"],
    ["", "13700000000", "女", None, None, None, None, None, None],
    ["赵敏", "打不通", "未知", "2030-01-01", "很多", None, "成交", None, None],
    ["王芳", "13800001234", None, None, None, None, None, None, None],
    ["合计", None, None, None, 380000],
]


def test_a_real_looking_list(store: Store, actor: Actor, tmp_path: Path) -> None:
    path = written(tmp_path / "名单.xlsx", LIST)
    trial = import_customers(store, actor, path, dry_run=True)
    assert customers.count(store) == 0
    report = import_customers(store, actor, path)
    assert (report.read, report.added, report.updated, report.unchanged) == (6, 2, 0, 0)
    assert (trial.added, trial.rejected, trial.dry_run) == (report.added, report.rejected, True)
    assert [one.reason for one in report.ignored] == ["total"]
    assert [(row[0].place.row, {problem.code for problem in row}) for row in report.rejected] == [
        (5, {"required"}),
        (6, {"not_a_phone", "unknown_sex", "date_in_future", "not_money", "unknown_stage"}),
        (7, {"row_twice"}),
    ]
    assert report.rejected[1][0].place.column in LIST[1] and report.rejected[1][0].place.file == "名单.xlsx"
    wang = customers.household(store, customers.search(store, "wangfang")[0].id)
    assert (wang.customer.phone, wang.customer.sex, wang.customer.income) == ("13800001234", Sex.FEMALE, 18_000_000)
    assert (wang.customer.birth_date, wang.row.city, wang.row.stage) == (date(1989, 3, 1), "杭州", Stage.S2_MET)
    assert [hit.name for hit in customers.search(store, "zq")] == ["曾强"]


def test_a_second_import_changes_nothing(store: Store, actor: Actor, tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", LIST)
    import_customers(store, actor, path)
    versions = [row.version for row in customers.page(store)]
    report = import_customers(store, actor, path)
    assert (report.added, report.updated, report.unchanged) == (0, 0, 2)
    assert [row.version for row in customers.page(store)] == versions


def test_an_empty_cell_changes_nothing_and_a_new_one_does(store: Store, actor: Actor, tmp_path: Path) -> None:
    import_customers(store, actor, written(tmp_path / "a.xlsx", LIST))
    change = [["姓名", "电话", "城市", "房贷余额", "职业"], ["王芳", "13800001234", None, "90万", "会计"]]
    report = import_customers(store, actor, written(tmp_path / "b.xlsx", change))
    assert (report.updated, report.unchanged) == (1, 0)
    wang = customers.household(store, customers.search(store, "王芳")[0].id)
    assert (wang.row.city, wang.finances["mortgage"], wang.customer.occupation) == ("杭州", 90_000_000, "会计")


def test_same_names_are_told_apart_by_phone_or_refused(store: Store, actor: Actor, tmp_path: Path) -> None:
    for _ in range(2):
        customers.add(store, actor, HouseholdDraft(MemberDraft("李明", phone="12800000001")))
    rows = [["姓名", "电话", "城市"], ["李明", "12800000001", "上海"], ["李明", "12800000002", "上海"]]
    report = import_customers(store, actor, written(tmp_path / "a.xlsx", rows))
    assert (report.added, [row[0].code for row in report.rejected]) == (1, ["customer_ambiguous"])


def test_codes_decide_and_are_never_given_out_twice(store: Store, actor: Actor, tmp_path: Path) -> None:
    rows = [
        ["编号", "姓名", "电话"],
        ["C00002", "李明", None],
        ["001", "张伟", None],
        [None, "赵敏", None],
        [None, "钱多", None],
    ]
    assert import_customers(store, actor, written(tmp_path / "a.xlsx", rows)).added == 4
    codes = {row.name: row.code for row in customers.page(store)}
    assert (codes["李明"], codes["张伟"]) == ("C00002", "001")
    assert len(set(codes.values())) == 4
    assert customers.add(store, actor, HouseholdDraft(MemberDraft("孙丽"))).code not in codes.values()


@pytest.mark.parametrize("rows", [[["a", "b"], [1, 2]], [["电话", "城市"], ["13800001234", "杭州"]]])
def test_what_is_no_list_of_customers_is_refused(
    store: Store, actor: Actor, tmp_path: Path, rows: list[list[Any]]
) -> None:
    with pytest.raises(InputError):
        import_customers(store, actor, written(tmp_path / "a.xlsx", rows))


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("full_phones", [True, False])
def test_round_trip(
    store: Store, actor: Actor, tmp_path: Path, ending: str, language: Language, full_phones: bool
) -> None:
    awkward = ["=1+1", "-5", "+86", "@a", "001", "3.10", "a\nb", 'say "hi", ok', "'x", "N/A", "1e5", "2024-01-01"]
    for number, text in enumerate(awkward):
        member = MemberDraft("王芳", phone=f"1280000{number:04d}", occupation=text, income=number * 1001,
                             social_insurance=bool(number % 2), birth_date=date(1980, 2, 1 + number))  # fmt: skip
        contact = ContactDraft(city=text, address=text, notes=text, tags=("a", text.replace(",", " ")))
        customers.add(store, actor, HouseholdDraft(member, contact=contact, finances={"mortgage": 100 * number + 5}))
    path = tmp_path / f"customers.{ending}"
    assert customers.export_file(store, path, language, full_phones=full_phones) == len(awkward)
    report = import_customers(store, actor, path)
    assert (report.unchanged, report.updated, report.added, report.rejected) == (len(awkward), 0, 0, ())
    if not full_phones:
        assert b"12800000001" not in path.read_bytes()


def test_a_masked_phone_alone_names_nobody(store: Store, actor: Actor, tmp_path: Path) -> None:
    customers.add(store, actor, HouseholdDraft(MemberDraft("王芳", phone="12800001234")))
    rows = [["编号", "姓名", "电话"], [None, "王芳", "128****1234"], ["C00001", "王芳", "128****9999"]]
    report = import_customers(store, actor, written(tmp_path / "a.xlsx", rows))
    assert [row[0].code for row in report.rejected] == ["phone_masked", "phone_masked"]


CELLS = st.one_of(
    st.none(), st.sampled_from(["王芳", "张伟", "13800001234", "男", "女", "18万", "合计", "=1", "2020-01-01"]),
    st.text(alphabet="王李abc12-*'=. ", max_size=6), st.integers(-5, 10**11),
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, min_size=6, max_size=6), min_size=1, max_size=8))
def test_every_row_is_accounted_for(store: Store, actor: Actor, tmp_path: Path, rows: list[list[Any]]) -> None:
    head = ["编号", "姓名", "电话", "性别", "年收入", "出生日期"]
    before = customers.count(store)
    report = import_customers(store, actor, written(tmp_path / "any.xlsx", [head, *rows]))
    filled = sum(any(cell not in (None, "") and str(cell).strip() for cell in row) for row in rows)
    assert report.read == filled
    assert customers.count(store) == before + report.added
    again = import_customers(store, actor, tmp_path / "any.xlsx")
    assert again.added == 0
    assert again.updated == 0
