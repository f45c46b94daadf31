"""The store counted once: people, sales, needs and products, without archived households."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from app.enums import NeedStatus, ProposalState, Relation
from app.models import Household, Member, Need, Policy, Proposal, ProposalItem
from app.services.base.store import Store
from app.services.offers.catalogue import ProductRow
from app.services.offers.catalogue.reading import read_all
from app.services.rules.base.ages import age_on
from app.services.rules.base.moments import day_of
from app.services.rules.needs.gaps import CaseMember
from app.services.rules.needs.life_stages import stage_of
from app.services.rules.offers import portfolio as rules
from app.services.rules.offers.eligibility import Person
from app.services.rules.offers.portfolio import Asked, Bought, Buyer, Candidate, Pair, Sale, Segment, Standing, Want
from app.services.spine.covering import in_force_on

InHome = tuple[str, str]
CLOSED = (NeedStatus.DONE, NeedStatus.DROPPED)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """``segments`` by what people are told apart by (age, sex, education, occupation, stage)."""

    as_of: date
    products: tuple[ProductRow, ...]
    segments: Mapping[str, tuple[tuple[Segment, ...], tuple[Bought, ...]]]
    needs: tuple[Asked, ...]
    standings: tuple[Standing, ...]
    candidates: tuple[Candidate, ...]
    pairs: tuple[Pair, ...]
    households: int  # that have a product of ours
    asking: tuple[InHome, ...] = ()  # (event, household) of each need
    holding: tuple[InHome, ...] = ()  # (product, household) of each sale in force or accepted

    @property
    def empty(self) -> bool:
        """Nothing sold and nothing asked for yet."""
        return not self.needs and not self.households

    @property
    def few(self) -> bool:
        """Too few households to read shares as more than chance."""
        return self.households < rules.FEW_HOUSEHOLDS

    @property
    def unasked(self) -> tuple[Standing, ...]:
        """On sale, and no need is of an event it covers, or it was never proposed."""
        return tuple(row for row in self.standings if row.asked == 0 or row.proposed == 0)


def read(store: Store, today: date) -> Portfolio:
    """What of ours is in force or accepted on ``today``. An accepted item that became a policy counts as the policy."""
    with store.read() as session:
        listed = tuple(read_all(session))
        buyers = _buyers(session, today)
        people = {buyer.id: buyer.person for buyer in buyers}
        homes = {buyer.household for buyer in buyers}
        wants, asking = _wants(session, people, homes)
        proposed, sales = _sales(session, {row.product.code for row in listed}, homes, today)
    products = [row.product for row in listed]
    asked = rules.needs(wants, products, today)
    standings = rules.standings(products, wants, proposed, sales, today)
    return Portfolio(
        today,
        listed,
        {by: rules.segments(buyers, sales, by) for by in rules.SEGMENTS},
        asked,
        standings,
        rules.to_introduce(asked) + rules.to_retire(standings, products, today),
        rules.together(sales),
        len({sale.household for sale in sales if sale.held}),
        asking,
        tuple((sale.product, sale.household) for sale in sales if sale.held),
    )


def _buyers(session: Session, today: date) -> list[Buyer]:
    m, h = _columns(Member), _columns(Household)
    query = (
        select(m.id, m.household_id, m.relation, m.sex, m.birth_date, m.occupation, m.occupation_class, m.education)
        .join_from(Member.__table__, Household.__table__, m.household_id == h.id)
        .where(h.archived_at.is_(None))
        .order_by(m.household_id, m.position)
    )
    rows = session.execute(query).all()
    ages = {row.id: age_on(row.birth_date, today) if row.birth_date else None for row in rows}
    families: dict[str, list[CaseMember]] = {}
    for row in rows:
        age = ages[row.id]
        if age is not None:
            families.setdefault(row.household_id, []).append(CaseMember(row.id, Relation(row.relation), age))
    stages = {home: _stage(family) for home, family in families.items()}
    return [
        Buyer(
            row.id,
            row.household_id,
            Person("", row.sex, ages[row.id], row.occupation_class),
            row.education.strip(),
            row.occupation.strip(),
            stages.get(row.household_id, ""),
        )
        for row in rows
    ]


def _stage(family: Sequence[CaseMember]) -> str:
    """Not known while the customer's own age is not."""
    return stage_of(family) if any(member.relation == Relation.SELF for member in family) else ""


def _wants(session: Session, people: Mapping[str, Person], homes: set[str]
            ) -> tuple[list[Want], tuple[InHome, ...]]:  # fmt: skip
    """Needs of households that are not archived, and whose each is; lines of a requirement table without a household
    are no demand."""
    n = _columns(Need)
    query = select(n.event, n.status, n.member_id, n.household_id).where(n.archived_at.is_(None), n.event != "")
    rows = [row for row in session.execute(query) if row.household_id in homes]
    wants = [Want(row.event, row.status not in CLOSED, people.get(row.member_id)) for row in rows]
    return wants, tuple((row.event, row.household_id) for row in rows)


def _sales(
    session: Session, codes: set[str], homes: set[str], today: date
) -> tuple[Counter[str], list[Sale]]:  # fmt: skip
    """How often each product was proposed, and every sale of it."""
    i, p = _columns(ProposalItem), _columns(Proposal)
    items = session.execute(
        select(
            i.id, i.product_code, i.member_id, p.household_id, p.state, p.as_of, p.decided_at,
            p.id.label("proposal"), p.replaces_id,
        ).join_from(ProposalItem.__table__, Proposal.__table__, i.proposal_id == p.id)
    ).all()  # fmt: skip
    o = _columns(Policy)
    policies = session.execute(
        select(
            o.product_code,
            o.household_id,
            o.member_id,
            o.starts_on,
            o.proposal_item_id,
            in_force_on(today).label("held"),
        )
    ).all()
    issued = {row.proposal_item_id for row in policies}
    accepted = [row for row in items if row.state == ProposalState.ACCEPTED]
    replaced = {row.replaces_id for row in accepted}
    sales = [
        Sale(
            row.product_code,
            row.household_id,
            row.member_id,
            row.starts_on,
            row.held,
        )
        for row in policies
    ]
    sales += [
        Sale(
            row.product_code,
            row.household_id,
            row.member_id,
            day_of(row.decided_at) if row.decided_at else row.as_of,
            True,
        )
        for row in accepted
        if row.id not in issued and row.proposal not in replaced
    ]
    ours = [sale for sale in sales if sale.product in codes and sale.household in homes]
    return Counter(row.product_code for row in items if row.household_id in homes), ours


def _columns(model: Any) -> Any:
    """Core columns: rows without objects, for whole tables at once."""
    table: Table = model.__table__
    return table.c
