"""What one store writes out comes into another as it was: the same content when written out again, and no change when
it comes in a second time."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from app.enums import Event, FieldKind, Language, Sex, Stage
from app.models import Household, Member, Need
from app.services import matrix
from app.services.base.store import Actor, Store
from app.services.base.store.keys import keyslot_path
from app.services.front import demo, imports
from app.services.offers import catalogue
from app.services.people import custom_fields, customers
from app.services.people.customers import ContactDraft, HouseholdDraft, MemberDraft
from app.services.people.policies import PolicyDraft, out
from app.services.people.policies import add as add_policy
from app.services.people.policies.rows import CoverRow
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import as_text, read_tables
from tests.conftest import PASSWORD

TODAY = date(2026, 11, 24)
TEXTS = (
    "甲",
    "=1+1",
    "'引",
    "＠合计",
    'a,b;"c"',
    "一\n二",
    "001",
    "3.10",
    "-5",
    "长" * 33_000,
    "\u200d",
    "👨‍👩‍👧",
    "1.0",
    "TRUE",
)


@pytest.fixture
def other(empty_store_file: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "other" / "needfolio.db"
    path.parent.mkdir()
    shutil.copyfile(empty_store_file, path)
    shutil.copyfile(keyslot_path(empty_store_file), keyslot_path(path))
    opened = Store.open(path, PASSWORD)
    yield opened
    opened.close()


def cells(path: Path) -> list[list[list[str]]]:
    """Every sheet, told by what its cells say."""
    return [[[as_text(cell) for cell in row.cells] for row in sheet.rows] for sheet in read_tables(path).sheets]


def travels(
    kind: str, out_of: Callable[[Store, Path], object], store: Store, other: Store, actor: Actor, path: Path,
    name: str | None = None,
) -> ImportReport:  # fmt: skip
    """Out of one, into the other, out of that: the same; in again: nothing to do."""
    out_of(store, path)
    report = imports.entry(kind).import_file(other, actor, path, matrix=name)
    assert (report.rejected, report.added) == ((), report.read)
    back = path.with_name(f"back{path.suffix}")
    out_of(other, back)
    assert cells(back) == cells(path)
    again = imports.entry(kind).import_file(other, actor, path, matrix=name)
    assert (again.unchanged, again.added, again.updated, again.rejected) == (report.read, 0, 0, ())
    return report


def families(store: Store, actor: Actor, seed: int, count: int = 12) -> None:
    draw = Random(seed)
    field = {one.name: one.key for one in custom_fields.fields(store)}
    for at in range(count):
        text = draw.choice(TEXTS)
        member = MemberDraft(
            f"{draw.choice('王李张欧阳')}{draw.choice('芳雷敏')}{at}", sex=draw.choice([None, *Sex]),
            birth_date=draw.choice([None, date(1950, 1, 1) + timedelta(draw.randrange(20_000))]),
            phone=draw.choice(["", f"138{draw.randrange(10**8):08d}"]), occupation=text[:40],
            occupation_class=draw.choice([None, 1, 6]), income=draw.choice([None, 0, 18_000_050, 10**12]),
            social_insurance=draw.choice([None, True, False]),
        )  # fmt: skip
        contact = ContactDraft(city=text[:20], wechat=draw.choice(TEXTS)[:20], notes=text,
                               tags=tuple(draw.sample(("重点", "a b", "孝顺"), draw.randrange(3))))  # fmt: skip
        home = customers.add(store, actor, HouseholdDraft(member, contact=contact)).id
        customers.set_stage(store, actor, home, draw.choice(list(Stage)[:3]), "")
        with store.write(actor, "household.update", home) as session:
            values = {"数": str(draw.choice(("", "3.5", "-2"))), "选": draw.choice(("", "A", "B")), "日": "2020-02-29"}
            custom_fields.put(session, home, {field[key].removeprefix("custom."): said for key, said in values.items()})


def own_fields(store: Store, actor: Actor) -> None:
    for name, kind, choices in (("数", FieldKind.NUMBER, ()), ("选", FieldKind.CHOICE, ("A", "B")),
                                ("日", FieldKind.DATE, ())):  # fmt: skip
        custom_fields.add(store, actor, custom_fields.FieldDraft(name, kind, choices))


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("seed", range(2))
def test_customers(
    store: Store, other: Store, actor: Actor, tmp_path: Path, ending: str, language: Language, seed: int
) -> None:
    for one in (store, other):
        own_fields(one, actor)
    families(store, actor, seed)

    def out_of(one: Store, path: Path) -> None:
        customers.export_file(one, path, language, full_phones=True)

    travels("customers", out_of, store, other, actor, tmp_path / f"客户{ending}")


def test_a_field_of_the_users_own_that_is_not_there_is_told(
    store: Store, other: Store, actor: Actor, tmp_path: Path
) -> None:
    own_fields(store, actor)
    families(store, actor, 1, 2)
    customers.export_file(store, tmp_path / "a.xlsx", Language.ZH, full_phones=True)
    report = imports.entry("customers").import_file(other, actor, tmp_path / "a.xlsx")
    (told,) = [problem for problem in report.warnings if problem.code == "columns_unused"]
    assert set(told.values["columns"]) & {"数", "选", "日"} and report.added == 2


def test_masked_phones_are_told_and_the_rest_may_come(store: Store, other: Store, actor: Actor, tmp_path: Path) -> None:
    customers.add(store, actor, HouseholdDraft(MemberDraft("王芳", phone="13800001111")))
    path = tmp_path / "a.csv"
    customers.export_file(store, path, Language.ZH)
    report = imports.entry("customers").import_file(other, actor, path)
    assert ([row[0].code for row in report.rejected], report.rest) == (["phone_masked"], 1)
    report = imports.entry("customers").import_file(other, actor, path, rest=True)
    assert (report.added, [one.code for one in report.warnings]) == (1, ["phone_masked"])
    assert imports.entry("customers").import_file(other, actor, path, rest=True).unchanged == 1


def test_a_code_that_is_somebody_elses_here_writes_over_nobody(
    store: Store, other: Store, actor: Actor, tmp_path: Path
) -> None:
    for one, name, phone in ((store, "王芳", "13800001111"), (other, "李雷", "13900002222")):
        customers.add(one, actor, HouseholdDraft(MemberDraft(name, phone=phone)))
    for full, codes in ((True, ["code_of_another"]), (False, ["phone_masked"])):
        path = tmp_path / f"{full}.csv"
        customers.export_file(store, path, Language.ZH, full_phones=full)
        report = imports.entry("customers").import_file(other, actor, path)
        assert [row[0].code for row in report.rejected] == codes
    with other.read() as session:
        assert session.execute(select(Household.name, Household.phone)).all() == [("李雷", "13900002222")]


def test_a_new_name_of_the_same_person_is_a_change(store: Store, actor: Actor, tmp_path: Path) -> None:
    customers.add(store, actor, HouseholdDraft(MemberDraft("王芳", phone="13800001111", birth_date=date(1990, 1, 2))))
    path = tmp_path / "a.csv"
    customers.export_file(store, path, Language.ZH, full_phones=True)
    text = path.read_text("utf-8-sig").replace("王芳", "王方").replace("13800001111", "13900002222")
    path.write_text(text, encoding="utf-8")
    assert imports.entry("customers").import_file(store, actor, path).updated == 1


def test_catalogue(store: Store, other: Store, actor: Actor, tmp_path: Path) -> None:
    for name in (catalogue.SAMPLE, catalogue.GOODS):
        catalogue.load_sample(store, actor, name)
    travels("catalogue", catalogue.export_file, store, other, actor, tmp_path / "a.xlsx")


def insured(store: Store, actor: Actor, seed: int) -> None:
    """The same families in every store, with policies of the customer."""
    draw = Random(seed)
    for at in range(6):
        home = customers.add(store, actor, HouseholdDraft(MemberDraft(f"赵一{at}", phone=f"1380000{at:04d}")))
        with store.read() as session:
            member = session.scalars(select(Member.id).where(Member.household_id == home.id)).one()
        for number in range(draw.randrange(1, 4)):
            events = draw.sample([event.value for event in Event], 2)
            draft = PolicyDraft(
                member, draw.choice(("=重疾险", "寿险 A", "001")) + str(number), number=f"00{draw.randrange(10**6)}",
                insurer=draw.choice(("某某人寿", "＝x")), starts_on=date(2020, 2, 29), premium=draw.randrange(10**7),
                sum=draw.randrange(10**10), pay_years=draw.choice([None, 1, 20]), notes=draw.choice(TEXTS[:7]),
                covers=tuple(CoverRow(event, draw.randrange(1, 10**9)) for event in sorted(events)),
            )  # fmt: skip
            add_policy(store, actor, home.id, draft)


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.parametrize("language", list(Language))
def test_policies(store: Store, other: Store, actor: Actor, tmp_path: Path, ending: str, language: Language) -> None:
    insured(store, actor, 5)
    customers.export_file(store, tmp_path / "c.csv", language, full_phones=True)
    assert imports.entry("customers").import_file(other, actor, tmp_path / "c.csv").added == 6
    travels("policies", lambda one, path: out.export_file(one, path, language), store, other, actor,
            tmp_path / f"保单{ending}")  # fmt: skip


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".reqif"])
def test_needs_of_families(store: Store, other: Store, actor: Actor, tmp_path: Path, ending: str) -> None:
    """Needs go with the codes of their families: without these families the rest may come, and it is told."""
    demo.sample_family(store)
    path = tmp_path / f"需求{ending}"

    def out_of(one: Store, target: Path, name: str = "") -> None:
        code = {"matrix": name} if name else {}
        if ending == ".reqif":
            matrix.export_reqif(one, target, TODAY, **code)
        else:
            matrix.export_file(one, target, Language.ZH, TODAY, **code)

    out_of(store, path)
    report = imports.entry("matrix").import_file(other, actor, path, matrix="外来")
    assert report.added == 0 and {row[0].code for row in report.rejected} == {"customer_unknown"}
    assert report.rest == report.read
    report = imports.entry("matrix").import_file(other, actor, path, matrix="外来", rest=True)
    assert (report.added, {one.code for one in report.warnings}) == (report.read, {"customer_unknown"})
    customers.export_file(store, tmp_path / "c.csv", Language.ZH, full_phones=True)
    imports.entry("customers").import_file(other, actor, tmp_path / "c.csv")
    assert imports.entry("matrix").import_file(other, actor, path, matrix="再来").added == report.read
    with store.read() as ours, other.read() as theirs:
        query = select(Need.number, Household.code, Need.gap, Need.event, Need.description)
        query = query.join(Household, Household.id == Need.household_id)
        there = set(theirs.execute(query).all())
        assert {tuple(row) for row in ours.execute(query)} == {tuple(row) for row in there}
    assert imports.entry("matrix").import_file(other, actor, path, matrix="再来").unchanged == report.read
