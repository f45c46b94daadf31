"""Who referred whom: a tree read both ways, with what came of it; and what each source brought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.enums import Stage
from app.errors import Place, bad_input
from app.models import Household, Policy
from app.services.base.store import Store
from app.services.rules.spine.funnel import PATH
from app.services.spine.covering import in_force_on

DEEPEST = 50  # a chain longer than any life; guards against a ring in a damaged store
SIGNED = tuple(stage.value for stage in PATH[PATH.index(Stage.S6_ISSUED) :])


@dataclass(frozen=True, slots=True)
class Referral:
    """One household in the tree. ``direct`` and ``total`` count those it referred, ``signed`` those of ``total`` who
    bought, ``premium`` what these pay a year for policies in force (fen). ``depth`` is 0 for the root.
    """

    id: str
    parent_id: str | None
    name: str
    code: str
    stage: Stage
    depth: int
    own_premium: int
    direct: int = 0
    total: int = 0
    signed: int = 0
    premium: int = 0


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What a source brought: households, those met (from S2 on), those who bought, and their premium a year (fen)."""

    id: str
    households: int
    met: int
    signed: int
    premium: int


def check(session: Session, household_id: str, referrer_id: str | None) -> None:
    """Raises InputError at "referrer_id": nobody is referred by himself, or by somebody he referred."""
    seen: set[str] = set()
    above = referrer_id
    while above is not None and above not in seen:
        if above == household_id:
            raise bad_input("referral_ring", Place(field="referrer_id"))
        seen.add(above)
        above = session.scalar(select(Household.referrer_id).where(Household.id == above))
    if referrer_id is not None and session.get(Household, referrer_id) is None:
        raise bad_input("not_found", Place(field="referrer_id"))


def above(store: Store, household_id: str) -> list[Referral]:
    """Who referred this household, and who referred them, the nearest first."""
    with store.read() as session:
        found: list[Referral] = []
        household = session.get(Household, household_id)
        while household is not None and household.referrer_id is not None and len(found) < DEEPEST:
            household = session.get(Household, household.referrer_id)
            if household is None or household.id in (household_id, *(one.id for one in found)):
                break
            found.append(_plain(household, None, len(found) + 1, 0))
        return found


def tree(store: Store, today: date, root_id: str | None = None) -> list[Referral]:
    """The root and everybody below it, each after its parent; without a root, all households that referred somebody and
    were not referred themselves, the most fruitful first. Households in the recycle bin stay in it: who they referred
    still came through them.
    """
    with store.read() as session:
        rows = _below(session, root_id)
        premiums = _premiums(session, [row.id for row in rows], today)
    nodes = {row.id: _plain(row, row.referrer_id, 0, premiums.get(row.id, 0)) for row in rows}
    children: dict[str, list[str]] = {}
    for node in nodes.values():
        if node.parent_id in nodes and node.id != root_id:
            children.setdefault(str(node.parent_id), []).append(node.id)
    roots = [root_id] if root_id in nodes else [id for id, node in nodes.items() if node.parent_id not in nodes]
    counted: dict[str, Referral] = {}
    for root in roots:
        _count(str(root), nodes, children, counted)
    return _in_order([str(root) for root in roots], children, counted)


def sources(store: Store, today: date) -> list[SourceRow]:
    """What each source brought, the most households first; "" is "none given"."""
    met = [stage.value for stage in PATH[PATH.index(Stage.S2_MET) :]]
    premium = (
        select(Policy.household_id, func.sum(Policy.premium).label("premium"))
        .where(in_force_on(today))
        .group_by(Policy.household_id)
        .subquery()
    )
    query = (
        select(
            Household.source,
            func.count(),
            func.sum(case((Household.stage.in_(met), 1), else_=0)),
            func.sum(case((Household.stage.in_(SIGNED), 1), else_=0)),
            func.coalesce(func.sum(premium.c.premium), 0),
        )
        .outerjoin(premium, premium.c.household_id == Household.id)
        .where(Household.archived_at.is_(None))
        .group_by(Household.source)
        .order_by(func.count().desc(), Household.source)
    )
    with store.read() as session:
        return [SourceRow(name, count, m, s, int(p)) for name, count, m, s, p in session.execute(query)]


def names_of_sources(store: Store, limit: int = 50) -> list[str]:
    """The sources in use, the most used first: what a form offers."""
    query = select(Household.source).where(Household.source != "", Household.archived_at.is_(None))
    with store.read() as session:
        grouped = query.group_by(Household.source).order_by(func.count().desc(), Household.source)
        return list(session.scalars(grouped.limit(limit)))


def _below(session: Session, root_id: str | None) -> list[Household]:
    child = aliased(Household)
    if root_id is None:
        referring = select(Household.referrer_id).where(Household.referrer_id.is_not(None))
        either = or_(Household.referrer_id.is_not(None), Household.id.in_(referring))
        return list(session.scalars(select(Household).where(either)))
    start = select(Household.id.label("id")).where(Household.id == root_id).cte("below", recursive=True)
    below = start.union(select(child.id).join(start, child.referrer_id == start.c.id))
    return list(session.scalars(select(Household).where(Household.id.in_(select(below.c.id)))))


def _premiums(session: Session, ids: Iterable[str], today: date) -> dict[str, int]:
    query = (
        select(Policy.household_id, func.sum(Policy.premium)).where(in_force_on(today)).group_by(Policy.household_id)
    )
    wanted = set(ids)
    return {id: int(total or 0) for id, total in session.execute(query) if id in wanted}


def _plain(row: Household, parent: str | None, depth: int, premium: int) -> Referral:
    return Referral(row.id, parent, row.name, row.code, Stage(row.stage), depth, premium)


def _count(
    id: str, nodes: dict[str, Referral], children: dict[str, list[str]], done: dict[str, Referral], depth: int = 0
) -> Referral:
    node, own = nodes[id], children.get(id, [])
    parts = [_count(child, nodes, children, done, depth + 1) for child in own if child not in done and depth < DEEPEST]
    done[id] = Referral(
        id, node.parent_id, node.name, node.code, node.stage, depth, node.own_premium,
        direct=len(own),
        total=len(own) + sum(part.total for part in parts),
        signed=sum(part.signed + (part.stage.value in SIGNED) for part in parts),
        premium=sum(part.premium + part.own_premium for part in parts),
    )  # fmt: skip
    return done[id]


def _in_order(roots: list[str], children: dict[str, list[str]], nodes: dict[str, Referral]) -> list[Referral]:
    """Each parent before its children; the most fruitful first."""
    found: list[Referral] = []

    def visit(id: str) -> None:
        found.append(nodes[id])
        for child in sorted((one for one in children.get(id, []) if one in nodes), key=rank):
            if nodes[child].depth > nodes[id].depth:
                visit(child)

    def rank(id: str) -> tuple[int, int, str]:
        return (-nodes[id].total, -nodes[id].premium, nodes[id].name)

    for root in sorted(roots, key=rank):
        visit(root)
    return found
