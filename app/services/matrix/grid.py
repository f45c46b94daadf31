"""Need × product: what is proposed and in force for each need, by product. Always a page of a stated size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from app.enums import NodeKind, PolicyStatus
from app.models import Policy, Product, Proposal, ProposalItem, TraceLink
from app.services.base.store import Store
from app.services.matrix.index import LIVE
from app.services.matrix.listing import MatrixRow, page

NEEDS, PRODUCTS = 100, 40


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
        own = (TraceLink.source_kind == NodeKind.NEED, TraceLink.source_id.in_(shown))
        items = (
            select(TraceLink.source_id, ProposalItem.product_code, TraceLink.amount, TraceLink.suspect)
            .join(ProposalItem, ProposalItem.id == TraceLink.target_id)
            .join(Proposal, Proposal.id == ProposalItem.proposal_id)
            .where(*own, TraceLink.target_kind == NodeKind.PROPOSAL_ITEM)
            .where(Proposal.state.in_([state.value for state in LIVE]))
        )
        policies = (
            select(TraceLink.source_id, Policy.product_code, TraceLink.amount, TraceLink.suspect)
            .join(Policy, Policy.id == TraceLink.target_id)
            .where(*own, TraceLink.target_kind == NodeKind.POLICY, Policy.product_code != "")
            .where(Policy.status == PolicyStatus.IN_FORCE, or_(Policy.ends_on.is_(None), Policy.ends_on > today))
        )
        cells: dict[tuple[str, str], GridCell] = {}
        uses: dict[str, int] = {}
        for query, in_force in ((items, False), (policies, True)):
            for need, code, amount, suspect in session.execute(query):
                old = cells.get((need, code), GridCell(None, None, False))
                proposed = old.proposed if in_force else max(old.proposed or 0, amount or 0)
                held = (old.in_force or 0) + (amount or 0) if in_force else old.in_force
                cells[need, code] = GridCell(proposed, held, old.suspect or suspect)
                uses[code] = uses.get(code, 0) + 1
        catalogue = session.scalars(select(Product).order_by(Product.position, Product.code)).all()
    known = [(_product(row), row.on_sale_to is None or row.on_sale_to > today) for row in catalogue]
    offered = [product for product, on_sale in known if on_sale or product.code in uses]
    missing = [GridProduct(code, code, code) for code in uses if code not in {product.code for product, _ in known}]
    order = sorted(offered + missing, key=lambda product: -uses.get(product.code, 0))
    return Grid(rows, tuple(order[:PRODUCTS]), cells, first, len(need_ids), len(order))


def _product(row: Product) -> GridProduct:
    return GridProduct(row.code, row.name_zh, row.name_en or row.name_zh)
