"""Write a catalogue as the workbook it can be read from again, unchanged."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from app.enums import ProductKind
from app.services.base.files import exported, exported_together
from app.services.base.store import Store
from app.services.offers.catalogue import columns
from app.services.offers.catalogue.files import parts_of
from app.services.offers.catalogue.reading import products as stored
from app.services.rules.offers.products import Product
from app.services.tables.sheets_out import CSV, XLSX, OutSheet, Value, write_csv, write_tables

ZIP = ".zip"


def export_file(store: Store, path: Path) -> int:
    """The store's catalogue into ``path``; returns the number of products."""
    found = stored(store)
    write_catalogue(path, found)
    return len(found)


def write_catalogue(path: Path, products: Sequence[Product]) -> None:
    """A workbook; three CSV files side by side where the name ends so (:mod:`files`); these in a zip for ``.zip``."""
    sheets = _sheets(products)
    if path.suffix.lower() == CSV:
        parts = parts_of(path)
        with exported_together([parts[sheet.name] for sheet in sheets], CSV) as temporaries:
            for temporary, sheet in zip(temporaries, sheets, strict=True):
                write_csv(temporary, sheet)
    elif path.suffix.lower() == ZIP:
        with exported(path, ZIP) as temporary, tempfile.TemporaryDirectory() as folder:
            _write_zip(temporary, Path(folder), sheets)
    else:
        write_tables(path, sheets, (XLSX, CSV, ZIP))


def _write_zip(path: Path, folder: Path, sheets: Sequence[OutSheet]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in sheets:
            part = folder / f"{sheet.name}.csv"
            write_csv(part, sheet)
            archive.write(part, part.name)


def _sheets(products: Sequence[Product]) -> list[OutSheet]:
    rates = [(p.code, r.sex or "any", r.age_from, r.age_to, r.rate) for p in products for r in p.rates]
    return [
        OutSheet("products", list(columns.PRODUCTS), [_product(product) for product in products], frozen_columns=2),
        OutSheet("covers", list(columns.COVERS), [(p.code, c.event, c.factor) for p in products for c in p.covers]),
        OutSheet("rates", list(columns.RATES), rates),
    ]


def _per_cent(hundredths: int | None) -> Value:
    """Below 1 it says what it is, so that nobody takes it for a share of 1."""
    if hundredths is None or hundredths >= 100:
        return None if hundredths is None else Decimal(hundredths) / 100
    return f"{Decimal(hundredths) / 100:f}%"


def _product(product: Product) -> list[Value]:
    special: dict[str, Value] = {
        "kind": product.kind.value,
        "sex": product.sex or "any",
        "sum_min": Decimal(product.sum_min) / 100 if product.kind != ProductKind.WAIVER else Decimal(0),
        "sum_max": None if product.sum_max is None else Decimal(product.sum_max) / 100,
        "sum_step": Decimal(product.sum_step) / 100,
        "grade": product.grade.value,
        "mains": ";".join(product.mains),
        "commission_rate": _per_cent(product.commission_rate),
        "phase": product.phase.value if product.phase else None,
        **{name: product.facts.get(name) for name in columns.FACTS},
    }
    return [special[name] if name in special else getattr(product, name) for name in columns.PRODUCTS]
