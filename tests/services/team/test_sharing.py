"""A target of the team shared out: the sum is the target, by history or evenly, and one step that can be taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.enums import Metric, TargetLevel
from app.errors import InputError
from app.models import TeamReport
from app.services.base.store import Actor, Store
from app.services.figures import targets
from app.services.rules.base import periods
from app.services.rules.base.weeks import week_of
from app.services.rules.team.sharing import share_out
from app.services.team import roster, sharing
from app.services.team.roster import RosterDraft
from app.services.team.sharing import ShareOut
from tests.conftest import NOW
from tests.undoing import take_back_last

TODAY = NOW.date()
NEXT = periods.of_week(week_of(TODAY).plus(1))


@given(
    st.integers(0, 10**9),
    st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 10**6), min_size=1, max_size=20),
    st.sampled_from([1, 7, 100_00]),
)
def test_the_sum_is_the_total_and_nobody_is_far_from_the_part(total: int, weights: dict[str, int], step: int) -> None:
    found = share_out(total, weights, step)
    assert sum(found.values()) == total and min(found.values()) >= 0
    whole = sum(weights.values())
    for key, share in found.items():
        part = total * weights[key] / whole if whole else total / len(weights)
        assert abs(share - part) < 2 * step + 1


@pytest.fixture
def team(store: Store, actor: Actor) -> Store:
    """A1 calls three times as often as A2; A3 is new; A4 left."""
    monday = week_of(TODAY).monday
    with store.write(actor, "test.fill") as session:
        for number in range(1, 5):
            for code, calls in (("A1", 30), ("A2", 10)):
                week = week_of(monday - timedelta(weeks=number))
                session.add(
                    TeamReport(
                        agent_code=code, agent_name=code, monday=week.monday, written_at=NOW,
                        figures={
                            "agent.code": code, "week": str(week), "measure.week.call": calls,
                            "written_at": NOW.isoformat(), "seal": "x", "month_first_day": monday.isoformat(),
                        },
                    )
                )  # fmt: skip
    for code in ("A1", "A2", "A3"):
        roster.save(store, actor, RosterDraft(code, f"代理人{code}"))
    roster.save(store, actor, RosterDraft("A4", "走了", left_on=TODAY - timedelta(weeks=3)))
    return store


def suggested(store: Store, total: int, how: ShareOut, metric: Metric = Metric.CALLS) -> dict[str, int]:
    return {row.id: row.value for row in sharing.suggest(store, NEXT, metric, total, how, TODAY)}


def test_by_history_and_evenly_among_those_who_report(team: Store) -> None:
    assert suggested(team, 200, ShareOut.HISTORY) == {"A1": 150, "A2": 50, "A3": 0}
    assert suggested(team, 200, ShareOut.EVENLY) == {"A1": 67, "A2": 67, "A3": 66}
    premium = suggested(team, 1_000_00, ShareOut.EVENLY, Metric.PREMIUM)
    assert sum(premium.values()) == 1_000_00 and all(share % 100_00 == 0 for share in premium.values())
    rows = {
        row.id: (row.done, row.weeks) for row in sharing.suggest(team, NEXT, Metric.CALLS, 1, ShareOut.EVENLY, TODAY)
    }
    assert rows == {"A1": (120, 4), "A2": (40, 4), "A3": (0, 0)}


def test_kept_shares_are_the_agents_targets_their_sum_the_teams_and_go_in_one_step(team: Store, actor: Actor) -> None:
    sharing.keep(team, actor, NEXT, Metric.CALLS, TargetLevel.TARGET, {"A1": 100, "A2": 60, "A3": 40})

    def aims(agent: str) -> int:
        return targets.aims(team, agent, NEXT)[Metric.CALLS].value

    assert [aims(code) for code in ("A1", "A2", "A3", targets.TEAM)] == [100, 60, 40, 200]
    take_back_last(team, actor)
    assert [aims(code) for code in ("A1", "A2", "A3", targets.TEAM)] == [0, 0, 0, 0]


def test_nobody_to_share_among_and_numbers_that_cannot_be_are_said(store: Store, actor: Actor) -> None:
    with pytest.raises(InputError) as caught:
        suggested(store, 10, ShareOut.EVENLY)
    assert [one.code for one in caught.value.problems] == ["share_nobody"]
    with pytest.raises(InputError) as caught:
        suggested(store, -1, ShareOut.EVENLY)
    assert [(one.code, one.place.field) for one in caught.value.problems] == [("negative", "total")]
    with pytest.raises(InputError) as caught:
        sharing.keep(store, actor, NEXT, Metric.CALLS, TargetLevel.TARGET, {"A1": -5})
    assert [(one.code, one.place.field) for one in caught.value.problems] == [("negative", "A1")]
