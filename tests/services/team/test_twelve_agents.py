"""A lead's Monday with twelve agents: honest, late, renamed, tampered, typed into, a second folder, three missing.

Every agent did a number of calls of his own; the book must say exactly these, whatever was done to the files, and name
every file that something was done to, and no other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook

from app.enums import Language, Metric
from app.models import Activity, Agent
from app.services.base import founding
from app.services.base.store import Actor, Store
from app.services.rules.base.weeks import Week
from app.services.team import roster
from app.services.team.rollup import FindingKind, adding, behind, keeping, lead
from app.services.team.rollup.adding import Added
from app.services.team.rollup.team import own_notes
from app.services.team.roster import RosterDraft
from app.services.team.weekly import default_name, export_weekly
from app.words import say
from tests.conftest import CHEAP, PASSWORD
from tests.services.weekly_files import change, sheet

WEEK, LAST = Week(2026, 47), Week(2026, 46)
CODES = [f"A{number:03d}" for number in range(1, 13)]
CALLS = {code: 20 + 3 * number for number, code in enumerate(CODES)}
FIRST = CODES[:6]  # in the first folder
SECOND = CODES[6:9]  # came on Tuesday
MISSING = CODES[9:]
LATE, RENAMED, TAMPERED, TYPED, NEWER = "A007", "A003", "A004", "A005", "A006"
IN_TIME = datetime(2026, 11, 22, 12, tzinfo=UTC)  # the week's Sunday
TUESDAY = datetime(2026, 11, 24, 9, tzinfo=UTC)  # after noon of Monday
LEAD = Actor("L001", "陈主管")
HEADER = 4


def visits_of(code: str) -> int:
    return CODES.index(code) % 5 + 1


def premiums_of(code: str) -> list[int]:
    """Fen of each closing: none, one or two of them."""
    number = CODES.index(code) + 1
    return [number * 1_000_00 + 37 * (n + 1) for n in range(number % 3)]


def further(code: str) -> list[Activity]:
    """What an agent did in the week besides calls."""
    closings = [("closing", 960, one) for one in premiums_of(code)]
    done = [("visit", 900, None)] * visits_of(code) + [("meeting", 930, None)] * len(closings) + closings
    return [
        Activity(agent_code=code, kind=kind, on_date=WEEK.monday + timedelta(days=n % 5), at_minute=minute,
                 status="done", premium=premium)
        for n, (kind, minute, premium) in enumerate(done)
    ]  # fmt: skip


def calls(code: str, week: Week, count: int) -> list[Activity]:
    return [
        Activity(agent_code=code, kind="call", on_date=week.monday + timedelta(days=n % 5), at_minute=540 + n % 60,
                 status="done")
        for n in range(count)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """Two folders of files as nine of the twelve sent them; last week all twelve did."""
    place = tmp_path_factory.mktemp("twelve")
    clock = [IN_TIME]
    store = founding.found(place / "s.db", PASSWORD, Actor("A001", "代理人1"), cost=CHEAP, clock=lambda: clock[0])
    first, second = place / "周报", place / "周二收到"
    first.mkdir(), second.mkdir()
    with store.write(Actor("A001", ""), "test.fill") as session:
        for number, code in enumerate(CODES, 1):
            if number > 1:
                session.add(Agent(code=code, name=f"代理人{number}"))
            session.add_all(calls(code, LAST, 10) + calls(code, WEEK, CALLS[code]) + further(code))
    from app.services.figures import targets

    for code in CODES:
        targets.set_week(store, Actor("A001", ""), code, LAST, {Metric.CALLS: 30})

    def export(code: str, week: Week, to: Path) -> Path:
        path = to / default_name(code, week, Language.ZH)
        export_weekly(store, path, week=week, agent=code, language=Language.ZH, today=date(2026, 11, 22))
        return path

    for code in CODES:
        export(code, LAST, first)
    for code in FIRST:
        export(code, WEEK, first)
    clock[0] = TUESDAY
    for code in SECOND:
        if code != LATE:
            clock[0] = IN_TIME
        export(code, WEEK, second)
        clock[0] = TUESDAY
    with store.write(Actor(NEWER, ""), "test.fill") as session:  # he had forgotten two
        session.add_all(calls(NEWER, WEEK, 2))
    export(NEWER, WEEK, second)
    store.close()
    yield first, second


@pytest.fixture(scope="module")
def sent(folders: tuple[Path, Path]) -> tuple[Path, Path]:
    """What the agents did to their files."""
    first, _ = folders
    named = {code: first / default_name(code, WEEK, Language.ZH) for code in FIRST}
    named[RENAMED].rename(first / "老王的周报 2026-W45.xlsx")

    def tamper(book: Workbook) -> None:
        book[sheet("summary")].cell(7, 5, 200)  # calls
        book[sheet("activities")].cell(HEADER + 1, 5, "× 已取消")

    def type_into(book: Workbook) -> None:
        book[sheet("words")].cell(HEADER + 1, 2, "约访难")
        page = book[sheet("activities")]
        page.cell(HEADER, 11, "心得")
        page.cell(HEADER + 1, 11, "客户要看对比")

    change(named[TAMPERED], tamper)
    change(named[TYPED], type_into)
    return folders


@pytest.fixture(scope="module")
def joined(sent: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Added, Added]]:
    store = founding.found(
        tmp_path_factory.mktemp("lead") / "l.db", PASSWORD, LEAD, cost=CHEAP, clock=lambda: TUESDAY
    )  # fmt: skip
    for number, code in enumerate(CODES, 1):
        roster.save(store, LEAD, RosterDraft(code, f"代理人{number}"))
    monday = adding.roll_up_and_keep(store, LEAD, sent[0], language=Language.ZH)
    tuesday = adding.roll_up_and_keep(store, LEAD, sent[1], language=Language.ZH)
    yield store, monday, tuesday
    store.close()


def done(added: Added) -> dict[str, int]:
    return {one.code: one.actual(Metric.CALLS) for one in added.kept.team.agents}


def test_the_book_says_what_each_did(joined: tuple[Store, Added, Added]) -> None:
    _, monday, tuesday = joined
    assert done(monday) == {code: CALLS[code] for code in FIRST}
    wanted = {code: CALLS[code] + (2 if code == NEWER else 0) for code in (*FIRST, *SECOND)}
    assert done(tuesday) == wanted
    figure = next(one for one in tuesday.kept.team.figures if one.definition.code == "calls")
    assert (figure.actual, figure.last_week) == (sum(wanted.values()), 10 * 9)
    assert figure.target == 30 * 12, "three who sent nothing do not make the target smaller"


def test_every_file_something_was_done_to_is_named_and_no_other(joined: tuple[Store, Added, Added]) -> None:
    _, _, tuesday = joined
    found = Counter((one.kind, one.agent, one.cell) for one in tuesday.rolled.findings)
    edited = {(FindingKind.EDITED, TAMPERED, "E7"), (FindingKind.EDITED, TAMPERED, f"E{HEADER + 1}")}
    others = {key for key in found if key[0] == FindingKind.EDITED} - edited
    assert edited <= set(found) and others == {(FindingKind.EDITED, TAMPERED, "")}, "sums counted from the rows"
    rest = {key[:2] for key in found if key[0] != FindingKind.EDITED}
    assert rest == {
        *((FindingKind.MISSING, code) for code in MISSING),
        (FindingKind.LATE, LATE),
        (FindingKind.WRONG_WEEK, RENAMED),
        (FindingKind.NEWER, NEWER),
    }
    states = {row.id: row.state for row in lead.agent_rows(tuesday.kept)}
    assert states == {
        **dict.fromkeys(CODES, "in_time"), **dict.fromkeys(MISSING, "missing"), TAMPERED: "edited", LATE: "late",
        NEWER: "newer",
    }  # fmt: skip


def test_what_was_typed_arrived(joined: tuple[Store, Added, Added]) -> None:
    _, _, tuesday = joined
    one = next(one for one in tuesday.kept.team.agents if one.code == TYPED)
    assert one.words.difficulties == "约访难"
    assert own_notes(one) == [f"{sheet('activities')} {HEADER + 1} 心得 客户要看对比"]


def test_the_workbook_is_one_and_says_the_same(joined: tuple[Store, Added, Added]) -> None:
    _, monday, tuesday = joined
    assert tuesday.out == monday.out
    book = openpyxl.load_workbook(tuesday.out)
    rows = {str(row[0]): row for row in book["各代理人"].iter_rows(min_row=HEADER + 1, values_only=True)}
    for code, count in done(tuesday).items():
        assert rows[code][3] == count
    assert rows["合计"][3] == sum(done(tuesday).values())
    listed = Counter(
        str(row[0])
        for row in book["活动明细"].iter_rows(min_row=HEADER + 1, values_only=True)
        if str(row[5]).endswith("已完成") and row[4] == "电话"
    )
    assert listed == {**done(tuesday), TAMPERED: CALLS[TAMPERED] - 1}, "the row he changed is not counted in the list"
    checks = list(book["核对"].iter_rows(min_row=HEADER + 1, values_only=True))
    assert len(checks) == len(tuesday.rolled.findings)
    assert {str(row[8]) for row in checks if row[8]} == {"E7", f"E{HEADER + 1}"}


REPORTED = (*FIRST, *SECOND)
HERE = {code: CALLS[code] + (2 if code == NEWER else 0) for code in REPORTED}
AIM = 30  # calls each was to make


def test_every_row_of_the_agents_is_exact(joined: tuple[Store, Added, Added]) -> None:
    """All twelve and the total, column by column, reckoned from what each did."""
    book = openpyxl.load_workbook(joined[2].out)
    header, *rows = book["各代理人"].iter_rows(min_row=HEADER, values_only=True)
    assert header[3::2][:6] == ("电话", "拜访", "面谈", "建议书", "促成", "保费")
    states = {TAMPERED: "▲ 有改动", LATE: "△ 迟交", NEWER: "△ 有更新"} | dict.fromkeys(MISSING, "▲ 缺交")
    own = Counter(one.agent for one in joined[2].rolled.findings)
    found = {str(row[0]): row for row in rows}
    assert list(found) == [*CODES, "合计"]
    for code in CODES:
        name, state = f"代理人{CODES.index(code) + 1}", states.get(code, "✓ 按时")
        numbers: list[object] = [None] * 15
        if code in HERE:
            premiums, visits = premiums_of(code), visits_of(code)
            cases = len(premiums)
            numbers = [HERE[code], pytest.approx(HERE[code] / AIM), visits, None, cases, None, 0, None, cases, None,
                       pytest.approx(sum(premiums) / 100), None, HERE[code] + visits + 2 * cases, None,
                       None]  # fmt: skip
        assert found[code][:2] == (code, name)
        assert found[code][2] == state, code
        assert list(found[code][3:18]) == numbers, code
        assert found[code][18] == (own[code] or None)
    money = sum(sum(premiums_of(code)) for code in REPORTED) / 100
    cases, seen = sum(len(premiums_of(code)) for code in REPORTED), sum(map(visits_of, REPORTED))
    made = sum(HERE.values())
    total = [made, pytest.approx(made / (12 * AIM)), seen, None, cases, None, 0, None, cases, None,
             pytest.approx(money), None, made + seen + 2 * cases, None, None, sum(own.values())]  # fmt: skip
    assert list(found["合计"][3:]) == total


def test_the_first_sheet_is_exact(joined: tuple[Store, Added, Added]) -> None:
    """Figures of sums are sums, means are of the sums, and nothing else has a number."""
    rows = openpyxl.load_workbook(joined[2].out)["团队汇总"].iter_rows(min_row=7, values_only=True)
    shown = {str(row[0]): row[3:9] for row in rows if row[0]}
    money = sum(sum(premiums_of(code)) for code in REPORTED) / 100
    cases, seen = sum(len(premiums_of(code)) for code in REPORTED), sum(map(visits_of, REPORTED))
    made, before = sum(HERE.values()), 10 * len(REPORTED)
    assert shown["电话"] == (12 * AIM, made, pytest.approx(made / (12 * AIM)), before, made - before, made + before)
    assert shown["拜访"] == (None, seen, None, 0, seen, seen)
    assert shown["促成件数"] == (None, cases, None, 0, cases, cases)
    assert shown["促成保费"] == (None, pytest.approx(money), None, 0, pytest.approx(money), pytest.approx(money))
    assert shown["件均保费"][1] == pytest.approx(money / cases, abs=0.01), "of the sums, not a mean of means"
    done = made + seen + 2 * cases
    assert shown["活动量"] == (None, done, None, before, done - before, done + before)
    assert shown["面谈"][1] == cases
    for name in ("建议书", "承保保费", "转介绍", "服务"):
        assert shown[name][1] in (0, None), name


def test_the_list_of_activities_is_exact(joined: tuple[Store, Added, Added]) -> None:
    """Every row of every file under its agent, in the order of the files, and no other."""
    rows = list(openpyxl.load_workbook(joined[2].out)["活动明细"].iter_rows(min_row=HEADER + 1, values_only=True))
    wanted: list[tuple[object, ...]] = []
    for code in REPORTED:
        did = [*calls(code, WEEK, CALLS[code]), *further(code), *(calls(code, WEEK, 2) if code == NEWER else [])]
        wanted += sorted(
            (code, one.on_date, one.at_minute, say(f"activity_kind.{one.kind}", Language.ZH),
             None if one.premium is None else one.premium / 100)
            for one in did
        )  # fmt: skip
    shown = [(row[0], row[1].date(), _minutes(row[3]), row[4], row[8]) for row in rows]
    assert sorted(shown, key=str) == sorted(wanted, key=str)
    assert [row[0] for row in rows] == sorted(str(row[0]) for row in rows)
    assert [str(row[5]) for row in rows].count("× 已取消") == 1, (
        "as he changed it; the sums are those it was written with"
    )


def _minutes(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def test_any_figure_is_its_rows_with_file_and_row(joined: tuple[Store, Added, Added]) -> None:
    _, _, tuesday = joined
    found = behind.behind_team(tuesday.kept, Metric.CALLS.value, Language.ZH)
    assert len(found.rows) == sum(done(tuesday).values()) - 1  # without the row that was changed
    for cells, (path, name, number) in zip(found.rows, found.places, strict=True):
        row = [str(cell.value) for cell in _sheet(path, name)[number]]
        assert cells[4] == say("activity_kind.call", Language.ZH) == row[3]


_BOOKS: dict[Path, Workbook] = {}


def _sheet(path: Path, name: str) -> object:
    if path not in _BOOKS:
        _BOOKS[path] = openpyxl.load_workbook(path)
    return _BOOKS[path][name]


def test_the_same_files_again_change_nothing(joined: tuple[Store, Added, Added], sent: tuple[Path, Path]) -> None:
    store, _, tuesday = joined
    again = adding.roll_up_and_keep(store, LEAD, sent[1], language=Language.ZH)
    assert again.kept.team == tuesday.kept.team and again.rolled.findings == tuesday.rolled.findings
    assert keeping.weeks_kept(store) == [WEEK]
