"""A catalogue workbook into the store: planned product by product, written in one unit of work that can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from app import models
from app.enums import NodeKind, Verdict, VersionCause
from app.services.base import snapshots
from app.services.base.store import Actor, Store
from app.services.offers.catalogue import keeping, reading, versions, workbook
from app.services.offers.catalogue.assumed_rates import caps_of
from app.services.rules.offers.products import Product
from app.services.spine import tracing
from app.services.tables.imports.batches import Keeper
from app.services.tables.imports.plan import SKIP, Decisions, ImportPlan, PlanRow
from app.services.tables.reports import ImportReport
from app.services.tables.tabular import Table, Workbook

KIND = "catalogue"
Step = Callable[[int, int], None]


def plan(store: Store, book: Workbook, table: Table, decisions: Decisions | None = None) -> ImportPlan:
    """What importing would do with each row of the sheet of products. A decision SKIP leaves a product out."""
    kept = workbook.without_others(table)
    with store.read() as session:
        known = {row.product.code: row for row in reading.read_all(session)}
        caps = caps_of(session)
    catalogue = workbook.read_book(book, kept, caps)
    there = {row.number for row in kept.rows}
    rows = [
        PlanRow(record.number, Verdict.IGNORED, record.text("code"), record, reason=workbook.no_product(record))
        for record in table.records()
        if record.number not in there
    ]
    for record, (product, problems) in zip(kept.records(), catalogue.outcomes, strict=True):
        row = PlanRow(record.number, Verdict.REJECTED, record.text("code"), record, tuple(problems))
        if (decisions or {}).get(record.number) == SKIP:
            row = PlanRow(record.number, Verdict.IGNORED, row.name, record, reason="skipped")
        elif not problems:
            row = _compared(row, product, known.get(product.code))
        rows.append(row)
    return ImportPlan(table.file, tuple(rows), catalogue.warnings, sheet=table.sheet or None)


def apply(
    store: Store,
    actor: Actor,
    book: Workbook,
    table: Table,
    decisions: Decisions | None = None,
    step: Step = lambda _done, _of: None,
) -> ImportReport:
    """Do what :func:`plan` says."""
    found = plan(store, book, table, decisions)
    fresh, changed = found.of(Verdict.ADDED), found.of(Verdict.UPDATED)
    if not (fresh or changed):
        return found.report(dry_run=False)
    with store.write(actor, "catalogue.import") as session:
        keeper = Keeper(session, KIND, table.file)
        first = len(reading.read_all(session))
        added = [keeping.add(session, row.payload, position) for position, row in enumerate(fresh, first)]
        for number, row in enumerate(changed):
            step(number, len(changed))
            product = session.get_one(models.Product, row.target)
            keeper.before(product, _parts(session, product.id))
            keeping.replace(session, reading.one(session, product.id), row.payload, VersionCause.IMPORTED, table.file)
        tracing.touched(session, NodeKind.PRODUCT, [row.target for row in changed if row.target])
        batch = keeper.finish(added, added=len(fresh), updated=len(changed))
        step(1, 1)
    return found.report(dry_run=False, batch=batch)


def _compared(row: PlanRow, product: Product, known: reading.ProductRow | None) -> PlanRow:
    if known is None:
        return PlanRow(row.number, Verdict.ADDED, product.code, row.record, payload=product)
    if known.product == product:
        return PlanRow(row.number, Verdict.UNCHANGED, product.code, row.record, target=known.id)
    told = versions.changes(known.product, product)
    return PlanRow(row.number, Verdict.UPDATED, product.code, row.record, fields=told, target=known.id, payload=product)


def _parts(session: Any, product_id: str) -> dict[str, list[dict[str, Any]]]:
    """Covers, rates and former versions as they are: a change replaces or adds to them."""
    return {
        model.__tablename__: [
            {name: snapshots.plain(value) for name, value in row.items()}
            for row in session.execute(select(model.__table__).where(model.product_id == product_id)).mappings()
        ]
        for model in (models.ProductCover, models.ProductRate, models.ProductVersion)
    }
