"""The roll-up: totals that add up to the rows, and every way a report can be wrong noticed and named."""

from __future__ import annotations

import os
import shutil
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook

from app.cli.main import main
from app.enums import ActivityKind, ActivityStatus, Language, Metric
from app.errors import InputError
from app.models import Activity, Agent
from app.services.base.store import Actor, Store
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.rules.base.weeks import Week
from app.services.rules.measures import kpis
from app.services.team import rollup
from app.services.team.rollup import Finding, FindingKind, RolledUp, checks, keeping, reading
from app.services.team.rollup.folder import Known, agents_of, due_at, with_rows
from app.services.team.weekly import export_weekly
from app.words import say
from tests.conftest import NOW, PASSWORD
from tests.services.weekly_files import CODES, LAST, ME, WEEK, change, entry, sheet, team_store, write

HEADER = 4


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = team_store(tmp_path_factory.mktemp("team") / "s.db")
    yield store
    store.close()


@pytest.fixture(scope="module")
def originals(team: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    write(team, folder, LAST)
    write(team, folder, WEEK)
    return folder


@pytest.fixture(scope="module")
def joined(originals: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[RolledUp, Workbook]:
    """The roll-up of the sound files, and its workbook as another reader sees it."""
    out = tmp_path_factory.mktemp("joined") / "team.xlsx"
    rolled = rollup.roll_up(originals, out, language=Language.ZH)
    return rolled, load(out)


@pytest.fixture
def files(originals: Path, tmp_path: Path) -> Path:
    """A fresh copy of six files: three agents, two weeks."""
    return Path(shutil.copytree(originals, tmp_path / "files"))


def roll(files: Path, **more: Any) -> RolledUp:
    return rollup.roll_up(files, None, language=Language.ZH, **more)


def of_kind(rolled: RolledUp | list[Finding], kind: FindingKind) -> list[Finding]:
    return [one for one in (rolled if isinstance(rolled, list) else rolled.findings) if one.kind == kind]


def checked(files: Path) -> list[Finding]:
    """What the file of A002 says against itself."""
    return checks.of_file(with_rows(reading.peek(one_file(files))))


def one_file(files: Path, code: str = "A002", week: Week = WEEK) -> Path:
    return files / f"周报-{code}-{week}.xlsx"


def load(path: Path) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path)


# -- the figures --------------------------------------------------------------------------------------------------
def test_totals_are_those_of_the_rows_in_the_written_workbook(joined: tuple[RolledUp, Workbook]) -> None:
    rolled, book = joined
    counts: Counter[str] = Counter()
    by_agent: Counter[tuple[str, str]] = Counter()
    premium = 0.0
    for row in book["活动明细"].iter_rows(min_row=HEADER + 1, values_only=True):
        if str(row[5]).endswith("已完成"):
            counts[str(row[4])] += 1
            by_agent[str(row[0]), str(row[4])] += 1
            premium += float(row[8] or 0)  # type: ignore[arg-type]
    totals = {row[0]: row for row in book["团队汇总"].iter_rows(min_row=7, max_row=25, values_only=True)}
    for kind in ActivityKind:
        name = say(f"activity_kind.{kind.value}", Language.ZH)
        code = {"call": "电话", "visit": "拜访", "meeting": "面谈", "closing": "促成件数"}.get(kind.value)
        if code:
            assert totals[code][4] == counts[name]
    assert totals["促成保费"][4] == pytest.approx(premium)
    assert totals["活动量"][4] == sum(counts.values())
    agents = {row[0]: row for row in book["各代理人"].iter_rows(min_row=HEADER + 1, values_only=True)}
    for code in CODES:
        assert agents[code][3] == by_agent[code, "电话"]
    assert agents["合计"][3] == sum(agents[code][3] for code in CODES)  # type: ignore[misc]
    assert len(rolled.team.agents) == 3


def test_coverage_and_funnel_add_up(joined: tuple[RolledUp, Workbook]) -> None:
    rolled, book = joined
    needs = list(book["需求跟踪"].iter_rows(min_row=HEADER + 1, values_only=True))
    coverage = list(book["需求覆盖"].iter_rows(min_row=HEADER + 1, values_only=True))
    assert sum(int(row[1]) for row in coverage) == len(needs)  # type: ignore[arg-type]
    assert sum(float(row[2]) for row in coverage) == pytest.approx(sum(float(row[8]) for row in needs))  # type: ignore[arg-type]
    capped = sum(max(0.0, min(float(row[8]), float(row[9]))) for row in needs)  # type: ignore[arg-type]
    assert sum(float(row[3]) for row in coverage) == pytest.approx(capped)  # type: ignore[arg-type]
    for row in rolled.team.funnel:
        assert row.opening + row.entered - row.left == row.closing


def test_rates_are_of_sums_not_means_of_rates(joined: tuple[RolledUp, Workbook]) -> None:
    rolled, _ = joined
    proposals = sum(one.actual(Metric.PROPOSALS) for one in rolled.team.agents)
    meetings = sum(one.actual(Metric.MEETINGS) for one in rolled.team.agents)
    rate = next(one for one in rolled.team.figures if one.definition.code == "proposal_rate")
    assert rate.actual == (kpis.compute(rate.definition, {"proposal": proposals, "meeting": meetings}))


def test_the_same_files_give_the_same_bytes_and_sound_files_no_grave_finding(files: Path, tmp_path: Path) -> None:
    first = rollup.roll_up(files, tmp_path / "a.xlsx", language=Language.EN)
    rollup.roll_up(files, tmp_path / "b.xlsx", language=Language.EN)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert [one for one in first.findings if one.grave] == []
    assert first.team.week == WEEK
    assert [point.week for point in first.team.series] == [LAST, WEEK]


def test_what_an_agent_types_into_the_own_words_arrives(files: Path, tmp_path: Path) -> None:
    def typed(book: Workbook) -> None:
        page = book["困难与反馈"]
        page["B5"], page["B7"] = "约访难", "想要话术"
        page["A8"], page["B9"] = "停售的事客户问得多", "雨天"  # below the lines, in either column

    change(one_file(files), typed)
    rolled = rollup.roll_up(files, tmp_path / "team.xlsx", language=Language.ZH)
    said = next(one for one in rolled.team.agents if one.code == "A002").words
    assert (said.difficulties, said.feedback, said.help) == ("约访难\n停售的事客户问得多\n雨天", "", "想要话术")
    assert [one for one in rolled.findings if one.grave] == [], "words typed by hand break no seal"
    rows = list(load(tmp_path / "team.xlsx")["困难与反馈"].iter_rows(min_row=HEADER + 1, values_only=True))
    assert [row[2:] for row in rows] == [("困难", said.difficulties), ("需要的支持", "想要话术")]


def test_its_own_workbook_in_the_folder_is_no_weekly_file(files: Path) -> None:
    out = files / "team.xlsx"
    for path in files.glob(f"*{LAST}*"):
        path.unlink()
    before = rollup.roll_up(files, out, language=Language.ZH)
    again = roll(files)
    assert again.findings == before.findings
    assert again.read == 3


def test_a_file_in_the_other_language_is_counted_and_its_words_are_translated(
    team: Store, files: Path, tmp_path: Path
) -> None:
    write(team, files, WEEK, ("A002",), Language.EN)
    out = tmp_path / "team.xlsx"
    rolled = rollup.roll_up(files, out, language=Language.ZH)
    assert [one for one in rolled.findings if one.grave] == []
    statuses = {row[5] for row in load(out)["活动明细"].iter_rows(min_row=HEADER + 1, values_only=True)}
    assert statuses <= {"✓ 已完成", "○ 计划", "× 已取消"}


# -- who reported -------------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("tmp_path")
def test_missing_is_known_from_earlier_weeks_from_a_list_and_from_accounts(team: Store, files: Path) -> None:
    one_file(files).unlink()
    assert roll(files).agents_with(FindingKind.MISSING) == ["A002"]
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "代理人"
    for row in (["编号", "姓名"], ["A001", "李敏"], ["A003", "赵"], ["A009", "钱九"]):
        page.append(row)
    book.save(files / "名单.xlsx")
    rolled = roll(files)
    assert [(one.agent, one.agent_name) for one in of_kind(rolled, FindingKind.MISSING)] == [("A009", "钱九")]
    (files / "名单.xlsx").unlink()
    for path in files.glob(f"*{LAST}*"):
        path.unlink()
    assert roll(files).agents_with(FindingKind.MISSING) == []
    assert roll(files, known=keeping.known(team, Known({}, False))).agents_with(FindingKind.MISSING) == ["A002"]


def test_unknown_agents_are_told_and_counted(files: Path) -> None:
    rolled = roll(files, known=Known({"A001": "李敏", "A002": ""}, True))
    assert rolled.agents_with(FindingKind.UNKNOWN_AGENT) == ["A003"]
    assert len(rolled.team.agents) == 3


def test_late_is_after_the_due_time_whatever_the_time_zone(files: Path) -> None:
    assert roll(files, due=NOW).agents_with(FindingKind.LATE) == []
    just_before = NOW - timedelta(seconds=1)
    assert roll(files, due=just_before).agents_with(FindingKind.LATE) == list(CODES)


def test_due_is_noon_of_the_monday_after_in_the_local_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        assert due_at(Week(2026, 53)) == datetime(2027, 1, 4, 4, 0, tzinfo=UTC)
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.usefixtures("team")
def test_of_two_files_of_one_agent_and_week_the_newer_counts(files: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.xlsx"
    shutil.copy(one_file(files), newer)
    change(newer, lambda book: entry(book, "written_at", "2026-11-24T09:30:00+00:00"))
    shutil.move(newer, files / "A002 again.xlsx")
    rolled = roll(files)
    double = of_kind(rolled, FindingKind.DUPLICATE)
    assert [(one.agent, one.file, one.values["other"]) for one in double] == [
        ("A002", "A002 again.xlsx", one_file(files).name)
    ]
    assert len(rolled.team.agents) == 3


def test_a_copy_is_counted_once(files: Path) -> None:
    shutil.copy(one_file(files), files / "副本.xlsx")
    rolled = roll(files)
    assert [one.code for one in of_kind(rolled, FindingKind.DUPLICATE)] == ["copy"]
    assert not of_kind(rolled, FindingKind.EDITED)


# -- what was edited ----------------------------------------------------------------------------------------------
def test_saving_again_in_another_program_is_no_edit(files: Path) -> None:
    change(one_file(files), lambda _book: None)
    assert [one for one in checked(files) if one.grave] == []


def test_sorting_a_list_and_filling_the_column_meant_for_it_is_no_edit(files: Path) -> None:
    def edit(book: Workbook) -> None:
        page = book[sheet("activities")]
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=HEADER + 1)]
        for at, row in enumerate(reversed(rows), start=HEADER + 1):
            for column, value in enumerate(row, start=1):
                page.cell(at, column).value = value
        book[sheet("plan")].cell(HEADER + 1, 7, "已约好")

    change(one_file(files), edit)
    assert not of_kind(checked(files), FindingKind.EDITED)


def test_an_edited_total_is_named_with_its_place_and_the_sealed_figure_counts(files: Path) -> None:

    def edit(book: Workbook) -> None:
        book[sheet("summary")].cell(7, 5, 999)  # calls

    change(one_file(files), edit)
    rolled = roll(files)
    found = of_kind(rolled, FindingKind.EDITED)
    assert [(one.agent, one.sheet, one.cell) for one in found] == [("A002", "本周汇总", "E7")]
    assert "999" in found[0].text(Language.ZH)
    calls = next(figure for figure in rolled.team.figures if figure.definition.code == "calls")
    assert calls.actual == sum(one.measures()["call"] for one in rolled.team.agents) < 999


@pytest.mark.parametrize(
    "column,value", [(4, "拜访"), (5, "× 已取消"), (6, "C99999"), (8, 1.5), (1, date(2026, 11, 20))]
)
def test_any_edited_cell_of_the_activities_is_noticed(files: Path, column: int, value: object) -> None:
    def edit(book: Workbook) -> None:
        page = book[sheet("activities")]
        row = next(
            row for row in range(HEADER + 1, page.max_row + 1)
            if page.cell(row, 4).value != "拜访" and page.cell(row, 5).value == "✓ 已完成"
        )  # fmt: skip
        page.cell(row, column, value)  # type: ignore[arg-type]

    change(one_file(files), edit)
    found = of_kind(checked(files), FindingKind.EDITED)
    assert any(one.sheet == sheet("activities") and one.agent == "A002" for one in found)


def test_deleted_rows_are_counted(files: Path) -> None:
    change(one_file(files), lambda book: book[sheet("activities")].delete_rows(HEADER + 2, 2))
    texts = [one.text(Language.EN) for one in of_kind(checked(files), FindingKind.EDITED)]
    assert any("Rows" in text for text in texts)


def test_a_renamed_sheet_is_still_read(files: Path) -> None:
    def edit(book: Workbook) -> None:
        book[sheet("activities")].title = "我的活动"

    change(one_file(files), edit)
    file = with_rows(reading.peek(one_file(files)))
    assert [(one.code, one.sheet) for one in file.findings] == [("sheet_renamed", "我的活动")]
    assert file.lists["activities"]


def test_a_deleted_sheet_is_missed(files: Path) -> None:
    change(one_file(files), lambda book: book.remove(book[sheet("needs")]))
    assert [one.code for one in of_kind(checked(files), FindingKind.EDITED)] == ["sheet_missing"]


def test_an_edited_control_sheet_is_noticed(files: Path) -> None:
    change(one_file(files), lambda book: entry(book, "measure.week.closing", 40))
    codes = [one.code for one in of_kind(checked(files), FindingKind.EDITED)]
    assert "control_edited" in codes


# -- what cannot be -----------------------------------------------------------------------------------------------
def test_more_closings_than_meetings_and_negative_numbers(files: Path) -> None:
    def edit(book: Workbook) -> None:
        entry(book, "measure.week.closing", 400)
        entry(book, "measure.week.call", -3)
        entry(book, "funnel.S2.closing", 77)

    change(one_file(files), edit)
    found = of_kind(checked(files), FindingKind.IMPOSSIBLE)
    assert {"closings", "negative", "funnel_sum"} <= {one.code for one in found}


def test_closings_without_a_meeting_but_with_a_visit_are_to_be_asked(
    store: Store, actor: Actor, tmp_path: Path
) -> None:
    for kind in (ActivityKind.CLOSING, ActivityKind.VISIT):
        activities.add(store, actor, ActivityDraft(kind, date(2026, 11, 24), ActivityStatus.DONE))
    export_weekly(store, tmp_path / "a.xlsx", week=WEEK, agent="A001", language=Language.ZH, today=NOW.date())
    found = of_kind(roll(tmp_path), FindingKind.IMPOSSIBLE)
    assert [(one.code, one.grave) for one in found] == [("closings", False)]


def test_a_row_outside_the_week_is_named(files: Path) -> None:
    def edit(book: Workbook) -> None:
        book[sheet("activities")].cell(HEADER + 1, 1, datetime(2026, 1, 1))  # noqa: DTZ001 - a cell has no zone

    change(one_file(files), edit)
    found = of_kind(checked(files), FindingKind.WRONG_WEEK)
    assert [(one.sheet, one.row, one.values["day"]) for one in found] == [(sheet("activities"), 5, "2026-01-01")]


def test_a_file_of_another_week_is_not_counted(files: Path) -> None:
    rolled = roll(files, week=LAST)
    assert rolled.team.week == LAST
    assert {one.agent for one in of_kind(rolled, FindingKind.WRONG_WEEK)} == set(CODES)


def test_a_file_written_before_its_week_does_not_choose_the_week(files: Path) -> None:
    change(one_file(files), lambda book: entry(book, "week", "2027-W05"))
    rolled = roll(files)
    assert rolled.team.week == WEEK
    assert [one.values["week"] for one in of_kind(rolled, FindingKind.WRONG_WEEK)] == ["2027-W05"]


def test_what_changed_since_last_week_is_told_with_both_figures(files: Path) -> None:
    change(one_file(files, week=LAST), lambda book: entry(book, "measure.week.call", 3))
    found = of_kind(roll(files), FindingKind.CHANGED)
    assert [(one.agent, one.values["was"]) for one in found] == [("A002", "3")]
    assert "电话" in found[0].text(Language.ZH) and "Calls" in found[0].text(Language.EN)


def foreign(path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "shopping list"
    book.save(path)


# -- what cannot be read ------------------------------------------------------------------------------------------
def test_unreadable_files_are_named_with_their_reason_and_the_others_count(files: Path) -> None:
    whole = one_file(files).read_bytes()
    (files / "cut.xlsx").write_bytes(whole[: len(whole) // 2])
    (files / "locked.xlsx").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    )
    foreign(files / "foreign.xlsx")
    change(one_file(files), lambda book: entry(book, "format_version", 1), files / "old.xlsx")
    change(one_file(files), lambda book: entry(book, "measure.week.call", "many"), files / "words.xlsx")
    (files / "~$open.xlsx").write_bytes(b"lock")
    rolled = roll(files)
    found = {one.file: one.problem for one in of_kind(rolled, FindingKind.UNREADABLE)}
    assert found == {
        "cut.xlsx": "table_damaged",
        "locked.xlsx": "table_encrypted",
        "foreign.xlsx": "rollup_foreign",
        "old.xlsx": "rollup_version",
        "words.xlsx": "rollup_entry_bad",
    }
    assert len(rolled.team.agents) == 3
    assert all(one.text(Language.ZH) and one.text(Language.EN) for one in rolled.findings)


def test_a_folder_with_nothing_readable_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        roll(tmp_path)
    assert caught.value.problems[0].code == "rollup_empty"
    with pytest.raises(InputError) as caught:
        roll(tmp_path / "nowhere")
    assert caught.value.problems[0].code == "rollup_no_folder"
    foreign(tmp_path / "foreign.xlsx")
    with pytest.raises(InputError) as caught:
        roll(tmp_path)
    assert [(one.code, one.place.file) for one in caught.value.problems] == [("rollup_foreign", "foreign.xlsx")]


def test_cancelling_leaves_nothing_behind(files: Path, tmp_path: Path) -> None:
    class Stop(Exception):
        pass

    def step(done: int, total: int) -> None:
        if done > total // 2:
            raise Stop

    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(Stop):
        rollup.roll_up(files, out / "t.xlsx", language=Language.ZH, step=step)
    assert list(out.iterdir()) == []


def test_a_list_of_agents_without_codes_names_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        agents_of(path)
    assert caught.value.problems[0].code == "rollup_no_list"


# -- sizes and calendars ------------------------------------------------------------------------------------------
def test_week_53_and_the_turn_of_the_year(store: Store, actor: Actor, tmp_path: Path) -> None:
    with store.write(actor, "test.fill") as session:
        for day, kind in ((date(2026, 12, 28), "call"), (date(2027, 1, 3), "call"), (date(2027, 1, 4), "visit")):
            session.add(Activity(agent_code="A001", kind=kind, on_date=day, status="done"))
    week = Week(2026, 53)
    export_weekly(store, tmp_path / "a.xlsx", week=week, agent="A001", language=Language.ZH, today=week.sunday)
    rolled = roll(tmp_path, week=week)
    assert rolled.team.agents[0].measures()["call"] == 2
    assert rolled.team.agents[0].measures()["visit"] == 0
    assert rolled.team.agents[0].measures("month")["call"] == 1  # January's first three days hold one


def test_forty_agents_most_with_an_empty_week(store: Store, actor: Actor, tmp_path: Path) -> None:
    with store.write(actor, "test.fill") as session:
        for number in range(2, 41):
            session.add(Agent(code=f"A{number:03d}", name=f"代理人{number}"))
        session.add(Activity(agent_code="A020", kind="call", on_date=date(2026, 11, 23), status="done"))
    out = tmp_path / "team.xlsx"
    rolled = rollup.roll_up_store(store, out, week=WEEK, language=Language.EN, today=NOW.date())
    assert len(rolled.team.agents) == 40
    assert rolled.findings == ()
    rows = list(load(out)["Agents"].iter_rows(min_row=HEADER + 1, values_only=True))
    assert len(rows) == 41 and rows[-1][3] == 1


# -- kept, and on the command line --------------------------------------------------------------------------------
def test_what_is_kept_is_what_was_rolled_up(store: Store, actor: Actor, files: Path) -> None:
    one_file(files).unlink()
    rolled = roll(files)
    keeping.keep(store, actor, rolled, files)
    keeping.keep(store, actor, rolled, files)
    kept = keeping.of_week(store, WEEK)
    assert kept is not None
    assert kept.team == rolled.team
    assert kept.findings == rolled.findings
    assert kept.expected == dict(rolled.expected)
    assert keeping.weeks_kept(store) == [WEEK]
    for path in files.glob(f"*{LAST}*"):
        path.unlink()
    known = keeping.known(store, Known({}, False))
    assert roll(files, known=known).agents_with(FindingKind.MISSING) == ["A002"]


def test_the_command_answers_in_json_and_exits_0_with_findings(
    files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import json

    one_file(files).unlink()
    (files / "junk.xlsx").write_bytes(b"junk\0\0")
    out = tmp_path / "team.xlsx"
    assert main(["rollup", str(files), "--out", str(out), "--json", "--due", "2026-11-24T07:00+00:00"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["week"] == "2026-W48"
    assert document["missing"] == ["A002"] and document["late"] == ["A001", "A003"]
    assert [one["file"] for one in document["findings"] if one["kind"] == "unreadable"] == ["junk.xlsx"]
    assert out.exists()


def test_the_command_exits_2_for_wrong_input(files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "t.xlsx")
    for arguments in (
        [str(tmp_path / "none"), "--out", out],
        [str(files), "--out", out, "--week", "2026-W60"],
        [str(files), "--out", out, "--week", "2026-W30"],
        [str(files), "--out", out, "--due", "noon"],
        [str(files), "--out", str(tmp_path / "t.pdf")],
    ):
        assert main(["rollup", *arguments]) == 2
        assert capsys.readouterr().err.startswith("error: ")
    assert not Path(out).exists()


def test_the_command_keeps_the_week_in_the_store_named(
    store_file: Path, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    password = tmp_path / "pw"
    password.write_text(PASSWORD, encoding="utf-8")
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", os.fspath(password))
    out = tmp_path / "team.xlsx"
    assert main(["rollup", str(files), "--out", str(out), "--store", str(store_file)]) == 0
    store = Store.open(store_file, PASSWORD)
    try:
        assert keeping.weeks_kept(store) == [WEEK]
    finally:
        store.close()


def test_export_weekly_of_all_agents(team: Store, tmp_path: Path) -> None:
    rolled = rollup.roll_up_store(team, tmp_path / "all.xlsx", week=WEEK, language=Language.ZH, today=NOW.date())
    assert [agent.code for agent in rolled.team.agents] == list(CODES)
    assert [one for one in rolled.findings if one.grave] == []
    assert rolled.team.agents[0].name == ME.name
