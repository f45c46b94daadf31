"""All policy services of one's customers in Selling: every kind walked, the late ones found, the policy changed."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.enums import BeneficiaryRelation, Event, Language, PolicyStatus, ServiceKind, ServiceState
from app.models import Household, ServiceOrder
from app.services.base import agents
from app.services.base.store import Store
from app.services.people import customers, policies
from app.services.people.policies import BeneficiaryRow, CoverRow, PolicyDraft, ValueRow
from app.services.rules.selling.services import due
from app.services.selling import policy_services
from app.services.selling.policy_services import Asked, ServicesShown
from app.ui.selling.page import SERVICES, SellingPage
from app.ui.widgets.forms.dialog import FormDialog
from tests.conftest import PASSWORD
from tests.reading import is_primary
from tests.ui.acting import click, in_dialog
from tests.ui.conftest import OpenWindow

K, S = ServiceKind, ServiceState
YUAN = 100


@pytest.fixture(params=[Language.ZH, Language.EN])
def language(request: pytest.FixtureRequest) -> Language:
    return Language(request.param)


def asked_of(kind: ServiceKind) -> dict[str, Any]:
    named = [BeneficiaryRow("李小雨", BeneficiaryRelation.CHILD)]
    return {
        K.ADDRESS: {"address": "杭州市西湖区文三路 1 号"},
        K.BENEFICIARY: {"beneficiaries": policy_services.asked_of(named), "statutory": False},
        K.REDUCE: {"sum": 300_000 * YUAN, "premium": 5_000 * YUAN}, K.PAID_UP: {"sum": 100_000 * YUAN},
        K.REINSTATE: {}, K.LOAN: {"amount": 20_000 * YUAN}, K.REPAY: {"amount": 1_000 * YUAN}, K.SURRENDER: {},
    }[kind]  # fmt: skip


def family_of(store: Store) -> str:
    with store.read() as session:
        return session.scalars(select(Household.id)).one()


@pytest.fixture
def page(qtbot: QtBot, family_file: Path, open_window: OpenWindow, language: Language) -> SellingPage:
    """One policy for each kind of service, each asked for today."""
    with closing(Store.open(family_file, PASSWORD)) as store:
        actor, today = agents.me(store), store.today()
        home = family_of(store)
        who = customers.household(store, home).members[0].id
        for kind in K:
            draft = PolicyDraft(
                who, f"终身寿险 {kind.value}", (CoverRow(Event.DEATH, 500_000 * YUAN),), "示例人寿", f"P-{kind.value}",
                sum=500_000 * YUAN, premium=9_000 * YUAN, pay_years=20, starts_on=date(today.year - 8, 1, 1),
            )  # fmt: skip
            if kind == K.REINSTATE:
                draft = replace(draft, status=PolicyStatus.LAPSED, lapsed_on=today - timedelta(days=30))
            if kind == K.REPAY:
                draft = replace(draft, loan=5_000 * YUAN, loan_on=today - timedelta(days=60))
            row = policies.add(store, actor, home, draft)
            policies.set_values(store, actor, row.id, [ValueRow(8, 40_000 * YUAN, 100_000 * YUAN)])
            policy_services.add(store, actor, Asked(row.id, kind, asked_of(kind)))
    window = open_window(language)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.go("selling")
    found = cast(SellingPage, window.pages["selling"])
    qtbot.waitUntil(found.isVisible)
    click(qtbot, found.modes.button(SERVICES))
    return found


def show(page: SellingPage, which: ServicesShown) -> list[ServiceKind]:
    page.which_box.setCurrentIndex(page.which_box.findData(which.value))
    page.refresh_now()
    model = page.services.model
    return [model.row(at).kind for at in range(model.rowCount())]


def choose(page: SellingPage, kind: ServiceKind) -> None:
    row = next(row for row in rows(page) if row.kind == kind)
    page.services.table.select_id(row.id)


def rows(page: SellingPage) -> list[policy_services.ServiceRow]:
    model = page.services.model
    return [model.row(at) for at in range(model.rowCount())]


def take(qtbot: QtBot, page: SellingPage, state: ServiceState) -> None:
    """Press the button of a step and save its form."""
    in_dialog(FormDialog, lambda dialog: click(qtbot, dialog.button), lambda: click(qtbot, page.services.steps[state]))
    page.desk.hub.settle()


def test_every_kind_goes_from_asked_to_done_and_changes_its_policy(qtbot: QtBot, page: SellingPage) -> None:
    store, today = page.desk.store, page.desk.today()
    assert set(show(page, ServicesShown.OPEN)) == set(K)
    for kind in K:
        choose(page, kind)
        shown = {state for state, button in page.services.steps.items() if not button.isHidden()}
        assert shown == {S.SUBMITTED, S.WITHDRAWN} and is_primary(page.services.steps[S.SUBMITTED])
        take(qtbot, page, S.SUBMITTED)
        row = next(row for row in rows(page) if row.kind == kind)
        assert (row.state, row.due_on) == (S.SUBMITTED, due(kind, today))
        choose(page, kind)
        take(qtbot, page, S.DONE)
    assert show(page, ServicesShown.OPEN) == []
    assert page.services.stack.currentWidget() is page.services.nothing
    assert len(show(page, ServicesShown.ALL)) == len(K)
    home = family_of(store)
    with store.read() as session:
        rows_ = policies.read_policies(session, home)
    held = {row.number.removeprefix("P-"): row for row in rows_ if row.number[:2] == "P-"}
    assert held["surrender"].status != PolicyStatus.IN_FORCE
    assert held["reinstate"].status == PolicyStatus.IN_FORCE
    assert (held["reduce"].sum, held["reduce"].premium) == (300_000 * YUAN, 5_000 * YUAN)
    assert held["loan"].loan == 20_000 * YUAN and held["repay"].loan == 4_000 * YUAN
    assert [one.name for one in held["beneficiary"].beneficiaries] == ["李小雨"]
    assert customers.household(store, home).contact.address == "杭州市西湖区文三路 1 号"


def test_what_the_insurer_should_have_answered_is_found(qtbot: QtBot, page: SellingPage) -> None:
    store, actor = page.desk.store, page.desk.actor
    assert show(page, ServicesShown.LATE) == []
    show(page, ServicesShown.OPEN)
    for row in rows(page):
        if row.kind in (K.SURRENDER, K.ADDRESS):
            with store.write(actor, "test.earlier") as session:
                session.get_one(ServiceOrder, row.id).asked_on = page.desk.today() - timedelta(days=20)
            again = next(one for one in policy_services.of_household(store, row.household_id) if one.id == row.id)
            on = page.desk.today() - timedelta(days=10)
            policy_services.move(store, actor, row.id, S.SUBMITTED, again.version, on=on)
    assert show(page, ServicesShown.LATE) == [K.ADDRESS], "three days are over, thirty are not"
    first = show(page, ServicesShown.OPEN)
    assert first[:2] == [K.ADDRESS, K.SURRENDER], "what is due first stands on top"
    choose(page, K.ADDRESS)
    click(qtbot, page.services.family_button)
    assert page.desk.household_id == rows(page)[0].household_id


def test_another_agents_families_are_not_on_the_list(page: SellingPage) -> None:
    found = policy_services.of_agent(page.desk.store, "A999", ServicesShown.ALL, page.desk.today())
    assert found == []
