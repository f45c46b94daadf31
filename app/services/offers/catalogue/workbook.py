"""Read a catalogue workbook: sheets products, covers and rates. Every bad row is named.

A product with a bad row is left out whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from app import words
from app.enums import Event, Grade, Language, ProductKind, ProductPhase
from app.errors import InputError, Place, Problem
from app.services.offers.catalogue import columns, files, one_sheet
from app.services.offers.catalogue.checks import check_product, check_together, unknown_events
from app.services.offers.catalogue.wording import category_of
from app.services.rules.base.spoken_numbers import read_years
from app.services.rules.needs.statutory import Caps
from app.services.rules.offers.pricing import yuan
from app.services.rules.offers.products import YES, Cover, Product, Rate
from app.services.tables.blanks import is_sample
from app.services.tables.imports import footers
from app.services.tables.tabular import Record, Sheet, Table, Workbook, find_table

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
MOST_COMMISSION = 200  # per cent of the first premium


@dataclass(frozen=True, slots=True)
class Catalogue:
    """``outcomes`` has each row of the sheet of products, in its order: the product as read, and what is wrong."""

    outcomes: tuple[tuple[Product, tuple[Problem, ...]], ...]
    warnings: tuple[Problem, ...]

    @property
    def products(self) -> tuple[Product, ...]:
        """The sound ones."""
        return tuple(product for product, problems in self.outcomes if not problems)

    @property
    def rejected(self) -> tuple[tuple[Problem, ...], ...]:
        """What is wrong, product by product, of those with a fault."""
        return tuple(problems for _, problems in self.outcomes if problems)

    @property
    def read(self) -> int:
        """How many products the sheet has, sound or not."""
        return len(self.outcomes)


class Fields:
    """Reads the fields of one row and keeps what is wrong."""

    def __init__(self, record: Record, problems: list[Problem]) -> None:
        self._record, self._problems = record, problems

    def get(self, name: str, read: Callable[[str], T | None], default: T) -> T:
        """The cell as ``read`` gives it; ``default`` for an empty one, and for a bad one, whose fault is noted."""
        try:
            value = read(name)
        except InputError as error:
            self._problems.extend(error.problems)
            return default
        return default if value is None else value

    def maybe(self, name: str, read: Callable[[str], T | None]) -> T | None:
        """The same, with None for an empty or a bad cell."""
        return self.get(name, read, None)

    def commission(self) -> int | None:
        """Per cent of the first premium, kept in hundredths of a per cent."""
        percent = self.maybe("commission_rate", self._record.share)
        if percent is None:
            return None
        if not 0 <= percent <= MOST_COMMISSION or percent * 100 % 1:
            self.wrong("commission_rate", "commission_rate", text=str(percent), most=MOST_COMMISSION)
            return None
        return int(percent * 100)

    def required(self, name: str, read: Callable[[str], T | None], default: T) -> T:
        """A cell that may not be empty."""
        known = len(self._problems)
        value = self.maybe(name, read)
        if value is None and len(self._problems) == known:
            self.wrong(name, "required")
        return default if value is None else value

    def wrong(self, name: str, problem: str, /, **values: object) -> None:
        """Note a fault at the cell of a field; reading goes on."""
        self._problems.append(Problem(problem, self._record.place(name), dict(values)))

    def word(self, name: str, kind: type[E], empty: E | None = None) -> E:
        """A code, or its words; ``empty`` is what an empty cell stands for. One that is none of them is a problem."""
        text = self._record.text(name)
        value = words.meant(kind, text) if text else empty
        if value is not None:
            return value
        self.wrong(name, "not_a_choice", text=text, choices=", ".join(map(_choice, kind)))
        return next(iter(kind))

    def sex(self, name: str = "sex") -> str | None:
        """M or F; None for either, and for a word that is not known, which is noted."""
        text = self._record.text(name).lower()
        if text in columns.SEX_WORDS:
            return columns.SEX_WORDS[text]
        self.wrong(name, "not_a_choice", text=text, choices="M 男, F 女, any 不限")
        return None


def _choice(value: StrEnum) -> str:
    said = words.of(value, Language.ZH)
    return value.value if said.endswith(f".{value.value}") else f"{value.value} {said}"


def read_catalogue(path: Path) -> tuple[Product, ...]:
    """All products of a workbook. Raises InputError with every problem when there is any."""
    catalogue = read_file(path)
    if catalogue.rejected:
        raise InputError([problem for row in catalogue.rejected for problem in row])
    return catalogue.products


def read_file(path: Path) -> Catalogue:
    """The sound products and what is wrong with the others. Raises InputError for a file that is no catalogue."""
    workbook = files.read_book(path)
    return read_book(workbook, _table(workbook, "products"))


def read_book(workbook: Workbook, products: Table, caps: Caps | None = None) -> Catalogue:
    """The sheet of products as it is mapped already, covers and rates by the names of their columns; ``caps`` as for
    :func:`~app.services.offers.catalogue.checks.check_product`."""
    tables = {"products": products, **{name: _table(workbook, name) for name in ("covers", "rates")}}
    bad: dict[str, list[Problem]] = {}
    drafts: dict[str, Product] = {}
    order: list[str] = []
    for record in tables["products"].records():
        problems: list[Problem] = []
        product = _product(record, problems)
        told = {problem.place.column for problem in problems}
        problems += [fault for fault in record.faults() if fault.place.column not in told]
        key = product.code or f"row {record.number}"
        if key in order:
            key = f"{key} (row {record.number})"
            problems.append(Problem("product_twice", record.place("code"), {"code": product.code}))
        order.append(key)
        drafts[key] = product
        if problems:
            bad[key] = problems
    _add_covers(tables["covers"], drafts, bad)
    _add_rates(tables["rates"], drafts, bad)
    drafts = {key: replace(p, covers=tuple(sorted(p.covers, key=lambda c: c.event))) for key, p in drafts.items()}
    lines = {name: _rows(tables[name]) for name in tables}
    kinds = {product.code: product.kind for product in drafts.values()}
    insured = {product.insurer for product in drafts.values() if len(unknown_events(product)) < len(product.covers)}
    warnings: list[Problem] = []
    for key in order:
        product = drafts[key]
        faults, doubts = check_product(product, caps)
        if key in bad:  # what could not be read is told already; doubts about the rest would be about gaps
            continue
        if found := faults + list(check_together(product, kinds)):
            bad[key] = [_located(tables, lines, product, problem) for problem in found]
        if product.insurer in insured:
            doubts += [Problem("event_unknown", Place(field="covers"), {"event": e}) for e in unknown_events(product)]
        warnings += [_located(tables, lines, product, problem) for problem in doubts]
    # A cover or rate of a product that is not there makes no product wrong, but it is told.
    warnings += [problem for key, problems in bad.items() if key not in order for problem in problems]
    return Catalogue(tuple((drafts[key], tuple(bad.get(key, ()))) for key in order), tuple(warnings))


Line = tuple[str, ...]  # the code, or with what tells one row of a product from another: its event; sex and first age


def _rows(table: Table) -> dict[Line, int]:
    found: dict[Line, int] = {}
    for record in table.records():
        code, sex = record.text("code"), columns.SEX_WORDS.get(record.text("sex").casefold())
        for key in ((code,), (code, record.text("event")), (code, sex or "", record.text("age_from"))):
            found.setdefault(key, record.number)
    return found


def _row_of(rows: Mapping[Line, int], code: str, problem: Problem) -> int | None:
    """The row a problem is about: where the rate falls, doubles, or begins again behind a hole; else the first one."""
    told = problem.values
    age = told.get("age", told.get("first") if problem.code == "rates_age_twice" else told.get("last", 0) + 1)
    keys = (code, str(told.get("event"))), (code, str(told.get("sex")), str(age)), (code, "", str(age)), (code,)
    return next((rows[key] for key in keys if key in rows), None)


def _located(tables: Mapping[str, Table], lines: Mapping[str, Mapping[Line, int]], product: Product, problem: Problem
             ) -> Problem:  # fmt: skip
    """What is wrong with a product as a whole, at the row of its sheet that shows it."""
    name = problem.place.field or ""
    sheet = name if name in ("covers", "rates") and (product.code,) in lines[name] else "products"
    column = {"covers": "event", "rates": "age_from"}.get(name, name)
    table = tables[sheet]
    header = table.header_of(column if sheet != "products" or column in table.columns else "code")
    row = _row_of(lines[sheet], product.code, problem)
    place = Place(table.file, table.sheet or None, row, header, product.code)
    return replace(problem, place=place)


def years(text: str) -> str:
    """Years as the rules read them: 20 of 20年, to60 of 至60岁, life of 终身, 1 of 趸交; else the text itself."""
    plain = "".join(text.casefold().split())
    if plain in columns.YEARS_WORDS:
        return columns.YEARS_WORDS[plain]
    until = re.fullmatch(r"(?:至|到|to|保至)(.+)", plain)
    try:
        number = read_years(until[1] if until else plain)
    except ValueError:
        number = None
    if number is None or number != number.to_integral_value():
        return text.strip()
    return f"{'to' if until else ''}{number:f}"


def sheet_of(workbook: Workbook, name: str) -> Sheet:
    """The sheet of products, covers or rates; of products also one that lists some under another name. Raises
    InputError ``no_product_list`` or ``sheet_missing``."""
    wanted = {name, *columns.SHEET_WORDS[name]}
    found = next((sheet for sheet in workbook.sheets if sheet.name.strip().casefold() in wanted), None)
    if found is None and name == "products":
        found = next((sheet for sheet in workbook.visible if one_sheet.is_list(sheet)), None)
        if found is None:
            there = tuple(sheet.name or "1" for sheet in workbook.visible)
            raise InputError(Problem("no_product_list", Place(workbook.file), {"there": there}))
    return found or workbook.sheet(name)


def no_product(record: Record) -> str:
    """Why a row is none of the table: the row a blank catalogue shows how it is filled in, a total, a line below the
    list; "" for one that is."""
    return "sample" if is_sample(record.text("code")) else footers.reason(record.row.cells)


def without_others(table: Table) -> Table:
    """Less the rows that are none of it."""
    return table.without({record.number for record in table.records() if no_product(record)})


def _table(workbook: Workbook, name: str) -> Table:
    synonyms, required = columns.SHEETS[name]
    return without_others(find_table(workbook.file, sheet_of(workbook, name), synonyms, required))


def _product(record: Record, problems: list[Problem]) -> Product:
    fields = Fields(record, problems)
    if not record.text("code"):
        fields.wrong("code", "required")
    if not record.text("name_zh"):
        fields.wrong("name_zh", "required")
    facts = {name: text for name in columns.FACTS if name not in columns.FIGURES and (text := record.text(name))}
    deductible, renewal = fields.maybe("deductible", record.fen), fields.maybe("renewal_years", record.whole)
    facts |= {} if deductible is None else {"deductible": f"{yuan(deductible).normalize():f}"}
    facts |= {} if renewal is None else {"renewal_years": str(renewal)}
    facts |= {"early": YES} if fields.get("early", record.yes, False) else {}
    return Product(
        code=record.text("code"),
        name_zh=record.text("name_zh"),
        name_en=record.text("name_en") or record.text("name_zh"),
        insurer=record.text("insurer"),
        kind=fields.word("kind", ProductKind),
        category=category_of(record.text("category")),
        covers=(),
        rates=(),
        rate_unit=fields.required("rate_unit", record.decimal, Decimal(1)),
        sum_min=fields.get("sum_min", record.fen, 0),
        sum_max=fields.maybe("sum_max", record.fen),
        sum_step=fields.get("sum_step", record.fen, 0),
        sex=fields.sex(),
        age_min=fields.maybe("age_min", record.whole),
        age_max=fields.maybe("age_max", record.whole),
        occupation_max=fields.maybe("occupation_max", record.whole),
        pay_years=years(record.text("pay_years")),
        term=years(record.text("term")),
        age_plus_pay_max=fields.maybe("age_plus_pay_max", record.whole),
        grade=fields.word("grade", Grade, Grade.P1),
        mains=tuple(code.strip() for code in record.text("mains").replace("；", ";").split(";") if code.strip()),
        max_ratio_to_main=fields.maybe("max_ratio_to_main", record.decimal),
        indemnity=fields.get("indemnity", record.yes, False),
        on_sale_from=fields.maybe("on_sale_from", record.day),
        on_sale_to=fields.maybe("on_sale_to", record.day),
        cooling_off_days=fields.maybe("cooling_off_days", record.days),
        waiting_days=fields.maybe("waiting_days", record.days),
        phase=fields.word("phase", ProductPhase) if record.text("phase") else None,
        commission_rate=fields.commission(),
        facts=facts,
    )


def _add_covers(table: Table, drafts: dict[str, Product], bad: dict[str, list[Problem]]) -> None:
    for record in table.records():
        problems: list[Problem] = []
        fields = Fields(record, problems)
        code, event = record.text("code"), record.text("event")
        factor = fields.maybe("factor", record.decimal)
        if not event:
            fields.wrong("event", "required")
        if factor is None and not problems:
            fields.wrong("factor", "required")
        elif factor is not None and factor <= 0:
            fields.wrong("factor", "not_above", text=str(factor), bound=0)
        event = words.meant(Event, event) or event
        if code not in drafts:
            fields.wrong("code", "unknown_product", code=code)
        elif not problems and factor is not None:
            product = drafts[code]
            if event in {cover.event for cover in product.covers}:
                fields.wrong("event", "twice", text=event)
            drafts[code] = replace(product, covers=(*product.covers, Cover(event, factor)))
        if problems:
            bad.setdefault(code, []).extend(problems)


def _add_rates(table: Table, drafts: dict[str, Product], bad: dict[str, list[Problem]]) -> None:
    found: dict[str, list[Rate]] = {}
    for record in table.records():
        problems: list[Problem] = []
        fields = Fields(record, problems)
        code = record.text("code")
        first, last = fields.maybe("age_from", record.whole), fields.maybe("age_to", record.whole)
        rate = fields.maybe("rate", record.decimal)
        for name, value in (("age_from", first), ("age_to", last), ("rate", rate)):
            if value is None and not problems:
                fields.wrong(name, "required")
        if first is not None and last is not None and last < first:
            fields.wrong("age_to", "age_to_before_from", first=first, last=last)
        if rate is not None and rate <= 0:
            fields.wrong("rate", "not_above", text=str(rate), bound=0)
        if code not in drafts:
            fields.wrong("code", "unknown_product", code=code)
        sex = fields.sex()
        if problems:
            bad.setdefault(code, []).extend(problems)
        elif first is not None and last is not None and rate is not None:
            found.setdefault(code, []).append(Rate(sex, first, last, rate))
    for code, rates in found.items():
        ordered = sorted(rates, key=lambda rate: (rate.sex or "", rate.age_from))
        drafts[code] = replace(drafts[code], rates=tuple(ordered))
