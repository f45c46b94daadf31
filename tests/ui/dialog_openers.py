"""How each dialog of the program is opened: a new one without a line here fails the test of them all.

A key is the dialog's folder and class; for a form without a class of its own, the folder and the function that asks.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

from app.enums import (
    CardKind,
    HealthSource,
    HealthTreatment,
    NodeKind,
    OrderState,
    ProposalState,
    ServiceKind,
    ServiceState,
    Stage,
)
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.post import peers
from app.services.day.quick_add import preview
from app.services.figures.progress import Card, DrillRow, How, Rows
from app.services.knowledge import cards
from app.services.knowledge.cards import CardRow
from app.services.matrix import impact, putting_away, testing
from app.services.needs.analysis import shipped_basis
from app.services.offers import catalogue, combinations, proposals
from app.services.offers.catalogue import ProductRow
from app.services.offers.proposals import Changed, ChangeOf
from app.services.offers.suitability import Known
from app.services.people import health
from app.services.people.bulk_edits import Chosen
from app.services.people.customers import CustomerFilter
from app.services.people.health import ConsentDraft, NoteDraft
from app.services.rules.base.weeks import week_of
from app.services.rules.care.cases import CaseState
from app.services.rules.day.next_steps import usual
from app.services.rules.knowledge.cards import CardDraft
from app.services.rules.measures.kpis import Unit
from app.services.rules.needs.statutory import Statute
from app.services.selling import policy_services
from app.services.selling.orders.answers import Answer
from app.services.spine import tracing
from app.services.team.approvals import ApprovalState, RequestRow
from app.services.team.coaching.looking import Look
from app.services.team.rollup import Finding, FindingKind
from app.services.team.rollup.behind import Behind
from app.ui.combinations.changing import wishes
from app.ui.combinations.changing.change import ChangeDialog
from app.ui.combinations.changing.choices import AddDialog
from app.ui.combinations.changing.others import AlternativesDialog
from app.ui.combinations.changing.why import WhyDialog
from app.ui.combinations.customer import PlansView
from app.ui.combinations.kept import Proposals
from app.ui.combinations.suitability import assessing
from app.ui.combinations.years import YearsDialog
from app.ui.customers.book.bulk import BulkDialog
from app.ui.customers.book.handover import GiveDialog, HandoversDialog, TakeDialog
from app.ui.customers.book.label_lists import LabelsDialog
from app.ui.customers.book.own_fields import FieldsDialog
from app.ui.customers.book.referral_tree import ReferralsDialog
from app.ui.customers.family.background.interests import InterestsSection
from app.ui.customers.family.background.ties import TiesSection
from app.ui.customers.family.contact import ContactPane
from app.ui.customers.family.health.pane import HealthPane
from app.ui.customers.family.members import MembersPane
from app.ui.customers.family.money import MoneyPane
from app.ui.customers.family.policies.pane import PoliciesPane
from app.ui.customers.family.policies.services import ServicesDialog
from app.ui.customers.family.view import FamilyView
from app.ui.customers.list.filtering import FilterDialog
from app.ui.customers.page import CustomersPage
from app.ui.interview.analysis.forms import SetDialog
from app.ui.interview.analysis.window import AnalysisWindow
from app.ui.interview.answering import people as interview_people
from app.ui.interview.answering.place import PlaceRow
from app.ui.interview.customer.view import CustomerView
from app.ui.interview.editor.dialog import TemplateEditor
from app.ui.interview.page import InterviewPage
from app.ui.know.page import KnowPage
from app.ui.know.versions import CardVersionsDialog
from app.ui.library.compare import CompareDialog as ProductsBeside
from app.ui.library.editor import ProductEditor
from app.ui.library.illustrations import IllustrationDialog, IllustrationsDialog
from app.ui.library.portfolio import PortfolioDialog
from app.ui.library.versions import VersionsDialog
from app.ui.matrix.away import AwayDialog
from app.ui.matrix.choose import MatrixChoice
from app.ui.matrix.keeping.records import BaselinesList, LogList, MeetingsList
from app.ui.matrix.keeping.settings import RulesDialog as MatrixRules
from app.ui.matrix.need import list as needs_list
from app.ui.matrix.need.linking import LinkDialog, NeedPicker
from app.ui.matrix.need.owners import OwnerDialog
from app.ui.matrix.need.review import ReviewDialog
from app.ui.matrix.need.tested import TestsDialog
from app.ui.matrix.need.trace import TraceDialog
from app.ui.matrix.page import MatrixPage
from app.ui.progress.commission.dialog import CommissionDialog
from app.ui.progress.daily import DailyDialog
from app.ui.progress.dashboard.cards import words_of
from app.ui.progress.dashboard.choosing import ChooseCards
from app.ui.progress.dashboard.drill import DrillDialog
from app.ui.progress.kpis.definitions import KpiDialog
from app.ui.progress.kpis.edit import KpiEditor
from app.ui.progress.kpis.history import HistoryDialog
from app.ui.progress.kpis.rows import RowsDialog as FigureRows
from app.ui.progress.reports.behind import BehindDialog
from app.ui.progress.reports.dialog import ReportsDialog
from app.ui.progress.said import WordsDialog
from app.ui.progress.targets.cascade import CascadeDialog
from app.ui.progress.targets.month import WorkMonthDialog
from app.ui.progress.targets.table import TargetsDialog
from app.ui.selling.orders.answers import AnswersDialog
from app.ui.selling.orders.view import OrdersView
from app.ui.selling.page import ORDERS, SellingPage
from app.ui.selling.sales.view import SalesView
from app.ui.shared.activity.form import ActivityDialog, begun
from app.ui.shared.activity.guests import GuestsDialog
from app.ui.shared.activity.messages import MessagesDialog, TextDialog
from app.ui.shared.activity.scope import ScopeDialog
from app.ui.shared.activity.settings import StaleDaysDialog
from app.ui.shared.activity.sleep import SleepDialog, SleepersDialog
from app.ui.shared.duplicates.finder import DuplicatesDialog
from app.ui.shared.duplicates.merge import MergeDialog
from app.ui.shared.file_rows import FileRowsDialog as FileRows
from app.ui.shared.imports import openers as import_openers
from app.ui.shared.pairs.keeping import edit_pairs
from app.ui.shared.paper.dialog import PaperDialog
from app.ui.shared.person import ask_member
from app.ui.shared.post.card import CardDialog
from app.ui.shared.post.dialog import PostDialog
from app.ui.shared.post.meeting import MeetDialog
from app.ui.shared.post.office import OfficeDialog
from app.ui.shared.post.sending import SendDialog
from app.ui.shared.service.cases.dialog import CaseDialog
from app.ui.shared.service.cases.table import add_case
from app.ui.shared.service.clocks.acts import ClockActs
from app.ui.shared.service.clocks.settings import ClockSettingsDialog
from app.ui.shared.service.feedback import forms as feedback_forms
from app.ui.shared.service.people_view import PeopleView
from app.ui.shared.service.window import ServiceWindow
from app.ui.shared.statutory import StatuteList
from app.ui.shared.statutory.form import StatuteForm
from app.ui.shell.profile import PinDialog, ProfileDialog
from app.ui.shell.safety.helping import HelpAgentDialog, HelperDialog
from app.ui.shell.safety.page import SafetyDialog
from app.ui.shell.safety.passwords import ChangePassword, RecoverDialog, RecoveryKeyDialog
from app.ui.shell.safety.renewing import NewKeyDialog
from app.ui.shell.safety.restoring import RestoreDialog
from app.ui.team.coaching import CoachingView
from app.ui.team.contests import ContestsDialog
from app.ui.team.due import DueDialog
from app.ui.team.review import ReviewView
from app.ui.team.roster import RosterDialog
from app.ui.team.share import ShareDialog
from app.ui.team.who import WhoDialog
from app.ui.today.correcting import CorrectDialog
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.forms.activity_form import NextStepDialog
from app.ui.widgets.forms.life_event_form import EventDialog
from app.ui.widgets.impact import ImpactDialog
from tests.reading import statute
from tests.ui.dialog_world import NAME, World
from tests.ui.paper_sample import sample

TWO_PEOPLE = Finding(
    FindingKind.IDENTITY, "two_people", grave=True, agent="A001-2", agent_name=NAME, file="week.xlsx",
    values={"key": f"A001|s|{NAME}", "owned": "A001", "other": NAME, "counted": "A001-2"},
)  # fmt: skip
DAY = date(2026, 11, 24)
ANSWER = Answer("s", "o", "OR00001", 1, approved=True, decided_by=NAME, decided_code="L1", decided_on=DAY)
REQUEST = RequestRow(
    "r", 1, "s", "A002", NAME, "o", 1, "OR00001", "C00001", 1_000_00, DAY, (), None, Path("week.xlsx"),
    datetime(2026, 11, 24, tzinfo=UTC), ApprovalState.OPEN, None, "", "", "", None,
)  # fmt: skip
Opener = Callable[[World], Any]
"""Makes the dialog, or starts the act that shows it."""


def keep(_values: object) -> None:
    """What a dialog gives back goes nowhere here."""


def _inside(owner: Any, act: Callable[[Any], object]) -> None:
    """An act of a dialog that itself need not be on the screen."""
    act(owner)
    owner.deleteLater()


def _correct(w: World) -> Dialog:
    said = preview(w.desk.store, f"明天下午3点 拜访 {NAME}", w.today)
    assert said is not None
    return CorrectDialog(w.window, w.desk, said.entries[0], "household_id", keep)


def _change(w: World) -> Dialog:
    plan = w.bench.state.plans["balanced"]
    item = plan.items[0]
    others = combinations.replacements(w.bench.request(), w.bench.catalogue, plan, item)
    return ChangeDialog(
        w.window, w.language, plan, item, w.bench.products[item.product], others, lambda code: code,
        lambda items: w.bench.evaluate("balanced", items), best=w.bench.best_objective,
    )  # fmt: skip


def _add(w: World) -> Dialog:
    plan = w.bench.state.plans["balanced"]
    others = combinations.replacements(w.bench.request(), w.bench.catalogue, plan, plan.items[0])
    return AddDialog(w.window, w.need.number, plan, others, lambda code: code, w.bench.best_objective)


def _why(w: World) -> Dialog:
    plan = w.bench.state.plans["balanced"]
    return WhyDialog(w.window, w.language, w.bench, plan, plan.items[0])


def _years(w: World) -> Dialog:
    based, plan = w.bench.based, w.bench.state.plans["balanced"]
    tables = proposals.years_of_plan(w.desk.store, based, plan)
    return YearsDialog(w.window, w.desk, w.need.number, tables, based.people, {})


def _sold(w: World) -> ProductRow:
    return catalogue.listing(w.desk.store)[0]


def _reasons(w: World) -> None:
    item = w.bench.state.plans["balanced"].items[0]
    changes = [Changed(ChangeOf.SUM, item.product, item.insured)]
    wishes.ask_reasons(w.window, w.language, w.bench, w.need.number, changes, keep)


def _drill(w: World) -> Dialog:
    row = DrillRow("activity", w.planned.id, w.home, w.planned.household_name, w.today, w.planned.kind.value, 1)
    words = words_of(Card.FUNNEL, w.language)
    return DrillDialog(w.desk, w.need.number, Rows(How.SUM, Unit.COUNT, (row,)), words, w.window)


def _answer(w: World) -> None:
    page = cast(InterviewPage, w.page("interview"))
    page.board.go(0)
    assert page.form is not None
    page.acts.about(page.form.findChildren(PlaceRow)[0])


def _worksheet(w: World) -> Dialog:
    dialog = w.keeper.worksheet(w.window, w.keeper.needs[0].key)
    assert dialog is not None
    return dialog


def _set(w: World) -> Dialog:
    return SetDialog(w.window, w.desk, dict(shipped_basis().values), shipped_basis())


def _kpi(w: World) -> Dialog:
    return KpiEditor(w.desk, w.figures[0].definition.document(), w.period, w.window)


def _bulk(w: World) -> Dialog:
    return BulkDialog(w.desk, w.window, (w.home,), Chosen(search="", wanted=CustomerFilter()), 3)


def _activity(w: World) -> Dialog:
    return ActivityDialog(w.window, w.desk, w.planned.note, begun(w.desk, w.today, 600), None, keep_both)


def keep_both(_draft: object, _rule: object) -> None:
    """As :func:`keep`."""


def _of(tab: str, view: type[Any], act: Callable[[Any], object]) -> Opener:
    """An act of the one ``view`` there is on a tab."""

    def start(w: World) -> object:
        page = w.page(tab)
        return act(page if isinstance(page, view) else page.findChild(view))

    return start


def _family(pane: type[Any], act: Callable[[Any], object]) -> Opener:
    """An act of a pane of 王芳's page."""

    def start(w: World) -> object:
        page = cast(CustomersPage, w.page("customers"))
        page.open(w.home)
        found = page.family.findChild(pane) if not isinstance(page.family, pane) else page.family
        holder = found
        while page.family.tabs.indexOf(holder) < 0 and holder is not page.family:
            holder = holder.parentWidget()
        page.family.tabs.setCurrentWidget(holder)
        return act(found)

    return start


def _health(act: Callable[[HealthPane], object], *, noted: bool = False) -> Opener:
    """An act of the notes on health, with the consent there."""

    def start(pane: HealthPane) -> object:
        desk, member = pane.desk, pane.detail.members[0].id
        health.consent(desk.store, desk.actor, member, ConsentDraft(pane.detail.members[0].name))
        if noted:
            told = NoteDraft("hypertension", HealthTreatment.MEDICINE, HealthSource.SAID, desk.today())
            health.add(desk.store, desk.actor, member, told)
        pane.show_detail(pane.detail)
        return act(pane)

    return _family(HealthPane, start)


def _services(act: Callable[[ServicesDialog], object]) -> Opener:
    """An act of the list of services, with one there."""

    def start(pane: PoliciesPane) -> None:
        policy = pane.detail.policies[0]
        asked = policy_services.Asked(policy.id, ServiceKind.ADDRESS, {"address": "杭州"})
        policy_services.add(pane.desk.store, pane.desk.actor, asked)
        _inside(ServicesDialog(pane.desk, pane, pane.detail, policy), act)

    return _family(PoliciesPane, start)


def _records(kind: type[Any], act: Callable[[Any], object]) -> Opener:
    def start(w: World) -> object:
        page = cast(MatrixPage, w.page("matrix"))
        page.records.show_matrix(ALL_CUSTOMERS)
        return act(page.records.findChild(kind))

    return start


def _orders(act: Callable[[OrdersView], object]) -> Opener:
    def start(w: World) -> object:
        page = cast(SellingPage, w.page("selling"))
        page.set_mode(ORDERS)
        page.orders.table.setCurrentIndex(page.orders.table.model().index(0, 0))
        return act(page.orders)

    return start


def _sales(act: Callable[[SalesView, World], object]) -> Opener:
    return lambda w: act(cast(SellingPage, w.page("selling")).sales, w)


def _people(w: World) -> PeopleView:
    view = PeopleView(w.desk, contextlib.nullcontext)
    view.setParent(w.window)
    view.show_family(w.home, editable=True)
    return view


def _coaching(w: World) -> object:
    view = w.page("team").findChild(CoachingView)
    assert view is not None
    view.look = Look(w.actor.code, w.actor.name, None, None, None, (), (), ())  # no report was rolled up yet
    return view.add_training()


def _campaign(w: World) -> object:
    view = w.page("team").findChild(ReviewView)
    assert view is not None
    view.show_week(week_of(w.today))
    return view.campaigns.edit(None)


def _kept(w: World) -> object:
    kept = Proposals(w.desk, contextlib.nullcontext)
    kept.setParent(w.window)
    kept.show_household(w.home)
    kept.table.setCurrentIndex(kept.table.model().index(0, 0))
    return kept.decide(ProposalState.REJECTED)


def _plans(w: World) -> PlansView:
    view = PlansView(w.desk, w.window)
    view.show_bench(w.bench, w.bench.state.budget or 0)
    return view


def _facts(choice: MatrixChoice) -> None:
    choice.current = next(info.code for info in choice._known if info.code != ALL_CUSTOMERS)
    choice.change()
    choice.current = ALL_CUSTOMERS


def _tested(w: World) -> TestsDialog:
    """With a test case to record."""
    if not testing.of_need(w.store, w.need.id):
        testing.add_case(w.store, w.desk.actor, w.need.id, NAME)
    return TestsDialog(w.window, w.desk, w.need)


def _decline(w: World) -> object:
    needs = cast(MatrixPage, w.page("matrix")).needs
    needs.table.setCurrentIndex(needs.table.model().index(0, 0))
    return needs.decline()


def _card(w: World) -> CardRow:
    return cards.add(w.desk.store, w.desk.actor, CardDraft(CardKind.SCRIPT, "开场白", "Opening"))


def _new_card(w: World) -> object:
    return cast(KnowPage, w.page("know")).acts.make()


OPENERS: dict[str, Opener] = {
    "activity.ActivityDialog": _activity,
    "activity.GuestsDialog": lambda w: GuestsDialog(w.window, w.desk, w.event),
    "activity.MessagesDialog": lambda w: MessagesDialog(w.window, w.desk),
    "activity.ScopeDialog": lambda w: ScopeDialog(w.window, w.planned.note, w.language),
    "activity.SleepDialog": lambda w: SleepDialog(w.window, w.desk, w.home),
    "activity.SleepersDialog": lambda w: SleepersDialog(w.window, w.desk),
    "activity.StaleDaysDialog": lambda w: StaleDaysDialog(w.window, w.desk),
    "activity.TextDialog": lambda w: TextDialog(w.window, w.desk, None),
    "analysis.AnalysisWindow": lambda w: AnalysisWindow(w.window, w.desk, w.interview),
    "analysis.SetDialog": _set,
    "answering.AnswerDialog": _answer,
    "shared.ask_member": lambda w: ask_member(w.window, w.desk, w.home, w.people[0][0], keep),
    "answering.ask_new_member": lambda w: interview_people.ask_new_member(w.window, w.desk, w.home, keep),
    "health.HealthPane.add": _health(lambda pane: pane.add()),
    "health.HealthPane.edit": _health(lambda pane: pane.edit(), noted=True),
    "health.HealthPane.ask_consent": _family(HealthPane, lambda pane: pane.ask_consent()),
    "combinations.YearsDialog": _years,
    "library.IllustrationsDialog": lambda w: IllustrationsDialog(w.desk, _sold(w), w.window),
    "library.IllustrationDialog": lambda w: IllustrationDialog(w.desk, _sold(w), None, w.window),
    "background.InterestsSection._ask": _family(InterestsSection, lambda section: section._ask(None)),
    "background.TiesSection.add": _family(TiesSection, lambda section: section.add()),
    "background.TiesSection.change": _family(TiesSection, lambda section: section.change()),
    "book.BulkDialog": _bulk,
    "book.FieldsDialog": lambda w: FieldsDialog(w.desk, w.window),
    "book.FieldsDialog._ask": lambda w: _inside(FieldsDialog(w.desk, w.window), lambda one: one.add()),
    "book.GiveDialog": lambda w: GiveDialog(w.desk, w.window, [w.home]),
    "book.HandoversDialog": lambda w: HandoversDialog(w.desk, w.window),
    "book.LabelsDialog": lambda w: LabelsDialog(w.desk, w.window),
    "book.LabelsDialog._ask": lambda w: _inside(LabelsDialog(w.desk, w.window), lambda one: one.change()),
    "book.ReferralsDialog": lambda w: ReferralsDialog(w.desk, w.window),
    "book.TakeDialog": lambda w: TakeDialog(w.desk, w.window, Path("package")),
    "cases.CaseDialog": lambda w: CaseDialog(w.desk, w.window, w.case.id),
    "cases.CaseDialog.edit": lambda w: _inside(CaseDialog(w.desk, w.window, w.case.id), lambda one: one.edit()),
    "cases.CaseDialog.edit_claim": lambda w: _inside(
        CaseDialog(w.desk, w.window, w.case.id), lambda one: one.edit_claim()
    ),
    "cases.CaseDialog.go": lambda w: _inside(
        CaseDialog(w.desk, w.window, w.case.id), lambda one: one.go(CaseState.WAITING)
    ),
    "cases.add_case": lambda w: add_case(w.desk, w.window, w.home),
    "changing.AddDialog": _add,
    "changing.AlternativesDialog": lambda w: AlternativesDialog(
        w.window, w.language, w.bench, list(w.bench.state.plans.values())
    ),
    "changing.ChangeDialog": _change,
    "changing.WhyDialog": _why,
    "changing.ask_reasons": _reasons,
    "changing.ask_wish": lambda w: wishes.ask_wish(w.window, w.language, w.need.number, w.need.number, keep),
    "clocks.ClockActs.ask_snooze": lambda w: ClockActs(w.desk, w.window, contextlib.nullcontext).ask_snooze(w.clock),
    "clocks.ClockSettingsDialog": lambda w: ClockSettingsDialog(w.desk, w.window),
    "combinations.Proposals.decide": _kept,
    "combinations.PlansView": lambda w: _plans(w),
    "customer.CustomerView": lambda w: CustomerView(w.desk, w.keeper, w.window),
    "dashboard.ChooseCards": lambda w: ChooseCards(w.page("progress").board.places, w.language, w.window),  # type: ignore[attr-defined]
    "dashboard.DrillDialog": _drill,
    "duplicates.DuplicatesDialog": lambda w: DuplicatesDialog(w.desk, w.window),
    "duplicates.EntryDialog": lambda w: cast(CustomersPage, w.page("customers")).add(),
    "duplicates.MergeDialog": lambda w: MergeDialog(w.desk, w.window, w.pair),
    "editor.TemplateEditor": lambda w: TemplateEditor(w.window, w.desk),
    "family.ContactPane.edit": _family(ContactPane, lambda pane: pane.edit()),
    "family.FamilyView.change_stage": _family(FamilyView, lambda view: view.change_stage()),
    "family.MembersPane.add": _family(MembersPane, lambda pane: pane.add()),
    "family.MembersPane.edit": _family(MembersPane, lambda pane: pane.edit(pane.table.model().row(0))),
    "family.MoneyPane.edit": _family(MoneyPane, lambda pane: pane.edit()),
    "policies.PoliciesPane._form": _family(PoliciesPane, lambda pane: pane._form(None)),
    "policies.ValuesDialog": _family(PoliciesPane, lambda pane: pane.ask_values()),
    "policies.ServicesDialog": _family(PoliciesPane, lambda pane: pane.show_services()),
    "policies.ServicesDialog.ask": _services(lambda dialog: dialog.ask(None)),
    "service.ask_step": _services(lambda dialog: dialog.step(ServiceState.SUBMITTED)),
    "policies.FilesDialog": _family(PoliciesPane, lambda pane: pane.show_files()),
    "feedback.ask_reopen": lambda w: feedback_forms.ask_reopen(w.desk, w.window, w.feedback),
    "feedback.record": lambda w: feedback_forms.record(w.desk, w.window, w.home, w.planned.household_name),
    "forms.EventDialog": lambda w: EventDialog(w.window, w.desk, w.home, w.people),
    "forms.NextStepDialog": lambda w: NextStepDialog(w.desk, w.window, w.planned, usual(w.planned.kind, w.today)),
    "imports.ImportWizard": lambda w: import_openers.customers_wizard(w.desk, w.window),
    "keeping.BaselinesList.ask": _records(BaselinesList, lambda part: part.ask()),
    "keeping.BaselinesList.with_other": _records(BaselinesList, lambda part: part.with_other()),
    "keeping.CompareDialog": _records(BaselinesList, lambda part: part.with_now()),
    "keeping.LogList._decide": _records(LogList, lambda part: part._decide()),
    "keeping.MeetingsList._add_action": _records(MeetingsList, lambda part: part._add_action()),
    "keeping.MeetingsList._hold": _records(MeetingsList, lambda part: part._hold()),
    "keeping.RulesDialog": lambda w: MatrixRules(w.window, w.desk, tracing.rules_of(w.store)),
    "kpis.HistoryDialog": lambda w: HistoryDialog(w.desk, w.figures[0].definition, w.window),
    "kpis.KpiDialog": lambda w: KpiDialog(w.desk, w.window),
    "kpis.KpiEditor": _kpi,
    "kpis.RowsDialog": lambda w: FigureRows(w.desk, w.figures[0], w.window),
    "library.CompareDialog": lambda w: ProductsBeside(w.desk, w.products[:2], w.window),
    "library.PortfolioDialog": lambda w: PortfolioDialog(w.desk, w.window),
    "library.ProductEditor": lambda w: ProductEditor(w.desk, None, w.window),
    "know.CardVersionsDialog": lambda w: CardVersionsDialog(w.desk, _card(w), w.window),
    "know.CardActs._ask": _new_card,
    "library.VersionsDialog": lambda w: VersionsDialog(w.desk, w.products[0], w.window),
    "list.FilterDialog": lambda w: FilterDialog(w.desk, w.window, CustomerFilter(), None),
    "matrix.AwayDialog": lambda w: AwayDialog(w.window, "预约", putting_away.Contents(3, 2, 1, 1, 0, 4), for_good=True),
    "matrix.MatrixChoice.change": _of("matrix", MatrixChoice, _facts),
    "matrix.MatrixChoice.make": _of("matrix", MatrixChoice, lambda choice: choice.make()),
    "meaning.WorksheetDialog": _worksheet,
    "need.ByHand.describe": lambda w: cast(MatrixPage, w.page("matrix")).needs.by_hand.describe(w.need),
    "need.LinkDialog": lambda w: LinkDialog(w.window, w.desk, w.need),
    "need.NeedPicker": lambda w: NeedPicker(w.window, w.desk, (NodeKind.POLICY, w.policy)),
    "need.NeedsView._log": lambda w: cast(MatrixPage, w.page("matrix")).needs._log(w.need),
    "need.NeedsView.decline": _decline,
    "need.OwnerDialog": lambda w: OwnerDialog(w.window, w.desk, w.need),
    "need.ReviewDialog": lambda w: ReviewDialog(w.window, w.desk, w.need),
    "need.ReviewDialog.decide": lambda w: _inside(ReviewDialog(w.window, w.desk, w.need), lambda one: one.decide()),
    "need.ReviewDialog.request": lambda w: _inside(ReviewDialog(w.window, w.desk, w.need), lambda one: one.request()),
    "need.TestsDialog": lambda w: TestsDialog(w.window, w.desk, w.need),
    "need.TestsDialog.run": lambda w: _inside(_tested(w), lambda one: one.run()),
    "need.TestsDialog.write": lambda w: _inside(TestsDialog(w.window, w.desk, w.need), lambda one: one.write()),
    "need.TraceDialog": lambda w: TraceDialog(w.window, w.desk, w.need),
    "need.say_why": lambda w: needs_list.say_why(w.window, w.desk, []),
    "orders.OrdersView.underwrite": _orders(lambda view: view.underwrite()),
    "orders.OrdersView.walk_in": lambda w: _orders(lambda view: view.walk_in(w.home))(w),
    "orders.OrdersView._change": _orders(lambda view: view._change()),
    "orders.OrdersView.ask_approval": _orders(lambda view: view.ask_approval()),
    "orders.OrdersView.ask_step": _orders(lambda view: view.ask_step(OrderState.SUBMITTED)),
    "pairs.PairsDialog": lambda w: edit_pairs(w.window, w.desk),
    "paper.PaperDialog": lambda w: PaperDialog(w.window, replace(sample(b"", 3), title=NAME), NAME, w.desk.preferences),
    "post.CardDialog": lambda w: CardDialog(w.desk, w.window),
    "post.MeetDialog": lambda w: MeetDialog(w.desk, w.window, w.card),
    "post.OfficeDialog": lambda w: OfficeDialog(w.desk, w.window),
    "post.PostDialog": lambda w: PostDialog(w.desk, w.window),
    "post.SendDialog": lambda w: SendDialog(w.desk, w.window, peers.pinned(w.store)),
    "reports.BehindDialog": lambda w: BehindDialog(w.desk, w.report, list(w.report.lines), w.need.number, w.window),
    "reports.ReportsDialog": lambda w: ReportsDialog(w.desk, w.window),
    "reports.ReportsDialog.choose_columns": lambda w: _inside(
        ReportsDialog(w.desk, w.window), lambda one: one.choose_columns()
    ),
    "reports.ReportsDialog.save_as": lambda w: _inside(ReportsDialog(w.desk, w.window), lambda one: one.save_as()),
    "commission.CommissionDialog": lambda w: CommissionDialog(w.desk, w.window),
    "commission.CommissionDialog.edit_rates": lambda w: _inside(
        CommissionDialog(w.desk, w.window), lambda one: one.edit_rates()
    ),
    "progress.DailyDialog": lambda w: DailyDialog(w.desk, w.window),
    "progress.WordsDialog": lambda w: WordsDialog(w.desk, week_of(w.today), w.window),
    "sales.SalesView._ask_move": _sales(lambda view, w: view._ask_move(w.sale, Stage.S4_PROPOSED)),
    "sales.SalesView._edit": _sales(lambda view, w: view._edit(w.sale)),
    "sales.SalesView.ask_end": _sales(lambda view, w: view.ask_end(w.sale)),
    "sales.SalesView.begin": _sales(lambda view, w: view.begin(w.home, w.planned.household_name)),
    "service.PeopleView.add_loan": lambda w: _people(w).add_loan(),
    "service.PeopleView.edit_person": lambda w: (view := _people(w)).edit_person(view.people.model().row(0)),
    "statutory.StatuteForm": lambda w: StatuteForm(w.desk, statute(w.desk.store, Statute.RATE_CAPS), w.window).exec(),
    "statutory.StatuteList": lambda w: StatuteList(w.desk, w.window).exec(),
    "service.ServiceWindow": lambda w: ServiceWindow(w.desk, w.window),
    "safety.ChangePassword": lambda w: ChangePassword(w.desk, w.window),
    "safety.HelpAgentDialog": lambda w: HelpAgentDialog(w.desk, w.window),
    "safety.HelperDialog": lambda w: HelperDialog(w.desk, w.window),
    "safety.NewKeyDialog": lambda w: NewKeyDialog(w.desk, w.window),
    "safety.RecoverDialog": lambda w: RecoverDialog(w.desk.language, w.window, lambda _key, _password: None),
    "safety.RecoveryKeyDialog": lambda w: RecoveryKeyDialog(w.desk, w.window),
    "safety.RestoreDialog": lambda w: RestoreDialog(
        w.desk.language, w.window, w.desk.tasks, [], lambda _copy, _password: None, asks=True
    ),
    "safety.SafetyDialog": lambda w: SafetyDialog(w.desk, w.window),
    "shell.PinDialog": lambda w: PinDialog(w.desk, w.window),
    "shell.ProfileDialog": lambda w: ProfileDialog(w.desk, w.window),
    "suitability.RulesDialog": lambda w: assessing.edit_rules(w.window, w.desk),
    "suitability.SuitabilityDialog": lambda w: assessing.assess_kept(w.window, w.desk, w.proposal, Known()),
    "targets.CascadeDialog": lambda w: CascadeDialog(w.desk, w.actor.code, w.period, w.window),
    "targets.TargetsDialog": lambda w: TargetsDialog(w.desk, w.today, w.window),
    "targets.WorkMonthDialog": lambda w: WorkMonthDialog(w.desk, w.window),
    "team.CoachingView.add_training": _coaching,
    "team.TeamOrdersView.decide": lambda w: w.page("team").orders.decide(REQUEST, approved=False),
    "orders.AnswersDialog": lambda w: AnswersDialog(w.desk, w.window, [ANSWER]),
    "team.ContestsDialog": lambda w: ContestsDialog(w.desk, w.window),
    "team.ContestsDialog._ask": lambda w: _inside(ContestsDialog(w.desk, w.window), lambda one: one.add()),
    "team.ShareDialog": lambda w: ShareDialog(w.desk, w.window),
    "team.RosterDialog": lambda w: RosterDialog(w.desk, w.window),
    "team.RosterDialog._ask": lambda w: _inside(RosterDialog(w.desk, w.window), lambda one: one.add()),
    "team.WhoDialog": lambda w: WhoDialog(w.desk, w.window, TWO_PEOPLE),
    "team.DueDialog": lambda w: DueDialog(w.desk, w.window),
    "team.CampaignsPane.edit": _campaign,
    "shared.FileRowsDialog": lambda w: FileRows(w.window, w.need.number, Behind(("1", "2"), (("3", "4"),))),
    "today.CorrectDialog": _correct,
    "widgets.ImpactDialog": lambda w: ImpactDialog(
        w.window, w.language, w.need.number, impact.of(w.store, (NodeKind.NEED, w.need.id)), w.need.number
    ),
}
