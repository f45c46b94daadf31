"""The import of policies as a kind: what the wizard and the command line ask, and how its records are taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete

from app import words
from app.enums import Language, NodeKind
from app.models import ImportBatch, Policy, PolicyBeneficiary, PolicyCover
from app.services.base.store import Actor, Store, WriteSession
from app.services.people.policies import columns, importing
from app.services.people.policies.rows import BeneficiaryRow, CoverRow
from app.services.spine import tracing
from app.services.tables.imports.kinds import Closed, Kind, OneFile, Reading, Step
from app.services.tables.imports.plan import Decisions, ImportPlan
from app.services.tables.imports.records import Records
from app.services.tables.imports.unasked import KindEntry
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import Sheet, Synonyms, Table, Workbook, guess_header


@dataclass(frozen=True, slots=True)
class Policies(OneFile, Kind):
    """One row is one product for one insured of a family that is known."""

    key: str = importing.KIND
    required: Sequence[str] = importing.REQUIRED

    def synonyms(self) -> Synonyms:
        return columns.synonyms()

    def title(self, field: str, language: Language) -> str:
        return columns.title(field, language)

    def say(self, field: str, value: Any, language: Language) -> str:
        if value in (None, "", ()):
            return "—"
        if field in columns.MONEY:
            return f"{value / 100:,.2f}".removesuffix(".00")
        if isinstance(value, tuple):
            return "、".join(self._part(one, language) for one in value)
        return str(value)

    def sheet(self, book: Workbook) -> Sheet:
        filled = [sheet for sheet in book.visible if sheet.rows]
        known = self.synonyms()
        return max(filled, key=lambda sheet: len(guess_header(sheet, known).columns))

    def recognised(self, reading: Reading) -> Reading:
        return reading

    def closed(self) -> Mapping[str, Closed]:
        return columns.closed()

    def plan(self, store: Store, _book: Workbook, table: Table, decisions: Decisions, step: Step) -> ImportPlan:
        return importing.plan(store, table, decisions, step)

    def apply(
        self, store: Store, actor: Actor, _book: Workbook, table: Table, decisions: Decisions, step: Step
    ) -> ImportReport:
        return importing.apply(store, actor, table, decisions, step)

    def _part(self, one: object, language: Language) -> str:
        if isinstance(one, CoverRow):
            return f"{words.say(f'event.{one.event}', language)} {one.amount / 100:,.2f}".removesuffix(".00")
        return columns.out([one], False, language) if isinstance(one, BeneficiaryRow) else str(one)


class Contracts(Records):
    """Policies with what they pay and to whom."""

    model = Policy
    parts = frozenset({"policy_cover", "policy_beneficiary", "policy"})  # a rider goes with its main

    def put_back(self, session: WriteSession, _batch: ImportBatch, changed: Sequence[str]) -> None:
        """Needs they answer are as sound as they were."""
        tracing.touched(session, NodeKind.POLICY, changed)

    def clear(self, session: WriteSession, ids: Sequence[str]) -> None:
        """Covers, beneficiaries, and riders before their mains."""
        for part in (PolicyCover, PolicyBeneficiary):
            session.execute(delete(part).where(part.policy_id.in_(ids)))
        session.execute(delete(Policy).where(Policy.id.in_(ids), Policy.main_id.is_not(None)))


ENTRY = KindEntry(importing.KIND, lambda *_: Policies(), Contracts())
"""A policy is known by its family, insured, product and number. An empty cell changes nothing."""
