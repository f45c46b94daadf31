"""All an analysis stands on. Frozen with it, written as a case file, read from one: the same in all three places."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from app import paths
from app.services.needs.life_tables import sample_table
from app.services.needs.statutory.files import shipped_sheet, shipped_tax
from app.services.rules.needs import assumptions
from app.services.rules.needs.assumptions import Assumptions
from app.services.rules.needs.cautions import Caution, cautions
from app.services.rules.needs.city import CityRules, city_hints
from app.services.rules.needs.gaps import FORMULA_VERSION, Case, NeedResult, analyse
from app.services.rules.needs.longevity import longevity_hints
from app.services.rules.needs.statutory import Statute, caps_on
from app.services.rules.needs.tax import TaxRules, tax_hints


@dataclass(frozen=True, slots=True)
class Basis:
    """A named, versioned set of assumptions: all values by name."""

    name: str
    version: int
    values: Mapping[str, Any]


@cache
def default_assumptions() -> dict[str, Any]:
    """The shipped set: ``{"name", "version", "values"}``."""
    loaded: dict[str, Any] = json.loads(paths.resource("assumptions", "default.json").read_text(encoding="utf-8"))
    return loaded


@cache
def shipped_basis() -> Basis:
    """The set of assumptions that comes with the program."""
    shipped = default_assumptions()
    return Basis(shipped["name"], shipped["version"], shipped["values"])


def assumption_set(changes: Mapping[str, Any], basis: Basis | None = None) -> Assumptions:
    """The values of a set (the shipped one) with some changed. Raises KeyError for an unknown name.

    A set kept by an older program may lack an assumption: the shipped value stands in. Who changes the age of
    retirement means it for everybody: the statutory ages then rest, unless it is said that they count.
    """
    shipped = default_assumptions()["values"]
    values = {**shipped, **(basis.values if basis else {})}
    own = {name for name, value in values.items() if value != shipped[name]} | set(changes)
    if "retirement_age" in own and "statutory_retirement" not in own:
        values["statutory_retirement"] = 0
    return assumptions.make(values, changes)


def shipped_credit(on: date) -> Decimal:
    """The cap on the rate of an ordinary product on a day, as it comes with the program."""
    return caps_on(shipped_sheet(Statute.RATE_CAPS), on).ordinary


@dataclass(frozen=True, slots=True)
class Inputs:
    """``changes`` are the assumptions that differ from the set for this family. ``credit`` is the most a guaranteed
    product may credit, where the store has another than the program came with."""

    case: Case
    as_of: date
    basis: Basis
    changes: Mapping[str, Any] = field(default_factory=dict)
    formula_version: str = FORMULA_VERSION
    credit: Decimal | None = None
    tax: TaxRules | None = None
    city: CityRules | None = None

    @property
    def credited(self) -> Decimal:
        """The most a guaranteed product may credit on the day of the analysis, a year, as a share."""
        return self.credit if self.credit is not None else shipped_credit(self.as_of)

    @property
    def assumptions(self) -> Assumptions:
        """The set they rest on with what was changed for this family."""
        return assumption_set(self.changes, self.basis)

    @property
    def taxes(self) -> TaxRules:
        """The tax rules it counts with: its own, else as shipped."""
        return self.tax or shipped_tax()

    def cautions(self) -> tuple[Caution, ...]:
        """What is to be said beside the figures, what state and city give at the end."""
        case, a = self.case, self.assumptions
        longer = longevity_hints(case, a, sample_table())
        given = (*longer, *tax_hints(case, a, self.taxes), *city_hints(case, a, self.city))
        return (*cautions(case, a, self.credited), *given)

    def needs(self) -> tuple[NeedResult, ...]:
        """Every need with its worksheet, by the formula of these inputs; none without a member."""
        return analyse(self.case, self.assumptions, self.formula_version) if self.case.members else ()
