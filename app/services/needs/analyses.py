"""Frozen analyses: read years later, computed again to the cent, and set beside today's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from app.errors import bad_input
from app.models import Analysis, Household, Interview
from app.services.base.store import Store
from app.services.needs.analysis import Inputs, describe, read_case
from app.services.needs.analysis.writing import signed_lines
from app.services.rules.needs.comparing import Difference, Figure, compare
from app.services.rules.needs.gaps import NeedResult

CENT = Decimal("0.01")
# The lines of formula 2026.1 that were resources: it did not write their sign.
RESOURCES = {"cover", "liquid", "survivors_income", "treatment_insured", "state_pension", "retirement_funds",
             "education_savings", "own_spending"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frozen:
    """An analysis as it was confirmed. ``document`` is its case file, ``result`` what it said; ``names`` the members'
    by key. ``document`` is empty for one of formula 2026.1, which did not keep its inputs."""

    id: str
    interview_id: str
    household_id: str
    household: str
    agent_code: str
    as_of: date
    confirmed_at: datetime | None
    formula_version: str
    template: tuple[str, int]
    template_name: tuple[str, str]  # Chinese, English
    names: Mapping[str, str]
    document: Mapping[str, Any]
    result: Mapping[str, Any]

    @property
    def inputs(self) -> Inputs:
        """Raises InputError ``inputs_not_kept``."""
        if not self.document:
            raise bad_input("inputs_not_kept", version=self.formula_version)
        return read_case(self.document, "", self.as_of)


def read(store: Store, analysis_id: str) -> Frozen:
    """One frozen analysis with the family and template it was made of. Raises InputError ``not_found``."""
    with store.read() as session:
        row = session.get(Analysis, analysis_id)
        if row is None:
            raise bad_input("not_found")
        interview = session.get_one(Interview, row.interview_id)
        household = session.get_one(Household, row.household_id)
        code, version = row.case["template"]
        name = row.case.get("template_name", [code, code])
        return Frozen(
            row.id, row.interview_id, row.household_id, household.name, interview.agent_code, row.as_of,
            interview.confirmed_at, row.formula_version, (code, version), (name[0], name[1]), row.case.get("names", {}),
            row.case.get("document", {}), row.result,
        )  # fmt: skip


def of_interview(store: Store, interview_id: str) -> Frozen | None:
    """The analysis a confirmed interview left."""
    with store.read() as session:
        found = session.scalar(select(Analysis.id).where(Analysis.interview_id == interview_id))
    return None if found is None else read(store, found)


def reproduce(frozen: Frozen) -> dict[str, Any]:
    """What the frozen inputs give today, by the formula of their day. Raises InputError ``inputs_not_kept``."""
    inputs = frozen.inputs
    kept = {need["key"] for need in frozen.result["needs"]}
    return describe(inputs, tuple(need for need in inputs.needs() if need.key in kept))


def differs(frozen: Frozen) -> list[str]:
    """The needs whose figures, to the cent, are not those once confirmed; empty when the analysis reproduces."""
    again = {need["key"]: need for need in reproduce(frozen)["needs"]}
    return [
        need["key"]
        for need in frozen.result["needs"]
        if need["key"] not in again or _cents(need) != _cents(again[need["key"]])
    ]


@dataclass(frozen=True, slots=True)
class Proof:
    """Of all confirmed analyses: how many give the same figures again, which do not, and how many kept no inputs."""

    same: int
    differing: tuple[str, ...]  # ids
    without_inputs: int


def prove(store: Store) -> Proof:
    """Every analysis of the store computed again from what was frozen."""
    with store.read() as session:
        ids = list(session.scalars(select(Analysis.id).order_by(Analysis.id)))
    frozen = [read(store, id) for id in ids]
    kept = [one for one in frozen if one.document]
    differing = tuple(one.id for one in kept if differs(one))
    return Proof(len(kept) - len(differing), differing, len(frozen) - len(kept))


def changes(before: Frozen, needs: Sequence[NeedResult]) -> tuple[Difference, ...]:
    """The frozen analysis beside the needs of today."""
    old = [_figure(need) for need in before.result["needs"]]
    now = [
        Figure(need.key, need.member, need.event, need.result.gap, signed_lines(need.sheet, need.result))
        for need in needs
    ]
    return compare(old, now)


def before(store: Store, household_id: str, interview_id: str | None) -> Frozen | None:
    """The last analysis of the family that is not this interview's own."""
    with store.read() as session:
        found = session.scalar(
            select(Analysis.id)
            .where(Analysis.household_id == household_id, Analysis.interview_id != (interview_id or ""))
            .order_by(Analysis.as_of.desc(), Analysis.id.desc())
            .limit(1)
        )
    return None if found is None else read(store, found)


def _figure(need: Mapping[str, Any]) -> Figure:
    lines: dict[str, Decimal] = {}
    for line in need["worksheet"]["lines"]:
        minus = line["sign"] == "-" if "sign" in line else line["label"] in RESOURCES
        sign = -1 if minus else 1
        lines[line["label"]] = lines.get(line["label"], Decimal(0)) + sign * Decimal(str(line["value"]))
    return Figure(need["key"], need["member"], need["event"], Decimal(str(need["gap"])), lines)


def _cents(need: Mapping[str, Any]) -> list[Decimal]:
    values = [need["need"], need["have"], need["gap"], *(line["value"] for line in need["worksheet"]["lines"])]
    for method in need["methods"]:
        values += [method["gap"], *(line["value"] for line in method["lines"])]
    return [Decimal(str(value)).quantize(CENT) for value in values]
