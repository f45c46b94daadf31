"""Progress of a team: each figure is the sum of its agents' parts, and every part is rows of a file."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from app.enums import ActivityKind, Language, Metric
from app.errors import InputError
from app.services.base import founding
from app.services.base.store import Actor, Store
from app.services.figures import targets
from app.services.rules.base.weeks import Week
from app.services.rules.measures.kpis import Unit
from app.services.team import roster
from app.services.team.rollup import adding, behind, sight
from app.services.team.rollup.sight import Sight
from app.services.team.roster import RosterDraft
from tests.conftest import CHEAP, NOW, PASSWORD
from tests.services.weekly_files import CODES, LAST, ME, WEEK, team_store, write

LEAD = Actor("L001", "陈主管")
THERE, MISSING = CODES[:2], CODES[2]
AIM = 30


@pytest.fixture(scope="module")
def lead(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Path]]:
    """All three reported last week, two of them this week; everyone's target is thirty calls."""
    place = tmp_path_factory.mktemp("sight")
    agents_store = team_store(place / "agents.db")
    for code in CODES:
        targets.set_week(agents_store, ME, code, LAST, {Metric.CALLS: AIM})
    folder = place / "files"
    folder.mkdir()
    write(agents_store, folder, LAST)
    write(agents_store, folder, WEEK, THERE)
    agents_store.close()
    store = founding.found(place / "lead.db", PASSWORD, LEAD, cost=CHEAP, clock=lambda: NOW)
    for code in CODES:
        roster.save(store, LEAD, RosterDraft(code, f"代理人{code}"))
    for week in (LAST, WEEK):
        adding.roll_up_and_keep(store, LEAD, folder, language=Language.ZH, week=week)
    yield store, folder
    store.close()


def seen(store: Store, agent: str = "", week: Week = WEEK) -> Sight:
    found = sight.of_week(store, week, agent)
    assert found is not None
    return found


def test_every_figure_is_the_sum_of_the_parts(lead: tuple[Store, Path]) -> None:
    found = seen(lead[0])
    assert found.team is not None and found.missing == [MISSING]
    for figure in found.team.figures:
        parts = found.parts(figure.definition)
        assert [part.id for part in parts] == list(CODES)
        assert [part.reported for part in parts] == [True, True, False] and parts[2].actual is None
        assert sum(part.target for part in parts) == figure.target
        if figure.definition.denominator or figure.actual is None:
            continue  # shares do not add up
        assert sum((part.actual or Decimal(0) for part in parts), Decimal(0)) == figure.actual, figure.definition.code
    calls = next(one for one in found.team.figures if one.definition.code == "calls")
    assert calls.target == 3 * AIM, "who sent nothing keeps his target"


def test_one_agent_is_looked_at_alone(lead: tuple[Store, Path]) -> None:
    whole, one = seen(lead[0]), seen(lead[0], "A001")
    assert whole.team is not None and one.team is not None
    assert [agent.code for agent in one.team.agents] == ["A001"]
    for figure in one.team.figures:
        (part,) = one.parts(figure.definition)
        assert (part.actual, part.target) == (figure.actual, figure.target)
        assert part == whole.parts(figure.definition)[0]
    assert [point.week for point in one.team.series] == [LAST, WEEK]
    assert seen(lead[0], MISSING).team is None
    assert sight.of_week(lead[0], WEEK.plus(5)) is None


def test_who_may_be_looked_at(lead: tuple[Store, Path]) -> None:
    assert list(sight.people(lead[0])) == list(CODES)
    assert sight.people(lead[0])["A002"] == "代理人A002", "as the lead calls him"


def test_premium_issued_is_its_orders(lead: tuple[Store, Path]) -> None:
    """The rows' premiums, read from the files with other eyes, come to the figure."""
    found = seen(lead[0], week=LAST)
    assert found.team is not None
    figure = next(one for one in found.team.figures if one.definition.code == "issued_premium")
    rows = behind.behind_team(found.kept, "issued_premium", Language.EN)
    assert rows.rows and len(rows.rows) == len(rows.places)
    total = Decimal(0)
    for path, name, number in rows.places:
        total += Decimal(str(openpyxl.load_workbook(path)[name].cell(number, 4).value))
    assert total * 100 == figure.actual


@pytest.mark.parametrize("code", ["proposal_rate", "activity", "new_customers", "active_days_rate"])
def test_a_kpi_of_activities_has_those_activities(lead: tuple[Store, Path], code: str) -> None:
    found = seen(lead[0])
    report = found.kept.team.agents[0]
    rows = behind.behind(found.kept, "A001", code, Language.ZH)
    measures = report.measures()
    wanted = {
        "proposal_rate": measures["proposal"] + measures["meeting"],
        "activity": sum(measures[kind.value] for kind in ActivityKind),
        "new_customers": measures["closing"],
        "active_days_rate": report.activities,
    }
    assert len(rows.rows) == wanted[code]


def test_a_kpi_without_a_list_shows_what_it_divides_and_the_file(lead: tuple[Store, Path]) -> None:
    found = seen(lead[0])
    rows = behind.behind(found.kept, "A001", "combination_rate", Language.ZH)
    measures = found.kept.team.agents[0].measures()
    above, below = measures["combined_households"], measures["insured_households"]
    assert rows.rows == (("组合率", f"{above}", f"{below}", f"{above / below:.1%}"),)
    assert rows.places[0][0] == found.kept.paths["A001"]
    for kpi in (figure.definition for figure in found.kept.team.figures):
        assert behind.behind(found.kept, "A001", kpi.code, Language.EN).titles, kpi.code
        assert kpi.unit in Unit


def test_a_figure_the_file_does_not_know_is_said(lead: tuple[Store, Path]) -> None:
    with pytest.raises(InputError) as caught:
        behind.behind(seen(lead[0]).kept, "A001", "no_such_kpi", Language.ZH)
    assert caught.value.problems[0].code == "rollup_no_figure"
