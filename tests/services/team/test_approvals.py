"""An agent's order reaches the lead with the weekly file, the lead's word goes back, and nobody approves his own."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from app.enums import Language, OrderState
from app.errors import ConflictError, InputError
from app.services.base import founding
from app.services.base.post import items
from app.services.base.store import Actor, Store
from app.services.front import post, today
from app.services.rules.selling.orders import Step
from app.services.selling import orders
from app.services.selling.orders import OrderDetail, answers
from app.services.selling.orders.answers import AnswerSays
from app.services.team import approvals
from app.services.team.approvals import ApprovalState, RequestRow, sending
from app.services.team.rollup import adding
from app.services.team.weekly import export_weekly
from tests.conftest import CHEAP, NOW, PASSWORD
from tests.reading import order_draft
from tests.services.post import team
from tests.services.selling_family import accepted
from tests.services.weekly_files import WEEK
from tests.undoing import take_back_last

LEAD = Actor("L001", "陈主管")
TODAY = date(2026, 11, 24)
S = OrderState


@pytest.fixture
def lead(tmp_path: Path) -> Iterator[Store]:
    with contextlib.closing(
        founding.found(tmp_path / "lead.db", PASSWORD, LEAD, cost=CHEAP, clock=lambda: NOW)
    ) as store:  # fmt: skip
        yield store


@pytest.fixture
def order(store: Store, actor: Actor) -> OrderDetail:
    """Submitted, and the lead approves every order."""
    accepted(store, actor)
    orders.set_approval(store, actor, 0)
    (ready,) = orders.ready(store, actor.code)
    made = orders.from_proposal(store, actor, ready.id)
    return orders.move(store, actor, made.row.id, Step(S.SUBMITTED, TODAY))


def reported(store: Store, actor: Actor, lead: Store, folder: Path) -> list[RequestRow]:
    """The agent's weekly file, joined by the lead."""
    folder.mkdir()
    path = folder / "a.xlsx"
    export_weekly(store, path, week=WEEK, agent=actor.code, language=Language.ZH, today=TODAY)
    adding.roll_up_and_keep(lead, LEAD, folder, language=Language.ZH)
    return approvals.everything(lead)


def state(store: Store, order: OrderDetail) -> S:
    return orders.detail(store, order.row.id).row.state


def test_an_order_reaches_the_lead_and_the_answer_comes_back(
    store: Store, actor: Actor, lead: Store, order: OrderDetail, tmp_path: Path
) -> None:
    (request,) = reported(store, actor, lead, tmp_path / "w")
    assert request.waits and request.changes is None
    assert (request.number, request.premium, request.revision) == (order.row.number, order.row.premium, 1)
    assert sorted(line["product"] for line in request.lines) == sorted(line.product for line in order.lines)
    approvals.decide(lead, LEAD, request.id, approved=True, version=request.version)
    (path,) = sending.write_files(lead, LEAD, tmp_path, Language.ZH)
    assert actor.code in path.name
    given = sending.read_file(path)
    assert [one.says for one in answers.look(store, given)] == [AnswerSays.APPLIES]
    assert state(store, order) == S.SUBMITTED, "looking writes nothing"
    answers.take(store, actor, given)
    now = orders.detail(store, order.row.id)
    assert (now.row.state, now.history[0].decided_by, now.changes) == (S.APPROVED, "陈主管", ())
    assert [one.says for one in answers.take(store, actor, given)] == [AnswerSays.ALREADY]
    assert sending.write_files(lead, LEAD, tmp_path, Language.ZH) == [], "sent once"


def test_a_returned_order_comes_again_with_what_changed_since(
    store: Store, actor: Actor, lead: Store, order: OrderDetail, tmp_path: Path
) -> None:
    (request,) = reported(store, actor, lead, tmp_path / "w")
    approvals.decide(lead, LEAD, request.id, approved=False, reason="保费请再核对")
    answers.take(store, actor, sending.answers_for(lead, actor.code))
    now = orders.detail(store, order.row.id)
    assert (now.row.state, now.history[0].reason) == (S.RETURNED, "保费请再核对")
    draft = order_draft(now)
    first = replace(draft.lines[0], premium=draft.lines[0].premium + 100_00)
    orders.change(store, actor, now.row.id, replace(draft, lines=(first, *draft.lines[1:])), now.row.version)
    orders.move(store, actor, now.row.id, Step(S.SUBMITTED, TODAY))
    again, before = reported(store, actor, lead, tmp_path / "again")
    assert (again.waits, again.revision, before.state) == (True, 2, ApprovalState.RETURNED)
    assert again.changes is not None
    assert [(one.field, one.after - one.before) for one in again.changes] == [("premium", 100_00)]
    (old,) = sending.answers_for(lead, actor.code)
    assert [one.says for one in answers.look(store, [old])] == [AnswerSays.CHANGED_SINCE]


def test_nobody_approves_his_own(store: Store, actor: Actor, lead: Store, order: OrderDetail, tmp_path: Path) -> None:
    """Neither by hand, nor at the lead's page, nor by a file he wrote himself."""
    for name in (actor.code, "李敏", " 李敏 "):
        with pytest.raises(InputError) as caught:
            orders.move(store, actor, order.row.id, Step(S.APPROVED, TODAY, decided_by=name))
        assert [one.code for one in caught.value.problems] == ["order_own_approval"]
    (request,) = reported(store, actor, lead, tmp_path / "w")
    with pytest.raises(InputError) as caught:
        approvals.decide(lead, Actor(actor.code, "李敏"), request.id, approved=True)
    assert [one.code for one in caught.value.problems] == ["order_own_approval"]
    approvals.decide(lead, LEAD, request.id, approved=True)
    (answer,) = sending.answers_for(lead, actor.code)
    forged = [replace(answer, decided_code=actor.code), replace(answer, decided_by="李敏", decided_code="")]
    assert [one.says for one in answers.take(store, actor, forged)] == [AnswerSays.OWN, AnswerSays.OWN]
    assert state(store, order) == S.SUBMITTED


def test_an_answer_that_does_not_fit_does_nothing(
    store: Store, actor: Actor, lead: Store, order: OrderDetail, tmp_path: Path
) -> None:
    (request,) = reported(store, actor, lead, tmp_path / "w")
    approvals.decide(lead, LEAD, request.id, approved=True)
    (answer,) = sending.answers_for(lead, actor.code)
    strange = [
        replace(answer, store_id="another"), replace(answer, order_id="0" * 32),
        replace(answer, decided_on=date(2027, 1, 1)), replace(answer, revision=7),
    ]  # fmt: skip
    found = [one.says for one in answers.take(store, actor, strange)]
    assert found == [AnswerSays.OTHER_STORE, AnswerSays.UNKNOWN, AnswerSays.REFUSED, AnswerSays.CHANGED_SINCE]
    orders.move(store, actor, order.row.id, Step(S.WITHDRAWN, TODAY, "客户改主意"))
    assert [one.says for one in answers.take(store, actor, [answer])] == [AnswerSays.NOT_WAITING]
    assert state(store, order) == S.WITHDRAWN


def test_a_decision_is_made_once_with_a_reason_where_it_returns_and_can_be_taken_back(
    store: Store, actor: Actor, lead: Store, order: OrderDetail, tmp_path: Path
) -> None:
    (request,) = reported(store, actor, lead, tmp_path / "w")
    assert order.row.number == request.number
    with pytest.raises(InputError) as caught:
        approvals.decide(lead, LEAD, request.id, approved=False, reason=" ")
    assert [(one.code, one.place.field) for one in caught.value.problems] == [("required", "reason")]
    approvals.decide(lead, LEAD, request.id, approved=True)
    with pytest.raises(InputError) as caught:
        approvals.decide(lead, LEAD, request.id, approved=True)
    assert [one.code for one in caught.value.problems] == ["approval_decided"]
    with pytest.raises(ConflictError):
        approvals.decide(lead, LEAD, request.id, approved=True, version=request.version)
    take_back_last(lead, LEAD)
    assert approvals.everything(lead)[0].waits


def test_an_order_no_longer_asked_for_leaves_the_list_and_joining_twice_asks_once(
    store: Store, actor: Actor, lead: Store, order: OrderDetail, tmp_path: Path
) -> None:
    assert len(reported(store, actor, lead, tmp_path / "w")) == 1
    adding.roll_up_and_keep(lead, LEAD, tmp_path / "w", language=Language.ZH)
    assert len(approvals.everything(lead)) == 1
    orders.move(store, actor, order.row.id, Step(S.WITHDRAWN, TODAY, "客户改主意"))
    later = tmp_path / "later"
    later.mkdir()
    export_weekly(store, later / "b.xlsx", week=WEEK, agent=actor.code, language=Language.ZH, today=TODAY)
    adding.roll_up_and_keep(lead, LEAD, later, language=Language.ZH)
    assert approvals.everything(lead) == []


def test_the_weekly_sheet_of_orders_has_codes_and_amounts_and_no_name(
    store: Store, actor: Actor, order: OrderDetail, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    export_weekly(store, path, week=WEEK, agent=actor.code, language=Language.ZH, today=TODAY)
    page = openpyxl.load_workbook(path)["投保单"]
    (row,) = page.iter_rows(min_row=5, values_only=True)
    assert row[0] == order.row.number and row[3] == pytest.approx(order.row.premium / 100)
    assert "待主管审批" in str(row[7])
    text = json.dumps([[str(cell) for cell in one] for one in page.iter_rows(values_only=True)], ensure_ascii=False)
    assert "王芳" not in text and "李小雨" not in text


def test_an_agent_alone_says_once_that_there_is_no_approval_and_it_is_printed(
    store: Store, actor: Actor, tmp_path: Path
) -> None:
    accepted(store, actor)
    assert orders.must_be_said(store) and orders.said(store) is None
    orders.set_approval(store, actor, None)
    said = orders.said(store)
    assert not orders.must_be_said(store) and said is not None
    assert (said.amount, said.by, said.on) == (None, "李敏", TODAY)
    (ready,) = orders.ready(store, actor.code)
    made = orders.from_proposal(store, actor, ready.id)
    orders.move(store, actor, made.row.id, Step(S.SUBMITTED, TODAY))
    path = tmp_path / "a.xlsx"
    export_weekly(store, path, week=WEEK, agent=actor.code, language=Language.ZH, today=TODAY)
    (row,) = openpyxl.load_workbook(path)["投保单"].iter_rows(min_row=5, values_only=True)
    assert row[7] == "公司不设审批"


def test_the_answer_travels_in_a_signed_package(tmp_path: Path) -> None:
    """What the lead decided is shown, done when taken, and not sent twice."""
    with team(tmp_path) as office:
        agent, boss = office.agents[0], office.lead
        accepted(agent.store, agent.actor)
        orders.set_approval(agent.store, agent.actor, 0)
        (ready,) = orders.ready(agent.store, agent.actor.code)
        made = orders.from_proposal(agent.store, agent.actor, ready.id)
        orders.move(agent.store, agent.actor, made.row.id, Step(S.SUBMITTED, TODAY))
        folder = tmp_path / "w"
        folder.mkdir()
        export_weekly(
            agent.store, folder / "a.xlsx", week=WEEK, agent=agent.actor.code, language=Language.ZH, today=TODAY
        )
        adding.roll_up_and_keep(boss.store, boss.actor, folder, language=Language.ZH)
        (request,) = approvals.everything(boss.store)
        approvals.decide(boss.store, boss.actor, request.id, approved=True)
        assert boss.send(office.folder, "answers") == 1
        assert approvals.everything(boss.store)[0].sent_at is not None, "no file of it needs to be written any more"
        assert sending.write_files(boss.store, boss.actor, tmp_path, Language.ZH) == []
        agent.take(office.folder)
        (waiting,) = items.waiting(agent.store)
        shown = items.shown(agent.store, waiting.id, post.kind_of, Language.EN)
        assert ["OR00001" in part.told.title for part in shown.parts] == [True]
        assert orders.detail(agent.store, made.row.id).row.state == S.SUBMITTED
        assert agent.accept() == 1
        now = orders.detail(agent.store, made.row.id)
        assert (now.row.state, now.history[0].decided_by) == (S.APPROVED, boss.actor.name)
        assert boss.send(office.folder, "answers") == 0


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", '{"format":"needfolio-answers","format_version":1,"answers":[7]}',
        '{"format":"needfolio-answers","format_version":1,"answers":[{"store_id":1}]}', "\x00\x01", "[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_file_of_answers_is_said_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        sending.read_file(path)


def test_what_waits_stands_on_the_leads_today_until_it_is_decided(
    store: Store, actor: Actor, lead: Store, order: OrderDetail, tmp_path: Path
) -> None:
    (request,) = reported(store, actor, lead, tmp_path / "w")
    (group,) = [one for one in today.of_agent(lead, LEAD.code, TODAY).groups if one.key == "approvals"]
    (line,) = group.lines
    assert (line.id, line.tab, line.on) == (request.id, "team", request.submitted_on)
    assert request.agent_name in line.words(Language.ZH) and order.row.number in line.words(Language.EN)
    own = today.of_agent(lead, request.agent_code, TODAY).groups
    assert not [one for one in own if one.key == "approvals"], "nobody is asked to approve his own"
    approvals.decide(lead, LEAD, request.id, approved=True, version=request.version)
    assert not [one for one in today.of_agent(lead, LEAD.code, TODAY).groups if one.key == "approvals"]
