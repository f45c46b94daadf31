"""A family with confirmed needs and an accepted proposal, ready to be ordered."""

from __future__ import annotations

from datetime import date

from app.enums import Relation, Sex
from app.services.base.store import Actor, Store
from app.services.needs import interviews
from app.services.needs.interviews import AnswerRow
from app.services.offers import catalogue, proposals
from app.services.offers.combinations import combine
from app.services.offers.proposals import ProposalRow
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from tests.services.suited import accept

TODAY = date(2026, 11, 24)


def family(store: Store, actor: Actor, name: str = "王芳") -> str:
    draft = HouseholdDraft(
        MemberDraft(name, Relation.SELF, Sex.FEMALE, date(1989, 5, 2), income=180_000_00),
        (MemberDraft("李小雨", Relation.CHILD, Sex.FEMALE, date(2020, 3, 9)),),
    )
    return customers.add(store, actor, draft).id


def analysed(store: Store, actor: Actor, household_id: str, *, no_debts: bool = False) -> None:
    """``no_debts``: it was said that there are none; unsaid, the need at death has no figure."""
    interview = interviews.start(store, actor, household_id)
    answers = [AnswerRow("consent", "", True), AnswerRow("expenses", "", 90_000_00), AnswerRow("budget", "", 12_000_00)]
    answers += [AnswerRow(key, "", 0) for key in ("mortgage", "other_debts") if no_debts]
    interviews.save_answers(store, actor, interview.id, answers)
    interviews.confirm(store, actor, interview.id)


def proposed(store: Store, actor: Actor, household_id: str, plan: int = 1) -> ProposalRow:
    based = proposals.basis(store, household_id, TODAY)
    return proposals.save(store, actor, based, combine(based.request, catalogue.products(store), points=2).plans[plan])


def accepted(store: Store, actor: Actor, name: str = "王芳") -> ProposalRow:
    """The whole way from an empty store to a proposal the customer accepted."""
    catalogue.load_sample(store, actor)
    household_id = family(store, actor, name)
    analysed(store, actor, household_id)
    row = proposed(store, actor, household_id)
    return accept(store, actor, row.id)
