"""The rates of commission as a kind of import: a table of product, policy year and rate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app import words
from app.enums import Language, Verdict
from app.errors import InputError, Place, Problem, bad_input
from app.models import CommissionRate
from app.services.base.store import Actor, Store
from app.services.figures.commission import rates
from app.services.figures.commission.rates import RateRow
from app.services.rules.figures.commission import CommissionRole
from app.services.tables.imports.batches import Keeper
from app.services.tables.imports.kinds import Closed, Kind, OneFile, Reading, Step, closed_enum
from app.services.tables.imports.plan import SKIP, Decisions, ImportPlan, PlanRow
from app.services.tables.imports.records import Records
from app.services.tables.imports.unasked import KindEntry
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import Record, Sheet, Synonyms, Table, Workbook, as_text, guess_header

KIND = "commission-rates"
SYNONYMS: Synonyms = {
    "product": ("产品代码", "险种代码", "产品", "product code", "product", "code"),
    "role": ("对象", "角色", "佣金角色", "role"),
    "year": ("保单年度", "年度", "policy year", "year"),
    "rate": ("佣金率", "佣金比例", "比例", "commission rate", "rate"),
    "holds_from": ("承保日起", "生效日期", "适用起始日", "issued from", "from"),
}
OTHER_ROLES = {
    CommissionRole.OWN: ("本人", "自己", "直接", "agent", "own policies"),
    CommissionRole.OVERRIDE: ("主管", "管理", "增员", "lead", "overriding"),
}


@dataclass(frozen=True, slots=True)
class RateTable(OneFile, Kind):
    """A row is a rate; known by product, role, year and day. Rates that the file lacks stay."""

    key: str = KIND
    required: Sequence[str] = ("product", "year", "rate")

    def synonyms(self) -> Synonyms:
        return SYNONYMS

    def title(self, field: str, language: Language) -> str:
        return words.say(f"commission.rate.{field}", language)

    def say(self, field: str, value: Any, _language: Language) -> str:
        if field == "rate" and value is not None:
            return f"{value / 100:.2f}".rstrip("0").rstrip(".") + "%"
        return as_text(value) or "—"

    def sheet(self, book: Workbook) -> Sheet:
        filled = [sheet for sheet in book.visible if sheet.rows]
        return max(filled, key=lambda sheet: len(guess_header(sheet, SYNONYMS).columns))

    def closed(self) -> Mapping[str, Closed]:
        return {"role": closed_enum(CommissionRole, lambda text: words.meant(CommissionRole, text, OTHER_ROLES))}

    def recognised(self, reading: Reading) -> Reading:
        return reading

    def plan(self, store: Store, _book: Workbook, table: Table, decisions: Decisions, _step: Step) -> ImportPlan:
        known = {row.place: row for row in rates.all_rates(store)}
        seen: set[Any] = set()
        rows = tuple(_planned(record, known, seen, decisions) for record in table.records())
        return ImportPlan(table.file, rows, sheet=table.sheet or None)

    def apply(
        self, store: Store, actor: Actor, book: Workbook, table: Table, decisions: Decisions, step: Step
    ) -> ImportReport:
        found = self.plan(store, book, table, decisions, step)
        fresh, changed = found.of(Verdict.ADDED), found.of(Verdict.UPDATED)
        if not (fresh or changed):
            return found.report(dry_run=False)
        with store.write(actor, "commission.import_rates") as session:
            keeper, added = Keeper(session, KIND, table.file), []
            for row in fresh:
                one = rates.fresh(row.payload)
                session.add(one)
                session.flush()
                added.append(one.id)
            there = {one.id: one for one in session.scalars(select(CommissionRate))}
            for row in changed:
                keeper.before(there[str(row.target)])
                there[str(row.target)].rate = row.payload.rate
            session.flush()
            batch = keeper.finish(added, added=len(fresh), updated=len(changed))
            step(1, 1)
        return found.report(dry_run=False, batch=batch)


class RateRecords(Records):
    """Nothing hangs on them."""

    model = CommissionRate


def _planned(record: Record, known: Mapping[Any, RateRow], seen: set[Any], decisions: Decisions) -> PlanRow:
    name = record.code("product")
    if decisions.get(record.number) == SKIP:
        return PlanRow(record.number, Verdict.IGNORED, name, record, reason="skipped")
    row, faults = _read(record)
    if row is not None and row.place in seen:
        faults = [Problem("commission_rate_twice", record.place("product"), {"product": row.product, "year": row.year})]
    if row is None or faults:
        return PlanRow(record.number, Verdict.REJECTED, name, record, tuple(faults))
    seen.add(row.place)
    before = known.get(row.place)
    if before is None:
        return PlanRow(record.number, Verdict.ADDED, name, record, payload=row)
    fields = {"rate": (before.rate, row.rate)} if before.rate != row.rate else {}
    verdict = Verdict.UPDATED if fields else Verdict.UNCHANGED
    return PlanRow(record.number, verdict, name, record, fields=fields, target=before.id, payload=row)


def _read(record: Record) -> tuple[RateRow | None, list[Problem]]:
    values: dict[str, Any] = {}
    faults: list[Problem] = []
    for field in SYNONYMS:
        try:
            values[field] = _cell(record, field)
        except InputError as error:
            faults += error.problems
    faults += [
        Problem("required", record.place(field))
        for field in ("product", "year", "rate") if field in values and values[field] in (None, "")
    ]  # fmt: skip
    if faults:
        return None, faults
    row = RateRow(**values)
    return row, [Problem(one.code, _at(record, one.place), one.values) for one in rates.problems(row)]


def _at(record: Record, place: Place) -> Place:
    return record.place(place.field)


def _cell(record: Record, field: str) -> Any:
    match field:
        case "product":
            return record.code(field)
        case "role":
            return _role(record)
        case "year":
            return record.years(field)
        case "rate":
            share = record.share(field)
            return None if share is None else round(share * 100)
        case _:
            return record.day(field)


def _role(record: Record) -> CommissionRole:
    text = record.text("role")
    found = words.meant(CommissionRole, text, OTHER_ROLES)
    if text and found is None:
        raise bad_input("commission_role", record.place("role"), text=text, choices=tuple(CommissionRole))
    return found or CommissionRole.OWN


ENTRY = KindEntry(KIND, lambda *_: RateTable(), RateRecords())
