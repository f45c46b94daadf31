"""A list of the team's agents as a kind of import: a file, or a block pasted from Excel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from app.enums import Language, Verdict
from app.errors import InputError, Problem
from app.models import RosterMember
from app.services.base.store import Actor, Store
from app.services.tables.imports.batches import Keeper
from app.services.tables.imports.kinds import Closed, Kind, OneFile, Reading, Step
from app.services.tables.imports.plan import SKIP, Decisions, ImportPlan, PlanRow
from app.services.tables.imports.records import Records
from app.services.tables.imports.unasked import KindEntry
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import Record, Sheet, Synonyms, Table, Workbook, as_text
from app.services.team.roster import keeping
from app.services.team.roster.keeping import FIELDS, RosterDraft
from app.words import say

KIND = "roster"
SYNONYMS: Synonyms = {
    "code": ("代理人编号", "编号", "工号", "代码", "人员编码", "agent code", "agent", "code"),
    "name": ("姓名", "代理人", "代理人姓名", "name", "agent name"),
    "licence": ("执业证号", "执业证编号", "资格证号", "licence", "license"),
    "joined_on": ("入司日期", "入职日期", "加入日期", "joined", "joined on", "start date"),
    "left_on": ("离司日期", "离职日期", "离开日期", "left", "left on", "end date"),
    "report_from": ("周报起", "应报起", "report from"),
    "report_to": ("周报止", "应报止", "report to"),
}
DAYS = ("joined_on", "left_on", "report_from", "report_to")


@dataclass(frozen=True, slots=True)
class Roster(OneFile, Kind):
    """Agents by their code: new ones are added, known ones changed where the file says something else; a column that
    the file lacks, or a cell left empty, changes nothing."""

    key: str = KIND
    required: Sequence[str] = ("code", "name")

    def synonyms(self) -> Synonyms:
        return SYNONYMS

    def title(self, field: str, language: Language) -> str:
        return say(f"roster.{field}", language)

    def say(self, _field: str, value: Any, _language: Language) -> str:
        return as_text(value) or "—"

    def sheet(self, book: Workbook) -> Sheet:
        return next((sheet for sheet in book.sheets if sheet.rows), book.sheets[0])

    def closed(self) -> Mapping[str, Closed]:
        return {}

    def recognised(self, reading: Reading) -> Reading:
        return reading

    def plan(self, store: Store, _book: Workbook, table: Table, decisions: Decisions, _step: Step) -> ImportPlan:
        with store.read() as session:
            known = {one.code: keeping.row_of(one) for one in keeping.members(session)}
        seen: dict[str, int] = {}
        rows = tuple(_planned(record, known, seen, decisions) for record in table.records())
        absent = tuple(code for code in known if code not in seen)
        return ImportPlan(table.file, rows, absent=absent, sheet=table.sheet or None)

    def apply(
        self, store: Store, actor: Actor, book: Workbook, table: Table, decisions: Decisions, step: Step
    ) -> ImportReport:
        found = self.plan(store, book, table, decisions, step)
        fresh, changed = found.of(Verdict.ADDED), found.of(Verdict.UPDATED)
        if not (fresh or changed):
            return found.report(dry_run=False)
        with store.write(actor, "roster.import") as session:
            keeper, added = Keeper(session, KIND, table.file), []
            for row in fresh:
                one = RosterMember()
                keeping.write(one, row.payload)
                session.add(one)
                session.flush()
                added.append(one.id)
            there = {one.id: one for one in session.scalars(select(RosterMember))}
            for row in changed:
                keeper.before(there[str(row.target)])
                keeping.write(there[str(row.target)], row.payload)
            session.flush()
            batch = keeper.finish(added, added=len(fresh), updated=len(changed))
            step(1, 1)
        return found.report(dry_run=False, batch=batch)


class Members(Records):
    """Nothing hangs on them."""

    model = RosterMember


def _planned(
    record: Record, known: Mapping[str, keeping.RosterRow], seen: dict[str, int], decisions: Decisions
) -> PlanRow:
    name = record.text("name") or record.text("code")
    if decisions.get(record.number) == SKIP:
        return PlanRow(record.number, Verdict.IGNORED, name, record, reason="skipped")
    draft, faults = _read(record)
    before = known.get(draft.code)
    if before is not None:
        said = {field: getattr(draft, field) for field in FIELDS if getattr(draft, field) not in ("", None)}
        draft = replace(before.draft, **said)
    faults = faults or [Problem(one.code, record.place(one.place.field), one.values) for one in keeping.problems(draft)]
    if not faults and draft.code in seen:
        values = {"code": draft.code, "row": seen[draft.code]}
        faults = [Problem("roster_twice", record.place("code"), values)]
    if faults:
        return PlanRow(record.number, Verdict.REJECTED, name, record, tuple(faults))
    seen[draft.code] = record.number
    if before is None:
        return PlanRow(record.number, Verdict.ADDED, name, record, payload=draft)
    fields = {
        field: (getattr(before.draft, field), getattr(draft, field))
        for field in FIELDS
        if getattr(before.draft, field) != getattr(draft, field)
    }
    verdict = Verdict.UPDATED if fields else Verdict.UNCHANGED
    return PlanRow(record.number, verdict, name, record, fields=fields, target=before.id, payload=draft)


def _read(record: Record) -> tuple[RosterDraft, list[Problem]]:
    """The row with what could be read of it."""
    values: dict[str, Any] = {"code": "", "name": ""}
    faults: list[Problem] = []
    for field in FIELDS:
        try:
            if field in DAYS:
                values[field] = record.day(field)
            else:
                values[field] = record.text(field) if field == "name" else record.code(field)
        except InputError as error:
            faults += error.problems
    return RosterDraft(**values), faults


ENTRY = KindEntry(KIND, lambda *_: Roster(), Members())
"""Agents of the team from a table with their codes and names."""
