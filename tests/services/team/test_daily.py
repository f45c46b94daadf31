"""The report of a day counts what the weekly workbook counts, and names nobody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.enums import ActivityKind, ActivityStatus, Language, Metric
from app.services.base.store import Actor, Store
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.figures import targets
from app.services.figures.progress.overview import overview
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.rules.base import periods
from app.services.rules.base.weeks import week_of
from app.services.team import daily

MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)


@pytest.fixture
def filled(store: Store, actor: Actor) -> Store:
    home = customers.add(store, actor, HouseholdDraft(MemberDraft("王芳", phone="13800001111")))
    for kind, day in ((ActivityKind.CALL, MONDAY), (ActivityKind.CALL, TUESDAY), (ActivityKind.CALL, TUESDAY),
                      (ActivityKind.MEETING, TUESDAY)):  # fmt: skip
        activities.add(store, actor, ActivityDraft(kind, day, household_id=home.id))
    activities.add(store, actor, ActivityDraft(ActivityKind.VISIT, WEDNESDAY, ActivityStatus.PLANNED))
    targets.keeping.set_week(store, actor, "A001", week_of(TUESDAY), {Metric.CALLS: 30})
    return store


def test_the_text_of_the_day(filled: Store) -> None:
    said = daily.text(daily.daily(filled, "A001", TUESDAY), Language.ZH)
    assert said.splitlines()[:2] == ["【日报】11-24 李敏", "今日：电话 2、面谈 1"]
    assert "电话 3/30" in said and said.endswith("明日计划：拜访 1")
    english = daily.text(daily.daily(filled, "A001", TUESDAY), Language.EN)
    assert "Calls 3/30" in english and english.isascii() is False  # the agent's own name
    assert "王芳" not in said and "138" not in said


def test_it_counts_as_the_week_does(filled: Store) -> None:
    week = {
        one.definition.code: one.actual for one in overview(filled, "A001", periods.of_week(week_of(MONDAY))).figures
    }
    last = daily.daily(filled, "A001", week_of(MONDAY).sunday)
    assert {one.definition.code: one.week for one in last.figures} == week


def test_a_day_with_nothing_says_so_and_every_figure_is_a_row(filled: Store, tmp_path: Path) -> None:
    report = daily.daily(filled, "A001", date(2026, 1, 5))
    assert "今日：无" in daily.text(report, Language.ZH)
    assert daily.write(report, tmp_path / "d.xlsx", Language.ZH) == len(report.figures)
    assert load_workbook(tmp_path / "d.xlsx").sheetnames == ["日报 2026-01-05"]
