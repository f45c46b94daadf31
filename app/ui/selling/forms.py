"""The forms of selling: what is expected of a sale, how it ends, an order's content and its steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QCoreApplication

from app import words
from app.enums import Language, OrderKind, OrderState, Stage
from app.services.rules.selling.orders import ADJUSTABLE, DECIDED, NEED_REASON, Step
from app.services.rules.spine.sales import Wish
from app.services.selling.opportunities import OpportunityDraft, OpportunityRow
from app.services.selling.orders import LineDraft, LineRow, OrderDetail, OrderDraft
from app.ui.base import labels
from app.ui.shared.trade import words_of_people
from app.ui.widgets.forms.fields import ChoiceField, DateField, MoneyField, NotesField, NumberField, TextField
from app.ui.widgets.forms.form import Form

PAUSE = timedelta(days=30)
TEAM, NEVER, FROM = "team", "never", "from"


def sale_form(language: Language, draft: OpportunityDraft) -> Form:
    form = Form(language)
    form.add("title", QCoreApplication.translate("Selling", "What it is about"), TextField())
    form.add("premium", QCoreApplication.translate("Selling", "Expected first-year premium (yuan)"), MoneyField())
    form.add("expected_on", QCoreApplication.translate("Selling", "Expected on"), DateField())
    hint = QCoreApplication.translate("Selling", "Empty: the chance of its stage, learnt from your own sales.")
    form.add("probability", QCoreApplication.translate("Selling", "Chance (%)"), NumberField(), hint)
    form.add("competitor", QCoreApplication.translate("Selling", "Competitor"), TextField())
    form.add("notes", QCoreApplication.translate("Selling", "Notes"), NotesField())
    form.set_values({name: getattr(draft, name) for name in form.fields})
    return form


def sale_of_form(values: Mapping[str, Any]) -> OpportunityDraft:
    return OpportunityDraft(**values)


def end_form(language: Language, row: OpportunityRow, today: date) -> Form:
    """Lost, with the reason and to whom; or put off, until when."""
    form = Form(language)
    exits = (Stage.REJECTED, Stage.PAUSED, Stage.DECLINED, Stage.WITHDRAWN)
    form.add("stage", QCoreApplication.translate("Selling", "How it ends"),
             ChoiceField([(stage.value, labels.of(stage, language)) for stage in exits]))  # fmt: skip
    hint = QCoreApplication.translate("Selling", "A refusal needs its reason.")
    form.add("reason", QCoreApplication.translate("Selling", "Reason"), NotesField(), hint)
    form.add("competitor", QCoreApplication.translate("Selling", "Competitor"), TextField())
    hint = QCoreApplication.translate("Selling", "For a sale that is put off.")
    form.add("until", QCoreApplication.translate("Selling", "Look at it again on"), DateField(), hint)
    form.set_values({"stage": Stage.REJECTED.value, "competitor": row.competitor, "until": today + PAUSE})
    return form


def wish_of_form(values: Mapping[str, Any]) -> Wish:
    return Wish(Stage(values["stage"]), values["reason"], values.get("until"))


def move_form(language: Language, stage: Stage) -> Form:
    """Any stage, and why: a way back needs its reason."""
    form = Form(language)
    form.add("stage", QCoreApplication.translate("Selling", "Stage"), ChoiceField(labels.choices(Stage, language)))
    hint = QCoreApplication.translate("Selling", "A move back, or a refusal, needs its reason.")
    form.add("reason", QCoreApplication.translate("Selling", "Reason"), NotesField(), hint)
    form.set_values({"stage": stage.value})
    return form


def step_form(language: Language, state: OrderState, today: date, mains: Sequence[LineRow] = ()) -> Form:
    """What a step asks for: its day, and where it needs them a reason, who decided, the policy number. Of several
    ``mains`` each may have a number of its own."""
    form = Form(language)
    if state == OrderState.ISSUED:
        form.add("policy_number", QCoreApplication.translate("Selling", "Policy number"), TextField())
        for line in mains if len(mains) > 1 else ():
            form.add(f"number/{line.id}", f"{line.called(language)} · {line.member}", TextField(
                QCoreApplication.translate("Selling", "Empty: the number above")))  # fmt: skip
    if state in DECIDED:
        form.add("decided_by", QCoreApplication.translate("Selling", "Decided by"), TextField())
    form.add("on", QCoreApplication.translate("Selling", "Day"), DateField())
    hint = QCoreApplication.translate("Selling", "Needed: it stays in the history.") if state in NEED_REASON else ""
    form.add("reason", QCoreApplication.translate("Selling", "Reason"), NotesField(), hint)
    form.set_values({"on": today})
    return form


def step_of_form(state: OrderState, values: Mapping[str, Any], today: date) -> Step:
    return Step(
        state, values["on"] or today, values["reason"], values.get("decided_by", ""), values.get("policy_number", ""),
        {name.removeprefix("number/"): text for name, text in values.items() if name.startswith("number/")},
    )  # fmt: skip


def order_form(language: Language, detail: OrderDetail) -> Form:
    """Payer, delivery date, and for each line its sum, premium, and why it does not stand."""
    form = Form(language, columns=3)
    form.add("payer_id", words_of_people(detail.row.kind)[0], ChoiceField(detail.people, optional=True))
    form.add("deliver_on", QCoreApplication.translate("Selling", "Delivery date"), DateField())
    form.add("notes", QCoreApplication.translate("Selling", "Notes"), TextField())
    values: dict[str, Any] = {name: getattr(detail.row, name) for name in form.fields}
    goods = detail.row.kind == OrderKind.GOODS
    first = words.say("paper.price_yuan", language) if goods else QCoreApplication.translate("Selling", "First year")
    for line in detail.lines:
        name = f"{line.called(language)} · {line.member}"
        form.add(f"sum/{line.id}", name, MoneyField())
        form.add(f"premium/{line.id}", first, MoneyField())
        form.add(f"left_out/{line.id}", QCoreApplication.translate("Selling", "Left out because"), TextField())
        values |= {f"{part}/{line.id}": getattr(line, part) for part in ("sum", "premium", "left_out")}
    if detail.row.state in ADJUSTABLE:
        hint = QCoreApplication.translate("Selling", "Needed: it is on its way.")
        form.add("reason", QCoreApplication.translate("Selling", "Reason"), TextField(), hint)
    form.set_values(values)
    return form


def order_of_form(values: Mapping[str, Any], detail: OrderDetail) -> OrderDraft:
    lines = tuple(
        LineDraft(
            line.id,
            values[f"sum/{line.id}"] or 0,
            values[f"premium/{line.id}"] or 0,
            values[f"left_out/{line.id}"],
        )
        for line in detail.lines
    )
    return OrderDraft(values["payer_id"], values["deliver_on"], lines, values["notes"])


def approval_form(language: Language, known: int | str | None) -> Form:
    """Who needs a lead's approval: by team, never, or from a premium on."""
    form = Form(language)
    choices = [(code, words.say(f"approval.{code}", language)) for code in (TEAM, NEVER, FROM)]
    form.add("who", QCoreApplication.translate("Selling", "A lead approves"), ChoiceField(choices))
    form.add("amount", QCoreApplication.translate("Selling", "From a first-year premium of (yuan)"), MoneyField())
    amount = known if isinstance(known, int) else None
    form.set_values({"who": TEAM if isinstance(known, str) else NEVER if known is None else FROM, "amount": amount})
    return form


def approval_of_form(values: Mapping[str, Any]) -> int | str | None:
    return {TEAM: "by team", NEVER: None, FROM: values["amount"] or 0}[values["who"]]
