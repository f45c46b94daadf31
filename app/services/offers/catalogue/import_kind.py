"""The import of products as a kind: what the wizard and the command line ask, and how its records are taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import paths
from app.enums import Grade, Language, NodeKind, ProductKind, ProductPhase
from app.models import ImportBatch, Policy, Product, ProposalItem
from app.services.base.store import Actor, Store, WriteSession
from app.services.offers.catalogue import columns, files, importing, one_sheet, workbook
from app.services.spine import tracing
from app.services.tables.imports.kinds import Closed, Kind, Reading, Step, closed_enum
from app.services.tables.imports.plan import Decisions, ImportPlan
from app.services.tables.imports.records import Records
from app.services.tables.imports.unasked import KindEntry
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import Sheet, Synonyms, Table, Workbook

SAMPLE, GOODS = "sample-insurer.xlsx", "goods.xlsx"


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
        """Columns of rates are taken up by the table of rates that is made of them."""
        rates = one_sheet.rate_columns(reading.header.names, reading.header.columns.values())
        return replace(reading, taken=frozenset(rate.at for rate in rates))

    def known_sheets(self, book: Workbook) -> Collection[str]:
        """Covers and rates, by any of their names."""
        words = {word for name in columns.SHEETS for word in (name, *columns.SHEET_WORDS[name])}
        return [sheet.name for sheet in book.sheets if sheet.name.strip().casefold() in words]

    def closed(self) -> Mapping[str, Closed]:
        return {
            "kind": closed_enum(ProductKind),
            "grade": closed_enum(Grade),
            "phase": closed_enum(ProductPhase),
        }

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


ENTRY = KindEntry(importing.KIND, lambda *_: Catalogue(), Products())
"""A row is a product: new ones are added, changed ones updated, the rest untouched, none removed. Mapping and sheet
are of the sheet of products."""


def load_sample(store: Store, actor: Actor, name: str = SAMPLE) -> ImportReport:
    """A shipped catalogue: of the fictional sample insurer, or (``GOODS``) of a shop."""
    return ENTRY.import_file(store, actor, paths.resource("catalogues", name))
