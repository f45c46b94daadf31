"""The agent's day in a real store: one line with its customer, stale and asleep, reminders, message texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.enums import ActivityKind, ActivityStatus, GuestState, Language, Sex, Stage
from app.errors import InputError
from app.services.base.store import Actor, Store
from app.services.day import activities, messages, quick_add, reminders, sleeping, staleness
from app.services.day.activities import ActivityDraft, guests
from app.services.day.activities.guests import Guest
from app.services.front import today
from app.services.people import customers, policies
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.people.policies import PolicyDraft
from app.services.rules.day.contacts import REAL

TODAY = date(2026, 11, 24)


def customer(store: Store, actor: Actor, name: str, sex: Sex | None = None) -> str:
    return customers.add(store, actor, HouseholdDraft(MemberDraft(name, sex=sex))).id


def done(store: Store, actor: Actor, household: str | None, kind: ActivityKind, day: date) -> None:
    activities.add(store, actor, ActivityDraft(kind, day, household_id=household))


def group(store: Store, key: str, day: date) -> list[str | None]:
    groups = {one.key: one for one in today.of_agent(store, "A001", day).groups}
    return [line.household_id for line in groups[key].lines] if key in groups else []


# -- one line -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "found", "note"),
    [
        ("明天下午3点 拜访 王芳", ["王芳"], ""),
        ("tomorrow 3pm visit Wang Fang", ["王芳"], ""),
        ("tomorrow 3pm visit fang wang about school", ["王芳"], "about school"),
        ("明天拜访王芳送计划书", ["王芳"], "送计划书"),
        ("下周三 10:30 电话 李先生 续期", ["李强"], "续期"),
        ("next Wed 10:30 call Mr Li renewal", ["李强"], "renewal"),
        ("明天 电话 张女士", ["张丽", "张敏"], ""),
        ("明天 电话 欧阳女士", ["欧阳娜"], ""),
        ("明天 电话 赵六 续期", [], "续期"),
        ("明天 开早会", [], "开早会"),
    ],
)
def test_a_line_finds_its_customer(store: Store, actor: Actor, line: str, found: list[str], note: str) -> None:
    people = [
        ("王芳", Sex.FEMALE),
        ("李强", Sex.MALE),
        ("李霞", Sex.FEMALE),
        ("张丽", Sex.FEMALE),
        ("张敏", None),
        ("张伟", Sex.MALE),
    ]
    ids = {name: customer(store, actor, name, sex) for name, sex in [*people, ("欧阳娜", Sex.FEMALE)]}
    read = quick_add.preview(store, line, TODAY)
    assert read is not None
    entry = read.entries[0]
    assert [one.name for one in entry.customers] == found
    assert entry.draft.note == note
    assert entry.draft.household_id == (ids[found[0]] if len(found) == 1 else None)
    assert read.clear == (len(found) == 1), "nothing is saved unlinked without a word"


def test_what_a_line_does_not_say_is_named_as_assumed(store: Store) -> None:
    read = quick_add.preview(store, "赵六", TODAY)
    assert read is not None
    entry = read.entries[0]
    assert (entry.assumed, entry.draft.on_date, entry.draft.kind) == (("kind", "day"), TODAY, "call")
    assert (entry.called, read.newcomer and read.newcomer.name) == ("赵六", "赵六")
    past = quick_add.preview(store, "昨天 拜访", TODAY)
    assert past is not None
    assert past.entries[0].draft.status == ActivityStatus.DONE
    assert quick_add.preview(store, "  ", TODAY) is None


# -- stale and asleep -----------------------------------------------------------------------------------------


def test_only_real_contacts_keep_a_customer_from_going_stale(store: Store, actor: Actor) -> None:
    family = customer(store, actor, "王芳")
    later = TODAY + timedelta(days=40)  # S0 allows 30 days
    assert [row.over for row in staleness.of_agent(store, "A001", later)] == [10]
    assert staleness.of_agent(store, "A001", TODAY + timedelta(days=30)) == []
    for kind in (ActivityKind.MESSAGE, ActivityKind.REFERRAL, ActivityKind.EVENT):
        assert kind not in REAL
        done(store, actor, family, kind, TODAY)
    planned = ActivityDraft(ActivityKind.CALL, later, ActivityStatus.PLANNED, family)
    activities.add(store, actor, planned)
    assert len(staleness.of_agent(store, "A001", later)) == 1
    assert group(store, "stale", later) == [family]
    staleness.set_limits(store, actor, {"S0": 60, "S1": None})
    assert staleness.of_agent(store, "A001", later) == []
    assert staleness.read_limits(store, later) == {"S0": 60}
    with pytest.raises(InputError) as caught:
        staleness.set_limits(store, actor, {"S0": 0})
    assert caught.value.problems[0].place.field == "S0"


def test_a_call_and_a_guest_who_came_are_contacts(store: Store, actor: Actor) -> None:
    called, came, absent = (customer(store, actor, name) for name in ("王芳", "李强", "张伟"))
    done(store, actor, called, ActivityKind.CALL, TODAY)
    event = activities.add(store, actor, ActivityDraft(ActivityKind.EVENT, TODAY, note="沙龙"))
    invited = [Guest(came, "", GuestState.CAME), Guest(absent, "", GuestState.ABSENT)]
    guests.invite(store, actor, event.id, event.version, invited)
    staleness.set_limits(store, actor, {"S0": 5})
    with store.write(actor, "test") as session:  # all three came into their stage long ago
        from app.models import Household

        for id in (called, came, absent):
            session.get_one(Household, id).stage_since = TODAY - timedelta(days=90)
    assert [row.household_id for row in staleness.of_agent(store, "A001", TODAY)] == [absent]
    row = staleness.of_agent(store, "A001", TODAY)[0]
    assert (row.stage, row.contact, row.over) == (Stage.S0_LISTED, None, 85)


def test_asleep_until_its_day(store: Store, actor: Actor) -> None:
    family = customer(store, actor, "王芳")
    activities.add(store, actor, ActivityDraft(ActivityKind.CALL, TODAY, ActivityStatus.PLANNED, family))
    until = TODAY + timedelta(days=60)
    with pytest.raises(InputError):
        sleeping.put_to_sleep(store, actor, family, TODAY)
    assert len(today.of_agent(store, "A001", TODAY).due) == 1
    sleeping.put_to_sleep(store, actor, family, until, reason="出国")
    assert today.of_agent(store, "A001", TODAY).due == []
    asleep = until - timedelta(days=1)
    assert group(store, "stale", asleep) == []
    assert [row.until for row in sleeping.of_agent(store, "A001", asleep)] == [until]
    assert group(store, "stale", until) == [family]
    assert group(store, "woken", until) == [family]
    assert len(today.of_agent(store, "A001", until).overdue) == 1
    sleeping.wake(store, actor, family)
    assert sleeping.of_household(store, family, TODAY) == []
    assert len(today.of_agent(store, "A001", TODAY).due) == 1


# -- reminders ------------------------------------------------------------------------------------------------


def test_a_reminder_comes_at_its_minute_and_can_be_put_off(store: Store, actor: Actor) -> None:
    zone = store.now().astimezone().tzinfo
    draft = ActivityDraft(ActivityKind.VISIT, TODAY, ActivityStatus.PLANNED, None, 15 * 60, remind=10)
    row = activities.add(store, actor, draft)
    activities.add(store, actor, replace(draft, at_minute=None))
    activities.add(store, actor, replace(draft, remind=None))

    def told(hour: int, minute: int, day: int = 24) -> list[str]:
        return [
            one.activity.id for one in reminders.due(store, "A001", datetime(2026, 11, day, hour, minute, tzinfo=zone))
        ]

    assert told(14, 49) == []
    assert told(14, 50) == told(16, 0) == [row.id]
    assert told(9, 0, day=25) == [], "overdue by now, on Today"
    now = datetime(2026, 11, 24, 14, 50, tzinfo=zone)
    reminders.snooze(store, actor, row.id, row.version, now + timedelta(minutes=10))
    assert told(14, 55) == []
    assert told(15, 0) == [row.id]
    reminders.snooze(store, actor, row.id, row.version + 1, reminders.tomorrow(now))
    assert (told(18, 0), told(9, 0, day=25)) == ([], [row.id])
    reminders.close(store, actor, row.id, row.version + 2)
    assert told(9, 0, day=25) == []
    moved = activities.move(store, actor, row.id, row.version + 3, on_date=TODAY, at_minute=960, duration=None)
    assert told(15, 50) == [moved.id], "another time is told again"


def test_names_are_not_shown_outside_the_window_until_asked_for(store: Store, actor: Actor) -> None:
    assert not reminders.names_shown(store)
    reminders.show_names(store, actor, True)
    assert reminders.names_shown(store)


# -- message texts --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", list(Language))
def test_every_text_that_comes_with_the_program_can_be_filled(store: Store, actor: Actor, language: Language) -> None:
    family = customer(store, actor, "王芳", Sex.FEMALE)
    plan = ActivityDraft(ActivityKind.EVENT, TODAY, ActivityStatus.PLANNED, family, 930, "答谢会", place="国贸")
    activities.add(store, actor, plan)
    for text in messages.texts(store, "A001", language):
        filled = messages.written(store, actor, text.body, family, language, TODAY)
        assert set(filled.missing) <= {"policy", "due"}, text.key
        assert "{" not in filled.text
        assert ("王女士" if language == Language.ZH else "Ms Wang") in filled.text
    confirm = next(t for t in messages.texts(store, "A001", language) if t.key == "confirm")
    said = messages.written(store, actor, confirm.body, family, language, TODAY).text
    for word in ("11月24日", "周二") if language == Language.ZH else ("24 November", "Tuesday"):
        assert word in said
    assert "15:30" in said
    assert "国贸" in said


@pytest.mark.parametrize(
    ("starts", "pay_years", "due"),
    [
        (date(2020, 11, 25), 20, "11月25日"),
        (date(2020, 11, 23), 20, "11月23日"),
        (date(2020, 11, 24), None, "11月24日"),
        (date(2006, 12, 1), 20, None),
        (date(2026, 11, 1), 5, "11月1日"),
        (date(2024, 2, 29), 5, "3月1日"),
    ],
)
def test_the_next_premium_is_named_until_it_is_paid_up(
    store: Store, actor: Actor, starts: date, pay_years: int | None, due: str | None
) -> None:
    family = customer(store, actor, "王芳", Sex.FEMALE)
    member = customers.household(store, family).members[0].id
    draft = PolicyDraft(member_id=member, product_name="安心保", starts_on=starts, pay_years=pay_years)
    policies.add(store, actor, family, draft)
    filled = messages.written(store, actor, "{policy} {due}", family, Language.ZH, TODAY)
    assert filled.text == f"安心保 {due or '____'}"


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("您好 {salutation}\n{nmae}，见", [("message_field", 2, 1)]),
        ("{name", [("message_brace", 1, 1)]),
        ("a } b {x}", [("message_brace", 1, 3), ("message_field", 1, 7)]),
    ],
)
def test_a_field_that_is_not_known_is_refused_with_its_place(
    store: Store, actor: Actor, body: str, codes: list[tuple[str, int, int]]
) -> None:
    with pytest.raises(InputError) as caught:
        messages.save(store, actor, "我的", body)
    assert [(p.code, p.values["line"], p.values["column"]) for p in caught.value.problems] == codes
    assert all(text.id is None for text in messages.texts(store, "A001", Language.ZH))


def test_own_texts_are_kept_changed_and_removed(store: Store, actor: Actor) -> None:
    row = messages.save(store, actor, " 搬家 ", "{name}，恭喜乔迁！")
    assert messages.texts(store, "A001", Language.ZH)[0] == row
    again = messages.save(store, actor, "乔迁", "{name}，恭喜！", text_id=row.id, version=row.version)
    assert (again.name, again.version) == ("乔迁", 2)
    messages.remove(store, actor, again.key, again.version)
    assert all(text.id is None for text in messages.texts(store, "A001", Language.EN))
    sent = messages.keep(store, actor, None, "恭喜！", store.now())
    assert (sent.kind, sent.status, sent.note) == ("message", "done", "恭喜！")
