"""Reports of the user's own: what they come to is recomputed from the tables, and what cannot be asked is refused."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import func, select

from app.cli.main import main
from app.enums import FieldKind, Language, Relation
from app.errors import InputError
from app.models import AuditRow, Household, Member, Order
from app.services.base import founding, undo
from app.services.base.store import Actor, Store
from app.services.front import demo, reports
from app.services.front.reports import saying
from app.services.people import custom_fields, customers
from app.services.people.custom_fields import FieldDraft
from app.services.people.customers import ContactDraft, HouseholdDraft, MemberDraft
from app.services.rules.base.ages import age_on
from app.services.rules.figures import reports as rules
from app.services.rules.figures.report_values import Reckoning, holds, put
from app.services.rules.figures.reports import (
    TESTS,
    Condition,
    Group,
    Measure,
    Report,
    ReportHow,
    ReportKind,
    ReportStep,
    ReportTest,
    of_document,
)
from app.services.tables.pivot import ALL
from tests.conftest import CHEAP, NOW, PASSWORD

TODAY = date(2026, 11, 24)
RECKONING = Reckoning(TODAY)
SUM = ReportHow.SUM
ODD = Report(
    "orders",
    conditions=(
        Condition("customer.age", ReportTest.BELOW, (35,)),
        Condition("customer.children", ReportTest.LEAST, (1,)),
        Condition("in_force", ReportTest.FILLED),
    ),
    groups=(Group("customer.source"),),
    across=Group("in_force", ReportStep.MONTH),
    measures=(Measure(SUM, "premium"),),
)
"""Premium by channel and month of customers under 35 with children."""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    yield from _made(tmp_path_factory.mktemp("full"), 120)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    yield from _made(tmp_path_factory.mktemp("small"), 8)


def _made(folder: Path, count: int) -> Iterator[Store]:
    store = founding.found(folder / "made.db", PASSWORD, cost=CHEAP, clock=lambda: NOW)
    demo.sample_family(store)
    demo.populate(store, customers=count, agent_count=2, weeks=12, seed=7)
    yield store
    store.close()


def test_the_odd_question_is_what_the_tables_say(full: Store) -> None:
    wanted: dict[tuple[str, str], int] = defaultdict(int)
    with full.read() as session:
        members = list(session.scalars(select(Member)))
        for order, home in session.execute(
            select(Order, Household).join(Household, Household.id == Order.household_id)
        ):
            day = order.issued_on or order.delivered_on
            born = next(one.birth_date for one in members if one.id == home.contact_id)
            children = [one for one in members if one.household_id == home.id and one.relation == Relation.CHILD]
            if day and children and born and age_on(born, full.today()) < 35:
                wanted[home.source, f"{day:%Y-%m}"] += order.premium
    found = reports.run(full, ODD)
    assert found.crossed is not None and len(wanted) >= 3
    heads = saying.heads(found, Language.ZH)[1:-1]
    told = {
        (key[0] or "", heads[column]): found.crossed.amount(row, column, 0)
        for row, key in enumerate(found.crossed.rows)
        for column in range(len(found.crossed.columns))
        if found.crossed.amount(row, column, 0) is not None
    }
    assert told == dict(wanted)
    assert found.crossed.amount(ALL, ALL, 0) == sum(wanted.values())
    assert heads == sorted(heads) and len(heads) == len(set(heads))


def test_the_rows_behind_a_cell_add_up_to_it(full: Store) -> None:
    found = reports.run(full, ODD)
    assert found.crossed is not None
    at = found.at("premium")
    for row in (*range(len(found.crossed.rows)), ALL):
        for column in (*range(len(found.crossed.columns)), ALL):
            lines = found.behind(row, column)
            amount = found.crossed.amount(row, column, 0)
            assert sum(line.values[at] for line in lines) == (amount or 0)
            assert bool(lines) == (amount is not None)


def test_every_field_of_every_list_can_be_read_said_grouped_and_counted(small: Store) -> None:
    with small.read() as session:
        known = reports.offered(session)
    for source in known:
        found = reports.run(small, Report(source.key, columns=tuple(source.by_key)))
        for line in found.lines[:20]:
            for field, value in zip(found.fields, line.values, strict=True):
                for language in Language:
                    assert saying.value(field, value, language) and field.title(language)
        measures = [Measure(how, field.key) for field in source.fields for how in rules.hows_of(field.kind)]
        whole = reports.run(small, Report(source.key, across=Group(source.fields[0].key), measures=(*measures,)))
        assert whole.crossed is not None
        for field in source.fields:
            step = rules.steps_of(field.kind)[0]
            made = reports.run(small, Report(source.key, groups=(Group(field.key, step),)))
            assert made.crossed is not None
            counts = [made.crossed.amount(row, ALL, 0) or 0 for row in range(len(made.crossed.rows))]
            assert sum(counts) == len(made.lines)


def test_no_report_gives_an_identity_number_or_a_phone_out_of_the_customers_own_list(full: Store) -> None:
    with full.read() as session:
        keys = {key for source in reports.offered(session) for key in source.by_key}
    assert not [key for key in keys if key.endswith("id_number")]


@pytest.mark.parametrize("language", list(Language))
def test_what_comes_with_the_program_runs(full: Store, language: Language) -> None:
    for row in reports.ready(language):
        assert row.report is not None
        found = reports.run(full, row.report)
        assert saying.describe(found.report, found.source, language)


def test_own_fields_are_columns_as_any_other(store: Store, actor: Actor) -> None:
    pet = custom_fields.add(store, actor, FieldDraft("宠物数", FieldKind.NUMBER))
    for name, number in (("王芳", "2"), ("李强", "1.5"), ("赵敏", "")):
        own = {pet.id: number} if number else {}
        customers.add(store, actor, HouseholdDraft(MemberDraft(name, Relation.SELF), contact=ContactDraft(own=own)))
    asked = Report(
        "customers", conditions=(Condition(pet.key, ReportTest.ABOVE, (1_500_000,)),),
        columns=("name", pet.key), measures=(Measure(),),
    )  # fmt: skip
    found = reports.run(store, asked)
    assert [line.values[0] for line in found.lines] == ["王芳"]
    assert saying.value(found.field(pet.key), found.lines[0].values[1], Language.ZH) == "2"
    summed = reports.run(store, Report("customers", groups=(Group("city"),), measures=(Measure(SUM, pet.key),)))
    assert summed.crossed is not None and summed.crossed.amount(ALL, ALL, 0) == 3_500_000


def test_an_empty_store_gives_an_empty_report(store: Store, tmp_path: Path) -> None:
    found = reports.run(store, ODD)
    assert (found.lines, found.read) == ((), 0) and found.crossed is not None and found.crossed.rows == ()
    assert reports.write(found, tmp_path / "empty.xlsx", "空", Language.ZH) == 0
    assert load_workbook(tmp_path / "empty.xlsx").sheetnames == ["结果", "明细", "口径"]


def test_kept_by_name_replaced_and_taken_back(store: Store, actor: Actor) -> None:
    row = reports.save(store, actor, "  年轻  家庭 ", ODD)
    assert (row.name, reports.by_name(store, "年轻 家庭").report) == ("年轻 家庭", ODD)
    with pytest.raises(InputError, match="name_taken"):
        reports.save(store, actor, "年轻 家庭", Report("customers"))
    reports.save(store, actor, "年轻 家庭", Report("customers"), row.id)
    assert reports.reports(store)[0].report == Report("customers")
    reports.remove(store, actor, row.id)
    assert reports.reports(store) == []
    with store.read() as session:
        newest = session.scalar(select(func.max(AuditRow.id)))
    assert newest is not None
    undo.take_back(store, actor, newest)
    assert [one.name for one in reports.reports(store)] == ["年轻 家庭"]


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (Report("nothing"), "report_source"),
        (Report("customers", columns=("shoe_size",)), "report_field"),
        (Report("customers", conditions=(Condition("name", ReportTest.BELOW, ("x",)),)), "report_sense"),
        (Report("customers", groups=(Group("name", ReportStep.MONTH),)), "report_sense"),
        (Report("customers", groups=(Group("city"),), measures=(Measure(SUM, "name"),)), "report_sense"),
        (Report("customers", groups=(Group("city"),) * 4), "report_groups"),
        (Report("activities", conditions=(Condition("date", ReportTest.WITHIN, ("soon",)),)), "not_a_period"),
        (Report("activities", conditions=(Condition("date", ReportTest.LEAST, ("soon",)),)), "not_a_date"),
    ],
)
def test_what_cannot_be_asked_is_said(store: Store, report: Report, code: str) -> None:
    with pytest.raises(InputError, match=code):
        reports.run(store, report)


def test_a_report_of_a_newer_program_is_shown_and_not_used(store: Store, actor: Actor) -> None:
    from app.models import KeptReport

    with store.write(actor, "report.save") as session:
        session.add(KeptReport(name="新", document={"source": "customers", "shape": "star"}))
    assert [(row.name, row.report) for row in reports.reports(store)] == [("新", None)]
    with pytest.raises(InputError, match="report_unreadable"):
        reports.by_name(store, "新")


TEXTS = st.text(max_size=6)
CONDITIONS = st.builds(
    Condition, TEXTS, st.sampled_from(ReportTest), st.lists(TEXTS | st.integers(), max_size=3).map(tuple)
)
GROUPS = st.builds(Group, TEXTS, st.sampled_from(ReportStep))
REPORTS = st.builds(
    Report, TEXTS, st.lists(TEXTS, max_size=3).map(tuple), st.lists(CONDITIONS, max_size=3).map(tuple),
    st.lists(GROUPS, max_size=3).map(tuple), st.none() | GROUPS,
    st.lists(st.builds(Measure, st.sampled_from(ReportHow), TEXTS), max_size=2).map(tuple),
)  # fmt: skip


@given(REPORTS)
def test_a_report_is_read_as_it_was_kept(report: Report) -> None:
    assert of_document(json.loads(json.dumps(report.document()))) == report


@given(st.integers(-50, 50) | st.none(), st.integers(-50, 50))
def test_comparisons_part_the_numbers_and_nothing_is_in_neither_part(value: int | None, edge: int) -> None:
    def answer(test: ReportTest) -> bool:
        return holds(Condition("x", test, (edge,)), ReportKind.WHOLE, RECKONING)(value)

    assert set(TESTS[ReportKind.WHOLE]) >= {ReportTest.LEAST, ReportTest.BELOW}
    assert answer(ReportTest.LEAST) + answer(ReportTest.BELOW) == (value is not None)
    assert answer(ReportTest.MOST) + answer(ReportTest.ABOVE) == (value is not None)
    assert answer(ReportTest.IS) != answer(ReportTest.IS_NOT)
    assert answer(ReportTest.EMPTY) == (value is None)


@given(st.integers(-(10**9), 10**9))
def test_a_step_puts_a_value_where_it_belongs(value: int) -> None:
    for step, size in ((ReportStep.TENS, 10), (ReportStep.WAN, 1_000_000)):
        low = put(value, step, RECKONING.months)
        assert low <= value < low + size and low % size == 0


@pytest.fixture
def password_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "password.txt"
    path.write_text(PASSWORD + "\n", encoding="utf-8")
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(path))
    return path


@pytest.mark.usefixtures("password_file")
def test_the_command_lists_runs_and_writes(
    store_file: Path, store: Store, actor: Actor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contact = ContactDraft(city="杭州")
    customers.add(store, actor, HouseholdDraft(MemberDraft("王芳", Relation.SELF), contact=contact))
    reports.save(store, actor, "各城市", Report("customers", groups=(Group("city"),)))
    store.close()
    base = ["--store", str(store_file), "--json", "--language", "zh"]
    assert main(["report", "list", *base]) == 0
    assert json.loads(capsys.readouterr().out)["kept"] == ["各城市"]
    target = tmp_path / "cities.csv"
    assert main(["report", "run", "各城市", "--out", str(target), *base]) == 0
    assert json.loads(capsys.readouterr().out)["table"] == [["杭州", 1], ["合计", 1]]
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["城市", "户数"], ["杭州", "1"], ["合计", "1"]]
    assert main(["report", "run", "没有", *base]) == 2
    assert "各城市" in capsys.readouterr().err
    assert main(["report", "run", *base]) == 2
