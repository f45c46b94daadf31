"""Every version of a product: what it was, from when to when, who changed it and why. None is ever rewritten."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import models
from app.enums import VersionCause
from app.services.base.store import Store, WriteSession
from app.services.offers.catalogue.documents import from_document, to_document
from app.services.offers.catalogue.reading import one
from app.services.rules.offers.products import Product


@dataclass(frozen=True, slots=True)
class VersionRow:
    """Version ``edition`` was in use from ``since`` to ``until`` (None: now). ``cause``, ``note`` and ``by`` tell why
    and by whom it came (None and "" of the first), ``changed`` names the fields that differ from the one before."""

    edition: int
    product: Product
    since: datetime
    until: datetime | None
    by: str
    cause: VersionCause | None
    note: str
    changed: tuple[str, ...]

    @property
    def id(self) -> str:
        """Its number as text: what a table tells its rows apart by."""
        return str(self.edition)


def keep(session: WriteSession, product_id: str, product: Product, cause: VersionCause, note: str = "") -> None:
    """Called inside the unit of work that changes the product, before it does."""
    at = models.ProductVersion
    last = session.scalar(select(func.max(at.edition)).where(at.product_id == product_id)) or 0
    session.add(
        at(product_id=product_id, edition=last + 1, cause=cause.value, note=note, agent_code=session.actor.code,
           document=to_document(product))
    )  # fmt: skip
    session.flush()


def history(store: Store, product_id: str) -> tuple[VersionRow, ...]:
    """All versions, the newest first. Raises ``not_found``."""
    with store.read() as session:
        newest = one(session, product_id).product
        since = session.get_one(models.Product, product_id).created_at
        rows: list[VersionRow] = []
        came: tuple[str, VersionCause | None, str] = ("", None, "")
        for former in _former(session, product_id):
            product = from_document(former.document)
            rows.append(VersionRow(former.edition, product, since, former.created_at, *came, _changed(rows, product)))
            since, came = former.created_at, (former.agent_code, VersionCause(former.cause), former.note)
        rows.append(VersionRow(len(rows) + 1, newest, since, None, *came, _changed(rows, newest)))
        return tuple(reversed(rows))


def end_before_withdrawal(session: Session, product_id: str, today: date) -> date | None:
    """The last day of sale a product had before it was withdrawn, if that is still to come; else None, no end."""
    for former in reversed(_former(session, product_id)):
        if former.cause != VersionCause.WITHDRAWN:
            return None
        last_day = from_document(former.document).on_sale_to
        if last_day is None or last_day >= today:
            return last_day
    return None


def changes(before: Product, after: Product) -> dict[str, tuple[Any, Any]]:
    """Field → (before, after) of what differs."""
    names = [field.name for field in fields(Product)]
    pairs = {name: (getattr(before, name), getattr(after, name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _former(session: Session, product_id: str) -> list[models.ProductVersion]:
    at = models.ProductVersion
    return list(session.scalars(select(at).where(at.product_id == product_id).order_by(at.edition)))


def _changed(rows: list[VersionRow], product: Product) -> tuple[str, ...]:
    return tuple(changes(rows[-1].product, product)) if rows else ()
