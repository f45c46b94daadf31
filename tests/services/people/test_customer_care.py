"""Labels, own fields, changes of many with their undo, referrals, ties, interests and purchases."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.enums import FieldKind, InterestKind, LabelKind, Language, Relation, Sex, Stage, Tie, Tone
from app.errors import InputError
from app.models import CustomValue, Household
from app.services.base import undo
from app.services.base.store import Actor, Store
from app.services.front import imports as batches
from app.services.people import (
    bulk_edits,
    custom_fields,
    customers,
    duplicates,
    interests,
    labels,
    policies,
    purchases,
    referrals,
    ties,
)
from app.services.people.bulk_edits import BulkChange, Chosen
from app.services.people.custom_fields import FieldDraft
from app.services.people.customers import ContactDraft, CustomerFilter, HouseholdDraft, MemberDraft
from app.services.people.interests import InterestDraft
from app.services.people.policies import PolicyDraft
from app.services.rules.people import custom_values
from tests import reading
from tests.conftest import NOW
from tests.services.reading import import_customers
from tests.undoing import last_unit


def add(store: Store, actor: Actor, name: str, *members: MemberDraft, **contact: Any) -> str:
    draft = HouseholdDraft(MemberDraft(name, sex=Sex.FEMALE), tuple(members), ContactDraft(**contact))
    return customers.add(store, actor, draft).id


def refused(code: str, act: Any, *args: Any, **values: Any) -> None:
    with pytest.raises(InputError) as fault:
        act(*args, **values)
    assert [problem.code for problem in fault.value.problems] == [code]


# -- labels -----------------------------------------------------------------------------------------------------------
def test_classes_begin_as_a_b_c_and_become_the_users_own(store: Store, actor: Actor) -> None:
    id = add(store, actor, "王芳", classification="A")
    assert [row.name for row in labels.labels(store, LabelKind.CLASS)] == ["A", "B", "C"]
    first = labels.labels(store, LabelKind.CLASS)[0]
    assert first.used == 1
    labels.save(store, actor, first, "重点", Tone.BAD)
    rows = labels.labels(store, LabelKind.CLASS)
    assert (rows[0].name, rows[0].tone, rows[0].used) == ("重点", Tone.BAD, 1)
    assert [row.name for row in rows] == ["重点", "B", "C"]
    assert customers.row(store, id).classification == "重点"
    assert labels.remove(store, actor, rows[0]) == 1
    assert customers.row(store, id).classification == ""


def test_a_tag_renamed_to_one_there_is_becomes_one_with_it(store: Store, actor: Actor) -> None:
    one = add(store, actor, "王芳", tags=("vip", "老客户"))
    other = add(store, actor, "李雷", tags=("VIP客户",))
    old = next(row for row in labels.labels(store, LabelKind.TAG) if row.name == "vip")
    labels.save(store, actor, old, "VIP客户", Tone.GOOD)
    assert customers.row(store, one).tags == ("VIP客户", "老客户")
    assert customers.row(store, other).tags == ("VIP客户",)
    rows = {row.name: (row.used, row.tone) for row in labels.labels(store, LabelKind.TAG)}
    assert rows == {"VIP客户": (2, Tone.GOOD), "老客户": (1, Tone.CALM)}
    assert customers.count(store, wanted=CustomerFilter(tags=("vip客户",))) == 2


# -- own fields -------------------------------------------------------------------------------------------------------
VALUES = {
    FieldKind.TEXT: st.text(min_size=1, max_size=20).map(str.strip).filter(bool),
    FieldKind.NUMBER: st.decimals(-(10**9), 10**9, places=4),
    FieldKind.MONEY: st.integers(-(10**12), 10**12),
    FieldKind.DATE: st.dates(),
    FieldKind.YES_NO: st.booleans(),
}


@pytest.mark.parametrize("kind", VALUES)
@given(data=st.data())
def test_a_value_of_each_kind_comes_back_as_it_was_and_ranks_in_its_order(kind: FieldKind, data: st.DataObject) -> None:
    one, other = data.draw(VALUES[kind]), data.draw(VALUES[kind])
    texts = [custom_values.canonical(kind, value) for value in (one, other)]
    assert [custom_values.natural(kind, text) for text in texts] == [one, other]
    if kind != FieldKind.TEXT:
        ranks = [custom_values.rank(kind, text) or 0 for text in texts]
        assert (ranks[0] < ranks[1]) == bool(one < other)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [(FieldKind.NUMBER, "many", "not_a_number"), (FieldKind.NUMBER, "1e99", "not_a_number"),
     (FieldKind.CHOICE, "red", "not_a_choice"), (FieldKind.TEXT, "x" * 501, "too_long")],
)  # fmt: skip
def test_what_does_not_fit_is_refused(kind: FieldKind, value: str, code: str) -> None:
    with pytest.raises(ValueError, match=code):
        custom_values.canonical(kind, value, ("green",))


def test_fields_are_renamed_and_retired_without_losing_a_value(store: Store, actor: Actor) -> None:
    field = custom_fields.add(store, actor, FieldDraft("房型", FieldKind.CHOICE, ("公寓", "别墅")))
    id = add(store, actor, "王芳", own={field.id: "别墅"})
    refused("name_taken", custom_fields.add, store, actor, FieldDraft("房型"))
    refused("required", custom_fields.add, store, actor, FieldDraft("x", FieldKind.CHOICE))
    refused("choice_in_use", custom_fields.change, store, actor, field.id, FieldDraft("房型", choices=("公寓",)))
    custom_fields.change(store, actor, field.id, FieldDraft("住房", choices=("别墅", "平房")))
    assert [(one.name, one.used) for one in custom_fields.all_fields(store)] == [("住房", 1)]
    custom_fields.retire(store, actor, field.id)
    assert custom_fields.fields(store) == []
    customers.update_contact(store, actor, id, ContactDraft(city="上海", own={}))
    custom_fields.bring_back(store, actor, field.id)
    assert customers.row(store, id).own == {field.id: "别墅"}


def test_own_fields_go_out_and_come_in_and_the_import_is_undone(store: Store, actor: Actor, tmp_path: Path) -> None:
    money = custom_fields.add(store, actor, FieldDraft("房贷月供", FieldKind.MONEY))
    day = custom_fields.add(store, actor, FieldDraft("体检日", FieldKind.DATE))
    own = {money.id: "123456", day.id: "2026-03-05"}
    add(store, actor, "王芳", own=own, classification="A", tags=("vip",))
    path = tmp_path / "out.csv"
    customers.export_file(store, path, Language.ZH)
    assert import_customers(store, actor, path).unchanged == 1
    text = path.read_text("utf-8-sig").replace("1234.56", "2万").replace("2026-03-05", "")
    changed = tmp_path / "in.csv"
    changed.write_text(text + ",,".join(["", ""]), "utf-8")
    report = import_customers(store, actor, changed)
    assert report.updated == 1
    row = customers.search(store, "王芳")[0]
    assert row.own == {money.id: "2000000", day.id: "2026-03-05"}, "an empty cell changes nothing"
    batches.undo(store, actor, batches.batches(store)[0].id)
    assert customers.row(store, row.id).own == own
    broken = tmp_path / "bad.csv"
    broken.write_text("姓名,房贷月供\n李雷,许多\n", "utf-8")
    problem = import_customers(store, actor, broken).rejected[0][0]
    assert (problem.code, problem.place.row, problem.place.column) == ("not_money", 2, "房贷月供")


# -- changes of many --------------------------------------------------------------------------------------------------
def everything(store: Store) -> dict[str, Any]:
    """All that a change of many could touch, but for its stamps."""
    with store.read() as session:
        columns = [c for c in Household.__table__.c if c.name not in ("updated_at", "version")]
        rows: dict[str, Any] = {row.id: dict(row._mapping) for row in session.execute(select(*columns))}
        rows["own"] = sorted(tuple(row) for row in session.execute(select(CustomValue.__table__)))
        return rows


WORDS = st.sampled_from(["A", "B", "重点", "x%", ""])
TAGS = st.lists(st.sampled_from(["vip", "VIP", "老客户", "a_b"]), max_size=3).map(tuple)
CHANGES = st.builds(
    BulkChange,
    classification=st.none() | WORDS,
    source=st.none() | WORDS,
    city=st.none() | WORDS,
    add_tags=TAGS,
    remove_tags=TAGS,
    own=st.sampled_from([{}, {"car": "是"}, {"car": ""}]),
).filter(lambda change: not change.empty)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(CHANGES, min_size=1, max_size=3), seed=st.integers(0, 99))
def test_undo_puts_back_exactly_what_was_there(
    store: Store, actor: Actor, changes: list[BulkChange], seed: int
) -> None:
    fields = custom_fields.fields(store)
    field = fields[0] if fields else custom_fields.add(store, actor, FieldDraft("车"))
    chance = random.Random(seed)
    ids = customers.ids(store)
    while len(ids) < 8:
        own = {field.id: chance.choice(["是", "否", ""])}
        tags = tuple(chance.sample(["vip", "老客户", "a_b"], chance.randint(0, 3)))
        ids.append(add(store, actor, "王芳", tags=tags, classification=chance.choice(["A", ""]), own=own))
    states = [(0, everything(store))]
    for change in changes:
        own = {field.id: change.own["car"]} if change.own else {}
        wanted = BulkChange(
            change.classification, change.source, change.city, change.add_tags, change.remove_tags, own
        )  # fmt: skip
        if bulk_edits.apply(store, actor, Chosen(tuple(chance.sample(ids, 5))), wanted):
            states.append((last_unit(store), everything(store)))
    for (unit, after), (_, before) in reversed(list(zip(states[1:], states, strict=False))):
        assert everything(store) == after
        undo.take_back(store, actor, unit)
        assert everything(store) == before


def test_everybody_of_a_filter_is_changed_in_one_piece(store: Store, actor: Actor) -> None:
    for number in range(5):
        add(store, actor, f"王{number}", city="杭州" if number % 2 else "")
    wanted = Chosen(wanted=CustomerFilter(city="杭州"))
    assert bulk_edits.apply(store, actor, wanted, BulkChange("A", add_tags=("新",))) == 2
    assert customers.count(store, wanted=CustomerFilter(classes=("A",), tags=("新",))) == 2
    assert bulk_edits.apply(store, actor, wanted, BulkChange("A")) == 0, "who has it already is not touched"
    refused("nothing_chosen", bulk_edits.apply, store, actor, Chosen(), BulkChange("A"))
    refused("nothing_to_change", bulk_edits.apply, store, actor, Chosen(("x",)), BulkChange())


# -- referrals --------------------------------------------------------------------------------------------------------
def test_the_tree_counts_everybody_below_and_what_came_of_it(store: Store, actor: Actor) -> None:
    ids = {name: add(store, actor, name) for name in ("王芳", "李雷", "赵敏", "孙立", "钱一")}
    for name, by in (("李雷", "王芳"), ("赵敏", "王芳"), ("孙立", "李雷")):
        reading.refer(store, actor, ids[name], ids[by])
    customers.set_stage(store, actor, ids["孙立"], Stage.S6_ISSUED)
    member = customers.household(store, ids["孙立"]).customer.id
    policies.add(store, actor, ids["孙立"], PolicyDraft(member, "定寿", premium=120_000, starts_on=date(2026, 1, 1)))
    tree = referrals.tree(store, NOW.date())
    assert [(row.name, row.depth, row.direct, row.total, row.signed, row.premium) for row in tree] == [
        ("王芳", 0, 2, 3, 1, 120_000), ("李雷", 1, 1, 1, 1, 120_000), ("孙立", 2, 0, 0, 0, 0), ("赵敏", 1, 0, 0, 0, 0),
    ]  # fmt: skip
    assert [row.name for row in referrals.tree(store, NOW.date(), ids["李雷"])] == ["李雷", "孙立"]
    assert [row.name for row in referrals.above(store, ids["孙立"])] == ["李雷", "王芳"]
    refused("referral_ring", reading.refer, store, actor, ids["王芳"], ids["孙立"])
    refused("referral_ring", reading.refer, store, actor, ids["王芳"], ids["王芳"])
    reading.refer(store, actor, ids["李雷"], None)
    assert [row.name for row in referrals.tree(store, NOW.date()) if row.depth == 0] == ["李雷", "王芳"]


def test_sources_say_what_they_brought(store: Store, actor: Actor) -> None:
    for name, source in (("王芳", "讲座"), ("李雷", "讲座"), ("赵敏", "")):
        add(store, actor, name, source=source)
    customers.set_stage(store, actor, customers.search(store, "王芳")[0].id, Stage.S6_ISSUED)
    rows = [(row.id, row.households, row.met, row.signed) for row in referrals.sources(store, NOW.date())]
    assert rows == [("讲座", 2, 1, 1), ("", 1, 0, 0)]
    assert referrals.names_of_sources(store) == ["讲座"]


# -- ties -------------------------------------------------------------------------------------------------------------
def words(store: Store, household_id: str) -> set[tuple[str, str, str]]:
    return {(row.one.name, row.say(Language.ZH), row.other.name) for row in ties.of_household(store, household_id)}


def test_a_tie_shows_on_both_sides_and_so_does_its_change(store: Store, actor: Actor) -> None:
    father = MemberDraft("王建国", Relation.PARENT, Sex.MALE)
    wang = add(store, actor, "王芳", MemberDraft("李强", Relation.SPOUSE, Sex.MALE), father)
    other = customers.add(store, actor, HouseholdDraft(MemberDraft("王立", sex=Sex.MALE))).id
    assert words(store, wang) == {
        ("王芳", "丈夫", "李强"), ("李强", "妻子", "王芳"), ("王芳", "父亲", "王建国"), ("王建国", "女儿", "王芳"),
    }  # fmt: skip
    him, her = customers.household(store, other).customer.id, customers.household(store, wang).customer.id
    old_man = customers.household(store, wang).members[2].id
    ties.tie(store, actor, her, him, Tie.SIBLING)
    ties.tie(store, actor, him, old_man, Tie.PARENT)
    assert words(store, other) == {("王立", "姐妹", "王芳"), ("王立", "父亲", "王建国")}
    assert ("王建国", "儿子", "王立") in words(store, wang)
    ties.tie(store, actor, him, her, Tie.COLLEAGUE)
    assert ("王芳", "同事", "王立") in words(store, wang)
    assert ("王立", "同事", "王芳") in words(store, other)
    refused("tie_itself", ties.tie, store, actor, her, her, Tie.FRIEND)
    row = next(row for row in ties.of_household(store, other) if row.tie == Tie.COLLEAGUE)
    ties.untie(store, actor, row)
    assert words(store, other) == {("王立", "父亲", "王建国")}
    refused("member_in_use", customers.remove_member, store, actor, old_man)


def test_within_a_family_the_tie_is_the_familys_own_list(store: Store, actor: Actor) -> None:
    wang = add(store, actor, "王芳", MemberDraft("李强", Relation.SPOUSE, Sex.MALE))
    her, him = (member.id for member in customers.household(store, wang).members)
    ties.tie(store, actor, him, her, Tie.PARENT)
    assert customers.household(store, wang).members[1].relation == Relation.CHILD
    assert words(store, wang) == {("王芳", "儿子", "李强"), ("李强", "母亲", "王芳")}
    ties.tie(store, actor, her, him, Tie.SIBLING)
    assert words(store, wang) == {("王芳", "兄弟", "李强"), ("李强", "姐妹", "王芳")}
    ties.tie(store, actor, her, him, Tie.SPOUSE)
    assert words(store, wang) == {("王芳", "丈夫", "李强"), ("李强", "妻子", "王芳")}


# -- interests and purchases ------------------------------------------------------------------------------------------
def test_interests_of_the_family_and_its_people(store: Store, actor: Actor) -> None:
    wang = add(store, actor, "王芳")
    member = customers.household(store, wang).customer.id
    first = interests.add(store, actor, wang, InterestDraft(InterestKind.HOBBY, " 登山 ", member))
    interests.add(store, actor, wang, InterestDraft(InterestKind.AVOID, "不提前夫"))
    assert [(row.text, row.member) for row in interests.of_household(store, wang)] == [
        ("不提前夫", ""),
        ("登山", "王芳"),
    ]
    refused("required", interests.change, store, actor, first.id, InterestDraft(InterestKind.HOBBY, " "))
    assert interests.remove(store, actor, first.id) == InterestDraft(InterestKind.HOBBY, "登山", member)


def test_purchases_sum_by_year(store: Store, actor: Actor) -> None:
    wang = add(store, actor, "王芳")
    member = customers.household(store, wang).customer.id
    for product, premium, starts in (("定寿", 100_000, date(2025, 3, 1)), ("重疾", 250_050, date(2026, 2, 1)),
                                     ("意外", 30_000, date(2026, 5, 1)), ("旧保单", 1_000, None)):  # fmt: skip
        policies.add(store, actor, wang, PolicyDraft(member, product, premium=premium, starts_on=starts))
    history = purchases.of_household(store, wang)
    assert [row.product for row in history.rows] == ["意外", "重疾", "定寿", "旧保单"]
    assert [(year.year, year.count, year.premium, year.ours) for year in history.years] == [
        (2026, 2, 280_050, 0), (2025, 1, 100_000, 0), (None, 1, 1_000, 0),
    ]  # fmt: skip
    assert history.premium == 381_050


def test_a_merge_leaves_nobody_tied_to_himself_or_referred_in_a_ring(store: Store, actor: Actor) -> None:
    one, between, other = (add(store, actor, name) for name in ("王芳", "李雷", "王芬"))
    reading.refer(store, actor, between, one)
    reading.refer(store, actor, other, between)
    people = [customers.household(store, id).customer.id for id in (one, other)]
    ties.tie(store, actor, people[0], people[1], Tie.SIBLING)
    field = custom_fields.add(store, actor, FieldDraft("车"))
    customers.update_contact(store, actor, one, ContactDraft(own={field.id: "一辆"}))
    customers.update_contact(
        store, actor, other, ContactDraft(referrer_id=between, own={field.id: "两辆"}, tags=("vip",))
    )
    _, merge = duplicates.join(store, actor, other, one)
    assert customers.household(store, other).referrer is None
    assert ties.of_household(store, other) == []
    assert [row.name for row in referrals.tree(store, NOW.date(), other)] == ["王芬", "李雷"]
    assert customers.row(store, other).own == {field.id: "两辆"}
    duplicates.part(store, actor, merge)
    assert customers.household(store, other).referrer == (between, "李雷")
    assert customers.row(store, one).own == {field.id: "一辆"}
