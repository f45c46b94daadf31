"""Acts of every family on whatever a store holds, chosen by a seed: to do many in any order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from app.enums import (
    ActivityKind,
    ActivityStatus,
    FieldKind,
    Frequency,
    InterestKind,
    LabelKind,
    Level,
    LifeEventKind,
    NeedStatus,
    NodeKind,
    OrderState,
    PolicyStatus,
    ProposalState,
    Relation,
    ReviewVerdict,
    SeriesScope,
    Stage,
    Tie,
    Tone,
)
from app.models import (
    Activity,
    Household,
    Member,
    Need,
    Opportunity,
    Order,
    Policy,
    Product,
    Proposal,
    ServiceCase,
    TraceLink,
)
from app.services.base.store import Actor, Store
from app.services.care import cases, clocks, satisfaction
from app.services.care.cases import CaseDraft
from app.services.care.satisfaction import FeedbackDraft
from app.services.day import activities, sleeping
from app.services.day.activities import ActivityDraft, series
from app.services.figures import targets
from app.services.matrix import editing, links, reviews
from app.services.needs import interviews, life_events
from app.services.offers import catalogue, proposals
from app.services.offers.combinations import combine
from app.services.people import (
    bulk_edits,
    custom_fields,
    customers,
    duplicates,
    interests,
    labels,
    policies,
    segments,
    ties,
)
from app.services.people.bulk_edits import BulkChange, Chosen
from app.services.people.custom_fields import FieldDraft
from app.services.people.customers import ContactDraft, CustomerFilter, HouseholdDraft, MemberDraft
from app.services.people.interests import InterestDraft
from app.services.people.labels import LabelRow
from app.services.people.policies import CoverRow, PolicyDraft
from app.services.rules.base.weeks import week_of
from app.services.rules.care.cases import CaseKind, CaseState
from app.services.rules.care.clock_facts import Moment
from app.services.rules.day.recurrence import Rule
from app.services.rules.selling.orders import Step
from app.services.rules.spine.sales import Wish
from app.services.selling import opportunities, orders
from app.services.selling.opportunities import OpportunityDraft
from tests import reading
from tests.services.suited import accept

ACTOR = Actor("A001", "李敏")


class Doer:
    """Acts on a store with what it finds there. Each act may be refused: then it has not happened."""

    def __init__(self, store: Store, seed: int) -> None:
        self.store, self.random = store, Random(seed)

    def one(self, model: type[Any], *where: Any) -> Any:
        """Any row of the table."""
        with self.store.read() as session:
            found = session.scalars(select(model).where(*where).order_by(model.id)).all()
        return self.random.choice(found)

    def household(self) -> str:
        return str(self.one(Household).id)

    def word(self) -> str:
        return self.random.choice(("王芳", "朋友", "second", "long " * 9, "保", "x", "乙"))

    def day(self) -> date:
        return self.today + timedelta(self.random.randint(-20, 40))

    @property
    def today(self) -> date:
        return self.store.now().astimezone().date()

    def flip(self) -> bool:
        return self.random.random() < 0.5


# -- people -----------------------------------------------------------------------------------------------------------
def add_family(do: Doer) -> None:
    child = MemberDraft("小雨", Relation.CHILD, birth_date=date(2020, 3, 1))
    draft = HouseholdDraft(MemberDraft(do.word(), phone="13800001111", income=300_000_00), (child,))
    customers.add(do.store, ACTOR, draft)


def edit_member(do: Doer) -> None:
    member = do.one(Member)
    row = customers.household(do.store, member.household_id).member(member.id)
    draft = replace(row.draft(), name=do.word(), notes=do.word(), income=do.random.randint(0, 10**9))
    customers.update_member(do.store, ACTOR, member.id, draft, member.version)


def add_or_remove_member(do: Doer) -> None:
    if do.flip():
        customers.add_member(do.store, ACTOR, do.household(), MemberDraft(do.word(), Relation.PARENT))
    else:
        customers.remove_member(do.store, ACTOR, do.one(Member).id)


def edit_household(do: Doer) -> None:
    id = do.household()
    change = do.random.choice(("contact", "finances", "notes", "stage", "bin", "referrer"))
    if change == "contact":
        customers.update_contact(do.store, ACTOR, id, ContactDraft(do.word(), tags=(do.word(), do.word())), None)
    elif change == "finances":
        customers.update_finances(do.store, ACTOR, id, {"expenses": do.random.randint(0, 10**8)}, None)
    elif change == "notes":
        customers.update_notes(do.store, ACTOR, id, do.word())
    elif change == "stage":
        customers.set_stage(do.store, ACTOR, id, do.random.choice(list(Stage)), do.word())
    elif change == "bin":
        (customers.archive if do.flip() else customers.restore)(do.store, ACTOR, id)
    else:
        reading.refer(do.store, ACTOR, id, do.household())


def edit_many(do: Doer) -> None:
    own = {one.id: "1" for one in custom_fields.fields(do.store)[:1]}
    change = BulkChange(city=do.word(), add_tags=(do.word(),), own=own)
    with do.store.read() as session:
        ids = tuple(session.scalars(select(Household.id)))
    bulk_edits.apply(do.store, ACTOR, Chosen(ids), change)


def merge(do: Doer) -> None:
    if do.flip() and (done := duplicates.merges(do.store, do.household())):
        duplicates.part(do.store, ACTOR, done[0].id)
    else:
        duplicates.join(do.store, ACTOR, do.household(), do.household())


def edit_labels(do: Doer) -> None:
    found = labels.labels(do.store, LabelKind.TAG)
    if found and do.flip():
        labels.remove(do.store, ACTOR, do.random.choice(found))
    else:
        row = do.random.choice(found) if found and do.flip() else LabelRow("", LabelKind.TAG, "")
        labels.save(do.store, ACTOR, row, do.word(), do.random.choice(list(Tone)))


def edit_fields(do: Doer) -> None:
    fields = custom_fields.fields(do.store)
    if fields and do.flip():
        custom_fields.retire(do.store, ACTOR, do.random.choice(fields).id)
    else:
        custom_fields.add(do.store, ACTOR, FieldDraft(do.word(), FieldKind.NUMBER))


def like_and_tie(do: Doer) -> None:
    id = do.household()
    known, tied = interests.of_household(do.store, id), ties.of_household(do.store, id)
    if known and do.flip():
        interests.remove(do.store, ACTOR, do.random.choice(known).id)
    elif do.flip():
        interests.add(do.store, ACTOR, id, InterestDraft(InterestKind.HOBBY, do.word()))
    elif tied and do.flip():
        ties.untie(do.store, ACTOR, do.random.choice(tied))
    else:
        ties.tie(do.store, ACTOR, do.one(Member).id, do.one(Member).id, Tie.SPOUSE, do.word())


def edit_policy(do: Doer) -> None:
    what = do.random.choice(("add", "change", "remove"))
    if what == "remove":
        policies.remove(do.store, ACTOR, do.one(Policy).id)
    elif what == "add":
        member = do.one(Member)
        draft = PolicyDraft(member.id, do.word(), (CoverRow("death", 10**8), CoverRow("critical_illness", 10**7)))
        policies.add(do.store, ACTOR, member.household_id, draft)
    else:
        policy = do.one(Policy)
        row = next(one for one in reading.policies(do.store, policy.household_id) if one.id == policy.id)
        covers = (CoverRow("death", do.random.randint(1, 10**9)),)
        status = do.random.choice(list(PolicyStatus))
        draft = replace(policies.draft_of(row), covers=covers, status=status)
        policies.update(do.store, ACTOR, policy.id, draft, policy.version)


def keep_view(do: Doer) -> None:
    known = segments.segments(do.store)
    if known and do.flip():
        segments.remove(do.store, ACTOR, known[0].id)
    else:
        segments.save(do.store, ACTOR, do.word(), CustomerFilter(city=do.word()))


# -- days -------------------------------------------------------------------------------------------------------------
def plan(do: Doer) -> None:
    household = do.household() if do.flip() else None
    draft = ActivityDraft(ActivityKind.CALL, do.day(), ActivityStatus.PLANNED, household, 9 * 60, do.word())
    if do.flip():
        series.add(do.store, ACTOR, draft, Rule(Frequency.WEEKLY, count=4))
    else:
        activities.add(do.store, ACTOR, draft)


def move_activity(do: Doer) -> None:
    activity = do.one(Activity)
    what = do.random.choice(("move", "cancel", "series", "stop"))
    at = (do.store, ACTOR, activity.id, activity.version)
    if what == "move":
        activities.move(*at, on_date=do.day(), at_minute=600, duration=30)
    elif what == "cancel":
        activities.cancel(*at)
    elif what == "stop":
        series.stop(*at, do.random.choice(list(SeriesScope)))
    else:
        draft = activities.one(do.store, activity.id).draft(on_date=do.day(), note=do.word())
        series.change(*at, do.random.choice(list(SeriesScope)), draft)


def finish_activity(do: Doer) -> None:
    activity = do.one(Activity, Activity.status == ActivityStatus.PLANNED)
    following = ActivityDraft(ActivityKind.VISIT, do.day(), ActivityStatus.PLANNED, activity.household_id)
    activities.finish(
        do.store, ACTOR, activity.id, activity.version, on_date=do.today, note=do.word(), following=following
    )


def let_rest(do: Doer) -> None:
    id = do.household()
    if do.flip():
        sleeping.put_to_sleep(do.store, ACTOR, id, do.today + timedelta(30), reason=do.word())
    else:
        sleeping.wake(do.store, ACTOR, id)


def set_targets(do: Doer) -> None:
    sheet = reading.aims(do.store, ACTOR.code, week_of(do.today))
    values = {metric: do.random.randint(0, 99) for metric in list(sheet)[:3]}
    targets.set_week(do.store, ACTOR, ACTOR.code, week_of(do.today), values)


# -- needs and offers -------------------------------------------------------------------------------------------------
def interview(do: Doer) -> None:
    id = do.household()
    held = interviews.start(do.store, ACTOR, id)
    answers = [
        interviews.AnswerRow("consent", "", True),
        interviews.AnswerRow("expenses", "", do.random.randint(1, 10**8)),
        interviews.AnswerRow("budget", "", 12_000_00),
    ]
    interviews.save_answers(do.store, ACTOR, held.id, answers)
    (interviews.confirm if do.flip() else interviews.discard)(do.store, ACTOR, held.id)


def live(do: Doer) -> None:
    life_events.record(do.store, ACTOR, do.household(), do.random.choice(list(LifeEventKind)), do.today, note=do.word())


def edit_need(do: Doer) -> None:
    need = do.one(Need)
    what = do.random.choice(("status", "level", "remove", "back", "review", "note"))
    if what == "status":
        editing.update_need(do.store, ACTOR, need.id, {"status": do.random.choice(list(NeedStatus))}, need.version)
    elif what == "level":
        changes = {"importance": do.random.choice(list(Level)), "planned_finish": do.day(), "notes": do.word()}
        editing.update_need(do.store, ACTOR, need.id, changes, need.version)
    elif what == "review":
        reviews.decide(do.store, ACTOR, need.id, do.random.choice(list(ReviewVerdict)), do.word())
    elif what == "note":
        links.add_note(do.store, ACTOR, need.id, NodeKind.NOTE, do.word(), do.word())
    elif what == "remove":
        editing.remove_need(do.store, ACTOR, need.id)
    else:
        with do.store.read() as session:
            links_of = list(session.scalars(select(TraceLink.id)))
        editing.bring_back(do.store, ACTOR, links_of)


def propose(do: Doer) -> None:
    based = proposals.basis(do.store, do.one(Need).household_id, do.today)
    plans = combine(based.request, catalogue.products(do.store), points=2).plans
    row = proposals.save(do.store, ACTOR, based, do.random.choice(plans))
    if do.flip():
        accept(do.store, ACTOR, row.id)


def decide_proposal(do: Doer) -> None:
    proposals.decide(do.store, ACTOR, do.one(Proposal).id, do.random.choice(list(ProposalState)), do.word())


def edit_product(do: Doer) -> None:
    product = do.one(Product)
    if do.flip():
        catalogue.withdraw(do.store, ACTOR, product.id, do.today)
    else:
        known = next(one for one in catalogue.products(do.store) if one.code == product.code)
        values = catalogue.values_of(known) | {"name_zh": do.word(), "name_en": do.word()}
        catalogue.save(do.store, ACTOR, values, product.id, product.version)


# -- selling and care -------------------------------------------------------------------------------------------------
def sell(do: Doer) -> None:
    if do.flip():
        opportunities.begin(do.store, ACTOR, do.household(), OpportunityDraft(do.word(), 10_000_00))
    else:
        sale = do.one(Opportunity)
        opportunities.move(do.store, ACTOR, sale.id, Wish(do.random.choice(list(Stage)), do.word(), do.day()))


def order(do: Doer) -> None:
    if do.flip():
        orders.from_proposal(do.store, ACTOR, do.one(Proposal).id)
    else:
        taken = do.one(Order)
        step = Step(do.random.choice(list(OrderState)), do.today, do.word(), "lead", do.word())
        orders.move(do.store, ACTOR, taken.id, step)


def serve(do: Doer) -> None:
    what = do.random.choice(("open", "move", "note", "feedback", "loan", "clock"))
    if what == "open":
        cases.add(do.store, ACTOR, do.household(), CaseDraft(CaseKind.QUESTION, do.word()))
    elif what == "feedback":
        satisfaction.record(do.store, ACTOR, do.household(), FeedbackDraft(Moment.YEARLY, csat=4, words=do.word()))
    elif what == "loan":
        clocks.add_loan(do.store, ACTOR, do.household(), do.word(), do.today + timedelta(400))
    elif what == "clock":
        due = clocks.of_agent(do.store, ACTOR.code, do.today)
        clocks.finish(do.store, ACTOR, do.random.choice(due))
    elif what == "note":
        cases.note(do.store, ACTOR, do.one(ServiceCase).id, do.word())
    else:
        case = do.one(ServiceCase)
        state = do.random.choice(list(CaseState))
        cases.move(do.store, ACTOR, case.id, case.version, state, resolution=do.word(), text=do.word())


Act = Callable[[Doer], None]
ACTS: tuple[Act, ...] = (
    add_family, edit_member, add_or_remove_member, edit_household, edit_many, merge, edit_labels, edit_fields,
    like_and_tie, edit_policy, keep_view, plan, move_activity, finish_activity, let_rest, set_targets, interview, live,
    edit_need, propose, decide_proposal, edit_product, sell, order, serve,
)  # fmt: skip
