"""Duplicates: found with a reason, made one without losing anything, parted again as if nothing had been."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.enums import Relation, Sex, Stage
from app.errors import InputError
from app.models import Base, Household, Need, Policy, TraceLink
from app.services.base.store import Actor, Store
from app.services.front import demo
from app.services.front.demo import marks
from app.services.people import customers, duplicates
from app.services.people.customers import ContactDraft, HouseholdDraft, MemberDraft
from app.services.people.duplicates import joining
from app.services.rules.base import names
from app.services.rules.people import likeness
from app.services.rules.people.likeness import Person
from tests.services.people.test_customer_import import contents
from tests.undoing import take_back_last

BORN = date(1989, 3, 1)


def person(name: str, **more: Any) -> Person:
    return Person(more.pop("id", name), name, pinyin=names.sort_key(name).partition("~")[0], **more)


WANG = {"name": "王芳", "phone": "13800001111"}
BORN_WANG = {"name": "王芳", "birth_date": BORN}


@pytest.mark.parametrize(
    ("one", "other", "least", "reasons"),
    [
        ({"name": "王芳", "id_number": "X"}, {"name": "李芳", "id_number": "X"}, 100, {"same_id_number"}),
        (WANG, WANG, 98, {"same_phone", "same_name"}),
        (WANG, WANG | {"name": "王方"}, 95, {"same_phone", "same_pinyin"}),
        (WANG, WANG | {"phone": "13800001121"}, 80, {"similar_phone", "same_name"}),
        (WANG, WANG | {"phone": "13800001112"}, 80, {"similar_phone", "same_name"}),
        (BORN_WANG, BORN_WANG, 90, {"same_name", "same_birthday"}),
        (BORN_WANG | {"name": "刘晓红"}, BORN_WANG | {"name": "刘小虹"}, 85, {"same_pinyin", "same_birthday"}),
        (BORN_WANG | {"name": "陈大明"}, BORN_WANG | {"name": "陈大敏"}, 60, {"similar_name", "same_birthday"}),
        ({"name": "王芳"}, {"name": "王芳"}, 60, {"same_name"}),
        (WANG, WANG | {"name": "李强"}, 60, {"same_phone"}),
    ],
)
def test_who_is_like_whom_and_why(one: Any, other: Any, least: int, reasons: set[str]) -> None:
    score, why = likeness.compare(person(**one), person(**other))
    assert score >= least
    assert set(why) == reasons


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "王芳", "phone": "13800001111"}, {"name": "王芳", "phone": "13955552222"}),
        ({"name": "王芳", "birth_date": BORN}, {"name": "王芳", "birth_date": date(1990, 3, 1)}),
        ({"name": "王芳", "id_number": "X"}, {"name": "王芳", "id_number": "Y", "phone": "1"}),
        ({"name": "王芳", "birth_date": BORN}, {"name": "李国强", "birth_date": BORN}),
    ],
)
def test_who_is_not(one: Any, other: Any) -> None:
    assert likeness.compare(person(**one), person(**other)) == (0, ())


@given(st.data())
def test_likeness_is_the_same_from_both_sides(data: st.DataObject) -> None:
    def someone(id: str) -> Person:
        return person(
            data.draw(st.sampled_from(["王芳", "王方", "李强", "John"])), id=id,
            phone=data.draw(st.sampled_from(["", "13800001111", "13800001112"])),
            birth_date=data.draw(st.sampled_from([None, BORN, date(1990, 1, 1)])),
            email=data.draw(st.sampled_from(["", "a@b.c", "A@B.C"])),
        )  # fmt: skip

    one, other = someone("a"), someone("b")
    assert likeness.compare(one, other) == likeness.compare(other, one)
    score, reasons = likeness.compare(one, other)
    assert bool(score) == bool(reasons)
    if score:
        assert 0 < score <= 100
        assert set(likeness.keys(one)) & set(likeness.keys(other)), "alike, but in no common group"


def add(store: Store, actor: Actor, name: str, phone: str = "", **more: Any) -> str:
    contact = ContactDraft(**{key: more.pop(key) for key in ("city", "notes", "tags") if key in more})
    money = more.pop("finances", {})
    return customers.add(store, actor, HouseholdDraft(MemberDraft(name, phone=phone, **more), (), contact, money)).id


def test_somebody_new_who_may_be_known(store: Store, actor: Actor) -> None:
    known = add(store, actor, "王芳", "13800001111", birth_date=BORN)
    add(store, actor, "赵敏", "13900000000")
    found = duplicates.near(store, {"name": "王方", "phone": "13800001111", "birth_date": None})
    assert [(twin.id, twin.reasons) for twin in found] == [(known, ("same_phone", "same_pinyin"))]
    assert duplicates.near(store, {"name": "孙丽", "phone": "13700000000"}) == ()
    assert duplicates.near(store, {"name": "王芳", "phone": "13800001111"}, known) == ()
    assert duplicates.near(store, {"name": ""}) == ()


def test_the_scan_finds_what_was_hidden_and_nothing_else(store: Store, actor: Actor) -> None:
    demo.populate(store, customers=150, weeks=1, seed=5)
    already = {pair.id for pair in duplicates.scan(store)}
    random = Random(1)
    rows = random.sample([row for row in customers.page(store, limit=500) if row.phone], 6)
    hidden = {(row.id, add(store, actor, row.name, row.phone)) for row in rows}
    found = [pair for pair in duplicates.scan(store) if pair.id not in already]
    assert {(pair.left.id, pair.right.id) for pair in found} >= hidden
    assert all(pair.score >= 60 and pair.reasons for pair in found)
    first = next(pair for pair in found if (pair.left.id, pair.right.id) in hidden)
    duplicates.are_different(store, actor, first.right.id, first.left.id)
    assert first.id not in {pair.id for pair in duplicates.scan(store)}
    left = {"name": first.left.name, "phone": first.left.texts["phone"]}
    assert first.right.id not in [twin.id for twin in duplicates.near(store, left, first.left.id)]
    take_back_last(store, actor)
    assert first.id in {pair.id for pair in duplicates.scan(store)}


def test_a_scan_can_be_stopped(store: Store, actor: Actor) -> None:
    add(store, actor, "王芳", "13800001111")
    add(store, actor, "王芳", "13800001111")

    def stop(_done: int, _of: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        duplicates.scan(store, stop)


def test_fields_are_joined_as_chosen(store: Store, actor: Actor) -> None:
    kept = add(store, actor, "王芳", "13800001111", city="杭州", tags=("a",), notes="一", income=100,
               finances={"mortgage": 5})  # fmt: skip
    gone = add(store, actor, "王方", "13800002222", city="宁波", tags=("b", "a"), notes="二", sex=Sex.FEMALE,
               finances={"deposits": 7, "mortgage": 6})  # fmt: skip
    row, _ = duplicates.join(store, actor, kept, gone, {"phone": "gone", "city": "gone"})
    found = customers.household(store, kept)
    assert (row.name, row.phone, row.city) == ("王芳", "13800002222", "宁波")
    assert (found.contact.tags, found.contact.notes, found.customer.sex, found.customer.income) == (
        ("a", "b"),
        "一\n二",
        Sex.FEMALE,
        100,
    )
    assert found.finances == {"mortgage": 5, "deposits": 7}
    assert [hit.id for hit in customers.search(store, "2222")] == [kept]
    with pytest.raises(InputError):
        customers.household(store, gone)
    with pytest.raises(InputError):
        duplicates.join(store, actor, kept, kept)


@pytest.fixture
def rich(store: Store) -> str:
    return demo.sample_family(store)


def pointing(store: Store, id: str) -> dict[str, int]:
    """How often ``id`` is said anywhere, but in what remembers merges and history, and which families are samples."""
    with store.read() as session:
        found = {
            table.name: sum(id in str(tuple(row)) for row in session.execute(select(table)) if row[0] != marks.KEY)
            for table in Base.metadata.sorted_tables
            if table.name not in ("merge", "audit", "unit_image", "import_batch", "import_change")
        }
    return {name: count for name, count in found.items() if count}


def suspects(store: Store) -> int:
    with store.read() as session:
        return len([link for link in session.scalars(select(TraceLink)) if link.suspect])


def test_everything_of_a_family_moves_and_comes_back(store: Store, actor: Actor, rich: str) -> None:
    family = customers.household(store, rich)
    kept = add(store, actor, family.customer.name, family.row.phone, city="上海")
    spouse = next(member for member in family.members if member.relation == Relation.SPOUSE)
    customers.add_member(store, actor, kept, MemberDraft(spouse.name, Relation.SPOUSE))
    before, marked = contents(store), suspects(store)
    assert len(pointing(store, rich)) > 5
    _, merge = duplicates.join(store, actor, kept, rich)
    assert pointing(store, rich) == {}
    assert pointing(store, family.customer.id) == {}
    merged = customers.household(store, kept)
    assert [m.name for m in merged.members] == [m.name for m in family.members]
    assert len(merged.policies) == len(family.policies)
    assert (merged.row.stage, merged.row.city) == (family.row.stage, "上海")
    assert suspects(store) == marked
    with store.read() as session:
        assert session.scalars(select(Need).where(Need.household_id == kept)).first() is not None
    listed = duplicates.merges(store, kept)[0]
    assert (listed.id, listed.name, listed.parted) == (merge, family.customer.name, False)
    back = duplicates.part(store, actor, merge)
    assert back.id == rich
    now = contents(store)
    assert {name: now[name] for name in now if name != "merge"} == {
        name: before[name] for name in before if name != "merge"
    }
    assert duplicates.merges(store)[0].parted
    with pytest.raises(InputError):
        duplicates.part(store, actor, merge)
    assert store.faults() == []


def test_what_was_done_after_a_merge_stays_with_the_kept_one(store: Store, actor: Actor, rich: str) -> None:
    family = customers.household(store, rich)
    kept = add(store, actor, "王芳", family.row.phone, city="上海")
    _, merge = duplicates.join(store, actor, kept, rich)
    customers.update_contact(store, actor, kept, ContactDraft(city="苏州"))
    customers.add_member(store, actor, kept, MemberDraft("新来的"))
    duplicates.part(store, actor, merge)
    assert customers.household(store, kept).row.city == "苏州"
    assert [m.name for m in customers.household(store, kept).members] == ["王芳", "新来的"]
    assert len(customers.household(store, rich).policies) == len(family.policies)


def test_a_link_that_was_in_doubt_stays_so_and_no_other(store: Store, actor: Actor, rich: str) -> None:
    with store.write(actor, "test.touch") as session:
        link = session.scalars(select(TraceLink)).first()
        assert link is not None
        link.suspect = True
    marked = suspects(store)
    kept = add(store, actor, "王芳", "13800009999")
    _, merge = duplicates.join(store, actor, kept, rich)
    assert suspects(store) == marked
    from app.enums import NodeKind
    from app.services.spine import tracing

    with store.write(actor, "test.check") as session:
        needs = list(session.scalars(select(Need.id).where(Need.household_id == kept)))
        tracing.touched(session, NodeKind.NEED, needs)
    assert suspects(store) <= marked, "a merge is no change of content"
    duplicates.part(store, actor, merge)
    with store.read() as session:
        assert {p.household_id for p in session.scalars(select(Policy))} == {rich}
        assert session.get(Household, rich) is not None


def test_the_preview_of_a_merge_is_what_the_merge_does(store: Store, actor: Actor) -> None:
    kept, gone = (
        add(store, actor, "王芳", "13800001111", notes="一"),
        add(store, actor, "王芳", "", city="宁波", notes="二"),
    )
    sides = [joining.current(store, id).values for id in (kept, gone)]
    preview = duplicates.joined(*sides, {"notes": "gone"})
    duplicates.join(store, actor, kept, gone, {"notes": "gone"})
    now = joining.current(store, kept).values
    assert {name: now[name] for name in duplicates.FIELDS} == preview


def test_the_further_stage_wins(store: Store, actor: Actor) -> None:
    kept, gone = add(store, actor, "王芳"), add(store, actor, "王芳")
    customers.set_stage(store, actor, gone, Stage.S2_MET)
    row, _ = duplicates.join(store, actor, kept, gone)
    assert (row.stage, row.stage_since) == (Stage.S2_MET, date(2026, 11, 24))
