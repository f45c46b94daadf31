"""What an analysis says, as one JSON document: for the command line, and kept with a confirmed interview."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from app.services.needs.analysis.inputs import Inputs, shipped_credit
from app.services.needs.statutory.files import shipped_tax
from app.services.needs.worksheets import answer
from app.services.rules.needs import assumptions
from app.services.rules.needs.affordability import affordability
from app.services.rules.needs.assumptions import Assumptions
from app.services.rules.needs.gaps import Case, CaseMember, Held, Mark, NeedResult
from app.services.rules.needs.gaps.case import (
    HOUSEHOLD_MONEY,
    HOUSEHOLD_OPTIONAL,
    HOUSEHOLD_RATES,
    HOUSEHOLD_YEARS,
    MEMBER_MONEY,
    MEMBER_OPTIONAL,
    MEMBER_YEARS,
    Repayment,
)
from app.services.rules.needs.gaps.cover import cliffs
from app.services.rules.needs.life_money import life_money
from app.services.rules.needs.life_stages import stage_of, suggested_order
from app.services.rules.needs.scenarios import Outcome, play, scenarios
from app.services.rules.needs.tax import TaxRules
from app.services.rules.needs.worksheets import Line, Result, Worksheet

LINE_FIELDS = ("amount", "first_at", "priced_at", "count", "growth", "rate")


def describe(inputs: Inputs, needs: tuple[NeedResult, ...]) -> dict[str, Any]:
    """Everything computed, unrounded; money in yuan."""
    case, a = inputs.case, inputs.assumptions
    burden = affordability(case, a)
    return {
        "as_of": inputs.as_of.isoformat(),
        "formula_version": inputs.formula_version,
        "assumptions": {
            "name": inputs.basis.name,
            "version": inputs.basis.version,
            "values": {name: float(getattr(a, name)) for name in assumptions.NAMES},
            "changed": sorted(inputs.changes),
        },
        "life_stage": stage_of(case.members).value,
        "order": suggested_order(case.members, needs),
        "needs": [_need(need) for need in needs],
        "cautions": [
            {"code": c.code, "member": c.member, "values": {k: _plain(v) for k, v in c.values.items()}}
            for c in inputs.cautions()
        ],
        "affordability": {
            "income": float(burden.income),
            "premiums": float(burden.paid),
            "ratio": None if burden.ratio is None else float(burden.ratio),
            "warn_at": float(burden.warn_at),
            "stop_at": float(burden.stop_at),
            "burden": burden.burden.value,
        },
        "scenarios": [_outcome(play(case, a, one, inputs.formula_version)) for one in scenarios(case)],
        "cliffs": [cliff for member in case.members for cliff in _cliffs(member, needs, a)],
        "life": [
            {
                "year": year.year, "age": year.age, "income": float(year.income), "pension": float(year.pension),
                "living": float(year.living), "instalments": float(year.instalments),
                "education": float(year.education), "premiums": float(year.premiums),
                "retirement": float(year.retirement),
            }
            for year in life_money(case, a)
        ],
    }  # fmt: skip


def _need(need: NeedResult) -> dict[str, Any]:
    return {
        "key": need.key,
        "member": need.member,
        "event": need.event,
        "need": float(need.result.need),
        "have": float(need.result.resources),
        "gap": float(need.result.gap),
        "surplus": float(need.result.surplus),
        "bound": need.bound.value,
        "state": need.state.value,
        "missing": list(need.missing),
        "worksheet": sheet_answer(need.sheet, need.result),
        "methods": [sheet_answer(sheet, result) for sheet, result in need.others],
    }


def sheet_answer(sheet: Worksheet, result: Result) -> dict[str, Any]:
    """A worksheet with its result; each line with its flow, so that it can be computed again by itself."""
    said = answer(sheet, result)
    said["valued_at"] = sheet.valued_at
    for told, line in zip(said["lines"], sheet.lines, strict=True):
        told |= {"sign": "+" if line.sign > 0 else "-", **_flow(line), "mark": line.mark}
    return said


def signed_lines(sheet: Worksheet, result: Result) -> dict[str, Decimal]:
    """What each label adds to the net need; resources are negative."""
    found: dict[str, Decimal] = {}
    for line, value in zip(sheet.lines, result.values, strict=True):
        found[line.label] = found.get(line.label, Decimal(0)) + line.sign * value
    return found


def _flow(line: Line) -> dict[str, Any]:
    return {name: _plain(getattr(line, name)) for name in LINE_FIELDS}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    scenario = outcome.scenario
    return {
        "key": scenario.key,
        "years": scenario.years,
        "member": scenario.member,
        "balance": float(outcome.balance),
        "months": None if outcome.months is None else float(outcome.months),
        "premium_ratio": None if outcome.affordability.ratio is None else float(outcome.affordability.ratio),
        "gaps": {need.key: float(need.result.gap) for need in outcome.needs},
    }


def _cliffs(member: CaseMember, needs: tuple[NeedResult, ...], a: Assumptions) -> list[dict[str, Any]]:
    events = [need.event for need in needs if need.member == member.key]
    return [
        {
            "member": cliff.member, "event": cliff.event, "year": cliff.year, "age": member.age + cliff.year,
            "before": float(cliff.before), "after": float(cliff.after), "reason": cliff.reason.value,
            "policy": cliff.name,
        }
        for event in events
        for cliff in cliffs(member, event, max(0, int(a.life_expectancy) - member.age), a)
    ]  # fmt: skip


def write_case(inputs: Inputs) -> dict[str, Any]:
    """The inputs as a case document: read again it gives the same analysis to the cent."""
    case = inputs.case
    document: dict[str, Any] = {
        "as_of": inputs.as_of.isoformat(),
        "formula_version": inputs.formula_version,
        "assumption_set": {
            "name": inputs.basis.name,
            "version": inputs.basis.version,
            "values": {name: _value(value) for name, value in inputs.basis.values.items()},
        },
        "assumptions": {name: _value(value) for name, value in inputs.changes.items()},
        "members": [_member(member) for member in case.members],
        **_given(case, (*HOUSEHOLD_MONEY, *HOUSEHOLD_OPTIONAL, *HOUSEHOLD_YEARS, *HOUSEHOLD_RATES)),
    }
    if case.repayment != Repayment.ANNUITY:
        document["repayment"] = case.repayment.value
    if inputs.credited != shipped_credit(inputs.as_of):
        document["guaranteed_credit"] = _plain(inputs.credited)
    if inputs.taxes != shipped_tax():
        document["tax"] = _tax(inputs.taxes)
    if inputs.city is not None:
        document["city"] = {name: _plain(value) for name, value in asdict(inputs.city).items()}
    if case.declined:
        document["declined"] = sorted(case.declined)
    if case.count_home:
        document["count_home"] = True
    for mark in (Mark.UNVERIFIED, Mark.NOT_TOLD, Mark.MISSING):
        if paths := [path for path, kept in case.marks.items() if kept == mark]:
            document[mark.value] = paths
    return document


def _tax(rules: TaxRules) -> dict[str, Any]:
    names = ("deduction", "pension_limit", "payout_rate", "health_limit")
    steps = [[_plain(above), _plain(rate)] for above, rate in rules.steps]
    return {name: _plain(getattr(rules, name)) for name in names} | {"steps": steps}


def _member(member: CaseMember) -> dict[str, Any]:
    document: dict[str, Any] = {
        "key": member.key,
        "relation": member.relation.value,
        "age": member.age,
        "income": _plain(member.income),
        **_given(member, (*MEMBER_MONEY, *MEMBER_OPTIONAL, *MEMBER_YEARS)),
    }
    if member.sex:
        document["sex"] = member.sex
    if member.cover:
        document["cover"] = {event: _plain(amount) for event, amount in member.cover.items()}
    if member.policies:
        document["policies"] = [
            {
                "name": policy.name, "cover": {event: _plain(amount) for event, amount in policy.covers.items()},
                "ends_in": policy.ends_in, "group": policy.group, "premium": _plain(policy.premium),
                "pay_years": policy.pay_years, **_terms(policy),
            }
            for policy in member.policies
        ]  # fmt: skip
    if member.medical:
        document["medical"] = [
            {"limit": _plain(m.limit), "deductible": _plain(m.deductible), "renewal_years": m.renewal_years,
             "scheme": m.scheme}
            for m in member.medical
        ]  # fmt: skip
    if member.study:
        document["study"] = [{"from_age": s.from_age, "years": s.years, "year": _plain(s.year)} for s in member.study]
    return document


def _terms(policy: Held) -> dict[str, Any]:
    """What is known of a medical cover."""
    terms = {"deductible": _plain(policy.deductible), "renewal_years": policy.renewal_years}
    return {name: value for name, value in terms.items() if value is not None}


def _given(source: Case | CaseMember, names: tuple[str, ...]) -> dict[str, Any]:
    """The figures that are there: nothing is written for what is nothing."""
    values = {name: getattr(source, name) for name in names}
    optional = (*HOUSEHOLD_OPTIONAL, *MEMBER_OPTIONAL, *MEMBER_YEARS, *HOUSEHOLD_RATES, "debt_years")
    return {name: _plain(v) for name, v in values.items() if v is not None and (v != 0 or name in optional)}


def _value(value: Any) -> Any:
    return _plain(Decimal(str(value)))


def _plain(value: Any) -> Any:
    """Decimals as JSON numbers: whole ones as integers, others as the float that prints the same."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return list(value) if isinstance(value, tuple) else value
