"""What this store keeps of the sheets: a user's own values in place of the shipped ones, and the way back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from app.enums import Language
from app.errors import InputError, Place, Problem
from app.services.base import settings
from app.services.base.store import Actor, Store
from app.services.needs.statutory.files import city_rules, document_of, sheet_of, shipped_sheet, tax_rules
from app.services.needs.statutory.writing import cell_text
from app.services.rules.needs.city import CityRules
from app.services.rules.needs.pension import Bases
from app.services.rules.needs.statutory import LAYOUTS, Cell, CellForm, Layout, Sheet, Statute, bases_of, caps_on
from app.services.rules.needs.tax import TaxRules

PREFIX = "statutory."
MOST_WHOLE, MOST_MONTHS = 1000, 120
MOST_MONEY = Decimal("1e9")


def sheets(store: Store, language: Language) -> tuple[Sheet, ...]:
    """All of them, in a fixed order; the source of a shipped one in ``language``."""
    with store.read() as session:
        return tuple(read_sheet(session, code, language) for code in Statute)


def read_sheet(session: Session, code: Statute, language: Language = Language.ZH) -> Sheet:
    """The same within a transaction."""
    return sheet_kept(code, settings.get(session, key_of(code)), language)


def key_of(code: Statute) -> str:
    """The setting a sheet of one's own is kept under."""
    return PREFIX + code.value


def sheet_kept(code: Statute, kept: Any, language: Language = Language.ZH) -> Sheet:
    """The sheet of a setting that was read already; None is the shipped one."""
    return shipped_sheet(code, language) if kept is None else sheet_of(code, kept, own=True)


def read_bases(session: Session) -> Bases:
    """The rule of the retirement age of this store."""
    return bases_of(read_sheet(session, Statute.RETIREMENT_AGE))


def read_law(session: Session, on: date) -> tuple[Decimal, TaxRules]:
    """(the most a guaranteed product may credit on a day, the tax rules) of this store, by one statement."""
    codes = (Statute.RATE_CAPS, Statute.INCOME_TAX, Statute.TAX_PRIVILEGES)
    found = settings.several(session, [key_of(code) for code in codes])
    caps, income, privileges = (sheet_kept(code, found.get(key_of(code))) for code in codes)
    return caps_on(caps, on).ordinary, tax_rules(income, privileges)


def read_city(session: Session, city: str) -> CityRules | None:
    """What a city gives, of this store; None for one the sheet does not have."""
    return city_rules(read_sheet(session, Statute.CITY_SCHEMES), city) if city.strip() else None


def change(store: Store, actor: Actor, wanted: Sheet) -> Sheet:
    """Keep one's own values, from now on everywhere. Raises InputError with every fault: a figure by its name, a cell
    of the table as ``rows`` with its row."""
    check(wanted, store.today())
    with store.write(actor, "statutory.change") as session:
        settings.put(session, key_of(wanted.code), document_of(wanted))
        session.note(sheet=wanted.code.value)
        return read_sheet(session, wanted.code)


def restore(store: Store, actor: Actor, code: Statute) -> None:
    """Back to the values that come with the program."""
    with store.write(actor, "statutory.restore") as session:
        settings.put(session, key_of(code), None)
        session.note(sheet=code.value)


def check(wanted: Sheet, today: date) -> None:
    """Raises InputError with every fault."""
    layout = LAYOUTS[wanted.code]
    problems = []
    if not wanted.source.strip():
        problems.append(Problem("required", Place(field="source")))
    if wanted.checked_on > today:
        problems.append(Problem("date_in_future", Place(field="checked_on")))
    if not 0 < wanted.good_months <= MOST_MONTHS:
        values = {"text": str(wanted.good_months), "least": 1, "most": MOST_MONTHS}
        problems.append(Problem("not_a_whole_number", Place(field="good_months"), values))
    for cell in layout.figures:
        problems += _of_cell(cell, wanted.figures.get(cell.name), Place(field=cell.name))
    for number, row in enumerate(wanted.rows, 1):
        for cell in layout.columns:
            problems += _of_cell(cell, row.get(cell.name), Place(field="rows", row=number))
    problems += [] if problems else _of_rows(layout, wanted)
    if problems:
        raise InputError(problems)


def _of_cell(cell: Cell, value: Any, place: Place) -> list[Problem]:
    if value is None or value == "":
        return [Problem("required", place)]
    if isinstance(value, str):
        return _of_text(cell, value, place)
    most = {CellForm.SHARE: Decimal(1), CellForm.WHOLE: Decimal(MOST_WHOLE)}.get(cell.form, MOST_MONEY)
    whole = cell.form != CellForm.WHOLE or value == value.to_integral_value()
    if not 0 <= value <= most or not whole:
        share = cell.form == CellForm.SHARE
        values = {"text": cell_text(cell, value, Language.EN), "least": 0, "most": "100%" if share else f"{most:,f}"}
        return [Problem("not_a_whole_number" if cell.form == CellForm.WHOLE else "not_between", place, values)]
    return []


def _of_text(cell: Cell, value: str, place: Place) -> list[Problem]:
    try:
        if cell.form == CellForm.DAY:
            date.fromisoformat(value)
        elif cell.form == CellForm.MONTH:
            date.fromisoformat(f"{value}-01")
        elif cell.form not in (CellForm.FIXED, CellForm.TEXT):
            return [Problem("not_a_number", place, {"text": value})]
    except ValueError:
        return [Problem("not_a_date", place, {"text": value})]
    return []


def _of_rows(layout: Layout, wanted: Sheet) -> list[Problem]:
    """Rows in their order, none twice, and all that must be there."""
    if layout.columns and not wanted.rows:
        return [Problem("required", Place(field="rows"))]
    first = layout.rising or (layout.columns[0].name if layout.columns else "")
    keys = [row[first] for row in wanted.rows]
    for number, key in enumerate(keys, 1):
        place = Place(field="rows", row=number)
        if key in keys[: number - 1]:
            return [Problem("twice", place, {"text": str(key)})]
        if layout.rising and number > 1 and key < keys[number - 2]:
            return [Problem("not_rising", place, {"text": str(key)})]
    if layout.begins is not None and keys[0] != layout.begins:
        return [Problem("begins_with", Place(field="rows", row=1), {"text": f"{layout.begins:f}"})]
    missing = [name for name in layout.groups if name not in keys]
    return [Problem("not_a_choice", Place(field="rows"), {"text": "、".join(keys), "choices": ", ".join(layout.groups)})
            ] if missing or (layout.groups and len(keys) != len(layout.groups)) else []  # fmt: skip
