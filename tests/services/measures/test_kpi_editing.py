"""KPI definitions in the store: a change holds from its week on, old weeks keep theirs, reports say which."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.enums import ActivityKind, Language
from app.errors import InputError
from app.services.base.store import Actor, Store
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.measures import kpis
from app.services.measures.kpis import definitions, editing
from app.services.rules.base import periods, weeks
from app.services.team.rollup import roll_up
from app.services.team.weekly import export_weekly
from tests import reading

TODAY = date(2026, 11, 24)
WEEK = weeks.week_of(TODAY)
OWN: dict[str, Any] = {
    "name": ["联系次数", "Contacts of mine"], "formula": ["电话 + 拜访", "Calls + visits"],
    "unit": "count", "period": "week", "numerator": ["call", "visit"],
}  # fmt: skip


def names(store: Store, day: date) -> list[str]:
    return [kpi.code for kpi in editing.everything(store, day).kpis]


def test_a_change_holds_from_its_week_on(store: Store, actor: Actor) -> None:
    shipped = names(store, TODAY)
    made = editing.put(store, actor, OWN, TODAY)
    assert (made.code, made.version) == ("own_1", 1)
    assert names(store, WEEK.sunday) == names(store, WEEK.monday) == [*shipped, "own_1"]
    assert names(store, WEEK.plus(-1).sunday) == shipped
    assert editing.everything(store, WEEK.plus(-1).sunday).version == kpis.built_in().version
    again = editing.put(store, actor, made.document() | {"numerator": ["visit"]}, TODAY + timedelta(days=7))
    assert again.version == 2
    assert editing.everything(store, WEEK.sunday).of_code("own_1") == made
    assert editing.everything(store, WEEK.plus(1).monday).of_code("own_1") == again
    assert [(one.number, one.cause) for one in editing.history(store, "own_1")] == [(2, "edited"), (1, "added")]
    editing.take_back(store, actor)
    assert editing.everything(store, WEEK.plus(1).monday).of_code("own_1") == made


def test_a_broken_definition_is_refused_with_its_field_and_nothing_is_kept(store: Store, actor: Actor) -> None:
    for broken, field in (
        ({"numerator": ["drop table"]}, "numerator"),
        ({"numerator": []}, "numerator"),
        ({"unit": "rate"}, "denominator"),
        ({"name": ["", ""]}, "name"),
        ({"metric": "calls"}, "metric"),
    ):
        with pytest.raises(InputError) as caught:
            editing.put(store, actor, OWN | broken, TODAY)
        assert [problem.place.field for problem in caught.value.problems] == [field]
    assert names(store, TODAY) == [kpi.code for kpi in kpis.built_in().kpis]


def test_a_retired_one_is_in_no_report_and_a_target_keeps_its_own(store: Store, actor: Actor) -> None:
    editing.retire(store, actor, "services", TODAY)
    assert "services" not in names(store, TODAY)
    assert "services" not in [one.definition.code for one in reading.week(store, actor.code, WEEK).figures]
    assert "services" in [one.definition.code for one in reading.week(store, actor.code, WEEK.plus(-1)).figures]
    editing.retire(store, actor, "services", TODAY, retired=False)
    assert "services" in names(store, TODAY)
    with pytest.raises(InputError) as caught:
        editing.retire(store, actor, "calls", TODAY)
    assert caught.value.problems[0].code == "kpi_held"


def test_a_preview_counts_without_keeping(store: Store, actor: Actor) -> None:
    for kind in (ActivityKind.CALL, ActivityKind.CALL, ActivityKind.VISIT):
        activities.add(store, actor, ActivityDraft(kind, TODAY))
    figure = editing.preview(store, OWN | {"denominator": ["call"]}, periods.of_week(WEEK), actor.code)
    assert (figure.numerator, figure.denominator) == (3, 2)
    assert "own_1" not in names(store, TODAY)


@pytest.mark.parametrize("language", list(Language))
def test_the_weekly_workbook_prints_the_definitions_of_its_week(
    store: Store, actor: Actor, tmp_path: Path, language: Language
) -> None:
    editing.put(store, actor, OWN, TODAY)
    activities.add(store, actor, ActivityDraft(ActivityKind.CALL, TODAY))
    said = {}
    for week in (WEEK, WEEK.plus(-1)):
        path = tmp_path / f"{week}.xlsx"
        export_weekly(store, path, week=week, agent=actor.code, language=language)
        book = openpyxl.load_workbook(path)
        cells = [str(cell.value or "") for row in book.worksheets[-2].iter_rows() for cell in row]
        said[week] = " ".join(cells)
    own = OWN["name"][language != Language.ZH]
    assert own in said[WEEK] and "+A001.1" in said[WEEK]
    assert own not in said[WEEK.plus(-1)] and kpis.built_in().version in said[WEEK.plus(-1)]


def test_a_team_is_counted_by_the_definitions_of_its_files(store: Store, actor: Actor, tmp_path: Path) -> None:
    editing.put(store, actor, OWN, TODAY)
    for kind in (ActivityKind.CALL, ActivityKind.VISIT):
        activities.add(store, actor, ActivityDraft(kind, TODAY))
    folder = tmp_path / "in"
    folder.mkdir()
    export_weekly(store, folder / "A001.xlsx", week=WEEK, agent=actor.code, language=Language.EN)
    rolled = roll_up(folder, tmp_path / "team.xlsx", language=Language.EN, week=WEEK)
    own = next(one for one in rolled.team.figures if one.definition.code == "own_1")
    assert own.actual == 2
    assert rolled.team.definitions.version.endswith("+A001.1")
    assert not any(one.kind.value == "definitions" for one in rolled.findings)
    book = openpyxl.load_workbook(tmp_path / "team.xlsx")
    assert any("Contacts of mine" in str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def test_definitions_in_a_file_that_are_none_leave_those_of_the_program() -> None:
    for text in ("", "{", "[]", '{"version": "x", "kpis": [{}], "stale_days": {}}', "7"):
        assert definitions.from_text(text) == kpis.built_in()
