"""A window over a store in which every dialog of the program has something to show."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import cached_property
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from PySide6.QtWidgets import QApplication
from sqlalchemy import MetaData, select

from app.enums import ActivityKind, ActivityStatus, EntryKind, GuestState, NodeKind, PeerRole, PeriodKind
from app.services import matrix
from app.services.base import agents
from app.services.base.post import cards, peers
from app.services.base.post.cards import Card
from app.services.base.post.identity import Identity
from app.services.base.store import Store
from app.services.care import cases, clocks, satisfaction
from app.services.care.cases import CaseDraft, CaseRow
from app.services.care.satisfaction import Feedback
from app.services.day import activities
from app.services.day.activities import ActivityDraft, ActivityRow
from app.services.day.activities import guests as guest_list
from app.services.day.activities.guests import Guest
from app.services.front import demo, reports
from app.services.matrix import MatrixRow, baselines, changes, meetings, named
from app.services.measures import kpis
from app.services.needs import interviews
from app.services.needs.interviews import InterviewDetail
from app.services.offers import catalogue, combinations, proposals
from app.services.offers.catalogue import ProductRow
from app.services.offers.combinations import combine
from app.services.offers.proposals import ProposalRow
from app.services.offers.suitability import Known
from app.services.people import customers, duplicates, policies
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.people.duplicates import Pair
from app.services.people.policies import PolicyDraft
from app.services.rules.base import periods
from app.services.rules.base.periods import Period
from app.services.rules.care.cases import CaseKind
from app.services.rules.care.clocks import Clock
from app.services.rules.figures.reports import Group, Report
from app.services.selling import opportunities, orders
from app.services.selling.opportunities import OpportunityRow
from app.ui.combinations.bench import Bench
from app.ui.interview.keeper import Keeper
from app.ui.shared.page import Page
from app.ui.shell.main_window import MainWindow
from tests import reading
from tests.conftest import PASSWORD
from tests.services.selling_family import accepted

NAME = "王芳"


def fill(path: Path) -> None:
    """The sample family with a proposal, 陈静 with an order, and one of each thing a dialog is about."""
    store = Store.open(path, PASSWORD)
    me = agents.me(store)
    agents.change_profile(store, me, agents.profile(store), lead=True)
    accepted(store, me, "陈静")
    orders.from_proposal(store, me, orders.ready(store, me.code)[0].id)
    home = demo.sample_family(store)
    today = store.now().astimezone().date()
    based = proposals.basis(store, home, today)
    proposals.save(store, me, based, combine(based.request, catalogue.products(store), points=2).plans[1])
    mother = customers.household(store, home).members[0]
    starts = today - timedelta(days=365 * 2 + 10)
    policies.add(store, me, home, PolicyDraft(mother.id, "定期寿险", starts_on=starts, premium=123_400, pay_years=20))
    customers.add(store, me, HouseholdDraft(MemberDraft("王方", phone="13800001234")))
    cases.add(store, me, home, CaseDraft(CaseKind.CLAIM, "门诊理赔"))
    event = activities.add(store, me, ActivityDraft(ActivityKind.EVENT, today, ActivityStatus.PLANNED, note="产说会"))
    guest_list.invite(store, me, event.id, event.version, [Guest(home, NAME, GuestState.INVITED)])
    for name in ("一月", "二月"):
        baselines.take(store, me, name)
    need = matrix.rows(store, today, household_id=home)[0]
    changes.add(store, me, EntryKind.CHANGE, "改保额", [(NodeKind.NEED, need.id)])
    meetings.hold(store, me, meetings.MeetingDraft(today, "评审", ("李敏",), freeze=False))
    named.create(store, me, named.MatrixDraft("一期"))
    interviews.start(store, me, home)
    peers.pin(store, me, peers.meet(store, me, cards.read(a_card("A002", NAME)), PeerRole.AGENT).id)
    store.close()


def a_card(code: str, name: str) -> str:
    """Somebody's, with keys of his own."""
    keys = Identity(Ed25519PrivateKey.generate(), X25519PrivateKey.generate())
    return cards.written(Card(keys.public, code, name, "", leads=False), keys)


class World:
    """What the dialogs are about, each thing looked up when the first dialog asks for it."""

    def __init__(self, window: MainWindow) -> None:
        assert window.desk is not None
        self.window, self.desk = window, window.desk
        self.store, self.actor, self.language = self.desk.store, self.desk.actor, self.desk.language
        self.today = self.desk.today()
        self.home = next(row.id for row in customers.search(self.store, NAME))
        self.desk.choose_household(self.home)

    def page(self, tab: str) -> Page:
        self.desk.choose_household(self.home)  # an order looked at before made another family the one at hand
        if self.window.current_tab != tab or tab not in self.window.pages:
            self.window.go(tab)
            QApplication.processEvents()
        return self.window.pages[tab]

    @cached_property
    def everything_written(self) -> str:
        """The whole store in one text: what of it is shown is shown as somebody wrote it."""
        with self.store.read() as session:
            tables = MetaData()
            tables.reflect(session.connection())
            rows = [row for table in tables.sorted_tables for row in session.execute(select(table))]
        return json.dumps([[str(value) for value in row] for row in rows], ensure_ascii=False)

    @cached_property
    def card(self) -> str:
        return a_card("A003", NAME)

    @cached_property
    def people(self) -> list[tuple[str, str]]:
        return [(member.id, member.name) for member in customers.household(self.store, self.home).members]

    @cached_property
    def planned(self) -> ActivityRow:
        rows = activities.for_household(self.store, self.home)
        return next(row for row in rows if row.status == ActivityStatus.PLANNED)

    @cached_property
    def event(self) -> ActivityRow:
        return next(row for row in activities.between(self.store, self.actor.code, self.today, self.today)
                    if row.kind == ActivityKind.EVENT)  # fmt: skip

    @cached_property
    def case(self) -> CaseRow:
        return next(row for row in cases.of_household(self.store, self.home) if row.kind == CaseKind.CLAIM)

    @cached_property
    def clock(self) -> Clock:
        return clocks.of_agent(self.store, self.actor.code, self.today)[0]

    @cached_property
    def feedback(self) -> Feedback:
        return satisfaction.of_household(self.store, self.home)[0]

    @cached_property
    def need(self) -> MatrixRow:
        return matrix.rows(self.store, self.today, household_id=self.home)[0]

    @cached_property
    def interview(self) -> InterviewDetail:
        found = interviews.latest(self.store, self.home)
        assert found is not None
        return found

    @cached_property
    def keeper(self) -> Keeper:
        return Keeper(self.desk, self.interview)

    @cached_property
    def products(self) -> list[ProductRow]:
        return catalogue.listing(self.store)

    @cached_property
    def pair(self) -> Pair:
        return duplicates.scan(self.store)[0]

    @cached_property
    def policy(self) -> str:
        return reading.policies(self.store, self.home)[0].id

    @cached_property
    def proposal(self) -> ProposalRow:
        return proposals.of_household(self.store, self.home)[0]

    @cached_property
    def sale(self) -> OpportunityRow:
        return opportunities.board(self.store, self.actor.code, self.today).rows[0]

    @cached_property
    def period(self) -> Period:
        return periods.of(PeriodKind.WEEK, self.today)

    @cached_property
    def figures(self) -> list[kpis.Figure]:
        return list(kpis.figures(self.store, self.period, self.actor.code))

    @cached_property
    def report(self) -> reports.Result:
        return reports.run(self.store, Report("customers", groups=(Group("stage"),)))

    @cached_property
    def bench(self) -> Bench:
        """With plans of two points of the curve: enough for every dialog about a plan."""
        products = catalogue.products(self.store)
        bench = Bench(proposals.basis(self.store, self.home, self.today), {one.code: one for one in products}, Known())
        bench.solved(combinations.combine(bench.request(), bench.catalogue, points=2), bench.state.budget)
        return bench
