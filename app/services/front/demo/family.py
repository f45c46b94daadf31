"""王芳's family (fictional): interviewed, confirmed, so that every tab has something to show."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from app.enums import ActivityKind, ActivityStatus, BeneficiaryRelation, Event, Metric, ObservationKind, Relation, Sex
from app.models import Household, Target
from app.services.base import agents
from app.services.base.store import Store
from app.services.care import cases, clocks, satisfaction
from app.services.care.cases import CaseDraft
from app.services.care.satisfaction import FeedbackDraft
from app.services.day import activities
from app.services.day.activities import ActivityDraft
from app.services.figures import targets
from app.services.front.demo import marks
from app.services.needs import interviews
from app.services.needs.interviews import AnswerRow
from app.services.offers import catalogue
from app.services.people import customers, policies
from app.services.people.customers import ContactDraft, HouseholdDraft, MemberDraft
from app.services.people.policies import BeneficiaryRow, CoverRow, PolicyDraft
from app.services.rules.base.weeks import week_of
from app.services.rules.care.cases import CaseKind
from app.services.rules.care.clock_facts import Moment
from app.services.rules.care.satisfaction import Channel

NAME, SOURCE = "王芳", "示例家庭"
YUAN = 100


def sample_family(store: Store) -> str:
    """Add the family and the sample catalogue; the id of its household. A second call gives the one there is."""
    with store.read() as session:
        known = session.scalar(select(Household.id).where(Household.name == NAME, Household.source == SOURCE))
    if known:
        return known
    actor = agents.me(store)
    today = store.today()
    catalogue.load_sample(store, actor)
    row = customers.add(store, actor, _draft(today))
    detail = customers.household(store, row.id)
    mother, father, _ = detail.members
    cover = (CoverRow(Event.ACCIDENT, 500_000 * YUAN),)
    group = PolicyDraft(father.id, "公司团体意外险", cover, "示例人寿", employer_group=True, statutory=True)
    policies.add(store, actor, row.id, group)
    life = (CoverRow(Event.DEATH, 100_000 * YUAN),)
    heirs = (BeneficiaryRow("李强", BeneficiaryRelation.SPOUSE, member_id=father.id),)
    policies.add(store, actor, row.id, PolicyDraft(
        mother.id, "终身寿险", life, "示例人寿", premium=2_600 * YUAN, pay_years=20, payer_id=mother.id,
        sum=100_000 * YUAN, beneficiaries=heirs,
    ))  # fmt: skip
    interview = interviews.start(store, actor, row.id)
    interviews.save_answers(store, actor, interview.id, _answers(mother.id, father.id, detail.members[2].id), "budget")
    interviews.add_observation(store, actor, interview.id, ObservationKind.CONCERN, "说到房贷时反复看手机计算器")
    interviews.add_observation(store, actor, interview.id, ObservationKind.DECIDER, "要和先生周末商量")
    interviews.confirm(store, actor, interview.id)
    _work(store, row.id, today)
    _service(store, row.id, interview.id, today)
    return row.id


def _service(store: Store, household_id: str, interview_id: str, today: date) -> None:
    actor = agents.me(store)
    said = FeedbackDraft(
        Moment.INTERVIEW,
        channel=Channel.IN_PERSON,
        csat=5,
        nps=9,
        words="第一次有人把账算给我看",
        subject_id=interview_id,
    )
    satisfaction.record(store, actor, household_id, said)
    clocks.add_loan(store, actor, household_id, "住房贷款", date(today.year + 18, 6, 20), 900_000 * YUAN)
    question = CaseDraft(CaseKind.QUESTION, "公司团体险离职后还有效吗", due_on=today + timedelta(days=5))
    cases.add(store, actor, household_id, question)


def _draft(today: date) -> HouseholdDraft:
    """Birth dates keep the ages at 37, 39 and 6 whatever the year."""
    return HouseholdDraft(
        MemberDraft(
            NAME, Relation.SELF, Sex.FEMALE, date(today.year - 37, 1, 12), "13800001234", "会计", 1,
            income=180_000 * YUAN
        ),
        (
            MemberDraft(
                "李强", Relation.SPOUSE, Sex.MALE, date(today.year - 39, 1, 8), "13900005678", "工程师", 1,
                income=240_000 * YUAN,
            ),
            MemberDraft("李小雨", Relation.CHILD, Sex.FEMALE, date(today.year - 6, 1, 9)),
        ),
        ContactDraft(city="杭州", source=SOURCE, notes="虚构的示例家庭，可以随意修改。"),
        finances={"expenses": 160_000 * YUAN, "deposits": 200_000 * YUAN, "mortgage": 900_000 * YUAN},
    )  # fmt: skip


def _answers(mother: str, father: str, child: str) -> list[AnswerRow]:
    def money(question: str, yuan: int, member: str = "") -> AnswerRow:
        return AnswerRow(question, member, yuan * YUAN)

    return [
        AnswerRow("consent", "", True),
        AnswerRow("expectations", "", "想知道万一收入断了，房贷和孩子怎么办。"),
        money("income", 180_000, mother),
        money("income", 240_000, father),
        money("expenses", 160_000),
        money("deposits", 200_000),
        money("mortgage", 900_000),
        money("parents_support", 12_000),
        AnswerRow("parents_years", "", 15),
        money("cover_death", 100_000, mother),
        money("cover_accident", 500_000, father),
        money("retirement_month", 9_000),
        money("state_pension_month", 7_000),
        money("education_savings", 30_000, child),
        AnswerRow("worry", "", Event.DEATH.value),
        AnswerRow("worry_words", "", "“他要是有个三长两短，我一个人还不起房贷。”"),
        money("budget", 24_000),
    ]


def _work(store: Store, household_id: str, today: date) -> None:
    actor = agents.me(store)
    for days, kind, note in (
        (9, ActivityKind.CALL, "约周末见面"),
        (6, ActivityKind.VISIT, "家中拜访"),
        (1, ActivityKind.MEETING, "需求面谈，确认需求"),
    ):
        draft = ActivityDraft(kind, today - timedelta(days=days), ActivityStatus.DONE, household_id, note=note)
        activities.add(store, actor, draft)
    plan = ActivityDraft(ActivityKind.PROPOSAL, today, ActivityStatus.PLANNED, household_id, note="讲解三个方案")
    activities.add(store, actor, plan)
    wanted = {Metric.CALLS: 30, Metric.VISITS: 10, Metric.MEETINGS: 5, Metric.PROPOSALS: 3, Metric.CLOSINGS: 1}
    week = week_of(today - timedelta(weeks=12))
    targets.set_week(store, actor, actor.code, week, wanted)
    with store.write(actor, "setting.change") as session:  # so that it can all be taken out again
        made = select(Target.id).where(Target.agent_code == actor.code, Target.starts_on == week.monday)
        marks.note(session, marks.TARGETS, session.scalars(made))
        marks.note(session, marks.FAMILIES, [household_id])
