"""Calendar files: what RFC 5545 asks for, read back by a library and held against dateutil's rules."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil import rrule  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from app.enums import ActivityKind, ActivityStatus, Frequency, Language, SeriesScope
from app.services.base.store import Actor, Store
from app.services.day import activities, ics
from app.services.day.activities import ActivityDraft, series
from app.services.rules.base import content_lines, weeks
from app.services.rules.day.recurrence import LAST_DAY, Rule
from tests.services.day.test_activities import new_household

TODAY = date(2026, 11, 24)
CHINA = ZoneInfo("Asia/Shanghai")


def read(path: Path) -> list[Any]:
    """The events of a file that is whole: CRLF, 75 octets a line, and its zone defined where one is used."""
    data = path.read_bytes()
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar["version"] == "2.0"
    used = set(re.findall(rb"TZID=([^:;]+):", data))
    assert used <= {str(zone["tzid"]).encode() for zone in calendar.walk("VTIMEZONE")}
    return list(calendar.walk("VEVENT"))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHINA)


def unescaped(value: str) -> str:
    return re.sub(r"\\([\\;,nN])", lambda match: "\n" if match[1] in "nN" else match[1], value)


@given(st.text(max_size=200))
def test_lines_are_folded_at_75_octets_and_texts_come_back(words: str) -> None:
    line = "DESCRIPTION:" + content_lines.text(words)
    folded = content_lines.fold(line).encode()
    assert all(len(part) <= 75 for part in folded.split(b"\r\n"))
    unfolded = folded.decode().removesuffix("\r\n").replace("\r\n ", "")
    assert unfolded == line
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in plain if c in "\n\t" or (ord(c) >= 32 and ord(c) != 127))
    assert unescaped(unfolded.removeprefix("DESCRIPTION:")) == kept


@pytest.mark.parametrize(
    ("rule", "minute", "line"),
    [
        (Rule(Frequency.DAILY, 2, count=5), 600, {"FREQ": ["DAILY"], "INTERVAL": [2], "COUNT": [5]}),
        (Rule(Frequency.WEEKLY, weekdays=(4, 0)), 600, {"FREQ": ["WEEKLY"], "BYDAY": ["MO", "FR"], "WKST": ["MO"]}),
        (Rule(Frequency.MONTHLY, month_day=LAST_DAY), None, {"FREQ": ["MONTHLY"], "BYMONTHDAY": [-1]}),
        (Rule(Frequency.YEARLY, until=date(2030, 1, 1)), None, {"FREQ": ["YEARLY"], "UNTIL": [date(2030, 1, 1)]}),
        (
            Rule(Frequency.DAILY, until=date(2030, 1, 1)),
            570,
            {"FREQ": ["DAILY"], "UNTIL": [datetime(2030, 1, 1, 1, 30, tzinfo=UTC)]},
        ),
    ],
)
def test_rules_are_written_as_the_rfc_has_them(rule: Rule, minute: int | None, line: dict[str, Any]) -> None:
    written = icalendar.vRecur(ics.recur(rule, TODAY, minute)).to_ical().decode()
    assert dict(icalendar.vRecur.from_ical(written)) == line


def test_one_activity_and_a_week(store: Store, actor: Actor, tmp_path: Path) -> None:
    family = new_household(store, actor, "C0001", "王芳")
    visit = activities.add(store, actor, ActivityDraft(
        ActivityKind.VISIT, TODAY, ActivityStatus.PLANNED, family, 15 * 60, "带方案, 见; 全家\n第二行",
        duration=90, place="国贸大厦一座三十二层会议室，请在前台登记后乘坐高区电梯上楼", remind=30,
    ))  # fmt: skip
    activities.add(
        store, actor, ActivityDraft(ActivityKind.EVENT, date(2026, 11, 29), ActivityStatus.PLANNED, note="沙龙")
    )
    path = tmp_path / "one.ics"
    assert ics.one(store, path, visit.id, Language.ZH) == 1
    (event,) = read(path)
    assert (event["dtstart"].dt, event["dtend"].dt) == (at(TODAY, 15), at(TODAY, 16, 30))
    assert event["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert event["uid"] == f"{visit.id}@needfolio"
    assert event["summary"] == "拜访 王芳"
    assert event["description"] == "带方案, 见; 全家\n第二行"
    assert event.subcomponents[0]["trigger"].dt == timedelta(minutes=-30)
    assert ics.week(store, path, "A001", weeks.week_of(TODAY), Language.EN) == 2
    day = read(path)[1]
    assert (day["dtstart"].dt, day["dtend"].dt) == (date(2026, 11, 29), date(2026, 11, 30))
    assert day["summary"] == "Event 沙龙"


def test_what_is_to_come_has_its_rule_its_exceptions_and_its_changes(
    store: Store, actor: Actor, tmp_path: Path
) -> None:
    draft = ActivityDraft(ActivityKind.CALL, TODAY, ActivityStatus.PLANNED, None, 600, "问候")
    series.add(store, actor, draft, Rule(Frequency.WEEKLY, count=6))
    rows = activities.between(store, "A001", TODAY, date(2027, 12, 31))
    activities.finish(store, actor, rows[0].id, rows[0].version, on_date=TODAY, following=None)
    activities.cancel(store, actor, rows[2].id, rows[2].version)
    moved = rows[3].draft(on_date=date(2026, 12, 16), at_minute=900)
    series.change(store, actor, rows[3].id, rows[3].version, SeriesScope.THIS, moved)
    path = tmp_path / "all.ics"
    assert ics.to_come(store, path, "A001", TODAY, Language.ZH) == 2
    event, changed = read(path)
    rule = rrule.rrulestr(event["rrule"].to_ical().decode(), dtstart=event["dtstart"].dt)
    assert [day.date() for day in rule] == [row.on_date for row in rows[1:]]
    assert event["exdate"].dts[0].dt == at(date(2026, 12, 8), 10)
    assert changed["recurrence-id"].dt == at(date(2026, 12, 15), 10)
    assert changed["dtstart"].dt == at(date(2026, 12, 16), 15)
    assert changed["uid"] == event["uid"]


@pytest.mark.parametrize(
    ("rule", "second"),
    [(Rule(Frequency.YEARLY), date(2027, 11, 24)), (Rule(Frequency.MONTHLY, 3), date(2027, 2, 24))],
)
def test_a_series_whose_next_day_is_far_off_is_in_the_file(
    store: Store, actor: Actor, tmp_path: Path, rule: Rule, second: date
) -> None:
    """Its first day was called off, and the next one lies beyond what is made ahead."""
    series.add(store, actor, ActivityDraft(ActivityKind.CALL, TODAY, ActivityStatus.PLANNED, None, None, "问候"), rule)
    (first,) = activities.between(store, "A001", TODAY, date(2028, 12, 31))
    activities.cancel(store, actor, first.id, first.version)
    path = tmp_path / "all.ics"
    assert ics.to_come(store, path, "A001", TODAY, Language.ZH) == 1
    (event,) = read(path)
    assert event["dtstart"].dt == second
    assert event["rrule"]["FREQ"] == [rule.frequency.value.upper()]
