"""Households, members and policies through the services, on a real store."""

from __future__ import annotations

from datetime import date

import pytest

from app.enums import Event, InterviewStatus, Relation, Sex, Stage
from app.errors import ConflictError, InputError
from app.services.base.store import Actor, Store
from app.services.needs import interviews
from app.services.people import customers, policies
from app.services.people.customers import ContactDraft, HouseholdDraft, MemberDraft
from app.services.people.policies import CoverRow, PolicyDraft
from app.services.rules.base import names
from app.services.rules.base.masks import is_masked, mask_phone, phone_number
from tests import reading


def family(name: str = "王芳", phone: str = "12800001234") -> HouseholdDraft:
    return HouseholdDraft(
        MemberDraft(name, sex=Sex.FEMALE, birth_date=date(1989, 3, 1), phone=phone, income=18_000_000),
        (MemberDraft("李强", Relation.SPOUSE), MemberDraft("李小雨", Relation.CHILD, birth_date=date(2020, 5, 1))),
        ContactDraft(city="杭州", tags=("同学",)),
        finances={"expenses": 15_000_000, "mortgage": 90_000_000},
    )


# -- names ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("曾国强", ["zengguoqiang", "zgq", "cgq"]),
        ("单雄", ["shanxiong", "danxiong"]),
        ("解晓东", ["xiexiaodong", "jxd"]),
        ("查良", ["zhaliang"]),
        ("仇英", ["qiuying", "chouying"]),
        ("区子", ["ouzi"]),
        ("朴正", ["piaozheng", "puzheng"]),
        ("尉迟恭", ["yuchigong", "ycg"]),
        ("万俟明", ["moqiming"]),
        ("吕乐", ["lvle", "lyule", "lvyue"]),
        ("欧阳 娜娜", ["欧阳娜娜", "ouyangnana", "oynn"]),
        ("Anna Lee", ["anna", "annalee", "al"]),
    ],
)
def test_every_reading_of_a_name_is_in_its_search_key(name: str, typed: list[str]) -> None:
    key = names.search_key([names.Person(name)])
    assert [text for text in typed if text not in key] == []


def test_names_sort_as_a_chinese_directory() -> None:
    shuffled = ["张伟", "曾强", "安琪", "单雄", "Bob", "王芳", "王方"]
    assert sorted(shuffled, key=names.sort_key) == ["安琪", "Bob", "单雄", "王方", "王芳", "曾强", "张伟"]


def test_phones_have_one_form_and_a_mask() -> None:
    assert phone_number("+86 138-0013 8000") == "13800138000"
    assert phone_number("０１０－６５５５１２３４") == "01065551234"
    assert phone_number("  ") == ""
    assert mask_phone("13800138000") == "138****8000"
    assert is_masked(mask_phone("13800138000")) and is_masked("*****34") and not is_masked("13800138000")
    with pytest.raises(ValueError):
        phone_number("call me")


# -- households -----------------------------------------------------------------------------------------------


def test_a_family_is_kept_whole(store: Store, actor: Actor) -> None:
    row = customers.add(store, actor, family())
    detail = customers.household(store, row.id)
    assert (row.code, row.name, row.phone_masked, row.stage) == ("C00001", "王芳", "128****1234", Stage.S0_LISTED)
    assert [member.name for member in detail.members] == ["王芳", "李强", "李小雨"]
    assert detail.finances == {"expenses": 15_000_000, "mortgage": 90_000_000}
    assert detail.contact.tags == ("同学",) and detail.interview is None


@pytest.mark.parametrize("text", ["王芳", "芳", "wangf", "wf", "1234", "128 0000", "C00001", "李小雨", "lq", "wang 杭"])
def test_search(store: Store, actor: Actor, text: str) -> None:
    customers.add(store, actor, family())
    customers.add(store, actor, family("赵敏", "12900009999"))
    found = [row.name for row in customers.search(store, text) if row.name == "王芳"]
    assert found == ([] if text == "wang 杭" else ["王芳"])
    assert customers.count(store, search=text) == len(customers.page(store, search=text))


def test_search_takes_percent_and_underscore_literally(store: Store, actor: Actor) -> None:
    customers.add(store, actor, family())
    assert [customers.count(store, search=text) for text in ("%", "_", "100%", "'")] == [0, 0, 0, 1]


def test_pages_cover_the_list_once_in_every_order(store: Store, actor: Actor) -> None:
    for number, name in enumerate(["张伟", "王芳", "曾强", "安琪", "李明", "王芳"]):
        customers.add(store, actor, HouseholdDraft(MemberDraft(name, phone=f"1280000000{number}")))
    for sort in ("name", "phone", "stage", "next_step", "city", "code"):
        for descending in (False, True):
            pages = [
                customers.page(store, sort=sort, descending=descending, offset=offset, limit=2) for offset in (0, 2, 4)
            ]
            assert len({row.id for page in pages for row in page}) == customers.count(store) == 6
    assert [row.name for row in customers.page(store)] == ["安琪", "李明", "王芳", "王芳", "曾强", "张伟"]
    assert customers.page(store, sort="code", descending=True)[0].code == "C00006"


def test_bad_fields_are_named_and_nothing_is_written(store: Store, actor: Actor) -> None:
    draft = HouseholdDraft(MemberDraft(" ", phone="abc", birth_date=date(2027, 1, 1), income=-1, occupation_class=9))
    with pytest.raises(InputError) as caught:
        customers.add(store, actor, draft)
    assert {(p.place.field, p.code) for p in caught.value.problems} == {
        ("name", "required"),
        ("phone", "not_a_phone"),
        ("birth_date", "date_in_future"),
        ("income", "negative"),
        ("occupation_class", "occupation_class"),
    }
    assert customers.count(store) == 0


def test_archive_and_restore(store: Store, actor: Actor) -> None:
    row = customers.add(store, actor, family())
    before = customers.household(store, row.id)
    assert customers.archive(store, actor, row.id).archived
    assert (customers.count(store), customers.search(store, "王芳"), customers.count(store, archived=True)) == (
        0,
        [],
        1,
    )
    customers.restore(store, actor, row.id)
    after = customers.household(store, row.id)
    assert customers.count(store) == 1
    assert (after.members, after.finances, after.row.name) == (before.members, before.finances, before.row.name)


def test_a_change_of_the_customer_is_found_at_once(store: Store, actor: Actor) -> None:
    row = customers.add(store, actor, family())
    member = customers.household(store, row.id).customer
    customers.update_member(store, actor, member.id, MemberDraft("曾丽", phone="12811112222"), member.version)
    assert [hit.name for hit in customers.search(store, "zengli")] == ["曾丽"]
    assert customers.search(store, "wangfang") == []
    assert customers.household(store, row.id).customer.relation == Relation.SELF


def test_an_edit_of_what_was_changed_meanwhile_is_refused(store: Store, actor: Actor) -> None:
    row = customers.add(store, actor, family())
    member = customers.household(store, row.id).members[1]
    customers.update_member(store, actor, member.id, MemberDraft("李强", Relation.SPOUSE, income=1), member.version)
    with pytest.raises(ConflictError):
        customers.update_member(store, actor, member.id, MemberDraft("李刚", Relation.SPOUSE), member.version)
    assert customers.household(store, row.id).members[1].name == "李强"


def test_removing_a_member_gives_back_what_adds_it_again(store: Store, actor: Actor) -> None:
    row = customers.add(store, actor, family())
    child = customers.household(store, row.id).members[2]
    draft = customers.remove_member(store, actor, child.id)
    assert customers.search(store, "李小雨") == []
    again = customers.add_member(store, actor, row.id, draft)
    assert (again.name, again.birth_date, again.relation) == (child.name, child.birth_date, child.relation)


def test_members_that_are_needed_stay(store: Store, actor: Actor) -> None:
    row = customers.add(store, actor, family())
    customer, spouse, _ = customers.household(store, row.id).members
    policies.add(store, actor, row.id, PolicyDraft(spouse.id, "团体意外险"))
    for member, code in ((customer, "member_is_customer"), (spouse, "member_in_use")):
        with pytest.raises(InputError) as caught:
            customers.remove_member(store, actor, member.id)
        assert caught.value.problems[0].code == code
    assert len(customers.household(store, row.id).members) == 3


def test_a_rejection_needs_its_reason(store: Store, actor: Actor) -> None:
    row = customers.add(store, actor, family())
    with pytest.raises(InputError):
        customers.set_stage(store, actor, row.id, Stage.REJECTED)
    assert customers.set_stage(store, actor, row.id, Stage.REJECTED, "没有预算").stage == Stage.REJECTED


def test_the_latest_interview_is_named(store: Store, actor: Actor) -> None:
    row = customers.add(store, actor, family())
    interview = interviews.start(store, actor, row.id)
    mark = customers.household(store, row.id).interview
    assert mark is not None and (mark.id, mark.status) == (interview.id, InterviewStatus.DRAFT)


# -- policies -------------------------------------------------------------------------------------------------


def test_policies_with_their_covers(store: Store, actor: Actor) -> None:
    row = customers.add(store, actor, family())
    member = customers.household(store, row.id).customer
    covers = (CoverRow(Event.DEATH, 50_000_000), CoverRow(Event.ACCIDENT, 100_000_000, "航空"))
    kept = policies.add(
        store, actor, row.id, PolicyDraft(member.id, "定期寿险", covers, number="P-77", premium=120_000)
    )
    assert set(reading.policies(store, row.id)[0].covers) == set(covers)
    assert [hit.id for hit in customers.search(store, "p-77")] == [row.id]
    changed = policies.update(
        store, actor, kept.id, PolicyDraft(member.id, "定期寿险", covers[:1], number="P-78"), kept.version
    )
    assert changed.version == kept.version + 1
    assert [cover.event for cover in reading.policies(store, row.id)[0].covers] == [Event.DEATH]
    draft = policies.remove(store, actor, kept.id)
    assert reading.policies(store, row.id) == () and customers.search(store, "p-78") == []
    assert policies.add(store, actor, row.id, draft).covers == covers[:1]


def test_a_policy_in_force_has_begun_and_not_ended(store: Store, actor: Actor) -> None:
    row = customers.add(store, actor, family())
    member = customers.household(store, row.id).customer
    draft = PolicyDraft(member.id, "定期寿险", starts_on=date(2020, 1, 1), ends_on=date(2030, 1, 1))
    policy = policies.add(store, actor, row.id, draft)
    days = (date(2019, 12, 31), date(2020, 1, 1), date(2029, 12, 31), date(2030, 1, 1))
    assert [policy.in_force(day) for day in days] == [False, True, True, False]


def test_a_policy_belongs_to_a_member_of_its_household(store: Store, actor: Actor) -> None:
    row = customers.add(store, actor, family())
    other = customers.add(store, actor, family("赵敏", "12900009999"))
    stranger = customers.household(store, other.id).customer
    with pytest.raises(InputError):
        policies.add(store, actor, row.id, PolicyDraft(stranger.id, "定期寿险"))
    assert reading.policies(store, row.id) == ()
