"""Filters and saved views: each part by itself, the same answer everywhere, nothing misread."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.enums import (
    ActivityKind,
    ActivityStatus,
    Coverage,
    FieldKind,
    FieldTest,
    InterestKind,
    Language,
    NeedFilter,
    Stage,
)
from app.errors import InputError
from app.services.base.store import Actor, Store
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.front import demo
from app.services.matrix.index import index
from app.services.people import custom_fields, customers, interests, segments
from app.services.people.custom_fields import FieldDraft
from app.services.people.customers import (
    ContactDraft,
    CustomerFilter,
    FieldCondition,
    HouseholdDraft,
    MemberDraft,
    listing,
)
from app.services.people.customers.filtering import born_by
from app.services.people.customers.filters import of_document
from app.services.people.interests import InterestDraft
from app.services.rules.base.ages import age_on
from app.services.rules.people import custom_values
from tests import reading
from tests.conftest import NOW

TODAY = NOW.date()


def add(store: Store, actor: Actor, name: str, born: date | None = None, **contact: object) -> str:
    draft = HouseholdDraft(MemberDraft(name, birth_date=born), contact=ContactDraft(**contact))  # type: ignore[arg-type]
    return customers.add(store, actor, draft).id


def found(store: Store, **parts: object) -> set[str]:
    wanted = CustomerFilter(**parts)  # type: ignore[arg-type]
    names = {row.name for row in customers.page(store, wanted=wanted)}
    assert customers.count(store, wanted=wanted) == len(names) == len(customers.ids(store, wanted=wanted))
    return names


@pytest.fixture
def people(store: Store, actor: Actor) -> dict[str, str]:
    return {
        "王芳": add(
            store, actor, "王芳", date(1989, 1, 12), tags=("VIP", "老客户"), classification="A", source="转介绍"
        ),
        "李雷": add(store, actor, "李雷", date(2000, 2, 29), tags=("vip",), classification="B", city="杭州"),
        "赵敏": add(store, actor, "赵敏", None, tags=("VIP2",), source="讲座"),
    }


@pytest.mark.usefixtures("people")
def test_tags_are_whole_words_whatever_their_capital_letters(store: Store) -> None:
    assert found(store, tags=("Vip",)) == {"王芳", "李雷"}
    assert found(store, tags=("VIP", "老客户")) == {"王芳"}
    assert found(store, without_tags=("vip",)) == {"赵敏"}
    assert found(store, tags=("V",)) == set()
    assert found(store, tags=("%",)) == set()


def test_classes_sources_city_and_text(store: Store, people: dict[str, str]) -> None:
    assert found(store, classes=("A", "B")) == {"王芳", "李雷"}
    assert found(store, classes=("",)) == {"赵敏"}
    assert found(store, sources=("讲座", "")) == {"赵敏", "李雷"}
    assert found(store, city="杭") == {"李雷"}
    assert found(store, text="wf", classes=("A",)) == {"王芳"}
    assert found(store, stages=(Stage.S0_LISTED,)) == set(people)
    assert found(store, stages=(Stage.S3_ANALYSED,)) == set()


def test_ages_birthdays_and_who_referred(store: Store, actor: Actor, people: dict[str, str]) -> None:
    assert found(store, age_from=26) == {"王芳", "李雷"}
    assert found(store, age_from=27) == {"王芳"}
    assert found(store, age_to=36) == {"李雷"}
    assert found(store, age_from=37, age_to=37) == {"王芳"}
    assert found(store, birthday_months=(2, 3)) == {"李雷"}
    customers.add_member(store, actor, people["赵敏"], MemberDraft("赵小", birth_date=date(2020, 3, 1)))
    assert found(store, birthday_months=(2, 3)) == {"李雷", "赵敏"}
    reading.refer(store, actor, people["李雷"], people["王芳"])
    assert found(store, referred=True) == {"李雷"}
    assert found(store, referred=False) == {"王芳", "赵敏"}


@given(
    st.dates(date(1920, 1, 1), date(2026, 12, 31)), st.dates(date(2020, 1, 1), date(2032, 12, 31)), st.integers(0, 100)
)
def test_born_by_is_the_edge_of_an_age(born: date, today: date, age: int) -> None:
    assert (born <= born_by(today, age)) == (age_on(born, today) >= age)


def test_contact_counts_when_it_was_done_and_not_when_it_is_planned(
    store: Store, actor: Actor, people: dict[str, str]
) -> None:
    def act(name: str, days: int, status: ActivityStatus) -> None:
        day = TODAY - timedelta(days=days)
        activities.add(store, actor, ActivityDraft(ActivityKind.CALL, day, status, people[name]))

    act("王芳", 29, ActivityStatus.DONE)
    act("李雷", 31, ActivityStatus.DONE)
    act("赵敏", 3, ActivityStatus.PLANNED)
    assert found(store, no_contact_days=30) == {"李雷", "赵敏"}
    assert found(store, no_contact_days=31) == {"李雷", "赵敏"}
    assert found(store, no_contact_days=32) == {"赵敏"}


def test_interests_and_own_fields(store: Store, actor: Actor, people: dict[str, str]) -> None:
    interests.add(store, actor, people["李雷"], InterestDraft(InterestKind.HOBBY, "钓鱼"))
    assert found(store, interest="钓") == {"李雷"}
    cars = custom_fields.add(store, actor, FieldDraft("车数", FieldKind.NUMBER))
    for name, text in (("王芳", "2"), ("李雷", "10")):
        contact = ContactDraft(own={cars.id: text})
        customers.update_contact(store, actor, people[name], contact)

    def test(kind: FieldTest, text: str = "") -> set[str]:
        edge = custom_values.rank(FieldKind.NUMBER, text)
        return found(store, custom=(FieldCondition(cars.id, kind, text, edge),))

    assert test(FieldTest.FILLED) == {"王芳", "李雷"}
    assert test(FieldTest.EMPTY) == {"赵敏"}
    assert test(FieldTest.IS, "10") == {"李雷"}
    assert test(FieldTest.IS_NOT, "10") == {"王芳", "赵敏"}
    assert test(FieldTest.LEAST, "3") == {"李雷"}
    assert test(FieldTest.MOST, "9.5") == {"王芳"}
    assert test(FieldTest.CONTAINS, "0") == {"李雷"}
    names = [row.name for row in customers.page(store, sort=cars.key)]
    assert names == ["王芳", "李雷", "赵敏"], "by size, not by letters; those without last"


def test_open_and_covered_needs_are_those_of_the_matrix(store: Store) -> None:
    demo.sample_family(store)
    demo.populate(store, customers=60, agent_count=1, weeks=4, seed=3)
    entries = index(store, TODAY).entries
    still_open = {
        entry.household_id
        for entry in entries
        if entry.coverage != Coverage.DECLINED and entry.deep in (Coverage.OPEN, Coverage.PARTIAL)
    }
    asked = {entry.household_id for entry in entries if entry.gap > 0}
    everybody = set(customers.ids(store))
    assert set(customers.ids(store, wanted=CustomerFilter(need=NeedFilter.OPEN))) == still_open & everybody
    covered = set(customers.ids(store, wanted=CustomerFilter(need=NeedFilter.COVERED)))
    assert covered == (asked - still_open) & everybody
    none = set(customers.ids(store, wanted=CustomerFilter(need=NeedFilter.NONE)))
    assert none == everybody - {entry.household_id for entry in entries}
    assert still_open and covered and none, "the sample must have all three"
    deaths = {entry.household_id for entry in entries if entry.event == "death"} & still_open
    found_deaths = set(customers.ids(store, wanted=CustomerFilter(need_event="death")))
    assert found_deaths and found_deaths <= deaths


FILTERS = st.builds(
    CustomerFilter,
    text=st.text(max_size=4),
    tags=st.lists(st.text(max_size=3), max_size=2).map(tuple),
    stages=st.lists(st.sampled_from(Stage), max_size=2).map(tuple),
    age_from=st.none() | st.integers(0, 99),
    birthday_months=st.lists(st.integers(1, 12), max_size=3).map(tuple),
    need=st.none() | st.sampled_from(NeedFilter),
    referred=st.none() | st.booleans(),
    custom=st.lists(
        st.builds(FieldCondition, st.text(max_size=3), st.sampled_from(FieldTest), st.text(max_size=3),
                  st.none() | st.integers()), max_size=2,
    ).map(tuple),
)  # fmt: skip


@given(FILTERS)
def test_a_kept_filter_reads_back_as_it_was(wanted: CustomerFilter) -> None:
    assert of_document(wanted.document()) == wanted


@pytest.mark.parametrize(
    "document", [{"colour": "red"}, {"age_from": "x"}, {"stages": ["S99"]}, {"tags": [1]}, {"custom": [{"field": "a"}]}]
)
def test_a_view_that_cannot_be_read_is_not_guessed(document: dict[str, object]) -> None:
    with pytest.raises(InputError) as fault:
        of_document(document)
    assert fault.value.problems[0].code == "filter_unreadable"
    assert fault.value.problems[0].place.field == next(iter(document))


@pytest.mark.usefixtures("people")
def test_views_are_kept_counted_and_exported(store: Store, actor: Actor, tmp_path: Path) -> None:
    row = segments.save(store, actor, " 重点 ", CustomerFilter(tags=("vip",)))
    assert [one.name for one in segments.segments(store)] == ["重点"]
    with pytest.raises(InputError) as fault:
        segments.save(store, actor, "重点", CustomerFilter())
    assert fault.value.problems[0].code == "name_taken"
    segments.save(store, actor, "重点客户", CustomerFilter(tags=("vip",), classes=("A",)), row.id)
    wanted = segments.filter_of(store, "重点客户")
    path = tmp_path / "out.xlsx"
    assert customers.export_file(store, path, Language.ZH, wanted=wanted) == 1
    cells = [cell.value for line in load_workbook(path).worksheets[0].iter_rows() for cell in line]
    assert "王芳" in cells and "李雷" not in cells
    removed = segments.remove(store, actor, row.id)
    assert removed.filter == wanted
    with pytest.raises(InputError) as fault:
        segments.filter_of(store, "重点客户")
    assert fault.value.problems[0].code == "unknown_segment"


@pytest.mark.parametrize("sort", ["name", "stage", "city", "next_step", "classification"])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("few", [5_000, 3])
def test_a_listing_pages_as_one_order_from_both_ends(
    store: Store, actor: Actor, monkeypatch: pytest.MonkeyPatch, sort: str, descending: bool, few: int
) -> None:
    monkeypatch.setattr(listing, "FEW", few)
    for number in range(11):
        add(store, actor, "王李张"[number % 3], city="杭上"[number % 2], classification="AB"[number % 2], tags=("t",))
    whole = [row.id for row in customers.page(store, sort=sort, descending=descending)]
    for wanted in (CustomerFilter(), CustomerFilter(tags=("t",)), CustomerFilter(classes=("A",))):
        rows = customers.page(store, sort=sort, descending=descending, wanted=wanted)
        expected = [row.id for row in rows]
        assert expected == [id for id in whole if id in set(expected)]
        for size in (1, 2, 4, 50):
            pages = customers.Listing(store, "", wanted)
            found = [pages.page(at, size, sort, descending) for at in range(0, pages.count(), size)]
            assert [row.id for page in found for row in page] == expected
            if sort == "name":
                assert [pages.place(id) for id in expected] == list(range(len(expected)))
    assert customers.Listing(store).place("nobody") is None
