"""Policies added, changed and taken out, with what a contract holds together: its riders, its number, its payer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from app.enums import NodeKind, PolicyStatus, ProductKind
from app.errors import ConflictError, InputError, Place, Problem, bad_input
from app.models import (
    Member,
    Need,
    Policy,
    PolicyBeneficiary,
    PolicyCover,
    PolicyFile,
    PolicyValue,
    PremiumPaid,
    ServiceOrder,
    TraceLink,
)
from app.services.base.store import Actor, Store, WriteSession
from app.services.people.policies.reading import one
from app.services.people.policies.rows import BeneficiaryRow, CoverRow, PolicyDraft, PolicyRow, check
from app.services.rules.spine.paying import shared_again
from app.services.spine import tracing
from app.services.spine.search_keys import refresh_keys

TEXTS = ("number", "insurer", "product_name", "product_code", "payer_name", "category", "terms")
PLAIN = (
    "member_id", "payer_id", "main_id", "starts_on", "ends_on", "premium", "extra_premium", "sum", "pay_years",
    "employer_group", "statutory", "loan", "loan_on", "notes",
)  # fmt: skip


def add(store: Store, actor: Actor, household_id: str, draft: PolicyDraft) -> PolicyRow:
    """Raises InputError with the fields at fault."""
    check(draft)
    with store.write(actor, "policy.add", household_id) as session:
        policy = make(session, household_id, draft)
        refresh_keys(session, household_id)
        session.note(policy=policy.id)
        return one(session, policy.id)


def make(session: WriteSession, household_id: str, draft: PolicyDraft) -> Policy:
    """The same within a unit of work; the draft was checked, the search keys are the caller's."""
    policy = Policy(household_id=household_id)
    draft = _fill(session, policy, household_id, draft)
    session.add(policy)
    session.flush()
    replace_covers(session, policy.id, draft.covers)
    replace_beneficiaries(session, policy, draft.beneficiaries)
    session.add_all(PremiumPaid(policy_id=policy.id, due_on=due, paid_on=on) for due, on in draft.paid)
    session.flush()
    return policy


def update(store: Store, actor: Actor, policy_id: str, draft: PolicyDraft, version: int) -> PolicyRow:
    """Riders go with their main's contract: its number, insurer and policyholder are theirs, and when it is no longer
    in force neither are they. Raises InputError with the fields at fault, ConflictError when the policy is no longer at
    ``version``."""
    check(draft)
    with store.write(actor, "policy.update") as session:
        policy = _policy(session, policy_id)
        session.subject = policy.household_id
        if policy.version != version:
            raise ConflictError(Problem("changed_meanwhile"))
        change(session, policy, draft)
        refresh_keys(session, policy.household_id)
        session.note(policy=policy_id)
        return one(session, policy_id)


def change(session: WriteSession, policy: Policy, draft: PolicyDraft) -> None:
    """The same within a unit of work; the draft was checked, the search keys are the caller's."""
    draft = _fill(session, policy, policy.household_id, draft)
    policy.updated_at = session.now  # a change of the covers alone is a change of the policy too
    session.flush()
    replace_covers(session, policy.id, draft.covers)
    replace_beneficiaries(session, policy, draft.beneficiaries)
    count_again(session, policy.id, draft.covers)
    riders = list(_riders(session, policy.id))
    for rider in riders:
        rider.number, rider.insurer = policy.number, policy.insurer
        rider.payer_id, rider.payer_name = policy.payer_id, policy.payer_name
        if policy.status != PolicyStatus.IN_FORCE and rider.status == PolicyStatus.IN_FORCE:
            rider.status, rider.lapsed_on = policy.status, policy.lapsed_on
            rider.ends_on = policy.ends_on if policy.status == PolicyStatus.ENDED else rider.ends_on
    session.flush()
    tracing.touched(session, NodeKind.POLICY, [policy.id, *(rider.id for rider in riders)])


def count_again(session: WriteSession, policy_id: str, covers: Iterable[CoverRow]) -> None:
    """A need is covered by what the policy pays for its event now, not by what it paid when they were linked; what is
    paid once stays shared among its needs as it was."""
    amounts = {cover.event: cover.amount for cover in covers}
    linked = (TraceLink.source_kind == NodeKind.NEED, TraceLink.target_kind == NodeKind.POLICY)
    query = select(TraceLink, Need.event).join(Need, Need.id == TraceLink.source_id)
    found = [(link, event) for link, event in session.execute(query.where(*linked, TraceLink.target_id == policy_id))]
    shared = shared_again(amounts, {event: link.amount or 0 for link, event in found})
    for link, event in found:
        link.amount = shared[event]


def remove(store: Store, actor: Actor, policy_id: str) -> PolicyDraft:
    """Take out a policy entered by mistake; what is returned adds it again. One that answers a need is refused
    (InputError ``policy_linked``), as is one with riders (``policy_has_riders``) or services (``policy_has_services``):
    end it instead, so that the chain keeps its end.
    """
    with store.write(actor, "policy.remove") as session:
        policy = _policy(session, policy_id)
        session.subject = household_id = policy.household_id
        source = (TraceLink.source_kind == NodeKind.POLICY) & (TraceLink.source_id == policy_id)
        target = (TraceLink.target_kind == NodeKind.POLICY) & (TraceLink.target_id == policy_id)
        linked = session.scalar(select(TraceLink.id).where(or_(source, target)).limit(1))
        if linked or policy.proposal_item_id:
            raise bad_input("policy_linked")
        if rider := next(iter(_riders(session, policy_id)), None):
            raise bad_input("policy_has_riders", product=rider.product_name)
        if number := session.scalar(select(ServiceOrder.number).where(ServiceOrder.policy_id == policy_id).limit(1)):
            raise bad_input("policy_has_services", number=number)
        row = one(session, policy_id)
        premiums = select(PremiumPaid.due_on, PremiumPaid.paid_on).where(PremiumPaid.policy_id == policy_id)
        paid = tuple((due, on) for due, on in session.execute(premiums.order_by(PremiumPaid.due_on)))
        delete_whole(session, policy)
        refresh_keys(session, household_id)
        session.note(policy=policy_id)
    return replace(draft_of(row), paid=paid)


def delete_whole(session: WriteSession, policy: Policy) -> None:
    """The policy and all that is kept of it, as if it had never been."""
    for part in (PolicyCover, PolicyBeneficiary, PolicyValue, PolicyFile):
        session.execute(delete(part).where(part.policy_id == policy.id))
    session.delete(policy)
    session.flush()


def draft_of(row: PolicyRow) -> PolicyDraft:
    """What a form starts from."""
    return PolicyDraft(
        **{field.name: getattr(row, field.name) for field in fields(PolicyDraft) if field.name != "paid"}
    )


def _policy(session: Session, policy_id: str) -> Policy:
    policy = session.get(Policy, policy_id)
    if policy is None:
        raise bad_input("not_found")
    return policy


def _riders(session: Session, main_id: str) -> Iterable[Policy]:
    return session.scalars(select(Policy).where(Policy.main_id == main_id).order_by(Policy.id))


def _fill(session: WriteSession, policy: Policy, household_id: str, draft: PolicyDraft) -> PolicyDraft:
    """Returns what was written: a rider takes what its main says of the contract."""
    for name in ("member_id", "payer_id"):
        if id := getattr(draft, name):
            member = session.get(Member, id)
            if member is None or member.household_id != household_id:
                raise bad_input("not_found", Place(field=name))
    draft = replace(draft, **{name: getattr(draft, name).strip() for name in TEXTS})
    if draft.main_id is not None:
        draft = _as_rider(session, policy, household_id, draft)
    _one_payer(session, policy, household_id, draft)
    if policy.id and draft.kind != ProductKind.MAIN and next(iter(_riders(session, policy.id)), None):
        raise bad_input("policy_main_needed", Place(field="kind"))
    for name in (*TEXTS, *PLAIN):
        setattr(policy, name, getattr(draft, name))
    policy.kind, policy.status = draft.kind.value, draft.status.value
    policy.loan_on = (draft.loan_on or policy.loan_on or session.today) if draft.loan else None
    lapsed = draft.status == PolicyStatus.LAPSED
    policy.lapsed_on = (draft.lapsed_on or policy.lapsed_on or session.today) if lapsed else None
    return draft


def _as_rider(session: Session, policy: Policy, household_id: str, draft: PolicyDraft) -> PolicyDraft:
    main = session.get(Policy, draft.main_id)
    if main is None or main.household_id != household_id or main.id == policy.id:
        raise bad_input("not_found", Place(field="main_id"))
    if main.kind != ProductKind.MAIN:
        raise bad_input("policy_main_of_rider", Place(field="main_id"), product=main.product_name)
    if draft.number not in ("", main.number):
        raise bad_input("policy_rider_number", Place(field="number"), number=main.number or "—")
    return replace(
        draft, number=main.number, insurer=main.insurer, payer_id=main.payer_id, payer_name=main.payer_name
    )  # fmt: skip


def _one_payer(session: Session, policy: Policy, household_id: str, draft: PolicyDraft) -> None:
    """A contract has one policyholder, whoever it insures."""
    if draft.payer_id and draft.payer_name:
        raise bad_input("policy_two_payers", Place(field="payer_name"))
    if not draft.number or not (draft.payer_id or draft.payer_name):
        return
    others = select(Policy.payer_id, Policy.payer_name).where(
        Policy.household_id == household_id, Policy.number == draft.number, Policy.insurer == draft.insurer
    )
    if policy.id:
        others = others.where(Policy.id != policy.id, or_(Policy.main_id.is_(None), Policy.main_id != policy.id))
    for id, name in session.execute(others):
        if (id or name) and (id, name) != (draft.payer_id, draft.payer_name):
            raise InputError(Problem("policy_other_payer", Place(field="payer_id"), {"number": draft.number}))


def replace_covers(session: WriteSession, policy_id: str, covers: Iterable[CoverRow]) -> None:
    """What it pays by event, in place of what was said before."""
    session.execute(delete(PolicyCover).where(PolicyCover.policy_id == policy_id))
    for cover in covers:
        session.add(PolicyCover(policy_id=policy_id, event=cover.event, amount=cover.amount, note=cover.note))


def replace_beneficiaries(session: WriteSession, policy: Policy, rows: Iterable[BeneficiaryRow]) -> None:
    """Those named, in place of those before; whoever is named stands before the law's own order."""
    session.execute(delete(PolicyBeneficiary).where(PolicyBeneficiary.policy_id == policy.id))
    members = set(session.scalars(select(Member.id).where(Member.household_id == policy.household_id)))
    for position, row in enumerate(rows):
        if row.member_id and row.member_id not in members:
            raise bad_input("not_found", Place(field="beneficiaries"))
        session.add(
            PolicyBeneficiary(
                policy_id=policy.id, position=position, rank=row.rank, name=row.name.strip(),
                relation=row.relation.value, share=row.share, member_id=row.member_id, born=row.born,
            )
        )  # fmt: skip
        policy.statutory = False
    session.flush()
