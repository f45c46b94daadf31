"""A case document (``resources/schemas/case.schema.json``) read strictly: every fault is named with its path."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from app.enums import Event
from app.services.needs.analysis.inputs import Basis, Inputs, shipped_basis
from app.services.needs.analysis.members import MOST_AGE, day, flag, money, read_member
from app.services.rules.needs import assumptions
from app.services.rules.needs.city import CityRules
from app.services.rules.needs.gaps import FORMULA_VERSION, FORMULAS, Case, CaseMember, Mark
from app.services.rules.needs.gaps.case import (
    HOUSEHOLD_MONEY,
    HOUSEHOLD_OPTIONAL,
    HOUSEHOLD_RATES,
    HOUSEHOLD_YEARS,
    MEMBER_MONEY,
    MEMBER_OPTIONAL,
    Repayment,
)
from app.services.rules.needs.gaps.required import never_said
from app.services.rules.needs.tax import TaxRules
from app.services.tables.documents import Reader

CASE_FIELDS = (
    "as_of", "members", "assumption_set", "assumptions", "declined", "unverified", "not_told", "missing", "count_home",
    "formula_version", "repayment", "guaranteed_credit", "tax", "city", *HOUSEHOLD_MONEY, *HOUSEHOLD_OPTIONAL,
    *HOUSEHOLD_YEARS, *HOUSEHOLD_RATES,
)  # fmt: skip
MEMBER_FIGURES = ("income", *MEMBER_MONEY, *MEMBER_OPTIONAL, *(f"cover.{event}" for event in Event))
HOUSEHOLD_FIGURES = (*HOUSEHOLD_MONEY, *HOUSEHOLD_OPTIONAL, *HOUSEHOLD_YEARS, *HOUSEHOLD_RATES)


def read_case(document: Any, file: str, today: date) -> Inputs:
    """Raises InputError with every fault of the document."""
    reader = Reader(file)
    root = reader.mapping(document, "")
    reader.known(root, CASE_FIELDS, "")
    as_of = day(reader, root.get("as_of", today.isoformat()), "as_of") or today
    members = _members(reader, root, as_of)
    amounts: dict[str, Any] = {name: money(reader, root.get(name, 0), name) for name in HOUSEHOLD_MONEY}
    amounts |= {
        name: None if root.get(name) is None else money(reader, root[name], name) for name in HOUSEHOLD_OPTIONAL
    }
    amounts["parents_years"] = reader.whole(root.get("parents_years", 0), "parents_years", 0, MOST_AGE)
    if root.get("debt_years") is not None:
        amounts["debt_years"] = reader.whole(root["debt_years"], "debt_years", 0, MOST_AGE)
    if root.get("debt_rate") is not None:
        amounts["debt_rate"] = _rate(reader, root, "debt_rate")
    credit = None if root.get("guaranteed_credit") is None else _rate(reader, root, "guaranteed_credit")
    tax = None if root.get("tax") is None else _tax(reader, root["tax"])
    city = None if root.get("city") is None else _city(reader, root["city"])
    marks = _marks(reader, root, members)
    version = _version(reader, root.get("formula_version", FORMULA_VERSION))
    basis = _basis(reader, root.get("assumption_set"))
    case = Case(
        members=tuple(_unsaid(member, marks) for member in members),
        declined=_declined(reader, root.get("declined", [])),
        repayment=_repayment(reader, root.get("repayment", Repayment.ANNUITY)),
        count_home=flag(reader, root.get("count_home", False), "count_home"),
        marks=marks,
        **amounts,
    )
    changes = _values(reader, root.get("assumptions", {}), "assumptions")
    reader.finish()
    return Inputs(case, as_of, basis, changes, version, credit, tax, city)


def _members(reader: Reader, root: dict[str, Any], as_of: date) -> list[CaseMember]:
    members = [
        read_member(reader, item, f"members[{number}]", as_of)
        for number, item in enumerate(reader.sequence(root.get("members"), "members"))
    ]
    if not members:
        reader.wrong("members", "required")
    keys = [member.key for member in members]
    for number, key in enumerate(keys):
        if key in keys[:number]:
            reader.wrong(f"members[{number}].key", "twice", text=key)
    return members


def _unsaid(member: CaseMember, marks: dict[str, Mark]) -> CaseMember:
    """An income not told is not an income of nothing."""
    not_told = marks.get(f"{member.key}.income") == Mark.NOT_TOLD
    return replace(member, income=None) if not_told and not member.income else member


def _marks(reader: Reader, root: dict[str, Any], members: list[CaseMember]) -> dict[str, Mark]:
    known = {*HOUSEHOLD_FIGURES, *(f"{member.key}.{name}" for member in members for name in MEMBER_FIGURES)}
    names = ", ".join(sorted(known))
    marks = _absent(root, members)
    marks |= {f"{member.key}.income": Mark.NOT_TOLD for member in members if member.income is None}
    for mark in (Mark.UNVERIFIED, Mark.NOT_TOLD, Mark.MISSING):
        for number, path in enumerate(reader.sequence(root.get(mark.value, []), mark.value)):
            if path in known:
                marks[path] = mark
            else:
                reader.wrong(f"{mark.value}[{number}]", "not_a_choice", text=str(path), choices=names)
    return marks


def _absent(root: dict[str, Any], members: list[CaseMember]) -> dict[str, Mark]:
    """A required figure the document does not hold was not said. A document that lists what is ``missing`` has said all
    the rest, and one that names its formula is an analysis of before: what was nothing was left out of it."""
    if "missing" in root or "formula_version" in root:
        return {}
    items = root.get("members")
    given = [item if isinstance(item, dict) else {} for item in (items if isinstance(items, list) else [])]
    said = {f"{member.key}.income" for member, item in zip(members, given, strict=False) if "income" in item}
    return never_said(members, {*root, *said})


def _rate(reader: Reader, root: dict[str, Any], name: str) -> Decimal:
    rate = reader.number(root[name], name)
    if not 0 <= rate < 1:
        reader.wrong(name, "number_too_large" if rate > 0 else "negative", text=str(root[name]))
        return Decimal(0)
    return rate


def _tax(reader: Reader, item: Any) -> TaxRules:
    value = reader.mapping(item, "tax")
    names = ("deduction", "pension_limit", "payout_rate", "health_limit")
    reader.known(value, (*names, "steps"), "tax")
    amounts = {name: money(reader, value.get(name), f"tax.{name}") for name in names}
    steps = []
    for number, step in enumerate(reader.sequence(value.get("steps"), "tax.steps")):
        path = f"tax.steps[{number}]"
        pair = reader.sequence(step, path)
        if len(pair) != 2:
            reader.wrong(path, "not_a_list")
            continue
        steps.append((money(reader, pair[0], path), money(reader, pair[1], path)))
    if not steps or steps[0][0] != 0 or steps != sorted(steps):
        reader.wrong("tax.steps", "tax_steps")
    return TaxRules(steps=tuple(steps), **amounts)


def _city(reader: Reader, item: Any) -> CityRules:
    value = reader.mapping(item, "city")
    names = [field.name for field in fields(CityRules) if field.name != "city"]
    reader.known(value, ("city", *names), "city")
    amounts = {name: money(reader, value.get(name), f"city.{name}") for name in names}
    for name in ("insured_share", "local_share"):
        if amounts[name] > 1:
            reader.wrong(f"city.{name}", "not_a_share", text=str(amounts[name]))
    return CityRules(reader.text(value.get("city"), "city.city"), **amounts)


def _repayment(reader: Reader, value: Any) -> Repayment:
    if value not in list(Repayment):
        reader.wrong("repayment", "not_a_choice", text=str(value), choices=", ".join(Repayment))
        return Repayment.ANNUITY
    return Repayment(value)


def _version(reader: Reader, value: Any) -> str:
    if value not in FORMULAS:
        reader.wrong("formula_version", "not_a_choice", text=str(value), choices=", ".join(FORMULAS))
        return FORMULA_VERSION
    return str(value)


def _declined(reader: Reader, value: Any) -> frozenset[str]:
    events = reader.sequence(value, "declined")
    for number, event in enumerate(events):
        if event not in list(Event):
            reader.wrong(f"declined[{number}]", "not_a_choice", text=str(event), choices=", ".join(Event))
    return frozenset(str(event) for event in events)


def _basis(reader: Reader, item: Any) -> Basis:
    if item is None:
        return shipped_basis()
    value = reader.mapping(item, "assumption_set")
    reader.known(value, ("name", "version", "values"), "assumption_set")
    name = reader.text(value.get("name"), "assumption_set.name")
    version = reader.whole(value.get("version", 1), "assumption_set.version", 1, 10**6)
    values = _values(reader, value.get("values", {}), "assumption_set.values")
    return Basis(name, version, {**shipped_basis().values, **values})


def _values(reader: Reader, item: Any, path: str) -> dict[str, Any]:
    values = reader.mapping(item, path)
    reader.known(values, assumptions.NAMES, path)
    for name, number in values.items():
        if name in assumptions.NAMES:
            check_value(reader, name, number, f"{path}.{name}")
    return {name: number for name, number in values.items() if name in assumptions.NAMES}


def check_value(reader: Reader, name: str, value: Any, path: str) -> None:
    """A rate is above −1; ages and years stay within a life; everything else is not negative."""
    rate = name in assumptions.RATES
    read = reader.number(value, path, above=Decimal(-1) if rate else None)
    if not rate and read < 0:
        reader.wrong(path, "negative")
    unit = assumptions.SPEC_OF[name].unit
    if unit in (assumptions.Unit.AGE, assumptions.Unit.YEARS) and read > MOST_AGE:
        reader.wrong(path, "number_too_large", text=str(value))
