"""Importing customers: dirty lists whose truth is known, other programs' exports, twins, and taking it all back."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app.enums import ActivityKind, Language, Sex, Verdict
from app.errors import InputError
from app.models import Base, Household, Member, StageMove
from app.services.base.store import Actor, Store
from app.services.front import imports as batches
from app.services.people import customers
from app.services.people.customers import ContactDraft, HouseholdDraft, MemberDraft, importing
from app.services.rules.base.id_numbers import check_digit, read_id_number
from app.services.tables.imports import rejects
from app.services.tables.imports.memory import remember, remembered
from app.services.tables.imports.plan import NEW, SKIP
from app.services.tables.tabular import read_pasted, read_tables
from tests.services.dirty import dirty_list
from tests.services.reading import import_customers, table_of

ID = "11010519491231002X"


def pasted(*rows: Sequence[str]) -> Any:
    book = read_pasted("\n".join("\t".join(row) for row in rows), "剪贴板")
    return table_of(book)


def contents(store: Store) -> dict[str, list[Any]]:
    """Every row of every table that is not history or bookkeeping, without stamps."""
    skip = {"audit", "unit_image", "series", "import_batch", "import_change", "setting"}
    with store.read() as session:
        return {
            table.name: sorted(
                str([row[c.name] for c in table.c if c.name not in ("updated_at", "version")])
                for row in session.execute(select(table)).mappings()
            )
            for table in Base.metadata.sorted_tables
            if table.name not in skip
        }


@pytest.mark.parametrize("seed", range(8))
def test_a_dirty_list_comes_in_as_its_truth_says(store: Store, actor: Actor, tmp_path: Path, seed: int) -> None:
    path = tmp_path / ("list.xlsx" if seed % 3 == 0 else "list.csv")
    truth = dirty_list(path, seed)
    report = import_customers(store, actor, path)
    assert (report.read, report.added, report.updated) == (truth.rows, truth.added, 0)
    assert {row[0].place.row: row[0].code for row in report.rejected} == truth.rejected
    assert {one.row: one.reason for one in report.ignored} == truth.ignored
    with store.read() as session:
        people = {member.name: member for member in session.scalars(select(Member))}
        notes = dict(session.execute(select(Household.name, Household.notes)).all())
    assert set(people) == set(truth.people)
    for name, person in truth.people.items():
        found = {field: getattr(people[name], field) for field in person if field != "notes"} | {"notes": notes[name]}
        assert found == person
    again = import_customers(store, actor, path)
    assert (again.added, again.updated, again.unchanged) == (0, 0, truth.added)


def test_the_check_digit_of_the_standard_and_every_single_slip() -> None:
    told = read_id_number(" 110105 19491231-002x ")
    assert (told.text, told.birth_date, told.sex) == (ID, date(1949, 12, 31), Sex.FEMALE)
    for place in range(17):
        for digit in "0123456789":
            if digit != ID[place]:
                assert check_digit(ID[:place] + digit + ID[place + 1 : 17]) != ID[17]
    with pytest.raises(ValueError, match="day"):
        read_id_number("11010519490231" + "002" + check_digit("11010519490231002"))


def test_an_identity_number_tells_birthday_and_sex_and_finds_its_customer(store: Store, actor: Actor) -> None:
    importing.apply(store, actor, pasted(["姓名", "身份证号", "城市"], ["王芳", ID, "杭州"]))
    wang = customers.household(store, customers.page(store)[0].id).customer
    assert (wang.birth_date, wang.sex, wang.id_number) == (date(1949, 12, 31), Sex.FEMALE, ID)
    report = importing.apply(store, actor, pasted(["姓名", "身份证号", "电话"], ["王方", ID, "13800001111"]))
    assert (report.updated, customers.page(store)[0].name) == (1, "王方")
    for row in (["王芳", ID, "1950-01-01", ""], ["王芳", ID, "", "男"]):
        plan = importing.plan(store, pasted(["姓名", "身份证号", "生日", "性别"], row))
        assert plan.rows[0].problems[0].code.startswith("id_number_")
    assert "id_number" not in customers.importing.columns.EXPORTED


def test_the_whole_identity_number_is_never_said_in_an_error(store: Store) -> None:
    plan = importing.plan(store, pasted(["姓名", "身份证号"], ["王芳", "110105194912310021"]))
    assert plan.rows[0].problems[0].values == {"text": "110105********0021"}


CRM = {
    "hubspot": (
        """Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,City,Job Title,Lifecycle Stage
551,芳,王,wf@example.com,0571-8888,+86 138 0000 1111,杭州,会计,lead
552,John,Smith,js@example.com,,13800002222,,,customer
""",
        {"王芳": ("13800001111", "wf@example.com"), "John Smith": ("13800002222", "js@example.com")},
    ),
    "hubspot deals": (
        """Record ID,Deal Name,Deal Stage,Amount,Close Date,Pipeline,Associated Contact
9,王芳重疾,qualified,8000,2026-12-01,Sales,王芳
""",
        {"王芳": ("", "")},
    ),
    "pipedrive": (
        """Person - ID,Person - Name,Person - Organization,Person - Phone,Person - Email
7,李强,某公司,13800003333,lq@example.com
""",
        {"李强": ("13800003333", "lq@example.com")},
    ),
    "pipedrive deals": (
        """Deal - ID,Deal - Title,Deal - Stage,Deal - Value,Deal - Contact person
1,养老方案,Demo,9000,赵敏
""",
        {"赵敏": ("", "")},
    ),
    "salesforce": (
        """Salutation,First Name,Last Name,Title,Account Name,Mailing City,Phone,Mobile,Email,Birthdate,Lead Source
Ms.,敏,赵,经理,某公司,上海,021-5555,13800004444,zm@example.com,3/5/1989,Web
""",
        {"赵敏": ("13800004444", "zm@example.com")},
    ),
    "salesforce deals": (
        """Opportunity Name,Stage,Amount,Close Date,Account Name,Contact Name
团险,Prospecting,50000,12/1/2026,某公司,钱多
""",
        {"钱多": ("", "")},
    ),
}


@pytest.mark.parametrize("program", list(CRM))
def test_exports_of_other_programs_are_known_by_their_headers(
    store: Store, actor: Actor, tmp_path: Path, program: str
) -> None:
    text, people = CRM[program]
    path = tmp_path / "export.csv"
    path.write_text(text, encoding="utf-8")
    report = import_customers(store, actor, path)
    assert (report.added, report.rejected) == (len(people), ())
    found = {row.name: customers.household(store, row.id) for row in customers.page(store)}
    assert {name: (one.row.phone, one.contact.email) for name, one in found.items()} == people
    assert import_customers(store, actor, path).unchanged == len(people)
    if program == "salesforce":
        assert (found["赵敏"].customer.birth_date, found["赵敏"].customer.sex) == (date(1989, 3, 5), Sex.FEMALE)
        assert "某公司" in found["赵敏"].contact.notes
    if "deals" in program:
        assert "Stage: " in next(iter(found.values())).contact.notes


def test_twins_stand_beside_their_rows_and_a_decision_holds(store: Store, actor: Actor) -> None:
    born = date(1989, 3, 1)
    known = customers.add(
        store,
        actor,
        HouseholdDraft(MemberDraft("王芳", phone="13800001111", birth_date=born), contact=ContactDraft("杭州")),
    )
    table = pasted(["姓名", "电话", "生日", "城市"], ["王方", "13800001111", "1989-3-1", "宁波"],
                   ["王芳", "13800001112", "", "宁波"], ["赵敏", "13900000000", "1989-3-2", ""])  # fmt: skip
    plan = importing.plan(store, table)
    assert [row.verdict for row in plan.rows] == [Verdict.ADDED] * 3
    assert [[twin.code for twin in row.twins] for row in plan.rows] == [[known.code], [known.code], []]
    assert plan.rows[0].twins[0].reasons == ("same_phone", "same_pinyin", "same_birthday")
    assert plan.rows[1].twins[0].reasons == ("similar_phone", "same_name")
    assert [problem.code for problem in plan.warnings] == ["maybe_twin", "maybe_twin"]
    report = importing.apply(store, actor, table, {2: known.id, 3: SKIP, 4: NEW})
    assert (report.added, report.updated, [one.reason for one in report.ignored]) == (1, 1, ["skipped"])
    now = customers.household(store, known.id)
    assert (now.row.name, now.row.city, customers.count(store)) == ("王方", "宁波", 2)


def test_an_import_is_taken_back_whole(store: Store, actor: Actor) -> None:
    customers.add(store, actor, HouseholdDraft(MemberDraft("王芳", phone="13800001111")))
    before = contents(store)
    table = pasted(["姓名", "电话", "销售阶段", "年收入", "标签"], ["王芳", "13800001111", "面谈", "20万", "a;b"],
                   ["赵敏", "13800002222", "S1", "", ""], ["钱多", "", "", "", ""])  # fmt: skip
    report = importing.apply(store, actor, table)
    assert (report.added, report.updated) == (2, 1)
    assert report.batch is not None
    listed = batches.batches(store)[0]
    assert (listed.id, listed.file, listed.added, listed.updated, listed.undone) == (
        report.batch,
        "剪贴板",
        2,
        1,
        False,
    )
    assert batches.undo(store, actor, report.batch) == 3
    assert contents(store) == before
    assert batches.batches(store)[0].undone
    with pytest.raises(InputError) as raised:
        batches.undo(store, actor, report.batch)
    assert raised.value.problems[0].code == "import_undone"
    assert store.faults() == []


@pytest.mark.parametrize("touch", ["change", "build", "member", "gone"])
def test_what_was_changed_since_is_not_taken_back(store: Store, actor: Actor, touch: str) -> None:
    from app.services.day import activities

    customers.add(store, actor, HouseholdDraft(MemberDraft("王芳", phone="13800001111")))
    table = pasted(["姓名", "电话", "城市"], ["王芳", "13800001111", "杭州"], ["赵敏", "13800002222", "上海"])
    report = importing.apply(store, actor, table)
    assert report.batch is not None
    wang, zhao = (customers.search(store, name)[0] for name in ("王芳", "赵敏"))
    if touch == "change":
        customers.update_contact(store, actor, wang.id, ContactDraft(city="宁波"))
    elif touch == "build":
        activities.add(
            store, actor, activities.ActivityDraft(ActivityKind.CALL, date(2026, 11, 24), household_id=zhao.id)
        )
    elif touch == "member":
        customers.add_member(store, actor, zhao.id, MemberDraft("钱多"))
    else:
        with store.write(actor, "test.remove") as session:
            for model in (StageMove, Member):
                for row in session.scalars(select(model).where(model.household_id == zhao.id)):
                    session.delete(row)
            session.flush()
            session.delete(session.get_one(Household, zhao.id))
    before = contents(store)
    with pytest.raises(InputError) as raised:
        batches.undo(store, actor, report.batch)
    code = {"change": "import_row_changed", "gone": "import_row_gone"}.get(touch, "import_row_used")
    assert [problem.code for problem in raised.value.problems] == [code]
    assert contents(store) == before


def test_a_cancelled_import_leaves_nothing(store: Store, actor: Actor) -> None:
    class Stop(Exception):
        pass

    def step(done: int, of: int) -> None:
        if (done, of) == (1, 1):  # the very last word before the end
            raise Stop

    before = contents(store)
    with pytest.raises(Stop):
        importing.apply(store, actor, pasted(["姓名"], ["王芳"]), step=step)
    assert contents(store) == before
    assert batches.batches(store) == []


def test_cells_typed_over_in_the_preview(store: Store, actor: Actor) -> None:
    table = pasted(["姓名", "电话"], ["王芳", "打不通"])
    assert importing.plan(store, table).rows[0].wrong == {"电话"}
    mended = table.edited({(2, "phone"): "13800001111"})
    assert importing.apply(store, actor, mended).added == 1
    assert customers.page(store)[0].phone == "13800001111"


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("language", list(Language))
def test_the_reject_file_is_mended_and_comes_in(
    store: Store, actor: Actor, tmp_path: Path, ending: str, language: Language
) -> None:
    table = pasted(["姓名", "电话", "备注"], ["王芳", "打不通", "=1"], ["赵敏", "13800002222", ""])
    path = tmp_path / f"rejected.{ending}"
    assert rejects.write_rejects(path, importing.plan(store, table), language) == 1
    sheet = read_tables(path).sheets[0]
    assert sheet.rows[1].cells[0] in (2, "2")
    assert "打不通" in str(sheet.rows[1].cells[1])
    assert import_customers(store, actor, path).rejected[0][0].code == "not_a_phone"


def test_columns_once_chosen_are_remembered_for_these_headers(store: Store, actor: Actor) -> None:
    names = ["Wer", "Ruf", ""]
    assert remembered(store, "customers", names) == {}
    remember(store, actor, "customers", names, {"name": "Wer"})
    assert remembered(store, "customers", ["ruf", "WER"]) == {"name": "Wer"}
    assert remembered(store, "matrix", names) == {}


def test_visiting_cards(store: Store, actor: Actor, tmp_path: Path) -> None:
    contact = ContactDraft(
        city="杭州", address="文三路 1 号, 2 楼; 左" + "长" * 40, wechat="wf_1", tags=("老同学", "a,b")
    )
    member = MemberDraft("王芳", phone="13800001111", birth_date=date(1989, 3, 1), income=100, id_number="")
    customers.add(store, actor, HouseholdDraft(member, contact=contact))
    path = tmp_path / "cards.vcf"
    assert customers.export_cards(store, path) == 1
    raw = path.read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    text = raw.decode().replace("\r\n ", "")
    for line in ("FN:王芳", "TEL;TYPE=CELL:13800001111", "BDAY:1989-03-01", "CATEGORIES:老同学,a\\,b", "X-WECHAT:wf_1"):
        assert f"\r\n{line}\r\n" in text
    assert "文三路 1 号\\, 2 楼\\; 左" in text


def test_every_batch_counts_the_same_as_the_store(store: Store, actor: Actor, tmp_path: Path) -> None:
    dirty_list(tmp_path / "a.csv", 99, 300)
    report = import_customers(store, actor, tmp_path / "a.csv")
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Household)) == report.added
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        filled = sum(1 for row in csv.reader(file) if any(cell.strip() for cell in row))
    assert report.read in range(filled - 4, filled)
