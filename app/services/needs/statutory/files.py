"""The sheets that come with the program, read strictly: a fault in one is a fault of ours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from app import paths
from app.enums import Language
from app.services.rules.needs.city import CityRules
from app.services.rules.needs.pension import Bases
from app.services.rules.needs.statutory import LAYOUTS, Cell, CellForm, Sheet, Statute, bases_of
from app.services.rules.needs.tax import TaxRules
from app.services.tables.documents import read_json

TEXTS = (CellForm.DAY, CellForm.MONTH, CellForm.FIXED, CellForm.TEXT)


@cache
def shipped_sheet(code: Statute, language: Language = Language.ZH) -> Sheet:
    """As it comes with the program; ``language`` is of its source."""
    document = read_json(paths.resource("statutory", f"{code.value}.json"))
    source = document["source"][0 if language == Language.ZH else 1]
    return sheet_of(code, document | {"source": source}, own=False)


@cache
def shipped_bases() -> Bases:
    """The rule of the retirement age as it comes with the program."""
    return bases_of(shipped_sheet(Statute.RETIREMENT_AGE))


def tax_rules(income: Sheet, privileges: Sheet) -> TaxRules:
    """The income tax and what is privileged, as the rule counts with them."""
    given = privileges.figures
    steps = tuple((row["above"], row["rate"]) for row in income.rows)
    return TaxRules(
        income.figures["deduction_year"], steps, given["pension_limit"], given["pension_payout_tax"],
        given["health_limit"],
    )  # fmt: skip


def city_rules(sheet: Sheet, city: str) -> CityRules | None:
    """Those of a city named as people write it (``杭州市``); None for one that is not listed."""
    said = city.strip().removesuffix("市").casefold()
    row = next((row for row in sheet.rows if str(row["city"]).removesuffix("市").casefold() == said), None)
    return None if row is None or not said else CityRules(**row)


@cache
def shipped_tax() -> TaxRules:
    """As they come with the program."""
    return tax_rules(shipped_sheet(Statute.INCOME_TAX), shipped_sheet(Statute.TAX_PRIVILEGES))


def sheet_of(code: Statute, document: Mapping[str, Any], *, own: bool) -> Sheet:
    """From a document that was checked, or is ours."""
    layout = LAYOUTS[code]
    figures, rows = document.get("figures", {}), document.get("rows", [])
    return Sheet(
        code, document["source"], date.fromisoformat(document["valid_from"]),
        date.fromisoformat(document["checked_on"]), int(document["good_months"]),
        {cell.name: _value(cell, figures[cell.name]) for cell in layout.figures},
        tuple({cell.name: _value(cell, row[cell.name]) for cell in layout.columns} for row in rows),
        bool(document.get("to_check", False)), own,
    )  # fmt: skip


def document_of(sheet: Sheet) -> dict[str, Any]:
    """As JSON, read again by :func:`sheet_of`; numbers as texts, so that none is rounded."""
    return {
        "source": sheet.source,
        "valid_from": sheet.valid_from.isoformat(),
        "checked_on": sheet.checked_on.isoformat(),
        "good_months": sheet.good_months,
        "to_check": sheet.to_check,
        "figures": {name: str(value) for name, value in sheet.figures.items()},
        "rows": [{name: str(value) for name, value in row.items()} for row in sheet.rows],
    }


def _value(cell: Cell, value: Any) -> Any:
    return str(value) if cell.form in TEXTS else Decimal(str(value))
