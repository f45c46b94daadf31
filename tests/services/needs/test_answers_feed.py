"""No question is asked for nothing: each answer becomes a figure, a choice of the program, or is kept on purpose."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.enums import Relation, Sex
from app.errors import InputError
from app.services.base.store import Actor, Store
from app.services.needs import interviews
from app.services.needs.interviews import AnswerRow
from app.services.needs.interviews.reading import inputs_of
from app.services.needs.interviews.template_files import load, shipped
from app.services.needs.interviews.templates import Kind, Question, Scope, Template
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.rules.needs.gaps.case import Repayment

TALK = {
    "income_stability": "how long to pay: the agent weighs it with the customer, no formula does",
    "health": "sensitive: read by the agent before a product is offered, in no paper and no figure",
    "ready": "a feeling that opens the talk on the worry named before",
    "other_policies": "policies to be entered on the family's page, named here so that none is forgotten",
    "community_month": "a price the customer heard, to weigh what is wanted a month, which is asked after it",
    "care_view": "opens the talk on care: what care costs is an assumption that can be moved",
    "satisfied": "the agent's own service: satisfaction is recorded with its survey",
    "policy_care": "work on policies that are there: entered as cases and orders",
}
"""Pure talk, each with why nothing is computed from it."""


def feeds(template: Template, question: Question) -> bool:
    """A figure, the risk, the order or the budget; a follow-up; the customer's own words in the summary; a consent."""
    opens = any(q.when is not None and q.when.question == question.key for q in template.questions)
    words = question.kind == Kind.NOTES and question.scope == Scope.HOUSEHOLD
    ranks = question.key == "worry"  # of old templates, which did not say what it feeds
    return bool(question.feeds) or opens or words or ranks or question.required


@pytest.mark.parametrize("code", shipped())
def test_every_question_feeds_something_or_is_talk_on_purpose(code: str) -> None:
    template = load(code)
    for question in template.questions:
        assert feeds(template, question) != (question.key in TALK), f"{code}: {question.key}"


def test_nothing_is_called_talk_that_nobody_asks() -> None:
    assert {q.key for code in shipped() for q in load(code).questions} >= set(TALK)


@pytest.mark.parametrize("code", shipped())
def test_no_figure_is_asked_twice(code: str) -> None:
    """Two questions that feed one figure add up: only debts are asked in parts."""
    asked = [q.feeds for q in load(code).questions if q.feeds]
    assert {one for one in asked if asked.count(one) > 1} <= {"debts"}


@pytest.mark.parametrize("code", shipped())
def test_where_debts_are_asked_so_are_their_rate_end_and_repayment(code: str) -> None:
    template = load(code)
    asked = {q.feeds for q in template.questions}
    if "debts" in asked:
        assert {"debt_years", "debt_rate", "repayment"} <= asked


def test_a_loans_rate_and_repayment_reach_the_case(store: Store, actor: Actor) -> None:
    me = MemberDraft("王芳", Relation.SELF, Sex.FEMALE, date(1989, 1, 12), income=200_000_00)
    home = customers.add(store, actor, HouseholdDraft(me))
    begun = interviews.start(store, actor, home.id)
    answers = [
        AnswerRow("mortgage", "", 900_000_00), AnswerRow("mortgage_years", "", 18), AnswerRow("mortgage_rate", "", 310),
        AnswerRow("mortgage_repayment", "", "principal"),
    ]  # fmt: skip
    case = inputs_of(interviews.save_answers(store, actor, begun.id, answers)).case
    assert (case.debt_years, case.debt_rate, case.repayment) == (18, Decimal("0.031"), Repayment.PRINCIPAL)
    with pytest.raises(InputError):
        interviews.save_answers(store, actor, begun.id, [AnswerRow("mortgage_rate", "", 10_000)])
