"""Suitability as tables: each rule by itself, the verdict, what may become final, the recording rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import func, select

from app import words
from app.enums import (
    ActivityKind,
    ActivityStatus,
    AnswerState,
    CoverSaid,
    Event,
    Grade,
    Language,
    Metric,
    ProductKind,
    ProposalState,
    Relation,
    RiskProfile,
    SalesChannel,
    Sex,
)
from app.enums import Severity as S
from app.enums import Suitability as V
from app.enums import SuitabilityBlock as B
from app.errors import InputError
from app.models import SuitabilityTold
from app.services.base import agents
from app.services.base.store import Actor, Store
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.needs import interviews
from app.services.needs.interviews import AnswerRow
from app.services.needs.interviews.template_files import load, read_document, risk_scale
from app.services.needs.interviews.template_writing import write_document
from app.services.offers import catalogue, proposals, suitability
from app.services.offers.combinations import combine, evaluate
from app.services.offers.suitability import Known, RecordDraft
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.rules.base.weeks import week_of
from app.services.rules.offers.combinations import Item
from app.services.rules.offers.suitability import (
    LONG,
    Asked,
    Held,
    Offered,
    Party,
    RecordingRule,
    Situation,
    Thresholds,
    applies,
    assess,
    may_be_final,
)
from tests import reading

YUAN = 100
MUM, DAD, KID, GRAN = "mum", "dad", "kid", "gran"
PEOPLE = (Party(MUM, "王芳", 37), Party(DAD, "李强", 39), Party(KID, "小雨", 6), Party(GRAN, "奶奶", 68))
TERM = Offered(
    "T20", DAD, 2_000 * YUAN, ProductKind.MAIN, Grade.P1, "term", 20, True, amounts=(("death", 100_000 * YUAN),)
)
MEDICAL = Offered(
    "M1", DAD, 400 * YUAN, ProductKind.MAIN, Grade.P1, "medical", 1, indemnity=True,
    amounts=(("medical", 2_000_000 * YUAN),),
)  # fmt: skip
GOOD = Situation(
    people=PEOPLE,
    payer=MUM,
    offered=(TERM,),
    asked=(Asked("n1", DAD, "death", 300_000 * YUAN, 100_000 * YUAN),),
    cover_known=True,
    risk=RiskProfile.C2,
    income=200_000 * YUAN,
    licence="00001",
)


def test_a_plan_that_fits() -> None:
    assert assess(GOOD) == assess(GOOD, Thresholds())
    found = assess(GOOD)
    assert (found.verdict, found.missing, found.findings) == (V.SUITABLE, (), ())
    assert found.share == Fraction(1, 100)


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"asked": ()}, B.NEEDS),
        ({"risk": None}, B.RISK),
        ({"income": None}, B.MEANS),
        ({"income": 0}, B.MEANS),
        ({"cover_known": False}, B.COVER),
        ({"offered": (replace(TERM, pay_years=1),)}, B.MEANS),
    ],
)
def test_each_block_must_be_known(change: dict[str, Any], missing: B) -> None:
    found = assess(replace(GOOD, **change))
    assert (found.verdict, found.missing) == (V.UNKNOWN, (missing,))
    assert not may_be_final(found, "explained", "own will")


def minor(amount: int, age: int, held: int = 0) -> dict[str, Any]:
    people = (PEOPLE[0], Party(KID, "小雨", age))
    offer = replace(TERM, insured=KID, amounts=(("death", amount * YUAN),))
    return {"people": people, "offered": (offer,), "held": (Held(KID, Event.DEATH, held * YUAN),) if held else ()}


def of_age(payer: int, years: int) -> dict[str, Any]:
    return {"people": (Party(DAD, "李强", payer),), "offered": (replace(TERM, pay_years=years),)}


def costs(yuan: int, before: int = 0) -> dict[str, Any]:
    return {"offered": (replace(TERM, premium=yuan * YUAN),), "paid_before": before * YUAN}


def once(single: int, liquid: int | None, **more: Any) -> dict[str, Any]:
    offer = replace(TERM, premium=single * YUAN, pay_years=1)
    return {"offered": (offer,), "liquid": None if liquid is None else liquid * YUAN} | more


def doctor(*held: Held, **offer: Any) -> dict[str, Any]:
    """A medical cover offered for a need of two million that what is held leaves open."""
    asked = Asked("m", DAD, "medical", 2_000_000 * YUAN, 2_000_000 * YUAN)
    return {"offered": (replace(MEDICAL, **offer),), "held": held, "asked": (asked,)}


def ward(deductible: int | None = None, renewal: int | None = None, **more: Any) -> Held:
    low = None if deductible is None else deductible * YUAN
    return Held(DAD, "medical", 3_000_000 * YUAN, deductible=low, renewal_years=renewal, **more)


HIGH: dict[str, Any] = {"offered": (replace(TERM, grade=Grade.P3, varies=True),)}
RULES = [
    (HIGH | {"grade": Grade.P2, "risk": RiskProfile.C5}, "licence_grade", S.FORBID),
    ({"offered": (replace(TERM, grade=Grade.P2),), "grade": Grade.P2}, None, None),
    ({"licence": ""}, "licence_missing", S.CARE),
    (HIGH, "risk_grade", S.STOP),
    (HIGH | {"risk": RiskProfile.C3}, None, None),
    ({"offered": (replace(TERM, grade=Grade.P3),)}, None, None),  # all of it is guaranteed: no risk of value to bear
    ({"offered": (replace(TERM, answers=False),)}, "no_need", S.STOP),
    ({"offered": (replace(TERM, answers=False, carries=True),)}, "carrier", S.NOTE),
    ({"offered": (TERM, replace(TERM, product="WV", kind=ProductKind.WAIVER, answers=False))}, None, None),
    (costs(40_000), None, None),  # 20 % is the line, not above it
    (costs(40_001), "burden_warn", S.CARE),
    (costs(40_000, 1), "burden_warn", S.CARE),
    (costs(60_000), "burden_warn", S.CARE),
    (costs(60_001), "burden_stop", S.STOP),
    (costs(30_000, 30_001), "burden_stop", S.STOP),
    (once(30_000, 100_000), None, None),  # of the money at hand, however large against the income and the budget
    (once(30_000, 100_000, income=1_000 * YUAN, budget=0), None, None),
    (once(30_000, 100_000, income=None), None, None),
    (once(30_001, 100_000), "single_warn", S.CARE),
    (once(50_000, 100_000), "single_warn", S.CARE),
    (once(50_001, 100_000), "single_stop", S.STOP),
    (once(1, 0), "single_stop", S.STOP),
    ({"budget": 1_999 * YUAN}, "over_budget", S.CARE),
    ({"budget": 2_000 * YUAN}, None, None),
    (of_age(50, 20), None, None),
    (of_age(51, 20), "age_plus_pay", S.STOP),
    ({"offered": (MEDICAL, replace(MEDICAL, product="M2"))}, "indemnity_twice", S.STOP),
    ({"offered": (MEDICAL, replace(MEDICAL, insured=MUM))}, None, None),
    ({"offered": (MEDICAL,), "held": (Held(DAD, "medical", 1),)}, "indemnity_held", S.STOP),
    ({"offered": (MEDICAL,), "held": (Held(DAD, "medical", 1, True),)}, "indemnity_group", S.CARE),
    ({"offered": (MEDICAL,), "held": (Held(MUM, "medical", 1),)}, None, None),
    (doctor(ward(10_000, 20), deductible=0), "indemnity_better", S.NOTE),
    (doctor(ward(0, 0), renewal_years=20), "indemnity_better", S.NOTE),
    (doctor(ward(20_000, 0), deductible=10_000 * YUAN, renewal_years=20), "indemnity_better", S.NOTE),
    (doctor(ward(10_000, 20), deductible=10_000 * YUAN, renewal_years=20), "indemnity_held", S.STOP),
    (doctor(ward(0, 0), deductible=0, renewal_years=0), "indemnity_held", S.STOP),
    (doctor(ward(0, 20), deductible=0, renewal_years=20), "indemnity_held", S.STOP),
    (doctor(ward()), "indemnity_held", S.STOP),  # its terms are not known
    (doctor(ward(10_000, 20), ward(), deductible=0), "indemnity_held", S.STOP),
    (doctor(ward(20_000, 0, city=True)), None, None),
    (doctor(ward(0, 20), city=True), None, None),
    (doctor(ward(city=True), city=True), "indemnity_held", S.STOP),
    ({"offered": (MEDICAL, replace(MEDICAL, product="CM", city=True))}, None, None),
    ({"offered": (MEDICAL,), "held": (ward(10_000, 0),)}, "indemnity_held", S.STOP),  # no need of it is asked for
    ({"offered": (TERM,), "held": (Held(DAD, "medical", 1),)}, None, None),
    ({"asked": (Asked("n1", DAD, "death", 1_000, 1_201),)}, "over_cover", S.CARE),
    ({"asked": (Asked("n1", DAD, "death", 1_000, 1_200),)}, None, None),
    ({"offered": (replace(TERM, insured=GRAN, pay_years=2),)}, "elder", S.CARE),
    (of_age(64, 5), None, None),
    (minor(200_000, 9), "minor", S.NOTE),
    (minor(200_001, 9), "minor_death", S.FORBID),
    (minor(150_000, 9, held=50_001), "minor_death", S.FORBID),
    (minor(500_000, 10), "minor", S.NOTE),
    (minor(500_001, 17), "minor_death", S.FORBID),
    (minor(500_001, 18), None, None),
]  # fmt: skip
VERDICTS = {S.FORBID: V.FORBIDDEN, S.STOP: V.STOP, S.CARE: V.CARE, S.NOTE: V.SUITABLE, None: V.SUITABLE}


@pytest.mark.parametrize(("change", "code", "severity"), RULES, ids=[f"{n}-{r[1]}" for n, r in enumerate(RULES)])
@pytest.mark.parametrize("language", list(Language))
def test_the_rules(change: dict[str, Any], code: str | None, severity: S | None, language: Language) -> None:
    found = assess(replace(GOOD, **change))
    assert found.verdict == VERDICTS[severity]
    if code is None:
        assert found.findings == ()
        return
    finding = found.findings[0]
    assert (finding.code, finding.severity) == (code, severity)
    sentence = suitability.say_finding(finding, {"T20": "Term", "M1": "Medical"}, language)
    assert "{" not in sentence
    assert not sentence.startswith("finding.")


def test_a_minors_premium_is_measured_by_the_age_of_the_parent_who_pays() -> None:
    people = (Party(MUM, "王芳", 60), Party(KID, "小雨", 6))
    found = assess(replace(GOOD, people=people, offered=(replace(TERM, insured=KID, pay_years=11),)))
    assert "age_plus_pay" in {finding.code for finding in found.findings}


@pytest.mark.parametrize(
    ("verdict_of", "explanation", "will", "final"),
    [
        ({}, "", "", True),
        (costs(50_000), "", "", True),
        (costs(70_000), "", "", False),
        (costs(70_000), "explained", "", False),
        (costs(70_000), " ", "I want it", False),
        (costs(70_000), "explained", "I want it", True),
        (minor(200_001, 9), "explained", "I want it", False),
    ],
)
def test_only_the_customer_overrules_a_stop_and_nobody_a_ban(
    verdict_of: dict[str, Any], explanation: str, will: str, final: bool
) -> None:
    assert may_be_final(assess(replace(GOOD, **verdict_of)), explanation, will) is final


RECORDING = [
    (RecordingRule(), {}, True),
    (RecordingRule(region="杭州"), {"region": "浙江杭州市"}, True),
    (RecordingRule(region="杭州"), {"region": "上海"}, False),
    (RecordingRule(channel=SalesChannel.BANK), {}, False),
    (RecordingRule(channel=SalesChannel.BANK), {"channel": SalesChannel.BANK}, True),
    (RecordingRule(age_from=39), {}, True),
    (RecordingRule(age_from=40), {}, False),
    (RecordingRule(product=LONG), {}, True),
    (RecordingRule(product=LONG), {"offered": (MEDICAL,)}, False),
    (RecordingRule(product="T20"), {}, True),
    (RecordingRule(product="term"), {}, True),
    (RecordingRule(product="annuity"), {}, False),
    (RecordingRule(age_from=39, product=LONG, channel=SalesChannel.IN_PERSON), {}, True),
    (RecordingRule(age_from=39, product="M1"), {}, False),
    (RecordingRule(age_from=39, product="T20"), {"offered": (replace(TERM, insured=KID),)}, False),  # the mother pays
]


@pytest.mark.parametrize(("rule", "change", "wanted"), RECORDING)
def test_recording_rules(rule: RecordingRule, change: dict[str, Any], wanted: bool) -> None:
    situation = replace(GOOD, **change)
    assert applies(rule, situation) is wanted
    assert assess(situation, None, [rule]).recording is wanted


def test_goods_ask_for_needs_and_means_only() -> None:
    phone = Offered("P1", MUM, 1_299 * YUAN, ProductKind.MAIN, Grade.P1, amounts=(("calls", 100),))
    bare = Situation(PEOPLE, MUM, (phone,), (Asked("n", MUM, "calls", 100, 100),), income=50_000 * YUAN)
    assert assess(bare, None, [RecordingRule()]).verdict == V.SUITABLE
    assert assess(replace(bare, income=2_000 * YUAN)).findings[0].code == "burden_stop"
    assert assess(replace(bare, income=2_000 * YUAN)).recording is False


# -- with a store ---------------------------------------------------------------------------------------------
@pytest.fixture
def kept(store: Store, actor: Actor) -> proposals.ProposalRow:
    catalogue.load_sample(store, actor)
    draft = HouseholdDraft(
        MemberDraft("王芳", Relation.SELF, Sex.FEMALE, date(1989, 5, 2), income=180_000 * YUAN),
        (MemberDraft("李小雨", Relation.CHILD, Sex.FEMALE, date(2020, 3, 9)),),
    )
    household_id = customers.add(store, actor, draft).id
    interview = interviews.start(store, actor, household_id)
    answers = [
        AnswerRow("consent", "", True), AnswerRow("expenses", "", 90_000 * YUAN), AnswerRow("budget", "", 12_000 * YUAN)
    ]  # fmt: skip
    interviews.save_answers(store, actor, interview.id, answers)
    interviews.confirm(store, actor, interview.id)
    based = proposals.basis(store, household_id, date(2026, 11, 24))
    return proposals.save(store, actor, based, combine(based.request, catalogue.products(store), points=2).plans[1])


TOLD = Known(RiskProfile.C3, SalesChannel.IN_PERSON, CoverSaid.NONE)


def test_a_proposal_becomes_final_only_with_its_suitability(
    store: Store, actor: Actor, kept: proposals.ProposalRow
) -> None:
    for state in (ProposalState.PRESENTED, ProposalState.ACCEPTED):
        with pytest.raises(InputError) as caught:
            proposals.decide(store, actor, kept.id, state)
        assert caught.value.problems[0].code == "suitability_missing"
    with pytest.raises(InputError) as caught:
        suitability.record(store, actor, kept.id, RecordDraft(Known()))
    assert {p.place.field for p in caught.value.problems} == {"risk", "cover"}
    assert suitability.latest(store, kept.id) is None
    row = suitability.record(store, actor, kept.id, RecordDraft(TOLD))
    assert row.verdict in (V.SUITABLE, V.CARE)
    assert suitability.known(store, kept.household_id) == TOLD
    assert proposals.row(store, kept.id).suitability == row.verdict
    assert proposals.decide(store, actor, kept.id, ProposalState.PRESENTED).state == ProposalState.PRESENTED


def test_what_was_told_is_kept_before_and_between_assessments(
    store: Store, actor: Actor, kept: proposals.ProposalRow
) -> None:
    home = kept.household_id
    assert suitability.known(store, home) == Known()
    told = Known(RiskProfile.C2, SalesChannel.TELEPHONE, cover=CoverSaid.NONE)
    suitability.tell(store, actor, home, told)
    assert suitability.known(store, home) == told
    with store.read() as session:
        before = session.scalar(select(func.count()).select_from(SuitabilityTold))
    suitability.tell(store, actor, home, told)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(SuitabilityTold)) == before == 1
    later = Known(RiskProfile.C4, SalesChannel.IN_PERSON, cover=CoverSaid.NONE)
    suitability.record(store, actor, kept.id, RecordDraft(later, "explained", "wanted", "R1"))
    assert suitability.known(store, home) == later, "what was recorded later counts"
    suitability.tell(store, actor, home, told)
    assert suitability.known(store, home) == told


def test_cover_not_asked_none_and_some_held_are_three_answers(
    store: Store, actor: Actor, kept: proposals.ProposalRow
) -> None:
    """Some cover that nobody entered is not known yet; asked and none is an answer; nobody asked is none."""
    detail = proposals.read(store, kept.id)
    open_for = {
        said: B.COVER in suitability.assess_proposal(store, actor, detail, Known(RiskProfile.C5, cover=said)).missing
        for said in (None, *CoverSaid)
    }
    assert open_for == {None: True, CoverSaid.NONE: False, CoverSaid.HELD: True}
    suitability.tell(store, actor, kept.household_id, Known(RiskProfile.C5, cover=CoverSaid.HELD))
    assert suitability.known(store, kept.household_id).cover == CoverSaid.HELD


def steps(store: Store, household_id: str) -> list[tuple[ActivityKind, ActivityStatus, date]]:
    return [(row.kind, row.status, row.on_date) for row in activities.for_household(store, household_id)]


def test_what_is_presented_counts_as_presented_and_its_step_closes(
    store: Store, actor: Actor, kept: proposals.ProposalRow
) -> None:
    home, day = kept.household_id, date(2026, 11, 24)
    plan = ActivityDraft(ActivityKind.PROPOSAL, date(2026, 11, 26), ActivityStatus.PLANNED, home)
    activities.add(store, actor, plan)
    activities.add(store, actor, replace(plan, kind=ActivityKind.CALL))
    assert customers.household(store, home).row.next_step_on == date(2026, 11, 26)
    suitability.record(store, actor, kept.id, RecordDraft(TOLD))
    proposals.decide(store, actor, kept.id, ProposalState.PRESENTED)
    done = [step for step in steps(store, home) if step[0] == ActivityKind.PROPOSAL]
    assert done == [(ActivityKind.PROPOSAL, ActivityStatus.DONE, day)], "the planned step is the one that was done"
    assert (ActivityKind.CALL, ActivityStatus.PLANNED, date(2026, 11, 26)) in steps(store, home)
    week = reading.week(store, actor.code, week_of(day))
    assert week.figure(Metric.PROPOSALS).actual == 1
    proposals.decide(store, actor, kept.id, ProposalState.DRAFT)
    proposals.decide(store, actor, kept.id, ProposalState.PRESENTED)
    assert reading.week(store, actor.code, week_of(day)).figure(Metric.PROPOSALS).actual == 1, "nothing counts twice"


@pytest.mark.parametrize("state", [ProposalState.PRESENTED, ProposalState.ACCEPTED, ProposalState.CHANGE_REQUESTED])
def test_without_a_planned_step_a_presentation_counts_all_the_same(
    store: Store, actor: Actor, kept: proposals.ProposalRow, state: ProposalState
) -> None:
    """What is accepted, or to be changed, straight from a draft was shown: nobody decides on what was not seen."""
    suitability.record(store, actor, kept.id, RecordDraft(TOLD))
    proposals.decide(store, actor, kept.id, state, "换一个" if state == ProposalState.CHANGE_REQUESTED else "")
    found = [step for step in steps(store, kept.household_id) if step[0] == ActivityKind.PROPOSAL]
    assert found == [(ActivityKind.PROPOSAL, ActivityStatus.DONE, date(2026, 11, 24))]


def ask_risk(store: Store, actor: Actor, household_id: str, answer: AnswerRow) -> None:
    """A further interview in which the risk was talked about."""
    interview = interviews.start(store, actor, household_id)
    interviews.save_answers(store, actor, interview.id, [AnswerRow("consent", "", True), answer])
    interviews.confirm(store, actor, interview.id)


def test_the_risk_is_asked_once_in_the_interview(store: Store, actor: Actor, kept: proposals.ProposalRow) -> None:
    home = kept.household_id
    assert suitability.known(store, home).risk is None
    ask_risk(store, actor, home, AnswerRow("risk", "", "C2"))
    assert suitability.known(store, home).risk == RiskProfile.C2
    assert suitability.risk_from_interview(store, home, RiskProfile.C2) == date(2026, 11, 24)
    assert suitability.risk_from_interview(store, home, RiskProfile.C3) is None
    row = suitability.record(
        store, actor, kept.id, RecordDraft(Known(None, SalesChannel.IN_PERSON, CoverSaid.NONE), "x", "y")
    )
    assert row.draft.known.risk == RiskProfile.C2, "the answer is the one suitability uses"
    suitability.tell(store, actor, home, Known(RiskProfile.C4, SalesChannel.IN_PERSON, CoverSaid.NONE))
    assert suitability.known(store, home).risk == RiskProfile.C4, "the family said otherwise since"


def test_not_willing_to_say_is_no_risk_answer(store: Store, actor: Actor, kept: proposals.ProposalRow) -> None:
    ask_risk(store, actor, kept.household_id, AnswerRow("risk", "", None, AnswerState.UNWILLING))
    assert suitability.known(store, kept.household_id).risk is None


def test_words_of_a_template_are_mapped_to_the_one_scale() -> None:
    assert {word: risk_scale()[word].value for word in ("safe", "steady", "balanced", "growth", "C5")} == {
        "safe": "C1", "steady": "C2", "balanced": "C3", "growth": "C4", "C5": "C5",
    }  # fmt: skip
    question = load("family").question("risk")
    assert question.feeds == "risk" and [value for value, _ in question.choices] == list(RiskProfile)
    document = write_document(load("family"))
    section = next(s for s in document["sections"] if any(q["key"] == "risk" for q in s["questions"]))
    next(q for q in section["questions"] if q["key"] == "risk")["choices"][0]["value"] = "brave"
    with pytest.raises(InputError) as refused:
        read_document(document)
    assert [p.code for p in refused.value.problems] == ["template_risk_choice"]


def test_a_stop_needs_both_words_and_a_ban_nothing_helps(
    store: Store, actor: Actor, kept: proposals.ProposalRow
) -> None:
    cautious = Known(RiskProfile.C1, SalesChannel.IN_PERSON, CoverSaid.NONE)
    limits = replace(suitability.rules(store).thresholds, warn_share=Fraction(1, 100), stop_share=Fraction(2, 100))
    suitability.change_rules(store, actor, replace(suitability.rules(store), thresholds=limits))
    with pytest.raises(InputError) as caught:
        suitability.record(store, actor, kept.id, RecordDraft(cautious, explanation="保费占比过高"))
    assert [p.place.field for p in caught.value.problems] == ["own_will"]
    row = suitability.record(store, actor, kept.id, RecordDraft(cautious, "保费占比过高", "我考虑清楚了，要买"))
    assert row.verdict == V.STOP
    assert proposals.decide(store, actor, kept.id, ProposalState.ACCEPTED).state == ProposalState.ACCEPTED


def test_a_grade_above_the_licence_cannot_be_overruled(store: Store, actor: Actor, kept: proposals.ProposalRow) -> None:
    based = proposals.basis(store, kept.household_id, date(2026, 11, 24))
    retirement = next(need for need in based.needs if need.event == Event.RETIREMENT)
    items = [Item("R1", retirement.member_id, 50_000 * YUAN, 0)]
    plan = evaluate(based.request, catalogue.products(store), "balanced", items, budget=None)
    row = proposals.save(store, actor, based, plan)
    agents.change_profile(store, actor, replace(agents.profile(store), grade=Grade.P1))
    with pytest.raises(InputError) as caught:
        suitability.record(store, actor, row.id, RecordDraft(TOLD, "x", "y"))
    assert caught.value.problems[0].code == "suitability_forbidden"
    assert suitability.latest(store, row.id) is None


def test_a_recording_needs_its_number_before_the_customer_accepts(
    store: Store, actor: Actor, kept: proposals.ProposalRow
) -> None:
    by_bank = replace(TOLD, channel=SalesChannel.BANK)
    assert suitability.record(store, actor, kept.id, RecordDraft(by_bank)).recording
    proposals.decide(store, actor, kept.id, ProposalState.PRESENTED)
    with pytest.raises(InputError) as caught:
        proposals.decide(store, actor, kept.id, ProposalState.ACCEPTED)
    assert caught.value.problems[0].code == "recording_missing"
    suitability.record(store, actor, kept.id, RecordDraft(by_bank, recording_number="SL-2026-0001"))
    assert proposals.decide(store, actor, kept.id, ProposalState.ACCEPTED).state == ProposalState.ACCEPTED


def test_the_file_stays_as_it_was_made(store: Store, actor: Actor, kept: proposals.ProposalRow) -> None:
    suitability.record(store, actor, kept.id, RecordDraft(TOLD))
    before = suitability.latest(store, kept.id)
    assert before is not None
    papers = [suitability.write_file(before, language) for language in Language]
    household = customers.household(store, kept.household_id)
    draft = replace(household.members[0].draft(), income=10_000 * YUAN)
    customers.update_member(store, actor, household.members[0].id, draft, household.members[0].version)
    again = suitability.latest(store, kept.id)
    assert again is not None
    assert [suitability.write_file(again, language) for language in Language] == papers
    assert suitability.assess_proposal(store, actor, proposals.read(store, kept.id), TOLD).verdict == V.STOP


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"warn_share": Fraction(0)}, "warn_share"),
        ({"stop_share": Fraction(101, 100)}, "stop_share"),
        ({"warn_share": Fraction(40, 100)}, "warn_share"),
        ({"age_plus_pay": 121}, "age_plus_pay"),
        ({"elder_age": -1}, "elder_age"),
    ],
)
def test_thresholds_that_make_no_sense_are_refused(
    store: Store, actor: Actor, change: dict[str, Any], field: str
) -> None:
    wanted = suitability.rules(store)
    with pytest.raises(InputError) as caught:
        suitability.change_rules(store, actor, replace(wanted, thresholds=replace(wanted.thresholds, **change)))
    assert caught.value.problems[0].place.field == field
    assert suitability.rules(store) == suitability.shipped_rules()


def test_rules_come_back_as_they_were_written(store: Store, actor: Actor) -> None:
    wanted = suitability.rules(store)
    limits = replace(wanted.thresholds, warn_share=Fraction(125, 1000))
    more = (*wanted.recording, RecordingRule("杭州", SalesChannel.ONLINE, 55, "annuity"))
    wanted = replace(wanted, thresholds=limits, recording=more)
    suitability.change_rules(store, actor, wanted)
    assert suitability.rules(store) == wanted


def test_every_severity_and_block_has_words() -> None:
    for language in Language:
        for block in B:
            assert words.say(f"missing.{block.value}", language) != f"missing.{block.value}"
