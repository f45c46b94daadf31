"""Who belongs to the team: against it the missing are counted, and the team's targets."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.enums import Language, Metric
from app.errors import InputError
from app.services.base.store import Actor, Store
from app.services.front import imports
from app.services.team import rollup, roster
from app.services.team.rollup import FindingKind, RolledUp, keeping
from app.services.team.rollup.folder import Known
from app.services.team.roster import RosterDraft
from tests.services.weekly_files import LAST, WEEK, team_store, write

HEAD = "工号,姓名,入司日期,离司日期\n"


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    store = team_store(tmp_path_factory.mktemp("team") / "s.db")
    folder = tmp_path_factory.mktemp("files")
    write(store, folder, LAST)
    write(store, folder, WEEK)
    store.close()
    yield folder


@pytest.fixture
def files(originals: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(originals, tmp_path / "files"))


def rolled(store: Store, files: Path) -> RolledUp:
    known = keeping.known(store, Known({}, False))
    return rollup.roll_up(files, None, language=Language.ZH, week=WEEK, known=known)


def listed(store: Store, actor: Actor, *drafts: RosterDraft) -> None:
    for draft in drafts:
        roster.save(store, actor, draft)


def target(found: RolledUp, metric: Metric = Metric.CALLS) -> int:
    return next(figure.target for figure in found.team.figures if figure.definition.metric == metric)


def test_a_missing_report_leaves_the_teams_target_as_it_is(store: Store, actor: Actor, files: Path) -> None:
    """Named fault: nine of twelve reports made 360 calls into 270."""
    listed(store, actor, *(RosterDraft(code, code) for code in ("A001", "A002", "A003")))
    whole = rolled(store, files)
    assert target(whole) > 0
    own = {agent.code: agent for agent in whole.team.agents}["A002"]
    before = {agent.code: agent for agent in whole.history}["A002"]
    meant = before.targets("next_target")[Metric.CALLS]
    (files / f"周报-A002-{WEEK}.xlsx").unlink()
    less = rolled(store, files)
    assert less.agents_with(FindingKind.MISSING) == ["A002"]
    assert target(less) == target(whole) - own.targets()[Metric.CALLS] + meant
    assert less.team.series[-1].target[Metric.CALLS] == target(less)
    assert less.team.next_targets[Metric.CALLS] == (
        whole.team.next_targets[Metric.CALLS] - own.targets("next_target")[Metric.CALLS]
        + before.targets()[Metric.CALLS]
    )  # fmt: skip
    keeping.keep(store, actor, less, files)
    kept = keeping.of_week(store, WEEK)
    assert kept is not None and [figure.target for figure in kept.team.figures] == [
        figure.target for figure in less.team.figures
    ]


def test_who_left_before_or_joins_later_is_not_missed_and_is_no_stranger(
    store: Store, actor: Actor, files: Path
) -> None:
    listed(
        store, actor, RosterDraft("A001", "李敏"), RosterDraft("A002", "b", left_on=WEEK.monday - timedelta(days=1)),
        RosterDraft("A004", "new", joined_on=WEEK.sunday + timedelta(days=1)), RosterDraft("A005", "away"),
    )  # fmt: skip
    found = rolled(store, files)
    assert found.agents_with(FindingKind.MISSING) == ["A005"]
    assert found.agents_with(FindingKind.UNKNOWN_AGENT) == ["A003"]


@pytest.mark.parametrize(
    ("days", "reports"),
    [
        ({}, True),
        ({"joined_on": WEEK.sunday}, True),
        ({"joined_on": WEEK.sunday + timedelta(days=1)}, False),
        ({"left_on": WEEK.monday}, True),
        ({"left_on": WEEK.monday - timedelta(days=1)}, False),
        ({"joined_on": date(2020, 1, 1), "report_from": WEEK.sunday + timedelta(days=1)}, False),
        ({"report_to": WEEK.monday - timedelta(days=1), "left_on": WEEK.sunday}, False),
    ],
)
def test_the_weeks_a_report_is_expected_of(days: dict[str, date], reports: bool) -> None:
    assert RosterDraft("A", "a", **days).reports_in(WEEK) == reports


@pytest.mark.parametrize(
    ("draft", "faults"),
    [
        (RosterDraft(" ", ""), {("name", "required"), ("code", "required")}),
        (RosterDraft("A 1", "a"), {("code", "code_spaces")}),
        (RosterDraft("A1", "a", joined_on=WEEK.sunday, left_on=WEEK.monday), {("left_on", "ends_before_start")}),
        (RosterDraft("A001", "a"), {("code", "agent_code_taken")}),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(
    store: Store, actor: Actor, draft: RosterDraft, faults: set[tuple[str, str]]
) -> None:
    roster.save(store, actor, RosterDraft("A001", "李敏"))
    with pytest.raises(InputError) as caught:
        roster.save(store, actor, draft)
    assert {(problem.place.field, problem.code) for problem in caught.value.problems} == faults
    assert [row.draft.code for row in roster.everybody(store)] == ["A001"]


def test_a_list_comes_in_and_a_newer_one_changes_only_what_it_says(store: Store, actor: Actor, tmp_path: Path) -> None:
    path = tmp_path / "team.csv"
    path.write_text(HEAD + "A001,李敏,2024-03-01,\nA002,赵云,2025/1/5,\n001,王平,,\n", encoding="utf-8")
    entry = imports.entry("roster")
    report = entry.import_file(store, actor, path)
    assert (report.read, report.added, report.rejected) == (3, 3, ())
    roster.save(store, actor, RosterDraft("A009", "钱进"))
    path.write_text(
        HEAD + "A001,李敏,,\nA002,赵云,,2026-11-20\nA002,重复,,\nA003,,,\nA004,孙,很久以前,\n", encoding="utf-8"
    )
    report = entry.import_file(store, actor, path)
    assert (report.read, report.added, report.updated, report.unchanged) == (5, 0, 1, 1)
    assert [[problem.code for problem in row] for row in report.rejected] == [
        ["roster_twice"], ["required"], ["not_a_date"],
    ]  # fmt: skip
    rows = {row.draft.code: row.draft for row in roster.everybody(store)}
    assert rows["A002"] == RosterDraft("A002", "赵云", joined_on=date(2025, 1, 5), left_on=date(2026, 11, 20))
    assert rows["A001"].joined_on == date(2024, 3, 1)
    assert set(report.absent) == {"001", "A009"}
