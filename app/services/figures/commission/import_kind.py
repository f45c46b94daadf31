"""An insurer's statement of commission (佣金结算单) as a kind of import: the same statement twice changes nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app import words
from app.enums import Language, Verdict
from app.errors import InputError, Problem, bad_input
from app.models import CommissionPaid
from app.services.base import agents
from app.services.base.store import Actor, Store
from app.services.rules.figures.commission import HUNDREDTHS, ROUNDING, CommissionKind, commission
from app.services.tables.imports.batches import Keeper
from app.services.tables.imports.kinds import Closed, Kind, OneFile, Reading, Step, closed_enum
from app.services.tables.imports.plan import SKIP, Decisions, ImportPlan, PlanRow
from app.services.tables.imports.records import Records
from app.services.tables.imports.unasked import KindEntry
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import Record, Sheet, Synonyms, Table, Workbook, as_text, guess_header

KIND = "commission"
SYNONYMS: Synonyms = {
    "policy_number": ("保单号", "保单号码", "保险单号", "合同号", "policy number", "policy no", "policy no.", "policy"),
    "product": ("产品", "产品名称", "险种", "险种名称", "产品代码", "险种代码", "product", "product name", "plan"),
    "month": (
        "结算月",
        "结算月份",
        "佣金月份",
        "月份",
        "结算期间",
        "期间",
        "发放月份",
        "month",
        "period",
        "pay period",
    ),
    "kind": ("佣金类型", "佣金类别", "类型", "项目", "commission type", "kind", "type"),
    "year": ("保单年度", "年度", "policy year", "year"),
    "premium": ("保费", "实收保费", "规模保费", "计佣保费", "premium"),
    "rate": ("佣金率", "佣金比例", "比例", "费率", "commission rate", "rate"),
    "amount": ("佣金", "佣金金额", "实发佣金", "金额", "应发佣金", "commission", "amount"),
    "notes": ("备注", "说明", "notes", "remarks"),
}
FIELDS = tuple(SYNONYMS)
KEPT = ("premium", "rate", "amount", "notes")
OTHER_KINDS = {
    CommissionKind.FIRST: ("首年", "首佣", "首期", "新单", "新契约", "first year", "new business", "fyc"),
    CommissionKind.RENEWAL: ("续期", "续佣", "续年", "续期佣金", "renewals", "ryc"),
    CommissionKind.OVERRIDE: ("管理津贴", "育成", "直辖", "增员", "overriding", "override commission"),
    CommissionKind.CLAWBACK: ("扣回", "追回", "退佣", "负佣", "冲减", "charge back", "chargeback", "recovery"),
}
MONTH = re.compile(r"(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*月?")
Key = tuple[date, str, str, str, int | None, int]


@dataclass(frozen=True, slots=True)
class Statement(OneFile, Kind):
    """A row is a payment: known by month, policy, product, kind and policy year, and by which of such rows it is."""

    key: str = KIND
    required: Sequence[str] = ("policy_number", "month", "amount")

    def synonyms(self) -> Synonyms:
        return SYNONYMS

    def title(self, field: str, language: Language) -> str:
        return words.say(f"commission.column.{field}", language)

    def say(self, field: str, value: Any, language: Language) -> str:
        if value in (None, ""):
            return "—"
        if field in ("premium", "amount"):
            return f"{value / 100:,.2f}".removesuffix(".00")
        if field == "rate":
            return f"{value / 100:.2f}".rstrip("0").rstrip(".") + "%"
        return words.of(CommissionKind(value), language) if field == "kind" else as_text(value)

    def sheet(self, book: Workbook) -> Sheet:
        filled = [sheet for sheet in book.visible if sheet.rows]
        return max(filled, key=lambda sheet: len(guess_header(sheet, SYNONYMS).columns))

    def closed(self) -> Mapping[str, Closed]:
        return {"kind": closed_enum(CommissionKind, _kind_of)}

    def recognised(self, reading: Reading) -> Reading:
        return reading

    def plan(self, store: Store, _book: Workbook, table: Table, decisions: Decisions, _step: Step) -> ImportPlan:
        agent = agents.me(store).code
        with store.read() as session:
            lines = session.scalars(select(CommissionPaid).where(CommissionPaid.agent_code == agent))
            known = {_key_of(line): _values_of(line) | {"id": line.id} for line in lines}
        seen: dict[Key, int] = {}
        rows = tuple(_planned(record, known, seen, decisions) for record in table.records())
        return ImportPlan(table.file, rows, sheet=table.sheet or None)

    def apply(
        self, store: Store, actor: Actor, book: Workbook, table: Table, decisions: Decisions, step: Step
    ) -> ImportReport:
        found = self.plan(store, book, table, decisions, step)
        fresh, changed = found.of(Verdict.ADDED), found.of(Verdict.UPDATED)
        if not (fresh or changed):
            return found.report(dry_run=False)
        agent = agents.me(store).code
        with store.write(actor, "commission.import") as session:
            keeper, added = Keeper(session, KIND, table.file), []
            for row in fresh:
                line = CommissionPaid(agent_code=agent, **row.payload)
                session.add(line)
                session.flush()
                added.append(line.id)
            there = {one.id: one for one in session.scalars(select(CommissionPaid))}
            for row in changed:
                keeper.before(there[str(row.target)])
                for field in KEPT:
                    setattr(there[str(row.target)], field, row.payload[field])
            session.flush()
            batch = keeper.finish(added, added=len(fresh), updated=len(changed))
            step(1, 1)
        return found.report(dry_run=False, batch=batch)


class Lines(Records):
    """Nothing hangs on them."""

    model = CommissionPaid


def _planned(
    record: Record, known: Mapping[Key, Mapping[str, Any]], seen: dict[Key, int], decisions: Decisions
) -> PlanRow:
    name = " ".join(part for part in (record.code("policy_number"), record.text("product")) if part)
    if decisions.get(record.number) == SKIP:
        return PlanRow(record.number, Verdict.IGNORED, name, record, reason="skipped")
    values, faults = _read(record)
    if faults:
        return PlanRow(record.number, Verdict.REJECTED, name, record, tuple(faults))
    key = _free(values, seen)
    seen[key] = record.number
    payload = values | {"ordinal": key[-1]}
    before = known.get(key)
    if before is None:
        return PlanRow(record.number, Verdict.ADDED, name, record, payload=payload)
    payload |= {field: before[field] for field in KEPT if payload[field] in (None, "")}  # an empty cell changes nothing
    fields = {field: (before[field], payload[field]) for field in KEPT if before[field] != payload[field]}
    verdict = Verdict.UPDATED if fields else Verdict.UNCHANGED
    return PlanRow(record.number, verdict, name, record, fields=fields, target=before["id"], payload=payload)


def _free(values: Mapping[str, Any], seen: Mapping[Key, int]) -> Key:
    """The second of two like rows is a row of its own."""
    ordinal = 1
    while (key := _key(values, ordinal)) in seen:
        ordinal += 1
    return key


def _key(values: Mapping[str, Any], ordinal: int) -> Key:
    product = str(values["product"]).casefold()
    return values["month"], values["policy_number"], product, values["kind"], values["year"], ordinal


def _key_of(line: CommissionPaid) -> Key:
    return line.month, line.policy_number, line.product.casefold(), line.kind, line.year, line.ordinal


def _values_of(line: CommissionPaid) -> dict[str, Any]:
    return {field: getattr(line, field) for field in KEPT}


def _read(record: Record) -> tuple[dict[str, Any], list[Problem]]:
    """The row with what could be read of it. A kind nobody names follows from amount and year."""
    values: dict[str, Any] = {}
    faults: list[Problem] = []
    for field in FIELDS:
        try:
            values[field] = _cell(record, field)
        except InputError as error:
            faults += error.problems
    for field in ("policy_number", "month", "amount"):
        if field in values and values[field] in (None, ""):
            faults.append(Problem("required", record.place(field)))
    if not faults and not values["kind"]:
        values["kind"] = _usual(values).value
    return values, faults


def _usual(values: Mapping[str, Any]) -> CommissionKind:
    if values["amount"] < 0:
        return CommissionKind.CLAWBACK
    return CommissionKind.RENEWAL if (values["year"] or 1) > 1 else CommissionKind.FIRST


def _cell(record: Record, field: str) -> Any:
    if field == "policy_number":
        return record.code(field).removeprefix("'")
    if field in ("premium", "amount"):
        return record.fen(field)
    if field == "year":
        return record.years(field)
    if field == "rate":
        return _rate(record)
    if field == "month":
        return _month(record)
    if field == "kind":
        return _kind(record)
    return record.text(field)


def _rate(record: Record) -> int | None:
    """Hundredths of a per cent. A bare 0.35 may be 35 % or 0.35 %: premium and amount beside it say which."""
    try:
        share = record.share("rate")
    except InputError:
        value, premium, amount = record.decimal("rate"), record.fen("premium"), record.fen("amount")
        if value is None or not premium or amount is None:
            raise
        parts = [part for part in (value * HUNDREDTHS, value * 100) if part == part.to_integral_value()]
        fitting = [int(part) for part in parts if abs(commission(premium, int(part)) - amount) <= ROUNDING]
        if not fitting:
            raise
        return fitting[0]
    return None if share is None else round(share * 100)


def _month(record: Record) -> date | None:
    text = record.text("month")
    if not text:
        return None
    if (match := MONTH.fullmatch(text)) and 1 <= int(match[2]) <= 12 and int(match[1]):
        return date(int(match[1]), int(match[2]), 1)
    try:
        day = record.day("month")
    except InputError:
        raise bad_input("not_a_month", record.place("month"), text=text) from None
    return None if day is None else day.replace(day=1)


def _kind_of(text: str) -> object | None:
    return words.meant(CommissionKind, text, OTHER_KINDS)


def _kind(record: Record) -> str:
    text = record.text("kind")
    found = words.meant(CommissionKind, text, OTHER_KINDS)
    if text and found is None:
        raise bad_input("commission_kind", record.place("kind"), text=text, choices=tuple(CommissionKind))
    return found.value if found else ""


ENTRY = KindEntry(KIND, lambda *_: Statement(), Lines())
