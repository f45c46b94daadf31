"""Opens the suitability of a plan on the table, or of a proposal kept, with what is known so far."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.enums import Event, Language
from app.services.offers import proposals, suitability
from app.services.offers.proposals import Basis, ProposalRow
from app.services.offers.suitability import Known, RecordDraft, RecordRow
from app.services.rules.offers.combinations import Plan
from app.ui.base import labels
from app.ui.base.desk import Desk
from app.ui.combinations.suitability.dialog import Subject, SuitabilityDialog
from app.ui.combinations.suitability.rules import RulesDialog
from app.ui.shared.paper import PaperDialog


def assess_on_table(parent: QWidget, desk: Desk, based: Basis, plan: Plan, names: dict[str, str], told: Known) -> None:
    """What is known when the dialog is closed is kept; the assessment is not."""
    subject = Subject(
        labels.plan(plan.name, desk.language),
        names,
        not based.goods,
        lambda known: suitability.assess_plans(desk.store, desk.actor, based, [plan], known)[0],
        RecordDraft(told),
        rules=lambda: edit_rules(parent, desk),
        risk_said_on=suitability.risk_from_interview(desk.store, based.household_id, told.risk),
    )
    dialog = SuitabilityDialog(parent, desk.language, subject)
    dialog.exec()
    suitability.tell(desk.store, desk.actor, based.household_id, dialog.known)


def assess_kept(parent: QWidget, desk: Desk, row: ProposalRow, told: Known) -> bool:
    """Whether the assessment was recorded."""
    detail = proposals.read(desk.store, row.id)
    before = suitability.latest(desk.store, row.id)
    zh = desk.language == Language.ZH
    products = detail.facts["products"]
    events = {need["event"] for need in detail.facts["needs"]}
    subject = Subject(
        row.number,
        {code: product["name_zh" if zh else "name_en"] for code, product in products.items()},
        bool(events & set(Event)),
        lambda known: suitability.assess_proposal(desk.store, desk.actor, detail, known),
        before.draft if before else RecordDraft(told),
        lambda draft: suitability.record(desk.store, desk.actor, row.id, draft),
        None if before is None else lambda: show_file(parent, desk, before),
        lambda: edit_rules(parent, desk),
        suitability.risk_from_interview(desk.store, row.household_id, (before.draft.known if before else told).risk),
    )
    dialog = SuitabilityDialog(parent, desk.language, subject)
    dialog.exec()
    if not dialog.recorded and dialog.known != subject.draft.known:
        suitability.tell(desk.store, desk.actor, row.household_id, dialog.known)
    return dialog.recorded


def show_file(parent: QWidget, desk: Desk, record: RecordRow) -> None:
    paper = suitability.write_file(record, desk.language)
    PaperDialog(parent, paper, f"{record.number} {paper.title}", desk.preferences).exec()


def edit_rules(parent: QWidget, desk: Desk) -> None:
    rules = suitability.rules(desk.store)
    RulesDialog(parent, desk.language, rules,
                lambda wanted: suitability.change_rules(desk.store, desk.actor, wanted)).exec()  # fmt: skip
