"""Need × product: what is proposed and in force for each need, by product. Always a page of a stated size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import NodeKind
from app.models import Need, Policy, Product, ProposalItem, TraceLink
from app.services.base.store import Store
from app.services.matrix.listing import MatrixRow, page
from app.services.rules.spine.coverage import amount_for
from app.services.spine import covering
from app.services.spine.covering import NOTHING

NEEDS, PRODUCTS = 100, 40
Place = tuple[str, str]
Amounts = dict[Place, list[int]]


@dataclass(frozen=True, slots=True)
class GridCell:
    """Amounts in fen; None where there is no link."""

    proposed: int | None
    in_force: int | None
    suspect: bool


@dataclass(frozen=True, slots=True)
class GridProduct:
    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Grid:
    """``cells`` is (need id, product code) → cell. ``all_needs`` and ``all_products`` are how many there are; the view
    says so when it shows fewer."""

    rows: tuple[MatrixRow, ...]
    products: tuple[GridProduct, ...]
    cells: dict[tuple[str, str], GridCell]
    first: int
    all_needs: int
    all_products: int

    @property
    def cut(self) -> bool:
        """Whether there are more needs or products than are shown."""
        return len(self.rows) < self.all_needs or len(self.products) < self.all_products


def grid(store: Store, need_ids: Sequence[str], first: int, today: date) -> Grid:
    """The page of NEEDS needs from ``first`` on, against the products linked to them, the most used first, and then
    those on sale, PRODUCTS at the most."""
    shown = list(need_ids[first : first + NEEDS])
    rows = tuple(page(store, shown, today))
    with store.read() as session:
        cells, uses = _cells(session, {row.id: row.event for row in rows}, today)
        catalogue = session.scalars(select(Product).order_by(Product.position, Product.code)).all()
    known = [(_product(row), row.on_sale_to is None or row.on_sale_to > today) for row in catalogue]
    offered = [product for product, on_sale in known if on_sale or product.code in uses]
    missing = [GridProduct(code, code, code) for code in uses if code not in {product.code for product, _ in known}]
    order = sorted(offered + missing, key=lambda product: -uses.get(product.code, 0))
    return Grid(rows, tuple(order[:PRODUCTS]), cells, first, len(need_ids), len(order))


def _cells(session: Session, events: Mapping[str, str], today: date) -> tuple[dict[Place, GridCell], Counter[str]]:
    """The cells of these needs, which add up to their rows: of proposals the latest live one of each need alone. And
    how often each product is linked."""
    latest = covering.proposed(session, Need.id.in_(events))
    own = (TraceLink.source_kind == NodeKind.NEED, TraceLink.source_id.in_(events))
    items = (
        select(TraceLink.source_id, ProposalItem.product_code, TraceLink.amount, TraceLink.suspect)
        .join(ProposalItem, ProposalItem.id == TraceLink.target_id)
        .where(*own, TraceLink.target_kind == NodeKind.PROPOSAL_ITEM)
        .add_columns(ProposalItem.proposal_id)
    )
    policies = (
        select(TraceLink.source_id, Policy.product_code, TraceLink.amount, TraceLink.suspect)
        .join(Policy, Policy.id == TraceLink.target_id)
        .where(*own, TraceLink.target_kind == NodeKind.POLICY, Policy.product_code != "")
        .where(covering.in_force_on(today))
    )
    offered = [row[:4] for row in session.execute(items) if row.proposal_id == latest.get(row[0], NOTHING).proposal_id]
    proposed: Amounts = {}
    held: Amounts = {}
    suspects: set[Place] = set()
    uses: Counter[str] = Counter()
    for amounts, found in ((proposed, offered), (held, session.execute(policies))):
        for need, code, amount, suspect in found:
            amounts.setdefault((need, code), []).append(amount or 0)
            uses[code] += 1
            suspects |= {(need, code)} if suspect else set()

    def together(amounts: Amounts, place: Place) -> int | None:
        return amount_for(events[place[0]], amounts[place]) if place in amounts else None

    places = proposed.keys() | held.keys()
    return {at: GridCell(together(proposed, at), together(held, at), at in suspects) for at in places}, uses


def _product(row: Product) -> GridProduct:
    return GridProduct(row.code, row.name_zh, row.name_en or row.name_zh)
