"""Service cases over a real store: each step, its log, and the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.enums import Event, Language, Level, Relation, Sex
from app.errors import ConflictError, InputError
from app.models import Agent
from app.services.base.store import Actor, Store
from app.services.care import cases, clocks
from app.services.care.cases import CaseDraft, ClaimDraft
from app.services.people import customers, timeline
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.rules.care.cases import LIKELY, NEXT, CaseAction, CaseKind, CaseState, Document, WaitingFor
from app.services.rules.care.clocks import ClockKind

TODAY = date(2026, 11, 24)


@pytest.fixture
def family(store: Store, actor: Actor) -> str:
    return customers.add(store, actor, HouseholdDraft(MemberDraft("王芳", Relation.SELF, Sex.FEMALE))).id


def claim(store: Store, actor: Actor, family: str, language: Language = Language.ZH) -> cases.CaseDetail:
    draft = CaseDraft(CaseKind.CLAIM, "住院理赔", "摔伤住院", event=Event.ACCIDENT, event_on=TODAY - timedelta(days=3))
    return cases.add(store, actor, family, draft, language)


def test_a_claim_from_its_papers_to_the_payment(store: Store, actor: Actor, family: str) -> None:
    case = claim(store, actor, family)
    assert (case.row.number, case.row.state, case.row.due) == ("SC00001", CaseState.OPEN, TODAY + timedelta(days=10))
    assert [one.name for one in case.documents][:2] == ["理赔申请书", "身份证件"]
    assert case.row.missing == len(case.documents) == 6
    got = [Document(case.documents[0].name, TODAY), *case.documents[1:], Document("照片")]
    case = cases.set_documents(store, actor, case.row.id, case.row.version, got)
    assert (case.row.missing, case.steps[-1].text) == (6, "理赔申请书")
    filed = ClaimDraft("示例人寿", TODAY, None, None)
    case = cases.set_claim(store, actor, case.row.id, case.row.version, filed)
    waiting = CaseState.WAITING
    case = cases.move(store, actor, case.row.id, case.row.version, waiting, waiting_for=WaitingFor.INSURER)
    assert case.row.waiting_for == WaitingFor.INSURER
    paid = ClaimDraft("示例人寿", TODAY, 1_234_567, TODAY)
    case = cases.set_claim(store, actor, case.row.id, case.row.version, paid)
    case = cases.move(store, actor, case.row.id, case.row.version, CaseState.RESOLVED, resolution="已赔付")
    assert (case.row.waiting_for, case.row.due, case.resolved_on) == (None, None, TODAY)
    case = cases.move(store, actor, case.row.id, case.row.version, CaseState.CLOSED)
    assert [step.action for step in case.steps] == [
        CaseAction.OPENED, CaseAction.DOCUMENTS, CaseAction.FILED, CaseAction.MOVED, CaseAction.PAID, CaseAction.MOVED,
        CaseAction.MOVED,
    ]  # fmt: skip
    kinds = [clock.kind for clock in clocks.of_agent(store, actor.code, TODAY)]
    assert kinds == [ClockKind.FEEDBACK, ClockKind.REVISIT]


def test_documents_are_named_in_the_language_of_the_window(store: Store, actor: Actor, family: str) -> None:
    assert claim(store, actor, family, Language.EN).documents[0].name == "Claim form"


@pytest.mark.parametrize("state", list(CaseState))
@pytest.mark.parametrize("wanted", list(CaseState))
def test_only_the_steps_there_are(store: Store, actor: Actor, family: str, state: CaseState, wanted: CaseState) -> None:
    case = cases.add(store, actor, family, CaseDraft(CaseKind.QUESTION, "变更受益人"))
    path = {
        CaseState.OPEN: [],
        CaseState.WORKING: [CaseState.WORKING],
        CaseState.WAITING: [CaseState.WAITING],
        CaseState.RESOLVED: [CaseState.RESOLVED],
        CaseState.CLOSED: [CaseState.RESOLVED, CaseState.CLOSED],
    }[state]
    for step in (*path, wanted):
        given = {"waiting_for": WaitingFor.CUSTOMER, "resolution": "已变更", "text": "客户来电"}
        if step is wanted and wanted not in NEXT[state] and case.row.state == state:
            with pytest.raises(InputError, match="case_move"):
                cases.move(store, actor, case.row.id, case.row.version, step, **given)  # type: ignore[arg-type]
            assert cases.one(store, case.row.id) == case, "a refused step leaves nothing"
        else:
            case = cases.move(store, actor, case.row.id, case.row.version, step, **given)  # type: ignore[arg-type]
            assert case.row.state == step


def test_a_resolution_is_required_and_reopening_needs_a_reason(store: Store, actor: Actor, family: str) -> None:
    case = cases.add(store, actor, family, CaseDraft(CaseKind.QUESTION, "保单遗失"))
    with pytest.raises(InputError) as refused:
        cases.move(store, actor, case.row.id, case.row.version, CaseState.RESOLVED)
    assert refused.value.problems[0].place.field == "resolution"
    with pytest.raises(InputError) as refused:
        cases.move(store, actor, case.row.id, case.row.version, CaseState.WAITING)
    assert refused.value.problems[0].place.field == "waiting_for"
    case = cases.move(store, actor, case.row.id, case.row.version, CaseState.RESOLVED, resolution="补发")
    with pytest.raises(InputError) as refused:
        cases.move(store, actor, case.row.id, case.row.version, CaseState.WORKING)
    assert refused.value.problems[0].place.field == "text"
    case = cases.move(store, actor, case.row.id, case.row.version, CaseState.WORKING, text="没收到")
    assert (case.steps[-1].action, case.resolved_on, case.row.resolution) == (CaseAction.REOPENED, None, "补发")


def test_every_step_can_be_taken_back(store: Store, actor: Actor, family: str) -> None:
    case = claim(store, actor, family)
    states = [case]
    id = case.row.id
    case = cases.note(store, actor, id, "已联系医院")
    assert case.row.state == CaseState.WORKING
    states.append(case)
    states.append(cases.set_documents(store, actor, id, case.row.version, [Document("发票", TODAY)]))
    case = states[-1]
    draft = CaseDraft(CaseKind.COMPLAINT, "理赔太慢", severity=Level.HIGH, promised_on=TODAY + timedelta(days=1))
    states.append(cases.change(store, actor, id, case.row.version, draft))
    assert states[-1].row.due == TODAY + timedelta(days=1)
    for before in reversed(states[:-1]):
        back = cases.take_back(store, actor, id)
        assert back is not None
        assert (back.row.state, back.documents, back.draft) == (before.row.state, before.documents, before.draft)
        assert back.steps[len(before.steps)].undone
    with pytest.raises(InputError, match="case_step_later"):
        cases.take_back(store, actor, id, states[-1].steps[-1].id)
    assert cases.take_back(store, actor, id) is None
    assert cases.of_household(store, family) == []


def test_what_is_wrong_is_named_by_field(store: Store, actor: Actor, family: str) -> None:
    tomorrow = TODAY + timedelta(days=1)
    bad = CaseDraft(CaseKind.COMPLAINT, " ", member_id="nobody", opened_on=tomorrow)
    with pytest.raises(InputError) as refused:
        cases.add(store, actor, family, bad)
    fields = {problem.place.field for problem in refused.value.problems}
    assert fields == {"title", "opened_on", "severity", "member_id"}
    case = claim(store, actor, family)
    wrong = ClaimDraft("", tomorrow, -1, None)
    with pytest.raises(InputError) as refused:
        cases.set_claim(store, actor, case.row.id, case.row.version, wrong)
    assert {problem.place.field for problem in refused.value.problems} == {"filed_on", "paid", "paid_on"}
    twice = [Document("发票"), Document(" 发票")]
    with pytest.raises(InputError, match="document_twice"):
        cases.set_documents(store, actor, case.row.id, case.row.version, twice)
    with pytest.raises(ConflictError):
        cases.note(store, actor, case.row.id, "x", case.row.version + 1)


def test_lists_by_kind_state_and_lateness(store: Store, actor: Actor, family: str) -> None:
    late = cases.add(store, actor, family, CaseDraft(CaseKind.QUESTION, "一", opened_on=TODAY - timedelta(days=9)))
    far = cases.add(store, actor, family, CaseDraft(CaseKind.OTHER, "二", due_on=TODAY + timedelta(days=30)))
    done = cases.add(store, actor, family, CaseDraft(CaseKind.OTHER, "三"))
    done = cases.move(store, actor, done.row.id, done.row.version, CaseState.RESOLVED, resolution="好")
    cases.move(store, actor, done.row.id, done.row.version, CaseState.CLOSED)
    titles = [row.title for row in cases.listing(store, actor.code, TODAY)]
    assert titles == ["一", "二"]
    assert [row.id for row in cases.listing(store, actor.code, TODAY, overdue=True)] == [late.row.id]
    assert [row.id for row in cases.listing(store, actor.code, TODAY, kind=CaseKind.OTHER)] == [far.row.id]
    assert len(cases.listing(store, actor.code, TODAY, closed=True)) == 3
    assert [row.title for row in cases.listing(store, actor.code, TODAY, state=CaseState.CLOSED)] == ["三"]
    assert [row.id for row in cases.due_today(store, actor.code, TODAY)] == [late.row.id]
    assert len(cases.of_household(store, family)) == 3


def test_a_case_has_an_owner_who_may_change(store: Store, actor: Actor, family: str) -> None:
    with store.write(actor, "agent.add") as session:
        session.add(Agent(code="A002", name="张强"))
    case = cases.add(store, actor, family, CaseDraft(CaseKind.QUESTION, "保全"))
    assert case.draft.owner == actor.code
    case = cases.change(store, actor, case.row.id, case.row.version, replace(case.draft, owner="A002"))
    assert [row.id for row in cases.listing(store, "A002", TODAY)] == [case.row.id]
    assert cases.listing(store, actor.code, TODAY) == []
    with pytest.raises(InputError, match="not_found"):
        cases.change(store, actor, case.row.id, case.row.version, replace(case.draft, owner="A009"))
    back = cases.take_back(store, actor, case.row.id)
    assert back is not None
    assert back.row.agent_code == actor.code


def test_cases_stand_in_what_happened(store: Store, actor: Actor, family: str) -> None:
    case = cases.add(store, actor, family, CaseDraft(CaseKind.QUESTION, "保全"))
    cases.move(store, actor, case.row.id, case.row.version, CaseState.RESOLVED, resolution="已办")
    told = {(entry.code, entry.text) for entry in timeline.of_household(store, family)}
    assert {("timeline.case_opened", "保全"), ("timeline.case_resolved", "保全  已办")} <= told


def test_the_likely_step_is_one_that_may_be_taken() -> None:
    assert set(LIKELY) == set(NEXT) == set(CaseState)
    for state, likely in LIKELY.items():
        assert likely is None or likely in NEXT[state]
