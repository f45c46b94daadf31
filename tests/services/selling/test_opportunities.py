"""Sales follow the evidence, households follow their sales, and a move can be taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.enums import ActivityKind, ActivityStatus, Stage
from app.errors import ConflictError, InputError
from app.models import Household, Opportunity, OpportunityMove, StageMove
from app.services.base.store import Actor, Store
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.offers import catalogue
from app.services.people import customers
from app.services.rules.spine.sales import Evidence, Wish
from app.services.selling import opportunities
from app.services.selling.opportunities import OpportunityDraft, Show
from app.services.spine import stages
from tests.services.selling_family import analysed, family, proposed
from tests.undoing import take_back_last

TODAY = date(2026, 11, 24)


def did(store: Store, actor: Actor, household_id: str, kind: ActivityKind, day: date = TODAY) -> None:
    status = ActivityStatus.PLANNED if day > TODAY else ActivityStatus.DONE
    activities.add(store, actor, ActivityDraft(kind, day, status, household_id))


def sales(store: Store, household_id: str) -> list[str]:
    with store.read() as session:
        query = select(Opportunity.stage).where(Opportunity.household_id == household_id).order_by(Opportunity.id)
        return list(session.scalars(query))


def history(store: Store, household_id: str) -> list[str]:
    with store.read() as session:
        query = select(StageMove.stage).where(StageMove.household_id == household_id).order_by(StageMove.id)
        return list(session.scalars(query))


def codes(caught: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [problem.code for problem in caught.value.problems]


def test_a_sale_begins_with_the_first_evidence_and_goes_where_it_leads(store: Store, actor: Actor) -> None:
    catalogue.load_sample(store, actor)
    household = family(store, actor)
    assert sales(store, household) == []
    did(store, actor, household, ActivityKind.CALL)
    assert sales(store, household) == []
    did(store, actor, household, ActivityKind.APPOINTMENT)
    assert sales(store, household) == ["S1"]
    did(store, actor, household, ActivityKind.MEETING)
    analysed(store, actor, household)
    row = proposed(store, actor, household)
    assert sales(store, household) == ["S4"]
    assert history(store, household) == ["S0", "S1", "S2", "S3", "S4"]
    (sale,) = opportunities.board(store, actor.code, TODAY).rows
    assert (sale.number, sale.stage, sale.household) == ("OP00001", Stage.S4_PROPOSED, "王芳")
    assert sale.premium == row.premium
    detail = opportunities.detail(store, sale.id, TODAY)
    assert [stay.stage.value for stay in detail.stays] == ["S1", "S2", "S3", "S4"]
    assert [line.number for line in detail.proposals] == [row.number]
    assert detail.evidence == {Evidence.APPOINTMENT, Evidence.MEETING, Evidence.INTERVIEW, Evidence.PROPOSAL}
    assert detail.talks


def test_a_move_without_evidence_is_refused_with_what_is_missing(store: Store, actor: Actor) -> None:
    household = family(store, actor)
    sale = opportunities.begin(store, actor, household, OpportunityDraft("教育金", 6_000_00, date(2026, 12, 20)))
    for stage, code in (
        (Stage.S1_APPOINTED, "appointment"),
        (Stage.S2_MET, "meeting"),
        (Stage.S3_ANALYSED, "interview"),
        (Stage.S4_PROPOSED, "proposal"),
        (Stage.S5_SUBMITTED, "order"),
        (Stage.S6_ISSUED, "issued"),
        (Stage.S7_DELIVERED, "receipt"),
        (Stage.S8_REFERRED, "referral"),
        (Stage.DECLINED, "declined"),
    ):
        with pytest.raises(InputError) as caught:
            opportunities.move(store, actor, sale.id, Wish(stage))
        assert codes(caught) == [f"sale_needs_{code}"]
    assert opportunities.row(store, sale.id, TODAY).version == sale.version
    did(store, actor, household, ActivityKind.MEETING, TODAY + timedelta(days=2))
    moved = opportunities.move(store, actor, sale.id, Wish(Stage.S1_APPOINTED), sale.version)
    assert (moved.stage, moved.premium, moved.expected_on) == ("S1", 6_000_00, date(2026, 12, 20))
    assert customers.row(store, household).stage == Stage.S1_APPOINTED


def test_a_customer_page_cannot_go_round_the_evidence(store: Store, actor: Actor) -> None:
    household = family(store, actor)
    opportunities.begin(store, actor, household, OpportunityDraft())
    with pytest.raises(InputError) as caught:
        customers.set_stage(store, actor, household, Stage.S4_PROPOSED)
    assert codes(caught) == ["sale_needs_proposal"]
    assert customers.set_stage(store, actor, household, Stage.REJECTED, "没有预算").stage == Stage.REJECTED
    assert sales(store, household) == ["rejected"]


def test_a_move_taken_back_leaves_no_trace_in_the_funnel(store: Store, actor: Actor) -> None:
    household = family(store, actor)
    did(store, actor, household, ActivityKind.MEETING)
    (sale,) = opportunities.board(store, actor.code, TODAY).rows
    moved = opportunities.move(store, actor, sale.id, Wish(Stage.REJECTED, "太贵了"), competitor=" 平安 ")
    assert (moved.lost_reason, moved.competitor, moved.open) == ("太贵了", "平安", False)
    assert history(store, household) == ["S0", "S2", "rejected"]
    take_back_last(store, actor)
    back = opportunities.row(store, sale.id, TODAY)
    assert (back.stage, back.lost_reason, back.competitor) == (Stage.S2_MET, "", "")
    assert history(store, household) == ["S0", "S2"]
    with store.read() as session:
        assert list(session.scalars(select(OpportunityMove.stage))) == ["S2"]
        assert session.get_one(Household, household).stage == "S2"


def test_a_lost_sale_reopens_where_its_evidence_carries_it(store: Store, actor: Actor) -> None:
    catalogue.load_sample(store, actor)
    household = family(store, actor)
    did(store, actor, household, ActivityKind.MEETING)
    analysed(store, actor, household)
    (sale,) = opportunities.board(store, actor.code, TODAY).rows
    with pytest.raises(InputError) as caught:
        opportunities.reopen(store, actor, sale.id)
    assert codes(caught) == ["sale_not_ended"]
    opportunities.move(store, actor, sale.id, Wish(Stage.PAUSED, until=TODAY + timedelta(days=60)))
    assert opportunities.row(store, sale.id, TODAY).paused_until == TODAY + timedelta(days=60)
    assert opportunities.reopen(store, actor, sale.id).stage == Stage.S3_ANALYSED
    assert opportunities.row(store, sale.id, TODAY).paused_until is None
    assert customers.row(store, household).stage == Stage.S3_ANALYSED


def test_a_second_sale_to_a_served_family_begins_with_its_own_analysis(store: Store, actor: Actor) -> None:
    catalogue.load_sample(store, actor)
    household = family(store, actor)
    with store.write(actor, "household.stage", household) as session:
        stages.move(session, session.get_one(Household, household), Stage.S8_REFERRED, TODAY)
    did(store, actor, household, ActivityKind.VISIT)
    assert sales(store, household) == []  # a visit to a served family is care, not a sale
    analysed(store, actor, household)
    assert sales(store, household) == ["S3"]
    assert customers.row(store, household).stage == Stage.S3_ANALYSED


def test_a_household_stands_where_its_furthest_open_sale_does(store: Store, actor: Actor) -> None:
    household = family(store, actor)
    did(store, actor, household, ActivityKind.MEETING)
    second = opportunities.begin(store, actor, household, OpportunityDraft("父母的医疗险"))
    assert sales(store, household) == ["S2", "S0"]
    assert customers.row(store, household).stage == Stage.S2_MET
    first = next(row for row in opportunities.board(store, actor.code, TODAY).rows if row.id != second.id)
    opportunities.move(store, actor, first.id, Wish(Stage.REJECTED, "不买"))
    assert customers.row(store, household).stage == Stage.S0_LISTED
    opportunities.move(store, actor, second.id, Wish(Stage.REJECTED, "也不买"))
    assert customers.row(store, household).stage == Stage.REJECTED


def test_the_evidence_of_an_earlier_sale_does_not_count_for_a_later_one(store: Store, actor: Actor) -> None:
    household = family(store, actor)
    did(store, actor, household, ActivityKind.MEETING, TODAY - timedelta(days=30))
    (first,) = opportunities.board(store, actor.code, TODAY).rows
    opportunities.move(store, actor, first.id, Wish(Stage.REJECTED, "不买"))
    second = opportunities.begin(store, actor, household, OpportunityDraft())
    with pytest.raises(InputError) as caught:
        opportunities.move(store, actor, second.id, Wish(Stage.S2_MET))
    assert codes(caught) == ["sale_needs_meeting"]


def test_what_is_expected_is_checked_and_versioned(store: Store, actor: Actor) -> None:
    sale = opportunities.begin(store, actor, family(store, actor), OpportunityDraft())
    assert sale.expected_on == TODAY + timedelta(days=45)
    with pytest.raises(InputError) as caught:
        opportunities.update(store, actor, sale.id, OpportunityDraft(premium=-1, probability=101), sale.version)
    assert codes(caught) == ["negative", "sale_probability"]
    draft = OpportunityDraft("补充重疾", 4_800_00, date(2026, 12, 1), 60, "太平", "先生在看")
    row = opportunities.update(store, actor, sale.id, draft, sale.version)
    assert (opportunities.draft_of(row), row.chance, row.weighted) == (draft, 0.6, 2_880_00)
    with pytest.raises(ConflictError):
        opportunities.update(store, actor, sale.id, draft, sale.version)


def test_lists_show_what_they_say(store: Store, actor: Actor) -> None:
    for name, stage in (("甲", None), ("乙", Stage.REJECTED), ("丙", Stage.PAUSED)):
        sale = opportunities.begin(store, actor, family(store, actor, name), OpportunityDraft())
        if stage:
            opportunities.move(store, actor, sale.id, Wish(stage, "原因", TODAY + timedelta(days=5)))
    shown = {show: [row.household for row in opportunities.board(store, actor.code, TODAY, show).rows] for show in Show}
    assert shown.pop(Show.BOARD) == ["甲", "乙", "丙"]
    assert shown == {Show.OPEN: ["甲"], Show.WON: [], Show.PAUSED: ["丙"], Show.LOST: ["乙"]}
    later = opportunities.board(store, actor.code, TODAY + timedelta(days=100)).rows
    assert [row.household for row in later] == ["甲", "丙"]
    assert later[0].stale and later[0].overdue(TODAY + timedelta(days=100))
