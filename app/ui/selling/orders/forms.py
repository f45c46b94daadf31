"""The larger forms of an order: what the insurer said line by line, and a sale without a proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.enums import Event, Language, OfferAnswer, OrderKind, Underwriting
from app.services.rules.offers.products import Product
from app.services.rules.selling.underwriting import Verdict
from app.services.selling.orders import LineRow, OrderDetail, WalkInDraft, WalkInLine, verdicts_of
from app.ui.base import formats, labels
from app.ui.shared.trade import words_of_people
from app.ui.widgets.forms.fields import ChoiceField, DateField, MoneyField, TextField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.forms.rows_field import Cells, RowsField, SaidField


def underwriting_form(language: Language, detail: OrderDetail) -> Form:
    """A line each: the result, sum and premium as the insurer would issue them, what is excluded or why not, and the
    customer's answer to an offer."""
    form = Form(language)
    results, answers = labels.choices(Underwriting, language), labels.choices(OfferAnswer, language)
    columns = [
        Cells("said", QCoreApplication.translate("Selling", "Line"), SaidField, stretch=2),
        Cells("result", QCoreApplication.translate("Selling", "Result"), lambda: ChoiceField(results, optional=True)),
        Cells("sum", QCoreApplication.translate("Selling", "Sum (yuan)"), MoneyField, None, 96),
        Cells("premium", QCoreApplication.translate("Selling", "Premium"), MoneyField, None, 84),
        Cells("extra_premium", QCoreApplication.translate("Selling", "Extra premium"), MoneyField, None, 76),
        Cells("terms", QCoreApplication.translate("Selling", "Exclusion or reason"), TextField, stretch=2),
        Cells("postponed_until", QCoreApplication.translate("Selling", "Postponed until"), DateField, None, 104),
        Cells("answer", QCoreApplication.translate("Selling", "Customer"), lambda: ChoiceField(answers, optional=True)),
    ]  # fmt: skip
    hint = QCoreApplication.translate(
        "Selling",
        "Premium without the extra premium. What is not standard, or not what was applied for, is an offer: it is "
        "issued once the customer accepts. Riders go with a main that does not come about.",
    )
    form.add("lines", "", RowsField(columns), hint, wide=True)
    form.add("reason", QCoreApplication.translate("Selling", "Note"), TextField())
    by_id = {line.id: line for line in detail.lines}
    form.set_values({"lines": [_shown(by_id[one.line], one, language) for one in verdicts_of(detail.lines)]})
    return form


def _shown(line: LineRow, one: Verdict, language: Language) -> dict[str, Any]:
    asked = "" if line.asked_sum in (None, line.sum) else f" ({formats.money(line.asked_sum)})"
    return {
        "id": one.line,
        "said": f"{line.called(language)} · {line.member}{asked}",
        "result": one.result.value if one.result else None,
        "sum": one.sum,
        "premium": one.premium,
        "extra_premium": one.extra_premium or None,
        "terms": one.terms,
        "postponed_until": one.postponed_until,
        "answer": one.answer.value if one.answer else None,
    }


def verdicts_of_form(values: Mapping[str, Any]) -> list[Verdict]:
    return [
        Verdict(
            line["id"], Underwriting(line["result"]) if line["result"] else None, line["sum"] or 0,
            line["premium"] or 0, line["extra_premium"] or 0, line["terms"], line["postponed_until"],
            OfferAnswer(line["answer"]) if line["answer"] else None,
        )
        for line in values["lines"]
    ]  # fmt: skip


def walk_in_form(language: Language, people: Sequence[tuple[str, str]], products: Sequence[Product]) -> Form:
    """What is bought, for whom, for how much; a premium left empty is taken from the rates."""
    form = Form(language, columns=2)
    offered = [(one.code, one.name_zh if language == Language.ZH else one.name_en or one.name_zh) for one in products]
    events = {cover.event for one in products for cover in one.covers}
    goods = bool(events) and not events & set(Event)
    payer, insured, count = words_of_people(OrderKind.GOODS if goods else OrderKind.INSURANCE)
    amount = count if goods else QCoreApplication.translate("Selling", "Sum (yuan)")
    form.add("payer_id", payer, ChoiceField(people, optional=True))
    form.add("deliver_on", QCoreApplication.translate("Selling", "Delivery date"), DateField())
    columns = [
        Cells("product_code", QCoreApplication.translate("Selling", "Product"), lambda: ChoiceField(offered),
              offered[0][0] if offered else None, stretch=3),
        Cells("member_id", insured, lambda: ChoiceField(people),
              people[0][0] if people else None, stretch=1),
        Cells("sum", amount, MoneyField, None, 110),
        Cells("premium", QCoreApplication.translate("Selling", "First year"), MoneyField, None, 100),
    ]  # fmt: skip
    hint = QCoreApplication.translate("Selling", "Left empty, the premium is that of the product's rates.")
    lines = RowsField(columns, QCoreApplication.translate("Selling", "Add a line"))
    form.add("lines", QCoreApplication.translate("Selling", "Lines"), lines, hint, wide=True)
    form.add("notes", QCoreApplication.translate("Selling", "Notes"), TextField(), wide=True)
    form.set_values({"payer_id": people[0][0] if people else None, "lines": [{c.name: c.start for c in columns}]})
    return form


def walk_in_of_form(values: Mapping[str, Any]) -> WalkInDraft:
    lines = tuple(
        WalkInLine(line["product_code"] or "", line["member_id"] or "", line["sum"] or 0, line["premium"])
        for line in values["lines"]
    )
    return WalkInDraft(lines, values["payer_id"], values["deliver_on"], values["notes"])
