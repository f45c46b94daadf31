"""Policies out: a list as Excel or csv that reads back as no change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import select

from app import words
from app.enums import Language, PolicyStatus, ProductKind
from app.models import Household, Member
from app.services.base.store import Store
from app.services.people.policies import columns
from app.services.people.policies.columns import COVER, FIELDS
from app.services.people.policies.reading import read_policies
from app.services.people.policies.rows import PolicyRow
from app.services.tables.sheets_out import OutSheet, write_tables

WIDE = {"product_name": 26.0, "beneficiaries": 30.0, "terms": 20.0, "notes": 26.0, "number": 18.0, "insurer": 14.0}


def export_file(store: Store, path: Path, language: Language) -> int:
    """The policies of all families that are not archived, xlsx (csv where the name says so). Returns how many."""
    rows: list[list[Any]] = []
    with store.read() as session:
        query = select(Household.id, Household.code, Household.name).where(Household.archived_at.is_(None))
        for home, code, customer in session.execute(query.order_by(Household.sort_key, Household.id)).all():
            people = select(Member.id, Member.name).where(Member.household_id == home)
            names: dict[str, str] = dict(session.execute(people).all())
            for row in read_policies(session, home):
                values = _values(row, names, language) | {"code": code, "customer": customer}
                rows.append([values.get(field) for field in FIELDS])
    titles = [columns.title(field, language) for field in FIELDS]
    choices = {
        FIELDS.index("status"): [words.of(one, language) for one in PolicyStatus],
        FIELDS.index("kind"): [words.of(one, language) for one in ProductKind],
    }
    formats = {FIELDS.index(name): "#,##0.00" for name in columns.MONEY}
    widths = [WIDE.get(field, 12.0) for field in FIELDS]
    write_tables(path, [OutSheet("policies", titles, rows, widths, formats, choices, frozen_columns=2)])
    return len(rows)


def _values(row: PolicyRow, names: dict[str, str], language: Language) -> dict[str, Any]:
    values: dict[str, Any] = {field: getattr(row, field) for field in FIELDS if hasattr(row, field)}
    values |= {name: amount / 100 for name in columns.MONEY if (amount := values.get(name)) is not None}
    values |= {f"{COVER}{cover.event}": cover.amount / 100 for cover in row.covers}
    return values | {
        "insured": names.get(row.member_id, ""),
        "payer": names.get(row.payer_id or "", row.payer_name),
        "kind": words.of(row.kind, language),
        "status": words.of(row.status, language),
        "beneficiaries": columns.out(row.beneficiaries, row.statutory, language),
    }
