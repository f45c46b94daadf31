"""One line, read: days, times, kinds, and what is left, in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.rules.day.quick_add import read

TODAY = date(2026, 11, 24)  # a Tuesday

LINES = [
    ("明天下午3点 拜访 王芳", "visit", "2026-11-25", "15:00", "王芳"),
    ("tomorrow 3pm visit Wang Fang", "visit", "2026-11-25", "15:00", "Wang Fang"),
    ("下周三 10:30 电话 李先生 续期", "call", "2026-12-02", "10:30", "李先生 续期"),
    ("next Wednesday at 10:30 call Mr Li about the renewal", "call", "2026-12-02", "10:30", "Mr Li about renewal"),
    ("后天上午九点半面谈陈伟", "meeting", "2026-11-26", "09:30", "陈伟"),
    ("明晚8点 发微信 王芳 生日", "message", "2026-11-25", "20:00", "王芳 生日"),
    ("12月31日 活动 年终答谢", "event", "2026-12-31", "", "年终答谢"),
    ("1月2日 14：00 演示 王芳", "demo", "2027-01-02", "14:00", "王芳"),
    ("11月20日 拜访 王芳", "visit", "2026-11-20", "", "王芳"),
    ("2027-03-05 8:00 call Wang Fang", "call", "2027-03-05", "08:00", "Wang Fang"),
    ("5 Jan 9am meet Wang Fang", "meeting", "2027-01-05", "09:00", "Wang Fang"),
    ("Jan 5 2028 noon visit Wang Fang", "visit", "2028-01-05", "12:00", "Wang Fang"),
    ("call Wang Fang tomorrow at 11am", "call", "2026-11-25", "11:00", "Wang Fang"),
    ("周二 3点 拜访 王芳", "visit", "2026-11-24", "15:00", "王芳"),
    ("周一 8点 拜访 王芳", "visit", "2026-11-30", "08:00", "王芳"),
    ("本周一 拜访 王芳", "visit", "2026-11-23", "", "王芳"),
    ("下下周日 约访 王芳", "appointment", "2026-12-13", "", "王芳"),
    ("三天后 晚上七点一刻 电话 王芳", "call", "2026-11-27", "19:15", "王芳"),
    ("in 2 weeks 3:30 pm call Wang Fang", "call", "2026-12-08", "15:30", "Wang Fang"),
    ("3个月后 年检 服务 王芳", "service", "2027-02-24", "", "年检 王芳"),
    ("15号 签单 王芳", "closing", "2026-12-15", "", "王芳"),
    ("月底 讲方案 王芳", "proposal", "2026-11-30", "", "王芳"),
    ("王芳", None, None, "", "王芳"),
    ("昨天 电话 王芳", "call", "2026-11-23", "", "王芳"),
    ("中午1点 面谈 王芳", "meeting", None, "13:00", "王芳"),
    ("凌晨12点 电话 王芳", "call", None, "00:00", "王芳"),
]


def clock(minute: int | None) -> str:
    return "" if minute is None else f"{minute // 60:02d}:{minute % 60:02d}"


@pytest.mark.parametrize(("line", "kind", "day", "time", "rest"), LINES)
def test_a_line_is_read(line: str, kind: str | None, day: str | None, time: str, rest: str) -> None:
    understood = read(line, TODAY)
    found = understood.acts[0]
    assert (found.kind, found.on_date and found.on_date.isoformat(), clock(found.at_minute), " ".join(found.rest)) == (
        kind, day, time, rest,
    )  # fmt: skip
    assert (understood.impossible, len(understood.acts)) == ((), 1)


@pytest.mark.parametrize(
    ("line", "today", "day"),
    [
        ("2月29日 拜访", "2027-12-30", "2028-02-29"),
        ("2月29日 拜访", "2028-03-05", "2028-02-29"),
        ("明天 拜访", "2028-02-28", "2028-02-29"),
        ("tomorrow visit", "2027-02-28", "2027-03-01"),
        ("明天 拜访", "2026-12-31", "2027-01-01"),
        ("下周一 拜访", "2026-12-31", "2027-01-04"),
        ("12-28 visit", "2027-01-05", "2026-12-28"),
        ("1号 拜访", "2026-12-31", "2027-01-01"),
        ("next month end visit", "2028-01-31", "2028-02-29"),
        ("1个月后 拜访", "2027-01-31", "2027-02-28"),
    ],
)
def test_ends_of_years_and_of_february(line: str, today: str, day: str) -> None:
    assert read(line, date.fromisoformat(today)).acts[0].on_date == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("line", "impossible"),
    [
        ("2月30日 拜访 王芳", ["day", "2月30日"]),
        ("2月29日 拜访 王芳", ["day", "2月29日"]),
        ("2027-02-29 visit", ["day", "2027-02-29"]),
        ("明天 25:00 拜访", ["time", "25:00"]),
        ("明天 10:75 visit", ["time", "10:75"]),
        ("晚上12点 电话", ["time", "晚上12点"]),
        ("明天 16:00-15:00 拜访", ["time", "16:00-15:00"]),
    ],
)
def test_what_no_calendar_has_is_named_and_not_guessed(line: str, impossible: list[str]) -> None:
    found = read(line, TODAY)
    assert [part for one in found.impossible for part in (one.field, one.text)] == impossible


@pytest.mark.parametrize(
    ("line", "time", "minutes"),
    [
        ("明天 3点到4点半 面谈", "15:00", 90),
        ("tomorrow 15:00-16:30 meeting", "15:00", 90),
        ("tomorrow 11am to 1pm meeting", "11:00", 120),
        ("明天 10点 半小时 电话", "10:00", 30),
        ("明天 10:00 一个半小时 面谈", "10:00", 90),
        ("tomorrow 9:00 call for 45 min", "09:00", 45),
        ("明天 9点到11点 面谈", "09:00", 120),
        ("明天 上午11点到1点 面谈", "11:00", 120),
    ],
)
def test_how_long_it_takes(line: str, time: str, minutes: int) -> None:
    found = read(line, TODAY).acts[0]
    assert (clock(found.at_minute), found.minutes, found.rest) == (time, minutes, ())


def test_a_place_after_at() -> None:
    found = read("明天 拜访 王芳 @国贸大厦", TODAY).acts[0]
    assert (found.place, found.rest) == ("国贸大厦", ("王芳",))


@given(
    st.text(alphabet="明天下周三点半十0123456789:-/月日号初 拜访了王芳再约，聊养老女儿岁amp next@年", max_size=30),
    st.dates(date(2020, 1, 1), date(2040, 1, 1)),
)
def test_any_line_is_read_without_a_fault(line: str, today: date) -> None:
    for found in read(line, today).acts:
        assert found.at_minute is None or 0 <= found.at_minute < 24 * 60
