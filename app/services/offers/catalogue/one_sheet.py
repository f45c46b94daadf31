"""An ordinary product list, one sheet with a column of rates for each age: made into the three tables of a catalogue.

What such a list does not say is taken from its words or set, and each of these steps is told: nothing is made up in
silence, and a column of one's own always wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.enums import Event, ProductKind
from app.errors import Place, Problem
from app.services.offers.catalogue import columns
from app.services.tables.imports import footers
from app.services.tables.tabular import Cell, Row, Sheet, Workbook, as_text, folded, guess_header

STEP = 10_000  # yuan: sums are asked for in 万
_AGE = re.compile(
    r"(\d{1,3})\s*(?:[-~至到–—]\s*(\d{1,3}))?\s*(?:周?岁|y(?:ears?|rs?|o)?\b|age)|age\s*(\d{1,3})", re.IGNORECASE
)
_RATE = re.compile(r"费率|保费|价格|rate|premium|price|男|女|\bm(?:ale)?\b|\bf(?:emale)?\b", re.IGNORECASE)
_FEMALE, _MALE = re.compile(r"女|\bf(?:emale)?\b", re.IGNORECASE), re.compile(r"男|\bm(?:ale)?\b", re.IGNORECASE)
_PER = re.compile(r"(?:每|per|/)\s*(\d[\d,]*|一|十|百)?\s*(千|万|百万|k)?\s*元?", re.IGNORECASE)
_OF_SUM = re.compile(r"(\d+)\s*(万|千)元?\s*(?:保额|基本保额)")
_POWERS = {"一": 1, "十": 10, "百": 100, "千": 1_000, "k": 1_000, "万": 10_000, "百万": 1_000_000}
_KINDS = (  # by a word in the column 险种 or in the name
    (ProductKind.WAIVER, ("豁免", "waiver")), (ProductKind.RIDER, ("附加", "rider")),
    (ProductKind.MAIN, ("主险", "主约", "main", "basic")),
)  # fmt: skip
_EVENTS = (  # the first that a name or category has a word of
    (Event.CRITICAL_ILLNESS, ("重疾", "重大疾病", "疾病", "防癌", "critical", "cancer")),
    (Event.ACCIDENT, ("意外", "accident")),
    (Event.MEDICAL, ("医疗", "住院", "medical", "health")),
    (Event.CARE, ("护理", "care")),
    (Event.DISABILITY, ("失能", "伤残", "disability")),
    (Event.EDUCATION, ("教育", "少儿金", "education")),
    (Event.RETIREMENT, ("养老", "年金", "annuity", "pension", "retirement")),
    (Event.LEGACY, ("传承", "终身寿", "增额", "legacy", "whole life")),
    (Event.DEATH, ("寿险", "定期", "身故", "term life", "life", "death")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RateColumn:
    """A column that holds the rate of one age or a span of ages, for one sex or both."""

    at: int
    first: int
    last: int
    sex: str


def prepared(book: Workbook) -> Workbook:
    """The workbook as a catalogue, where it has no sheet of products but one that lists some; else as it came."""
    names = {word for name in columns.SHEETS for word in (name, *columns.SHEET_WORDS[name])}
    if any(sheet.name.strip().casefold() in names for sheet in book.sheets):
        return book
    found = next((sheet for sheet in book.visible if is_list(sheet)), None)
    if found is None:
        return book
    others = [sheet for sheet in book.sheets if sheet is not found]
    return replace(book, sheets=(*_tables(book.file, found), *others))


def is_list(sheet: Sheet) -> bool:
    """Whether a sheet lists products: its header names code and name."""
    return bool(sheet.rows) and set(guess_header(sheet, columns.SHEETS["products"][0]).columns) >= {"code", "name_zh"}


def rate_columns(headers: Sequence[str], used: Iterable[int] = ()) -> list[RateColumn]:
    """The columns of rates by their headers: 30岁男费率(每千元), 男 30岁, 30-34 female, Rate age 30."""
    found, taken = [], set(used)
    for at, name in enumerate(headers):
        text = folded(name)
        age = _AGE.search(text)
        if at in taken or age is None or not _RATE.search(text):
            continue
        first = int(age[1] or age[3])
        sex = "F" if _FEMALE.search(text) else "M" if _MALE.search(text) else "any"
        found.append(RateColumn(at, first, int(age[2] or first), sex))
    return found


def unit_of_rates(headers: Sequence[str]) -> Decimal | None:
    """How much of the sum a rate is for, where a header says so: 每千元 1000, 10万保额 100000; None where none does."""
    for name in headers:
        text = folded(name)
        if of_sum := _OF_SUM.search(text):
            return Decimal(int(of_sum[1]) * _POWERS[of_sum[2]])
        if per := _PER.search(text):
            count, power = per[1] or "", _POWERS.get(per[2] or "", 1)
            number = _POWERS.get(count, 0) or int(count.replace(",", "") or 0) or (1 if per[2] else 0)
            if number:
                return Decimal(number * power)
    return None


class _List:
    """The list under its header, and what is missing in it."""

    def __init__(self, file: str, sheet: Sheet) -> None:
        synonyms = columns.SHEETS["products"][0]
        self.file, self.sheet, self.header = file, sheet, guess_header(sheet, synonyms)
        self.columns = dict(self.header.columns)
        self.rows = sheet.rows[self.header.at + self.header.levels :]
        self.renamed: dict[int, str] = {}
        self._kind_in_category()
        self.rates = rate_columns(self.header.names, self.columns.values())
        self.products = [row for row in self.rows if self.text(row, "code") and not footers.reason(row.cells)]

    def text(self, row: Row, field: str) -> str:
        at = self.columns.get(field, -1)
        return as_text(row.cells[at]).strip() if 0 <= at < len(row.cells) else ""

    def kind(self, row: Row) -> ProductKind:
        said = f"{self.text(row, 'kind')} {self.text(row, 'name_zh')} {self.text(row, 'name_en')}".casefold()
        return next((kind for kind, words in _KINDS if any(word in said for word in words)), ProductKind.MAIN)

    def event(self, row: Row) -> str:
        said = f"{self.text(row, 'name_zh')} {self.text(row, 'category')} {self.text(row, 'name_en')}".casefold()
        return next((event.value for event, words in _EVENTS if any(word in said for word in words)), "")

    def _kind_in_category(self) -> None:
        """险种 is a category to one insurer and main or rider to another: its words decide."""
        at = self.columns.get("category")
        if at is None or "kind" in self.columns:
            return
        said = {as_text(row.cells[at]).strip().casefold() for row in self.rows if at < len(row.cells)} - {""}
        words = {word for _, known in _KINDS for word in known} | {"附加险", "附加约", "主"}
        if said and all(any(word in text for word in words) for text in said):
            self.columns["kind"] = self.columns.pop("category")
            self.renamed[at] = "kind"


def _tables(file: str, sheet: Sheet) -> tuple[Sheet, ...]:
    """Sheets of products (the list itself, with what was missing at its right), covers and rates."""
    found = _List(file, sheet)
    added, told = _missing(found)
    width = max(len(found.header.names), *(len(row.cells) for row in sheet.rows))
    rows = []
    for number, row in enumerate(sheet.rows):
        cells: list[Cell] = [*row.cells, *[None] * (width - len(row.cells))]
        if number == found.header.at + found.header.levels - 1:
            cells += list(added)
            for at, name in found.renamed.items():
                cells[at] = name
        elif row in found.products:
            cells += [values.get(row.number) for values in added.values()]
            if "kind" in found.columns:
                cells[found.columns["kind"]] = found.kind(row).value
        rows.append(Row(row.number, tuple(cells)))
    noticed = replace(sheet.noticed, told=(*sheet.noticed.told, *told))
    return replace(sheet, rows=tuple(rows), noticed=noticed), _covers(found), _rates(found)


def _missing(found: _List) -> tuple[dict[str, dict[int, Cell]], list[Problem]]:
    """Header → row → the value that was missing; and what was done, for the user."""
    place = Place(found.file, found.sheet.name or None)
    added: dict[str, dict[int, Cell]] = {}
    told = [Problem("one_sheet_read", place, {"count": len(found.products), "rates": len(found.rates)})]
    kinds = {row.number: found.kind(row) for row in found.products}
    if "kind" not in found.columns:
        added["kind"] = {number: kind.value for number, kind in kinds.items()}
        told.append(Problem("one_sheet_kinds", place))
    if "rate_unit" not in found.columns and (unit := unit_of_rates([found.header.names[r.at] for r in found.rates])):
        added["rate_unit"] = {number: int(unit) for number in kinds}
        told.append(Problem("one_sheet_unit", place, {"unit": f"{unit:,f}"}))
    if "sum_step" not in found.columns:
        added["sum_step"] = dict.fromkeys(kinds, STEP)
        told.append(Problem("one_sheet_step", place, {"step": f"{STEP:,}"}))
    mains = [found.text(row, "code") for row in found.products if kinds[row.number] == ProductKind.MAIN]
    riders = [row for row in found.products if kinds[row.number] != ProductKind.MAIN and not found.text(row, "mains")]
    if riders and mains and "mains" not in found.columns:
        added["mains"] = {row.number: ";".join(mains) for row in riders}
        told.append(Problem("one_sheet_mains", place, {"mains": tuple(mains)}))
    ages = sorted({age for rate in found.rates for age in (rate.first, rate.last)})
    if ages:
        told.append(Problem("one_sheet_ages", place, {"ages": tuple(map(str, ages))}))
    events = {found.text(row, "code"): found.event(row) for row in found.products}
    known = tuple(event for event in Event if event in events.values())
    told.append(Problem("one_sheet_events", place, {"events": known}))
    if unclear := tuple(code for code, event in events.items() if not event):
        told.append(Problem("one_sheet_unclear", place, {"codes": unclear}))
    return added, told


def _covers(found: _List) -> Sheet:
    rows = [Row(1, ("code", "event", "factor"))]
    rows += [Row(row.number, (found.text(row, "code"), event, 1)) for row in found.products
             if (event := found.event(row)) and found.kind(row) != ProductKind.WAIVER]  # fmt: skip
    return Sheet("covers", tuple(rows))


def _rates(found: _List) -> Sheet:
    rows = [Row(1, ("code", "sex", "age_from", "age_to", "rate"))]
    for row in found.products:
        for rate in found.rates:
            cell = row.cells[rate.at] if rate.at < len(row.cells) else None
            if cell is not None:
                rows.append(Row(row.number, (found.text(row, "code"), rate.sex, rate.first, rate.last, cell)))
    return Sheet("rates", tuple(rows))
