"""All policies of a family beside what its last confirmed analysis says it needs, as of one day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import Event, NeedStatus, PolicyStatus, Relation
from app.errors import Place, bad_input
from app.models import Analysis, Household, Need, PremiumPaid
from app.services.base import agents
from app.services.base.agents import AgentRow
from app.services.base.store import Store
from app.services.care import clocks
from app.services.care.clocks import Reach
from app.services.needs import analyses, statutory
from app.services.needs.analysis import Inputs, default_assumptions
from app.services.needs.analysis.figures import held_of
from app.services.needs.analysis.inputs import assumption_set
from app.services.people.customers.queries import read_household
from app.services.people.customers.rows import HouseholdDetail, MemberRow
from app.services.people.policies import PolicyRow, premiums_due
from app.services.people.policies.doubts import read_doubts
from app.services.rules.base.ages import age_on, anniversary
from app.services.rules.care.clocks import Clock, ClockKind
from app.services.rules.care.policy_review import (
    Due,
    Finding,
    Position,
    ReviewNote,
    Term,
    ends_soon,
    findings,
    position,
    premiums,
)
from app.services.rules.needs.cautions import Caution
from app.services.rules.needs.gaps import CaseMember, NeedResult
from app.services.rules.needs.tax import tax_hints
from app.services.rules.people.beneficiaries import Found
from app.services.spine import covering

YEAR = 365
DAY = timedelta(days=1)
DATES = (ClockKind.COOLING_OFF, ClockKind.GRACE, ClockKind.REINSTATEMENT, ClockKind.RENEWAL, ClockKind.ENDING)
REQUIRED = ("insurer", "number", "starts_on")
REQUIRED_OF_GROUP = ("insurer",)  # the contract is the employer's
DEAD = (NeedStatus.DROPPED.value,)


@dataclass(frozen=True, slots=True)
class PolicyReview:
    """What the paper says, as of a day. ``policies`` are those in force or lapsed, ``positions`` by person and event,
    ``dues`` the premiums of the twelve months from the day on, ``dates`` what else comes due in them. ``analysed_on``
    None: no analysis is confirmed, so no need is known. ``yearly`` is what they cost a year, fen. ``doubts`` are
    of the beneficiaries, by policy."""

    on: date
    household: str
    agent: AgentRow
    people: tuple[MemberRow, ...]
    policies: tuple[PolicyRow, ...]
    positions: tuple[Position, ...]
    dues: tuple[Due, ...]
    dates: tuple[Clock, ...]
    findings: tuple[Finding, ...]
    analysed_on: date | None
    yearly: int
    doubts: Mapping[str, tuple[Found, ...]] = field(default_factory=dict)
    hints: tuple[Caution, ...] = ()  # what the state gives to whom

    @property
    def in_force(self) -> tuple[PolicyRow, ...]:
        """Without the lapsed ones."""
        return tuple(policy for policy in self.policies if policy.status == PolicyStatus.IN_FORCE)


def review_of_code(store: Store, code: str) -> PolicyReview:
    """By the customer's code. Raises InputError ``unknown_customer`` on ``household``."""
    with store.read() as session:
        found = session.scalar(select(Household.id).where(Household.code == code, Household.archived_at.is_(None)))
    if found is None:
        raise bad_input("unknown_customer", Place(field="household"), code=code)
    return read_review(store, found)


def read_review(store: Store, household_id: str) -> PolicyReview:
    """The review of a family today. Raises InputError ``not_found``."""
    today = store.today()
    profile = agents.profile(store)
    with store.read() as session:
        detail = read_household(session, household_id)
        policies = tuple(policy for policy in detail.policies if _counts(policy, today))
        last = session.scalar(
            select(Analysis.id)
            .where(Analysis.household_id == household_id)
            .order_by(Analysis.as_of.desc(), Analysis.id.desc())
            .limit(1)
        )
        wanted = _needs(session, household_id, today)
        rules = clocks.rules_of(store).reaching(YEAR)
        told = clocks.read(session, Reach(household_id=household_id), today, rules)
        paid = _paid(session, policies)
        _, taxes = statutory.read_law(session, today)
        doubts = read_doubts(session, household_id, policies, today)
    inputs, analysed_on = _inputs(store, last)
    own = [policy for policy in policies if policy.status == PolicyStatus.IN_FORCE]
    positions = tuple(_positions(detail.members, own, inputs, wanted, today))
    terms = [_term(policy) for policy in own if not policy.employer_group]
    dues = premiums(terms, today, anniversary(today, 1) - DAY)
    return PolicyReview(
        today, detail.row.name, profile, detail.members, policies, positions,
        tuple(due for due in dues if (due.policy, due.on) not in paid),
        tuple(clock for clock in told if clock.kind in DATES),
        tuple(_findings(detail, policies, positions, today)), analysed_on,
        premiums_due([policy for policy in own if not policy.employer_group], today), doubts,
        () if inputs is None else tax_hints(inputs.case, inputs.assumptions, taxes),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the matrix keeps of one need; fen."""

    asked: int
    coming: int


def _counts(policy: PolicyRow, on: date) -> bool:
    """In force and not over, one that begins later as well; or lapsed."""
    running = policy.status == PolicyStatus.IN_FORCE and (policy.ends_on is None or policy.ends_on > on)
    return running or policy.status == PolicyStatus.LAPSED


def _needs(session: Session, household_id: str, on: date) -> dict[tuple[str, str], _Wanted]:
    mine = (Need.household_id == household_id, Need.archived_at.is_(None), Need.status.not_in(DEAD))
    asked = covering.asking(session, on, *mine)
    rows = session.execute(select(Need.id, Need.member_id, Need.event).where(*mine, Need.member_id.is_not(None)))
    return {(member or "", event): _Wanted(asked[id].asked, asked[id].on_its_way) for id, member, event in rows}


def _paid(session: Session, policies: Sequence[PolicyRow]) -> set[tuple[str, date]]:
    ids = [policy.id for policy in policies]
    rows = session.execute(select(PremiumPaid.policy_id, PremiumPaid.due_on).where(PremiumPaid.policy_id.in_(ids)))
    return {(policy, due) for policy, due in rows}


def _inputs(store: Store, analysis_id: str | None) -> tuple[Inputs | None, date | None]:
    """Of the last analysis, where it kept its inputs and is of people."""
    frozen = None if analysis_id is None else analyses.read(store, analysis_id)
    if frozen is None or not frozen.document or not frozen.inputs.case.members:
        return None, None
    return frozen.inputs, frozen.as_of


def _positions(
    people: Iterable[MemberRow],
    policies: Sequence[PolicyRow],
    inputs: Inputs | None,
    wanted: Mapping[tuple[str, str], _Wanted],
    on: date,
) -> Iterator[Position]:
    """By person in the family's order, events in theirs; what neither is there nor needed is left out. A need written
    by hand, without a worksheet, wants what is there and what is still asked for."""
    a = assumption_set({}, None) if inputs is None else inputs.assumptions
    needs: dict[tuple[str, str], NeedResult] = {}
    if inputs is not None:
        needs = {(need.member, need.event): need for need in inputs.needs()}
    known = {} if inputs is None else {member.key: member for member in inputs.case.members}
    for person in people:
        held = [held_of(policy, on) for policy in policies if policy.member_id == person.id]
        member = known.get(person.id) or _stranger(person, on)
        for event in Event:
            need, kept = needs.get((person.id, event)), wanted.get((person.id, event))
            one = position(member, held, event, need, kept.coming if kept else 0, a)
            if need is None and kept is not None:
                one = _by_hand(one, kept)
            if one.have or one.need or one.coming or one.unknown:
                yield one


def _by_hand(one: Position, kept: _Wanted) -> Position:
    full = one.have + kept.coming + kept.asked
    answered = not kept.asked if one.event == Event.MEDICAL else None
    need = kept.asked if one.event == Event.MEDICAL and kept.asked else full
    return Position(one.member, one.event, one.have, one.group, need, kept.coming, answered=answered)


def _stranger(person: MemberRow, on: date) -> CaseMember:
    """A person no analysis knows."""
    age = int(default_assumptions()["values"]["independent_age"])
    if person.birth_date is not None:
        age = age_on(person.birth_date, on)
    return CaseMember(person.id, Relation(person.relation), age, person.sex)


def _term(policy: PolicyRow) -> Term:
    return Term(policy.id, policy.starts_on, policy.ends_on, policy.pay_years, policy.premium)


def _findings(
    detail: HouseholdDetail, policies: Sequence[PolicyRow], positions: Sequence[Position], on: date
) -> Iterator[Finding]:
    for policy in policies:
        if policy.status == PolicyStatus.LAPSED:
            yield Finding(ReviewNote.LAPSED, policy.id, {"day": policy.lapsed_on})
        required = REQUIRED_OF_GROUP if policy.employer_group else REQUIRED
        if missing := [name for name in required if not getattr(policy, name)]:
            yield Finding(ReviewNote.UNKNOWN, policy.id, {"fields": tuple(missing)})
        if not policy.covers:
            yield Finding(ReviewNote.NO_COVER, policy.id)
        if policy.status == PolicyStatus.IN_FORCE and ends_soon(policy.ends_on, policy.starts_on, on):
            yield Finding(ReviewNote.ENDS, policy.id, {"day": policy.ends_on})
    medicals = {
        person.id: sum(
            any(cover.event == Event.MEDICAL and cover.amount for cover in policy.covers)
            for policy in policies
            if policy.member_id == person.id and policy.status == PolicyStatus.IN_FORCE
        )
        for person in detail.members
    }
    yield from findings(positions, medicals)
