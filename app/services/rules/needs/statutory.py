"""Statutory and market data as sheets: where each comes from, from when it holds, and when somebody last checked it.

A sheet is figures by name and rows of a table. Which names there are, and of what kind, is the layout here; the values
are data, shipped with a source and a date, and replaced by the user where the place or the law has others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app.services.rules.needs.pension import Bases, Basis


class Statute(StrEnum):
    """The sheets there are; words ``statute.<code>``."""

    RETIREMENT_AGE = "retirement_age"
    RATE_CAPS = "rate_caps"
    INCOME_TAX = "income_tax"
    TAX_PRIVILEGES = "tax_privileges"
    ILLUSTRATION_RATES = "illustration_rates"
    CITY_SCHEMES = "city_schemes"


class CellForm(StrEnum):
    """How a value is written: yuan, a share of 1, a whole number, a day, a month (2025-01), a fixed name, a text."""

    MONEY = "money"
    SHARE = "share"
    WHOLE = "whole"
    DAY = "day"
    MONTH = "month"
    FIXED = "fixed"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure or column; words ``statute_field.<name>``."""

    name: str
    form: CellForm


@dataclass(frozen=True, slots=True)
class Layout:
    """``rising``: the column rows are ordered by, each above the one before; ``begins`` what the first must be."""

    figures: tuple[Cell, ...] = ()
    columns: tuple[Cell, ...] = ()
    rising: str = ""
    begins: Decimal | None = None
    groups: tuple[str, ...] = ()  # the rows there must be, by their fixed names


def _cells(**forms: CellForm) -> tuple[Cell, ...]:
    return tuple(Cell(name, form) for name, form in forms.items())


C = CellForm
LAYOUTS: Mapping[Statute, Layout] = {
    Statute.RETIREMENT_AGE: Layout(
        columns=_cells(group=C.FIXED, years=C.WHOLE, born_from=C.MONTH, every=C.WHOLE, most=C.WHOLE),
        groups=("men", "women_staff", "women_workers"),
    ),
    Statute.RATE_CAPS: Layout(
        columns=(Cell("from", C.DAY), *_cells(ordinary=C.SHARE, participating=C.SHARE, universal=C.SHARE)),
        rising="from",
    ),
    Statute.INCOME_TAX: Layout(
        figures=_cells(deduction_year=C.MONEY), columns=_cells(above=C.MONEY, rate=C.SHARE), rising="above",
        begins=Decimal(0),
    ),
    Statute.TAX_PRIVILEGES: Layout(
        figures=_cells(pension_limit=C.MONEY, pension_payout_tax=C.SHARE, health_limit=C.MONEY)
    ),
    Statute.ILLUSTRATION_RATES: Layout(
        columns=(Cell("from", C.DAY), *_cells(participating_high=C.SHARE, universal_high=C.SHARE)), rising="from"
    ),
    Statute.CITY_SCHEMES: Layout(
        columns=_cells(
            city=C.TEXT, insured_share=C.SHARE, local_premium=C.MONEY, local_deductible=C.MONEY, local_share=C.SHARE,
            local_limit=C.MONEY, care_month=C.MONEY,
        )
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """Values as texts and Decimals by name. ``own`` was changed by the user; ``to_check`` are illustrative values that
    have to be compared with the rules of the place; after ``good_months`` from ``checked_on`` a sheet is old."""

    code: Statute
    source: str
    valid_from: date
    checked_on: date
    good_months: int
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    rows: tuple[Mapping[str, Any], ...] = ()
    to_check: bool = False
    own: bool = False


def is_old(sheet: Sheet, today: date) -> bool:
    """Nobody has checked it for longer than it is good for."""
    months = (today.year - sheet.checked_on.year) * 12 + today.month - sheet.checked_on.month
    return months - (today.day < sheet.checked_on.day) >= sheet.good_months


def bases_of(sheet: Sheet) -> Bases:
    """The rule of the retirement age."""
    found = {row["group"]: _basis(row) for row in sheet.rows}
    return Bases(**found)


def _basis(row: Mapping[str, Any]) -> Basis:
    year, month = str(row["born_from"]).split("-")
    return Basis(int(row["years"]), int(year) * 12 + int(month) - 1, int(row["every"]), int(row["most"]))


@dataclass(frozen=True, slots=True)
class Caps:
    """The most a product may assume as its guaranteed rate, a year, as a share."""

    ordinary: Decimal
    participating: Decimal
    universal: Decimal


def caps_on(sheet: Sheet, day: date) -> Caps:
    """Those in force on a day; before the first step, the first."""
    past = [row for row in sheet.rows if date.fromisoformat(row["from"]) <= day]
    row = past[-1] if past else sheet.rows[0]
    return Caps(row["ordinary"], row["participating"], row["universal"])


def illustrated_on(sheet: Sheet, day: date) -> Mapping[str, Decimal]:
    """By category of product the highest rate its part that is not guaranteed may be shown with on a day; before the
    first step nothing is known."""
    past = [row for row in sheet.rows if date.fromisoformat(row["from"]) <= day]
    if not past:
        return {}
    return {"participating": past[-1]["participating_high"], "universal": past[-1]["universal_high"]}
