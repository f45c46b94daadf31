"""Asked = gap − in force − accepted and on its way: what a family has is never sold to it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from sqlalchemy import select

from app.enums import (
    CoverSaid,
    Event,
    Language,
    NeedStatus,
    NodeKind,
    ProposalState,
    Relation,
    RiskProfile,
    SalesChannel,
    Sex,
)
from app.models import Household, Matrix, Need, Proposal
from app.services.base import agents
from app.services.base.store import Actor, Store
from app.services.matrix import editing, links
from app.services.needs.analysis.figures import held_of
from app.services.offers import catalogue, proposals, suitability
from app.services.offers.combinations import combine, plan_within
from app.services.offers.combinations.documents import read_request
from app.services.offers.proposals import NotAsked
from app.services.offers.suitability import Known
from app.services.people import customers, policies
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.people.policies import CoverRow, PolicyDraft
from app.services.rules.base.weeks import week_of
from app.services.tables.paper import Bullets, Table, Text
from app.services.team.weekly import collect, risks

TODAY = date(2026, 11, 24)
WAN = 10_000_00


class Family:
    """One adult with a death need of 1,000,000 and a critical illness need of 300,000, both confirmed."""

    def __init__(self, store: Store, actor: Actor) -> None:
        self.store, self.actor = store, actor
        catalogue.load_sample(store, actor)
        draft = HouseholdDraft(MemberDraft("王芳", Relation.SELF, Sex.FEMALE, date(1989, 5, 2), income=180_000_00))
        self.id = customers.add(store, actor, draft).id
        self.me = customers.household(store, self.id).members[0].id
        self.death = self.need(Event.DEATH, 100 * WAN)
        self.illness = self.need(Event.CRITICAL_ILLNESS, 30 * WAN)

    def need(self, event: Event, gap: int) -> str:
        with self.store.write(self.actor, "test.need", self.id) as session:
            need = Need(
                matrix_id=session.scalars(select(Matrix.id)).one(), number=event.value, household_id=self.id,
                member_id=self.me, event=event.value, gap=gap,
            )  # fmt: skip
            session.add(need)
            session.flush()
            return need.id

    def based(self) -> proposals.Basis:
        return proposals.basis(self.store, self.id, TODAY)

    def asked(self) -> dict[str, int]:
        return {need.event: need.gap for need in self.based().request.needs}

    def holds(self, need: str, event: Event, amount: int) -> None:
        policy = policies.add(
            self.store, self.actor, self.id, PolicyDraft(self.me, "定期寿险", (CoverRow(event, amount),), number="B1")
        )
        links.add(self.store, self.actor, links.LinkDraft((NodeKind.NEED, need), (NodeKind.POLICY, policy.id)))

    def set(self, need: str, status: NeedStatus) -> None:
        editing.update_need(self.store, self.actor, need, {"status": status.value})


@pytest.fixture
def family(store: Store, actor: Actor) -> Family:
    return Family(store, actor)


def test_only_what_no_policy_pays_is_asked(family: Family) -> None:
    family.holds(family.death, Event.DEATH, 60 * WAN)
    assert family.asked() == {Event.DEATH: 40 * WAN, Event.CRITICAL_ILLNESS: 30 * WAN}
    line = next(need for need in family.based().needs if need.id == family.death)
    assert (line.gap, line.in_force, line.on_its_way, line.asked) == (100 * WAN, 60 * WAN, 0, 40 * WAN)


def test_a_covered_need_is_not_asked_for_and_says_why(family: Family) -> None:
    family.holds(family.death, Event.DEATH, 100 * WAN)
    based = family.based()
    assert [need.event for need in based.request.needs] == [Event.CRITICAL_ILLNESS]
    assert [(need.id, need.asked, need.not_asked) for need in based.settled] == [(family.death, 0, NotAsked.IN_FORCE)]
    products = catalogue.products(family.store)
    plans = combine(based.request, products, points=2).plans
    answered = {key for plan in plans for item in plan.items for key, _ in item.answers}
    assert answered == {family.illness}


@pytest.mark.parametrize("status", [NeedStatus.DONE, NeedStatus.ON_HOLD, NeedStatus.DROPPED])
def test_a_need_that_is_done_or_put_aside_is_not_asked_for(family: Family, status: NeedStatus) -> None:
    family.set(family.death, status)
    assert family.asked() == {Event.CRITICAL_ILLNESS: 30 * WAN}
    assert [need.not_asked for need in family.based().settled] == [NotAsked(status.value)]


@pytest.mark.parametrize("until", [None, TODAY, date(2026, 11, 23)])
def test_a_declined_need_is_not_asked_for_until_its_day_and_says_why(family: Family, until: date | None) -> None:
    with family.store.write(family.actor, "test.decline", family.id) as session:
        need = session.get_one(Need, family.death)
        need.declined_reason, need.declined_until = "先还房贷", until
    based = family.based()
    if until is not None and until < TODAY:
        assert family.asked() == {Event.DEATH: 100 * WAN, Event.CRITICAL_ILLNESS: 30 * WAN}
        return
    assert family.asked() == {Event.CRITICAL_ILLNESS: 30 * WAN}
    assert [(n.not_asked, n.reason, n.until) for n in based.settled] == [(NotAsked.DECLINED, "先还房贷", until)]
    plan = plan_within(based.request, catalogue.products(family.store), "full", None)
    detail = proposals.read(family.store, proposals.save(family.store, family.actor, based, plan).id)
    paper = proposals.write_proposal(detail, Language.ZH)
    said = [text for block in paper.blocks if isinstance(block, Bullets) for text in block.items]
    assert any("您说过先不考虑" in text and ("2026-11-24" in text) == (until is not None) for text in said)
    assert not any("先还房贷" in text for text in said)


def test_what_is_accepted_is_not_asked_for_again(family: Family) -> None:
    based = family.based()
    plan = plan_within(based.request, catalogue.products(family.store), "full", None)
    cover = {c.need.key: c.cover for c in plan.coverage}
    row = proposals.save(family.store, family.actor, based, plan)
    assert family.asked() == {need.event: need.gap for need in based.request.needs}, "a draft promises nothing"
    with family.store.write(family.actor, "test.accept", family.id) as session:
        session.get_one(Proposal, row.id).state = ProposalState.ACCEPTED.value
    now = family.based()
    assert not now.needs
    assert {need.id: (need.on_its_way, need.not_asked) for need in now.settled} == {
        key: (amount, NotAsked.ON_ITS_WAY) for key, amount in cover.items()
    }
    assert combine(now.request, catalogue.products(family.store), points=2).plans[2].items == ()


def test_the_paper_tells_what_the_family_has_and_what_it_need_not_buy(family: Family) -> None:
    family.holds(family.death, Event.DEATH, 60 * WAN)
    family.set(family.illness, NeedStatus.DONE)
    based = family.based()
    plan = plan_within(based.request, catalogue.products(family.store), "full", None)
    row = proposals.save(family.store, family.actor, based, plan)
    detail = proposals.read(family.store, row.id)
    paper = proposals.write_proposal(detail, Language.ZH)
    titled = [b for b in paper.blocks if isinstance(b, Table) and any("已有" in column.title for column in b.columns)]
    assert list(titled[0].rows[0][1:]) == ["100 万", "60 万", "40 万", "40 万", "0 元"]
    said = [text for block in paper.blocks if isinstance(block, Bullets) for text in block.items]
    assert any("重疾" in text and "需求已完成" in text for text in said)


def test_the_paper_keeps_apart_what_is_paid_once(family: Family) -> None:
    based = replace(family.based(), budget=5_000_00, budget_said=True)
    plan = plan_within(based.request, catalogue.products(family.store), "full", None)
    detail = proposals.read(family.store, proposals.save(family.store, family.actor, based, plan).id)
    first, *rest = detail.facts["items"]
    assert rest and all(not (item["long"] and item["years"] == 1) for item in detail.facts["items"])
    once = replace(detail, facts={**detail.facts, "items": [{**first, "years": 1, "long": True}, *rest]})
    for kept, at_once in ((detail, 0), (once, first["premium"])):
        paper = proposals.write_proposal(kept, Language.EN)
        shown = dict(paper.facts)
        every_year = sum(item["premium"] for item in detail.facts["items"]) - at_once
        assert shown["Premium a year"] == f"¥{every_year / 100:,.2f}"
        assert shown.get("Paid once") == (f"¥{at_once / 100:,.2f}" if at_once else None)
        said = [block.text for block in paper.blocks if isinstance(block, Text)]
        assert any(f"costs ¥{every_year // 100:,} a year" in text for text in said)
        assert any("out of the money at hand" in text for text in said) == bool(at_once)


def test_a_request_document_may_say_what_is_in_force_and_on_its_way() -> None:
    need = {"key": "n", "member": "a", "event": "death", "gap": 100, "in_force": 30, "on_its_way": 20}
    tier = {"key": "m", "member": "a", "event": "medical", "gap": 100, "in_force": 30}
    document = {"members": [{"key": "a", "sex": "F", "age": 30}], "needs": [need, tier]}
    request = read_request(document, "x.json", TODAY)
    assert [one.gap for one in request.needs] == [50_00, 100_00], "a second indemnity of the rest would add nothing"


def test_premiums_still_to_pay_narrow_the_line_and_paid_ones_do_not(family: Family, actor: Actor) -> None:
    """20 % of 180,000; a policy paid once and one paid up were counted as yearly premiums in suitability and weekly."""

    def held(premium: int, pay_years: int, begun: int) -> None:
        draft = PolicyDraft(family.me, "两全险", premium=premium, pay_years=pay_years, starts_on=date(begun, 3, 1))
        policies.add(family.store, actor, family.id, draft)

    assert family.based().request.affordable == 36_000_00
    held(50_000_00, 1, 2024)
    held(40_000_00, 10, 2010)
    assert family.based().request.affordable == 36_000_00
    based = family.based()
    plan = plan_within(based.request, catalogue.products(family.store), "full", 1_000_00)
    told = Known(RiskProfile.C3, SalesChannel.IN_PERSON, cover=CoverSaid.NONE)
    [found] = suitability.assess_plans(family.store, actor, based, [plan], told)
    assert found.share == Fraction(plan.premium, 180_000_00)
    assert _weekly_premium_risks(family) == []
    held(10_000_00, 20, 2020)
    assert family.based().request.affordable == 26_000_00
    held(50_000_00, 20, 2021)
    assert family.based().request.affordable == 0
    assert _weekly_premium_risks(family) == [Decimal(60_000_00) / Decimal(180_000_00)]


def test_what_else_comes_in_counts_everywhere_and_a_single_premium_is_held_against_the_money_at_hand(
    family: Family, actor: Actor
) -> None:
    """Rents counted in suitability only; a single premium narrowed the yearly budget."""

    def tell(**told: int) -> None:
        row = customers.household(family.store, family.id).row
        with family.store.write(actor, "test.money", row.id) as session:
            session.get_one(Household, family.id).finances = told

    tell(other_income=20_000_00)
    policies.add(
        family.store, actor, family.id,
        PolicyDraft(family.me, "两全险", premium=40_000_00, pay_years=20, starts_on=date(2024, 3, 1)),
    )  # fmt: skip
    assert family.based().income == 200_000_00
    assert family.based().request.affordable == 0
    assert _weekly_premium_risks(family) == [], "40,000 of 200,000 is at the line, not above it"
    assert family.based().request.single_limit is None, "nobody said what is at hand"
    tell(other_income=19_999_99)
    assert _weekly_premium_risks(family) == [Decimal(40_000_00) / Decimal(199_999_99)]
    tell(deposits=100_000_00, investments=50_000_00)
    assert family.based().request.single_limit == 45_000_00


def test_what_the_employer_pays_is_no_premium_of_the_family(family: Family, actor: Actor) -> None:
    """Neither in what a plan may cost nor among the risks of the week nor in the analysis."""
    before = family.based().request.affordable
    group = PolicyDraft(
        family.me, "公司团险", premium=150_000_00, pay_years=20, starts_on=date(2024, 3, 1), employer_group=True
    )
    policies.add(family.store, actor, family.id, group)
    assert family.based().request.affordable == before
    assert _weekly_premium_risks(family) == []
    with family.store.read() as session:
        (row,) = [row for row in policies.in_force(session, family.id, TODAY) if row.employer_group]
    assert held_of(row, TODAY).premium == 0


def _weekly_premium_risks(family: Family) -> list[Decimal | None]:
    with family.store.read() as session:
        report = collect.report(session, agents.me(family.store), week_of(TODAY), TODAY)
        return [one.ratio for one in risks.risks(session, report) if one.kind == risks.RiskKind.PREMIUM]
