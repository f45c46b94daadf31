"""Two stores with one agent code: told apart, asked once, remembered."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.cli.main import main
from app.enums import ActivityKind, ActivityStatus, Language
from app.errors import InputError
from app.services.base import founding, recoding
from app.services.base.store import Actor, Store
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.team import rollup
from app.services.team.rollup import FindingKind, RolledUp, identity, keeping
from app.services.team.rollup.folder import Known
from app.services.team.weekly import export_weekly
from tests.conftest import CHEAP, NOW, PASSWORD
from tests.services.weekly_files import LAST, WEEK


@contextlib.contextmanager
def founded(path: Path, code: str, name: str) -> Iterator[Store]:
    with contextlib.closing(founding.found(path, PASSWORD, Actor(code, name), cost=CHEAP, clock=lambda: NOW)) as store:
        yield store


def sent(store: Store, code: str, out: Path, *, calls: int, week: Any = WEEK) -> Path:
    """The weekly file after some calls."""
    for _ in range(calls):
        draft = ActivityDraft(ActivityKind.CALL, min(week.sunday, NOW.date()), ActivityStatus.DONE)
        activities.add(store, Actor(code, ""), draft)
    export_weekly(store, out, week=week, agent=code, language=Language.ZH, today=NOW.date())
    return out


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """王芳 and 赵云 both call themselves A001, each in a store of their own."""
    folder = tmp_path / "files"
    folder.mkdir()
    for number, (name, calls) in enumerate((("王芳", 3), ("赵云", 5))):
        with founded(tmp_path / f"{number}.db", "A001", name) as store:
            sent(store, "A001", folder / f"{name}.xlsx", calls=calls)
    return folder


def rolled(files: Path, **known: Any) -> RolledUp:
    return rollup.roll_up(files, None, language=Language.ZH, week=WEEK, known=Known({}, False, **known))


def calls(found: RolledUp) -> dict[str, int]:
    return {agent.code: agent.measures()["call"] for agent in found.team.agents}


def asked(found: RolledUp) -> list[str]:
    return [one.code for one in found.findings if one.kind == FindingKind.IDENTITY]


def test_two_people_with_one_code_both_count(files: Path) -> None:
    """Named fault: they were two files of one agent, and one of them was dropped."""
    found = rolled(files)
    assert calls(found) == {"A001": 3, "A001-2": 5}
    assert asked(found) == ["two_people"]
    (one,) = (one for one in found.findings if one.kind == FindingKind.IDENTITY)
    assert one.grave and "王芳" in one.text(Language.ZH) and "A001-2" in one.text(Language.EN)
    assert not [one for one in found.findings if one.kind in (FindingKind.DUPLICATE, FindingKind.EDITED)]


def test_what_the_lead_says_once_is_kept(files: Path, store: Store, actor: Actor) -> None:
    (one,) = (one for one in rolled(files).findings if one.kind == FindingKind.IDENTITY)
    identity.decide(store, actor, one.values["key"], "A007")
    found = rolled(files, decided=identity.decided_in(store))
    assert (calls(found), asked(found)) == ({"A001": 3, "A007": 5}, [])
    keeping.keep(store, actor, found, files)
    with contextlib.closing(Store.open(files.parent / "1.db", PASSWORD)) as theirs:
        sent(theirs, "A001", files / "赵云 again.xlsx", calls=1)
    again = rollup.roll_up(files, None, language=Language.ZH, week=WEEK, known=keeping.known(store, Known({}, False)))
    assert (calls(again), asked(again)) == ({"A001": 3, "A007": 6}, [])


def test_the_code_is_whose_it_was_in_earlier_weeks(files: Path, tmp_path: Path) -> None:
    with contextlib.closing(Store.open(tmp_path / "1.db", PASSWORD)) as theirs:
        sent(theirs, "A001", files / "赵云 last.xlsx", calls=0, week=LAST)
    assert calls(rolled(files)) == {"A001": 5, "A001-2": 3}


def test_the_same_name_from_another_store_is_the_same_person_until_the_lead_says_otherwise(
    files: Path, tmp_path: Path
) -> None:
    (files / "赵云.xlsx").unlink()
    with founded(tmp_path / "new laptop.db", "A001", "王芳") as store:
        sent(store, "A001", files / "王芳 2.xlsx", calls=9)
    found = rolled(files)
    assert (list(calls(found)), asked(found)) == (["A001"], ["two_stores"])


def test_another_name_in_the_same_store_is_told(files: Path, tmp_path: Path) -> None:
    from dataclasses import replace

    from app.services.base import agents

    with contextlib.closing(Store.open(tmp_path / "0.db", PASSWORD)) as store:
        sent(store, "A001", files / "last.xlsx", calls=0, week=LAST)
        agents.change_profile(store, agents.me(store), replace(agents.profile(store), name="王小芳"))
        sent(store, "A001", files / "王芳.xlsx", calls=0)
    (files / "赵云.xlsx").unlink()
    found = rolled(files)
    assert (calls(found), asked(found)) == ({"A001": 3}, ["other_name"])


def test_a_changed_code_is_the_same_agent(files: Path, tmp_path: Path) -> None:
    """Who got a code of the company does not leave somebody missing behind."""
    (files / "赵云.xlsx").unlink()
    (files / "王芳.xlsx").unlink()
    with contextlib.closing(Store.open(tmp_path / "0.db", PASSWORD)) as store:
        sent(store, "A001", files / "last.xlsx", calls=0, week=LAST)
        recoding.change_code(store, Actor("A001", "王芳"), "10023456")
        sent(store, "10023456", files / "now.xlsx", calls=1)
    found = rolled(files)
    assert calls(found) == {"10023456": 4}
    assert found.agents_with(FindingKind.MISSING) == []


def test_who_is_said_on_the_command_line(files: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "team.xlsx"
    assert main(["rollup", str(files), "--out", str(out), "--who", "赵云.xlsx=A007", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["identity"] == 0
    with contextlib.closing(openpyxl.load_workbook(out, read_only=True)) as book:
        texts = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {"A001", "A007"} <= texts
    for wrong, said in (("nobody.xlsx=A007", "nobody.xlsx"), ("A007", "A007"), ("赵云.xlsx=", "赵云.xlsx=")):
        assert main(["rollup", str(files), "--out", str(out), "--who", wrong]) == 2
        assert said in capsys.readouterr().err


@pytest.mark.parametrize(("code", "fault"), [("  ", "required"), ("x" * 41, "too_long")])
def test_what_is_no_code_is_not_kept(store: Store, actor: Actor, code: str, fault: str) -> None:
    with pytest.raises(InputError) as caught:
        identity.decide(store, actor, "A001|s|n", code)
    assert [problem.code for problem in caught.value.problems] == [fault]
    assert identity.decided_in(store).keys == {}
