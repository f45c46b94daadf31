"""Policies from a foreign list: every row is accounted for, nothing changes without a difference."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import words
from app.enums import Event, ProductKind, Verdict
from app.errors import InputError, Problem, bad_input
from app.models import Household, Member, Policy, PolicyBeneficiary, PolicyCover
from app.services.base.store import Actor, Store
from app.services.people.policies import columns
from app.services.people.policies.columns import COVER, FIELDS
from app.services.people.policies.commands import change, draft_of, make
from app.services.people.policies.reading import read_policies
from app.services.people.policies.rows import BeneficiaryRow, CoverRow, PolicyDraft, PolicyRow, check
from app.services.rules.base.names import tidy
from app.services.spine.search_keys import refresh_keys
from app.services.tables.imports import footers
from app.services.tables.imports.batches import Keeper
from app.services.tables.imports.plan import SKIP, Decisions, ImportPlan, PlanRow
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import Record, Table

KIND = "policies"
REQUIRED = ("product_name",)
SAME = ("insurer", "product_name", "category", "starts_on", "ends_on", "sum", "premium", "extra_premium", "pay_years",
        "terms", "notes", "status", "kind")  # fmt: skip
Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row brings: the policy of which family, as a draft; a rider's main is found by its number when written."""

    household_id: str
    draft: PolicyDraft


@dataclass(frozen=True, slots=True)
class _Home:
    id: str
    contact: str
    people: dict[str, str]  # name → id
    policies: tuple[PolicyRow, ...]


def plan(store: Store, table: Table, decisions: Decisions, step: Step = lambda _done, _of: None) -> ImportPlan:
    """What importing the table would do with each row; nothing is written."""
    with store.read() as session:
        sorter = _Sorter(session, decisions)
        mains = {key for record in table.records() if (key := _main_key(record)) is not None}
        rows = []
        for number, record in enumerate(table.records()):
            if number % 200 == 0:
                step(number, len(table.rows))
            rows.append(sorter.sort(record, mains))
    return ImportPlan(table.file, tuple(rows), sheet=table.sheet or None)


def apply(
    store: Store, actor: Actor, table: Table, decisions: Decisions, step: Step = lambda _done, _of: None
) -> ImportReport:
    """Do what :func:`plan` says, mains before their riders, in one unit of work that can be taken back."""
    found = plan(store, table, decisions, step)
    work = [*found.of(Verdict.ADDED), *found.of(Verdict.UPDATED)]
    if not work:
        return found.report(dry_run=False)
    with store.write(actor, "policies.import") as session:
        keeper, added = Keeper(session, KIND, table.file), list[str]()
        for number, row in enumerate(sorted(work, key=lambda row: row.payload.draft.kind != ProductKind.MAIN)):
            if number % 100 == 0:
                step(number, len(work))
            wanted: Wanted = row.payload
            draft = _with_main(session, wanted)
            if row.target is None:
                added.append(make(session, wanted.household_id, draft).id)
            else:
                policy = session.get_one(Policy, row.target)
                keeper.before(policy, _parts(session, policy.id))
                change(session, policy, draft)
        for id in {row.payload.household_id for row in work}:
            refresh_keys(session, id)
        session.flush()
        batch = keeper.finish(added, added=len(added), updated=len(work) - len(added))
        step(1, 1)
    return found.report(dry_run=False, batch=batch)


def _parts(session: Session, policy_id: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for part in (PolicyCover, PolicyBeneficiary):
        rows = session.execute(select(part.__table__).where(part.policy_id == policy_id))
        found[part.__tablename__] = [
            {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in row._mapping.items()}
            for row in rows
        ]
    return found


def _with_main(session: Session, wanted: Wanted) -> PolicyDraft:
    draft = wanted.draft
    if draft.kind == ProductKind.MAIN or draft.main_id is not None:
        return draft
    mains = select(Policy.id).where(
        Policy.household_id == wanted.household_id, Policy.number == draft.number, Policy.kind == ProductKind.MAIN.value
    )
    return replace(draft, main_id=session.scalars(mains.order_by(Policy.id)).first(), insurer="", payer_id=None,
                   payer_name="")  # fmt: skip


def _main_key(record: Record) -> tuple[str, str] | None:
    """Of a row that brings a main: its number and whose it is, as far as the row says."""
    kind = record.text("kind")
    if kind and words.meant(ProductKind, kind) != ProductKind.MAIN:
        return None
    return record.text("code") or record.text("customer"), record.text("number")


class _Sorter:
    """Puts each row of a file in exactly one place."""

    def __init__(self, session: Session, decisions: Decisions) -> None:
        self._session, self._decisions = session, decisions
        self._homes: dict[str, _Home] = {}
        self._by_code: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        for id, code, name in session.execute(select(Household.id, Household.code, Household.name)):
            self._by_code[code] = id
            self._by_name.setdefault(tidy(name), []).append(id)
        self._met: dict[tuple[str, str, str, str], int] = {}
        self._payers: dict[tuple[str, str, str], tuple[str | None, str]] = {}

    def sort(self, record: Record, mains: set[tuple[str, str]]) -> PlanRow:
        row = PlanRow(record.number, Verdict.IGNORED, record.text("product_name"), record)
        if reason := footers.reason(record.row.cells):
            return replace(row, reason=reason)
        if self._decisions.get(record.number) == SKIP:
            return replace(row, reason="skipped")
        try:
            wanted, target = self._read(record, mains)
        except InputError as error:
            return replace(row, verdict=Verdict.REJECTED, problems=tuple(error.problems))
        row = replace(row, payload=wanted)
        if target is None:
            return replace(row, verdict=Verdict.ADDED)
        old = draft_of(target)
        difference = {
            one.name: (getattr(old, one.name), getattr(wanted.draft, one.name))
            for one in fields(PolicyDraft)
            if getattr(old, one.name) != getattr(wanted.draft, one.name)
        }
        verdict = Verdict.UPDATED if difference else Verdict.UNCHANGED
        return replace(row, verdict=verdict, target=target.id, fields=difference)

    def _read(self, record: Record, mains: set[tuple[str, str]]) -> tuple[Wanted, PolicyRow | None]:
        values, problems = dict[str, Any](), list[Problem]()
        for name in FIELDS:
            if name in record.table.columns:
                try:
                    values[name] = columns.read(record, name)
                except InputError as error:
                    problems += error.problems
        if problems:
            raise InputError(problems)
        values = {name: value for name, value in values.items() if value not in (None, "", ())}
        if "product_name" not in values:
            raise bad_input("required", record.place("product_name"))
        home = self._home(record, values)
        member = self._person(record, home, "insured", values.get("insured")) or home.contact
        number = values.get("number", "")
        target = next((one for one in home.policies
                       if (one.member_id, one.product_name, one.number) == (member, values["product_name"], number)),
                      None)  # fmt: skip
        key = (home.id, member, values["product_name"], number)
        if (twin := self._met.setdefault(key, record.number)) != record.number:
            raise bad_input("row_twice", record.place(), twin=twin)
        draft = self._draft(home, member, values, target)
        self._contract(record, home, draft, mains, values)
        try:
            check(draft if draft.kind == ProductKind.MAIN else replace(draft, main_id=draft.main_id or "?"))
        except InputError as error:
            raise InputError([replace(one, place=record.place(one.place.field)) for one in error.problems]) from error
        return Wanted(home.id, draft), target

    def _draft(self, home: _Home, member: str, values: dict[str, Any], target: PolicyRow | None) -> PolicyDraft:
        base = draft_of(target) if target else PolicyDraft(member, values["product_name"])
        given = {name: values[name] for name in SAME if name in values}
        if "payer" in values:
            payer = home.people.get(tidy(values["payer"]))
            given |= {"payer_id": payer, "payer_name": "" if payer else values["payer"]}
        covers = {cover.event: cover for cover in base.covers}
        for event in Event:
            if (amount := values.get(COVER + event.value)) is not None:
                known = covers.get(event.value)
                covers[event.value] = CoverRow(event.value, amount, known.note if known else "")
        heirs = values.get("beneficiaries")
        if heirs == "statutory":
            given |= {"statutory": True, "beneficiaries": ()}
        elif heirs:
            named = tuple(replace(one, member_id=home.people.get(tidy(one.name))) for one in heirs)
            given |= {"statutory": False, "beneficiaries": _as_before(named, base.beneficiaries)}
        ordered = tuple(covers[name] for name in sorted(covers))
        return replace(base, number=values.get("number", base.number), covers=ordered, **given)

    def _contract(
        self, record: Record, home: _Home, draft: PolicyDraft, mains: set[tuple[str, str]], values: dict[str, Any]
    ) -> None:
        """A rider's main is in the store or in the file; one contract has one policyholder."""
        if draft.kind != ProductKind.MAIN:
            known = any(one.kind == ProductKind.MAIN and one.number == draft.number for one in home.policies)
            said = {(values.get(name, ""), draft.number) for name in ("code", "customer")}
            if draft.main_id is None and not (known or said & mains):
                raise bad_input("policy_rider_main", record.place("kind"))
            return
        if draft.number and (draft.payer_id or draft.payer_name):
            payer, key = (draft.payer_id, draft.payer_name), (home.id, draft.insurer, draft.number)
            held = {(one.payer_id, one.payer_name) for one in home.policies
                    if (one.insurer, one.number) == (draft.insurer, draft.number) and (one.payer_id or one.payer_name)
                    and one.product_name != draft.product_name}  # fmt: skip
            if self._payers.setdefault(key, payer) != payer or (held and payer not in held):
                raise bad_input("policy_other_payer", record.place("payer"), number=draft.number)

    def _home(self, record: Record, values: dict[str, Any]) -> _Home:
        code, name = values.get("code", ""), tidy(values.get("customer", "") or values.get("insured", ""))
        ids = [self._by_code[code]] if code in self._by_code else [] if code else self._by_name.get(name, [])
        if len(ids) > 1:
            raise bad_input("customer_ambiguous", record.place())
        if not ids:
            raise bad_input("policy_no_customer", record.place(), text=code or name or "—")
        if ids[0] not in self._homes:
            self._homes[ids[0]] = self._load(ids[0])
        return self._homes[ids[0]]

    def _load(self, id: str) -> _Home:
        household = self._session.get_one(Household, id)
        people = self._session.execute(select(Member.name, Member.id).where(Member.household_id == id))
        return _Home(id, household.contact_id or "", {tidy(name): member for name, member in people},
                     read_policies(self._session, id))  # fmt: skip

    def _person(self, record: Record, home: _Home, field: str, name: str | None) -> str | None:
        if not name:
            return None
        if (found := home.people.get(tidy(name))) is None:
            raise bad_input("policy_no_person", record.place(field), text=name)
        return found


def _as_before(named: Iterable[BeneficiaryRow], known: Iterable[BeneficiaryRow]) -> tuple[BeneficiaryRow, ...]:
    """What a list does not say, a birthday, stays as it was of the same person."""
    born = {one.name: one.born for one in known}
    return tuple(replace(one, born=one.born or born.get(one.name)) for one in named)
