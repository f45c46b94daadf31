"""The form of a policy as the insurer issued it, and that of its beneficiaries, shared with what asks for new ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.enums import BeneficiaryRelation, Event, Language, PolicyStatus, ProductKind
from app.services.people.customers import HouseholdDetail
from app.services.people.policies import BeneficiaryRow, CoverRow, PolicyDraft, PolicyRow, column_title
from app.ui.base import labels
from app.ui.widgets.forms.fields import (
    CheckField,
    ChoiceField,
    DateField,
    MoneyField,
    NumberField,
    PercentField,
    TextField,
)
from app.ui.widgets.forms.form import Form
from app.ui.widgets.forms.rows_field import Cells, RowsField
from app.ui.widgets.forms.set_field import SuggestField

OF_RIDER = ("main_id",)
NOT_OF_RIDER = ("insurer", "number", "payer_id", "payer_name")  # a rider has those of its main


def policy_form(language: Language, family: HouseholdDetail, row: PolicyRow | None = None) -> Form:
    """Who, what, until when, for how much, for whom; a rider asks for its main instead of number and policyholder."""
    form = Form(language, columns=3)
    people = [(member.id, member.name) for member in family.members]
    mains = [(one.id, f"{one.product_name} {one.number}".strip()) for one in family.policies if _may_lead(one, row)]
    form.add("member_id", QCoreApplication.translate("FamilyForms", "Insured"), ChoiceField(people))
    form.add("product_name", QCoreApplication.translate("FamilyForms", "Product"), TextField())
    form.add("category", QCoreApplication.translate("FamilyForms", "Kind of insurance"), TextField())
    kind = ChoiceField(labels.choices(ProductKind, language))
    form.add("kind", QCoreApplication.translate("FamilyForms", "Main or rider"), kind)
    form.add(
        "main_id", QCoreApplication.translate("FamilyForms", "Main it belongs to"), ChoiceField(mains, optional=True)
    )
    form.add("insurer", QCoreApplication.translate("FamilyForms", "Insurer"), TextField())
    form.add("number", QCoreApplication.translate("FamilyForms", "Policy number"), TextField())
    form.add("payer_id", QCoreApplication.translate("FamilyForms", "Policyholder"), ChoiceField(people, optional=True))
    form.add("payer_name", QCoreApplication.translate("FamilyForms", "Or not of the family"), TextField())
    _add_terms(form, language)
    _add_covers(form, language)
    form.add("statutory", "", CheckField(QCoreApplication.translate("FamilyForms", "Legal heirs, as was said")))
    named = beneficiaries_field(language, [name for _, name in people])
    form.add("beneficiaries", QCoreApplication.translate("FamilyForms", "Beneficiaries"), named, wide=True)
    values: dict[str, Any] = {"kind": ProductKind.MAIN.value}
    if row is not None:
        values = {name: getattr(row, name) for name in form.fields if not name.startswith("cover_")}
        values |= {f"cover_{cover.event}": cover.amount for cover in row.covers}
        values |= {"kind": row.kind.value, "beneficiaries": lines_of(row.beneficiaries)}
        values |= {name: getattr(row, name) or None for name in ("extra_premium", "loan")}
    form.set_values(values)

    def fit() -> None:
        rider = kind.value() != ProductKind.MAIN.value
        for name in OF_RIDER:
            form.show_field(name, rider)
        for name in NOT_OF_RIDER:
            form.show_field(name, not rider)

    kind.box.currentIndexChanged.connect(fit)
    fit()
    return form


def _may_lead(one: PolicyRow, row: PolicyRow | None) -> bool:
    return one.kind == ProductKind.MAIN and (row is None or one.id != row.id)


def _add_terms(form: Form, language: Language) -> None:
    form.add("starts_on", QCoreApplication.translate("FamilyForms", "In force from"), DateField())
    form.add("ends_on", QCoreApplication.translate("FamilyForms", "Until (empty = for life)"), DateField())
    form.add("sum", QCoreApplication.translate("FamilyForms", "Sum as issued (yuan)"), MoneyField())
    form.add("premium", QCoreApplication.translate("FamilyForms", "Premium a year (yuan)"), MoneyField())
    form.add("extra_premium", QCoreApplication.translate("FamilyForms", "of it extra premium"), MoneyField())
    form.add("pay_years", QCoreApplication.translate("FamilyForms", "Years to pay"), NumberField())
    statuses = labels.choices(PolicyStatus, language)
    form.add("status", QCoreApplication.translate("FamilyForms", "Status"), ChoiceField(statuses))
    hint = QCoreApplication.translate("FamilyForms", "Of a lapsed policy: it can be reinstated for two years.")
    form.add("lapsed_on", QCoreApplication.translate("FamilyForms", "Lapsed on"), DateField(), hint)
    form.add("terms", QCoreApplication.translate("FamilyForms", "Exclusions"), TextField())
    form.add("loan", QCoreApplication.translate("FamilyForms", "Policy loan (yuan)"), MoneyField())
    form.add("loan_on", QCoreApplication.translate("FamilyForms", "Loan since"), DateField())
    form.add("employer_group", "", CheckField(QCoreApplication.translate("FamilyForms", "Group cover by the employer")))


def _add_covers(form: Form, language: Language) -> None:
    for event in Event:
        form.add(f"cover_{event.value}", column_title(f"cover_{event.value}", language), MoneyField())


def beneficiaries_field(language: Language, people: Sequence[str]) -> RowsField:
    """Names of the family are offered while typing."""
    relations = labels.choices(BeneficiaryRelation, language)
    return RowsField(
        [
            Cells("name", QCoreApplication.translate("FamilyForms", "Name"), lambda: SuggestField(people), stretch=2),
            Cells("relation", QCoreApplication.translate("FamilyForms", "To the insured"),
                  lambda: ChoiceField(relations), BeneficiaryRelation.SPOUSE.value, stretch=1),
            Cells("share", QCoreApplication.translate("FamilyForms", "Share (%)"), PercentField, 100_00, 84),
            Cells("rank", QCoreApplication.translate("FamilyForms", "In line"), NumberField, 1, 60),
            Cells("born", QCoreApplication.translate("FamilyForms", "Born"), DateField, None, 116),
        ],
        QCoreApplication.translate("FamilyForms", "Add a beneficiary"),
    )  # fmt: skip


def lines_of(rows: Iterable[BeneficiaryRow]) -> list[dict[str, Any]]:
    """As :func:`beneficiaries_field` shows them."""
    return [
        {"name": row.name, "relation": row.relation.value, "share": row.share, "rank": row.rank, "born": row.born}
        for row in rows
    ]  # fmt: skip


def beneficiaries_of(lines: Iterable[Mapping[str, Any]], family: HouseholdDetail) -> tuple[BeneficiaryRow, ...]:
    """What was typed; whoever is called as one of the family is that person."""
    known = {member.name: member.id for member in family.members}
    return tuple(
        BeneficiaryRow(
            line["name"], BeneficiaryRelation(line["relation"]), line["share"] or 0, line["rank"] or 0,
            known.get(line["name"]), line["born"],
        )
        for line in lines
    )  # fmt: skip


def policy_of_form(values: Mapping[str, Any], family: HouseholdDetail, row: PolicyRow | None = None) -> PolicyDraft:
    """What is typed; what the form does not ask for stays as it is in ``row``."""
    events = [event.value for event in Event]
    typed = [CoverRow(event, values[f"cover_{event}"]) for event in events if values[f"cover_{event}"]]
    kept = {cover.event: cover.note for cover in row.covers} if row else {}
    covers = [CoverRow(cover.event, cover.amount, kept.get(cover.event, "")) for cover in typed]
    covers += [cover for cover in (row.covers if row else ()) if cover.event not in events]
    kind = ProductKind(values["kind"])
    rider = kind != ProductKind.MAIN
    of_contract = {name: values[name] for name in NOT_OF_RIDER}
    if rider:
        of_contract = {"insurer": "", "number": "", "payer_id": None, "payer_name": ""}
    same = ("member_id", "product_name", "category", "starts_on", "ends_on", "sum", "pay_years", "employer_group",
            "lapsed_on", "terms", "loan_on", "statutory")  # fmt: skip
    return PolicyDraft(
        **{name: values[name] for name in same},
        **of_contract,
        covers=tuple(covers),
        product_code=row.product_code if row else "",
        kind=kind,
        main_id=values["main_id"] if rider else None,
        premium=values["premium"] or 0,
        extra_premium=values["extra_premium"] or 0,
        loan=values["loan"] or 0,
        status=PolicyStatus(values["status"]),
        notes=row.notes if row else "",
        beneficiaries=beneficiaries_of(values["beneficiaries"], family),
    )
