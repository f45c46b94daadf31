"""The policies a household holds, with what each covers: found in an interview, typed in, or issued through us."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from app.enums import NodeKind, PolicyStatus
from app.errors import ConflictError, InputError, Place, Problem, bad_input
from app.models import Member, Need, Policy, PolicyCover, PremiumPaid, TraceLink
from app.services.base.store import Actor, Store, WriteSession
from app.services.rules.needs.affordability import years_to_pay
from app.services.spine import tracing
from app.services.spine.search_keys import refresh_keys


@dataclass(frozen=True, slots=True)
class CoverRow:
    """``amount`` in fen is what the policy pays when ``event`` happens."""

    event: str
    amount: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """``ends_on`` None is for life; ``premium`` is fen a year; ``employer_group`` counts only while employed."""

    id: str
    household_id: str
    member_id: str
    number: str
    insurer: str
    product_name: str
    product_code: str
    starts_on: date | None
    ends_on: date | None
    premium: int
    pay_years: int | None
    employer_group: bool
    status: PolicyStatus
    covers: tuple[CoverRow, ...]
    notes: str
    version: int
    lapsed_on: date | None = None  # since when a lapsed one does not cover

    def in_force(self, on: date) -> bool:
        """Whether it covers on the day; an open beginning or end holds always."""
        started = self.starts_on is None or self.starts_on <= on
        return self.status == PolicyStatus.IN_FORCE and started and (self.ends_on is None or on < self.ends_on)


@dataclass(frozen=True, slots=True)
class PolicyDraft:
    member_id: str
    product_name: str
    covers: tuple[CoverRow, ...] = ()
    insurer: str = ""
    number: str = ""
    product_code: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    premium: int = 0
    pay_years: int | None = None
    employer_group: bool = False
    status: PolicyStatus = PolicyStatus.IN_FORCE
    notes: str = ""
    lapsed_on: date | None = None  # of a lapsed one; today unless said
    paid: tuple[tuple[date, date], ...] = ()  # premiums that came in: (due, paid); a form leaves them alone


def of_household(store: Store, household_id: str) -> tuple[PolicyRow, ...]:
    """Newest first."""
    with store.read() as session:
        return read_policies(session, household_id)


def read_policies(session: Session, household_id: str) -> tuple[PolicyRow, ...]:
    """What a household holds with its covers, the newest first."""
    order = (Policy.starts_on.desc().nulls_last(), Policy.id, PolicyCover.event)
    query = select(Policy, PolicyCover).outerjoin(PolicyCover, PolicyCover.policy_id == Policy.id)
    covers: dict[Policy, list[CoverRow]] = {}
    for policy, cover in session.execute(query.where(Policy.household_id == household_id).order_by(*order)):
        of_policy = covers.setdefault(policy, [])
        if cover is not None:
            of_policy.append(CoverRow(cover.event, cover.amount, cover.note))
    return tuple(_row(policy, rows) for policy, rows in covers.items())


def in_force(session: Session, household_id: str, on: date) -> tuple[PolicyRow, ...]:
    """The policies that cover somebody on a day."""
    return tuple(row for row in read_policies(session, household_id) if row.in_force(on))


def premiums_due(rows: Iterable[PolicyRow], on: date) -> int:
    """What policies in force still cost a year, fen: nothing those that are paid up or were paid once."""
    return sum(row.premium for row in rows if years_to_pay(row.starts_on, row.ends_on, row.pay_years, on) != 0)


def add(store: Store, actor: Actor, household_id: str, draft: PolicyDraft) -> PolicyRow:
    """Raises InputError with the fields at fault."""
    check(draft)
    with store.write(actor, "policy.add", household_id) as session:
        policy = Policy(household_id=household_id)
        _fill(session, policy, household_id, draft)
        session.add(policy)
        session.flush()
        _replace_covers(session, policy.id, draft.covers)
        session.add_all(PremiumPaid(policy_id=policy.id, due_on=due, paid_on=on) for due, on in draft.paid)
        refresh_keys(session, household_id)
        session.note(policy=policy.id)
    return _row(policy, draft.covers)


def update(store: Store, actor: Actor, policy_id: str, draft: PolicyDraft, version: int) -> PolicyRow:
    """Raises ConflictError when the policy is no longer at ``version``."""
    check(draft)
    with store.write(actor, "policy.update") as session:
        policy = _policy(session, policy_id)
        session.subject = household_id = policy.household_id
        if policy.version != version:
            raise ConflictError(Problem("changed_meanwhile"))
        _fill(session, policy, household_id, draft)
        policy.updated_at = session.now  # a change of the covers alone is a change of the policy too
        session.flush()
        _replace_covers(session, policy.id, draft.covers)
        _count_again(session, policy_id, draft.covers)
        tracing.touched(session, NodeKind.POLICY, [policy_id])
        refresh_keys(session, household_id)
        session.note(policy=policy_id)
    return _row(policy, draft.covers)


def _count_again(session: WriteSession, policy_id: str, covers: Iterable[CoverRow]) -> None:
    """A need is covered by what the policy pays for its event now, not by what it paid when they were linked."""
    amounts = {cover.event: cover.amount for cover in covers}
    linked = (TraceLink.source_kind == NodeKind.NEED, TraceLink.target_kind == NodeKind.POLICY)
    query = select(TraceLink, Need.event).join(Need, Need.id == TraceLink.source_id)
    for link, event in session.execute(query.where(*linked, TraceLink.target_id == policy_id)):
        link.amount = amounts.get(event, 0)


def remove(store: Store, actor: Actor, policy_id: str) -> PolicyDraft:
    """Take out a policy entered by mistake; what is returned adds it again. One that answers a need is refused
    (InputError ``policy_linked``): end it instead, so that the chain keeps its end.
    """
    with store.write(actor, "policy.remove") as session:
        policy = _policy(session, policy_id)
        session.subject = household_id = policy.household_id
        source = (TraceLink.source_kind == NodeKind.POLICY) & (TraceLink.source_id == policy_id)
        target = (TraceLink.target_kind == NodeKind.POLICY) & (TraceLink.target_id == policy_id)
        linked = session.scalar(select(TraceLink.id).where(or_(source, target)).limit(1))
        if linked or policy.proposal_item_id:
            raise bad_input("policy_linked")
        row = next(row for row in read_policies(session, household_id) if row.id == policy_id)
        premiums = select(PremiumPaid.due_on, PremiumPaid.paid_on).where(PremiumPaid.policy_id == policy_id)
        paid = tuple((due, on) for due, on in session.execute(premiums.order_by(PremiumPaid.due_on)))
        session.execute(delete(PolicyCover).where(PolicyCover.policy_id == policy_id))
        session.delete(policy)
        session.flush()
        refresh_keys(session, household_id)
        session.note(policy=policy_id)
    return replace(draft_of(row), paid=paid)


def draft_of(row: PolicyRow) -> PolicyDraft:
    """What a form starts from."""
    return PolicyDraft(
        row.member_id,
        row.product_name,
        row.covers,
        row.insurer,
        row.number,
        row.product_code,
        row.starts_on,
        row.ends_on,
        row.premium,
        row.pay_years,
        row.employer_group,
        row.status,
        row.notes,
        row.lapsed_on,
    )


def check(draft: PolicyDraft) -> None:
    """Raises InputError with one problem for each field at fault."""
    problems = [_at(name) for name in ("product_name", "member_id") if not getattr(draft, name).strip()]
    if draft.premium < 0:
        problems.append(_at("premium", "negative"))
    if draft.pay_years is not None and draft.pay_years < 0:
        problems.append(_at("pay_years", "negative"))
    if draft.starts_on and draft.ends_on and draft.ends_on <= draft.starts_on:
        problems.append(_at("ends_on", "ends_before_start"))
    if draft.lapsed_on and draft.starts_on and draft.lapsed_on < draft.starts_on:
        problems.append(_at("lapsed_on", "ends_before_start"))
    events = [cover.event for cover in draft.covers]
    if any(cover.amount < 0 for cover in draft.covers):
        problems.append(_at("covers", "negative"))
    if any(not event.strip() for event in events):
        problems.append(_at("covers", "required"))
    if len(set(events)) < len(events):
        problems.append(_at("covers", "cover_twice"))
    if problems:
        raise InputError(problems)


def _at(field: str, code: str = "required") -> Problem:
    return Problem(code, Place(field=field))


def _policy(session: Session, policy_id: str) -> Policy:
    policy = session.get(Policy, policy_id)
    if policy is None:
        raise bad_input("not_found")
    return policy


def _fill(session: WriteSession, policy: Policy, household_id: str, draft: PolicyDraft) -> None:
    member = session.get(Member, draft.member_id)
    if member is None or member.household_id != household_id:
        raise bad_input("not_found", Place(field="member_id"))
    policy.member_id = draft.member_id
    policy.number, policy.insurer = draft.number.strip(), draft.insurer.strip()
    policy.product_name, policy.product_code = draft.product_name.strip(), draft.product_code.strip()
    policy.starts_on, policy.ends_on = draft.starts_on, draft.ends_on
    policy.premium, policy.pay_years = draft.premium, draft.pay_years
    policy.employer_group, policy.status = draft.employer_group, draft.status.value
    policy.notes = draft.notes
    lapsed = draft.status == PolicyStatus.LAPSED
    policy.lapsed_on = (draft.lapsed_on or policy.lapsed_on or session.today) if lapsed else None


def _replace_covers(session: WriteSession, policy_id: str, covers: Iterable[CoverRow]) -> None:
    session.execute(delete(PolicyCover).where(PolicyCover.policy_id == policy_id))
    for cover in covers:
        session.add(PolicyCover(policy_id=policy_id, event=cover.event, amount=cover.amount, note=cover.note))


def _row(policy: Policy, covers: Iterable[CoverRow]) -> PolicyRow:
    return PolicyRow(
        id=policy.id,
        household_id=policy.household_id,
        member_id=policy.member_id,
        number=policy.number,
        insurer=policy.insurer,
        product_name=policy.product_name,
        product_code=policy.product_code,
        starts_on=policy.starts_on,
        ends_on=policy.ends_on,
        premium=policy.premium,
        pay_years=policy.pay_years,
        employer_group=policy.employer_group,
        status=PolicyStatus(policy.status),
        covers=tuple(covers),
        notes=policy.notes,
        version=policy.version,
        lapsed_on=policy.lapsed_on,
    )
