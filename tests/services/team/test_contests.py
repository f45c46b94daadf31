"""Contests: ranks with ties, sums of the weeks kept, and nobody at nought who sent nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.main import main
from app.enums import Language
from app.errors import ConflictError, InputError
from app.models import TeamReport, TeamWeek
from app.services.base.store import Actor, Store
from app.services.rules.base.weeks import Week
from app.services.rules.team.contests import ranks
from app.services.tables.paper import Remark, Table, Text
from app.services.team import roster
from app.services.team.contests import keeping, poster, standing
from app.services.team.contests.keeping import ContestDraft
from app.services.team.roster import RosterDraft
from tests.conftest import NOW, PASSWORD
from tests.undoing import take_back_last

FIRST = Week(2026, 45)
NOVEMBER = ContestDraft("十一月电话赛", date(2026, 11, 2), date(2026, 11, 29), "calls", 2, "保温杯")


@given(st.lists(st.integers(-3, 6)))
def test_a_rank_is_one_more_than_those_above(numbers: list[int]) -> None:
    values = [Decimal(number) for number in numbers]
    assert ranks(values) == [1 + sum(other > value for other in values) for value in values]


def test_equals_share_a_rank_and_the_next_is_left_out() -> None:
    assert ranks([Decimal(5), Decimal(9), Decimal(9), Decimal(1)]) == [3, 1, 1, 4]


def report(code: str, week: Week, **values: Any) -> TeamReport:
    entries = {
        "agent.code": code, "agent.name": f"代理人{code}", "week": str(week),
        "written_at": f"{week.sunday.isoformat()}T12:00:00+00:00", "month_first_day": week.monday.isoformat(),
    } | {f"measure.week.{name}": value for name, value in values.items()}  # fmt: skip
    return TeamReport(agent_code=code, monday=week.monday, written_at=NOW, figures=entries)


@pytest.fixture
def team(store: Store, actor: Actor) -> Store:
    """Four weeks of November: A1 and A2 equal, A3 less, A4 on the roster without a report, and a week before."""
    for code in ("A1", "A2", "A3", "A4"):
        roster.save(store, actor, RosterDraft(code, f"名{code}"))
    with store.write(actor, "test.fill") as session:
        session.add(report("A3", FIRST.plus(-1), call=500))
        for number, week in enumerate(FIRST.plus(n) for n in range(4)):
            session.add(TeamWeek(monday=week.monday, due_at=NOW, expected={}, findings=[]))
            session.add(report("A1", week, call=10, proposal=1, closing=1, premium=100_000))
            session.add(report("A2", week, call=4 * number + 4, proposal=3, closing=1))
            if number:
                session.add(report("A3", week, call=5, proposal=3, closing=2))
    return store


def test_sums_of_the_weeks_are_ranked_and_who_sent_nothing_stands_apart(team: Store, actor: Actor) -> None:
    board = standing.board(team, keeping.save(team, actor, NOVEMBER))
    assert [(one.id, one.name, one.value, one.rank, one.honoured) for one in board.ranked] == [
        ("A1", "名A1", 40, 1, True), ("A2", "名A2", 40, 1, True), ("A3", "名A3", 15, 3, False),
    ]  # fmt: skip
    assert [(one.id, one.why, one.value) for one in board.apart] == [("A4", "no_report", None)]
    assert (board.asked, board.period.first, board.period.last) == (4, FIRST, FIRST.plus(3))
    for one in board.ranked:
        assert sum(value or 0 for _, value in one.weeks) == one.value, "the weeks shown add up to the figure"


def test_a_rate_of_few_cases_is_not_ranked(team: Store, actor: Actor) -> None:
    kpis = [one for one in keeping.choices(team, date(2026, 11, 29)) if one.denominator]
    rate = next(
        one for one in kpis if [t.key for t in one.denominator] == ["proposal"] and one.numerator[0].key == "closing"
    )
    draft = ContestDraft("促成率", NOVEMBER.starts_on, NOVEMBER.ends_on, rate.code)
    board = standing.board(team, keeping.save(team, actor, draft))
    assert [(one.id, one.basis, one.value) for one in board.ranked] == [
        ("A3", (6, 9), Decimal(6) / 9), ("A2", (4, 12), Decimal(4) / 12),
    ]  # fmt: skip
    assert [(one.id, one.why) for one in board.apart] == [("A1", "few"), ("A4", "no_report")]


def test_those_chosen_take_part_alone_and_nought_is_not_honoured(team: Store, actor: Actor) -> None:
    draft = ContestDraft("保费", NOVEMBER.starts_on, NOVEMBER.ends_on, "premium", 3, agents=("A2", "A9"))
    board = standing.board(team, keeping.save(team, actor, draft))
    assert [(one.id, one.value, one.rank, one.honoured) for one in board.ranked] == [("A2", 0, 1, False)]
    assert [(one.id, one.name) for one in board.apart] == [("A9", "A9")]


def test_what_is_wrong_is_named_and_nothing_is_kept(team: Store, actor: Actor) -> None:
    def faults(draft: ContestDraft) -> set[tuple[str, str | None]]:
        with pytest.raises(InputError) as caught:
            keeping.save(team, actor, draft)
        return {(one.code, one.place.field) for one in caught.value.problems}

    assert {field for _, field in faults(ContestDraft(" ", None, None, "calls", None))} == {
        "title", "starts_on", "ends_on", "places"
    }  # fmt: skip
    assert faults(ContestDraft("x", date(2026, 11, 29), date(2026, 11, 2), "calls")) == {("campaign_dates", "ends_on")}
    assert faults(ContestDraft("x", date(2026, 11, 6), date(2026, 11, 8), "calls")) == {("contest_no_week", "ends_on")}
    assert faults(ContestDraft("x", NOVEMBER.starts_on, NOVEMBER.ends_on, "none", 0)) == {
        ("contest_kpi", "kpi"), ("contest_places", "places")
    }  # fmt: skip
    assert keeping.listing(team) == []
    keeping.save(team, actor, NOVEMBER)
    assert faults(NOVEMBER) == {("contest_twice", "title")}


def test_it_is_changed_removed_and_brought_back(team: Store, actor: Actor) -> None:
    row = keeping.save(team, actor, NOVEMBER)
    chosen = ContestDraft(row.title, row.starts_on, row.ends_on, row.kpi, 1, agents=("A3", "A1"))
    now = keeping.save(team, actor, chosen, row.id, row.version)
    assert (now.agents, now.places) == (("A1", "A3"), 1)
    with pytest.raises(ConflictError):
        keeping.remove(team, actor, row.id, row.version)
    keeping.remove(team, actor, now.id, now.version)
    assert keeping.listing(team) == []
    take_back_last(team, actor)
    assert keeping.listing(team)[0].agents == ("A1", "A3")


def test_it_is_off_until_switched_on(team: Store, actor: Actor) -> None:
    keeping.save(team, actor, NOVEMBER)
    with pytest.raises(InputError) as caught:
        keeping.of_title(team, NOVEMBER.title)
    assert [one.code for one in caught.value.problems] == ["contests_off"]
    keeping.switch(team, actor, True)
    assert keeping.of_title(team, NOVEMBER.title).prize == "保温杯"
    with pytest.raises(InputError):
        keeping.of_title(team, "另一个")


@pytest.mark.parametrize("language", list(Language))
def test_the_poster_has_names_or_codes_alone(team: Store, actor: Actor, tmp_path: Path, language: Language) -> None:
    board = standing.board(team, keeping.save(team, actor, NOVEMBER))
    paper = poster.write(board, language, codes=True, sheet="A3")
    remark, table, apart = paper.blocks
    assert isinstance(remark, Remark) and isinstance(table, Table) and isinstance(apart, Text)
    assert [row[:3] for row in table.rows] == [("★ 1", "A1", "40"), ("★ 1", "A2", "40"), ("3", "A3", "15")]
    assert "A4" in apart.text and "名" not in str(table.rows) + apart.text
    assert poster.write(board, language).narrow
    poster.write_table(board, language, tmp_path / "ranks.csv")
    assert len((tmp_path / "ranks.csv").read_text(encoding="utf-8-sig").splitlines()) == 5


def test_a_kpi_that_is_gone_is_said(team: Store, actor: Actor) -> None:
    row = keeping.save(team, actor, NOVEMBER)
    with pytest.raises(InputError) as caught:
        standing.board(team, replace(row, kpi="gone"))
    assert [one.code for one in caught.value.problems] == ["contest_kpi"]


def test_the_command_line_ranks_and_writes(
    team: Store, actor: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keeping.save(team, actor, NOVEMBER)
    (tmp_path / "password").write_text(PASSWORD, encoding="utf-8")
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(tmp_path / "password"))
    there = ["contest", "--json", "--store", str(team.path), "--language", "en"]
    run = [*there, "run", NOVEMBER.title, "--codes"]
    path = team.path
    team.close()
    assert main(run) == 2
    assert "switched off" in capsys.readouterr().err
    again = Store.open(path, PASSWORD)
    keeping.switch(again, actor, True)
    again.close()
    assert main(run) == 0
    document = json.loads(capsys.readouterr().out)
    assert [(one["rank"], one["agent"], one["value"]) for one in document["ranks"]] == [
        (1, "A1", 40), (1, "A2", 40), (3, "A3", 15),
    ]  # fmt: skip
    assert document["apart"] == [{"agent": "A4", "why": "no_report"}]
    for ending in (".xlsx", ".csv", ".docx", ".html"):
        assert main([*run, "--out", str(tmp_path / f"ranks{ending}")]) == 0
        assert (tmp_path / f"ranks{ending}").stat().st_size > 0
    assert main([*run, "--out", str(tmp_path / "ranks.pdf")]) == 2
    assert main([*there, "list"]) == 0
    assert NOVEMBER.title in capsys.readouterr().out
