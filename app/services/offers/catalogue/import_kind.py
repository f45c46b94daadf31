"""The import of products as a kind: what the wizard and the command line ask, and how its records are taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import Language, NodeKind
from app.models import ImportBatch, Policy, Product, ProposalItem
from app.services.base.store import Actor, Store, WriteSession
from app.services.offers.catalogue import columns, files, importing, workbook
from app.services.spine import tracing
from app.services.tables.imports.kinds import Kind, KindEntry, Reading, Step
from app.services.tables.imports.plan import Decisions, ImportPlan
from app.services.tables.imports.records import Records
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import Sheet, Synonyms, Table, Workbook


@dataclass(frozen=True, slots=True)
class Catalogue(Kind):
    """Products: the sheet of products can be mapped and mended here, covers and rates come from their own sheets."""

    key: str = importing.KIND
    required: Sequence[str] = ("code", "name_zh")

    def read(self, path: Path, encoding: str, step: Callable[[], None]) -> Workbook:
        """Workbook, folder, zip, or CSV files side by side."""
        return files.read_book(path, encoding=encoding, step=step)

    def synonyms(self) -> Synonyms:
        return columns.SHEETS["products"][0]

    def title(self, field: str, language: Language) -> str:
        words = self.synonyms()[field]
        chinese = next((word for word in words if not word.isascii()), field)
        return chinese if language == Language.ZH else field.replace("_", " ")

    def say(self, _field: str, value: Any, _language: Language) -> str:
        return "—" if value in (None, "", ()) else str(value)

    def sheet(self, book: Workbook) -> Sheet:
        return workbook.sheet_of(book, "products")

    def recognised(self, reading: Reading) -> Reading:
        return reading

    def plan(self, store: Store, book: Workbook, table: Table, decisions: Decisions, _step: Step) -> ImportPlan:
        return importing.plan(store, book, table, decisions)

    def apply(
        self, store: Store, actor: Actor, book: Workbook, table: Table, decisions: Decisions, step: Step
    ) -> ImportReport:
        return importing.apply(store, actor, book, table, decisions, step)


class Products(Records):
    """Proposals and policies name a product by its code."""

    model = Product
    parts = frozenset({"product_cover", "product_rate", "product_version"})

    def used(self, session: Session, ids: set[str]) -> set[str]:
        """Those that were proposed or sold."""
        codes = {row.code: row.id for row in session.execute(select(Product.id, Product.code)) if row.id in ids}
        uses = (select(used.product_code).distinct() for used in (ProposalItem, Policy))
        return {codes[code] for query in uses for code in session.scalars(query) if code in codes}

    def put_back(self, session: WriteSession, _batch: ImportBatch, changed: Sequence[str]) -> None:
        """What proposes them is as sound as it was."""
        tracing.touched(session, NodeKind.PRODUCT, changed)


ENTRY = KindEntry(importing.KIND, importing.import_file, Products())
