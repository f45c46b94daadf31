"""Calendar files: what RFC 5545 asks for, read by a strict reader and dateutil's rules."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from dateutil import rrule  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from app.enums import ActivityKind, ActivityStatus, Frequency, Language, SeriesScope
from app.services.base.store import Actor, Store
from app.services.day import activities, ics
from app.services.day.activities import ActivityDraft, series
from app.services.rules.base import content_lines, weeks
from app.services.rules.day import icalendar
from app.services.rules.day.recurrence import LAST_DAY, Rule
from tests import ics_reader
from tests.services.day.test_activities import new_household

TODAY = date(2026, 11, 24)


@given(st.text(max_size=200))
def test_lines_are_folded_at_75_octets_and_texts_come_back(words: str) -> None:
    line = "DESCRIPTION:" + content_lines.text(words)
    folded = content_lines.fold(line).encode()
    assert all(len(part) <= 75 for part in folded.split(b"\r\n"))
    unfolded = folded.decode().removesuffix("\r\n").replace("\r\n ", "")
    assert unfolded == line
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in plain if c in "\n\t" or (ord(c) >= 32 and ord(c) != 127))
    assert ics_reader.unescaped(unfolded.removeprefix("DESCRIPTION:")) == kept


@pytest.mark.parametrize(
    ("rule", "minute", "line"),
    [
        (Rule(Frequency.DAILY, 2, count=5), 600, "RRULE:FREQ=DAILY;INTERVAL=2;COUNT=5"),
        (Rule(Frequency.WEEKLY, weekdays=(4, 0)), 600, "RRULE:FREQ=WEEKLY;BYDAY=MO,FR;WKST=MO"),
        (Rule(Frequency.MONTHLY, month_day=LAST_DAY), None, "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1"),
        (Rule(Frequency.YEARLY, until=date(2030, 1, 1)), None, "RRULE:FREQ=YEARLY;UNTIL=20300101"),
        (Rule(Frequency.DAILY, until=date(2030, 1, 1)), 570, "RRULE:FREQ=DAILY;UNTIL=20300101T093000"),
    ],
)
def test_rules_are_written_as_the_rfc_has_them(rule: Rule, minute: int | None, line: str) -> None:
    assert icalendar.recurrence(rule, TODAY, minute) == line


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
    (event,) = ics_reader.read(path.read_bytes()).parts
    assert (event.get("DTSTART"), event.get("DTEND")) == ("20261124T150000", "20261124T163000")
    assert event.get("UID") == f"{visit.id}@needfolio"
    assert event.get("SUMMARY") == "拜访 王芳"
    assert ics_reader.unescaped(event.get("DESCRIPTION") or "") == "带方案, 见; 全家\n第二行"
    assert event.parts[0].get("TRIGGER") == "-PT30M"
    assert ics.week(store, path, "A001", weeks.week_of(TODAY), Language.EN) == 2
    day = ics_reader.read(path.read_bytes()).parts[1]
    assert (day.get("DTSTART"), day.get("DTEND"), day.get("SUMMARY")) == ("20261129", "20261130", "Event 沙龙")


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
    event, changed = ics_reader.read(path.read_bytes()).parts
    rule = rrule.rrulestr(event.get("RRULE"), dtstart=datetime.fromisoformat(event.get("DTSTART") or ""))
    assert [day.date() for day in rule] == [row.on_date for row in rows[1:]]
    assert event.all("EXDATE") == ["20261208T100000"]
    assert (changed.get("RECURRENCE-ID"), changed.get("DTSTART")) == ("20261215T100000", "20261216T150000")
    assert changed.get("UID") == event.get("UID")
