"""What Today asks of ten thousand customers: every clock, and the cases somebody waits for."""

from __future__ import annotations

import random
from datetime import date, timedelta

from sqlalchemy import insert, select, update

from app.models import Member, Policy, PremiumPaid
from app.models.base.rows import new_id
from app.services.base.store import Store
from app.services.care import clocks
from app.services.rules.base.ages import anniversary
from tests.bench import stores
from tests.bench.measure import Result, interleaved
from tests.bench.stores import ACTOR, SEED

CUSTOMERS, ROUNDS, PAID = 10_000, 9, 0.95
TODAY = date(2026, 11, 24)


def measure() -> list[Result]:
    """Against the reading of the same rows without a condition or a rule."""
    store = stores.open_store(CUSTOMERS)
    _fill(store)
    taken, least = interleaved(lambda: clocks.of_agent(store, ACTOR.code, TODAY), lambda: _rows(store), ROUNDS)
    found = len(clocks.of_agent(store, ACTOR.code, TODAY))
    store.close()
    size = f"{CUSTOMERS:,} customers with a policy each"
    return [Result("clocks of an agent", size, taken, least, "both tables read", "≤ 100 ms", f"{found:,} due")]


def _rows(store: Store) -> None:
    with store.read() as session:
        for table in (Member, Policy):
            session.connection().execute(select(table.__table__)).all()


def _fill(store: Store) -> None:
    """A policy for each customer, paid every year by most."""
    random_ = random.Random(SEED)
    policies, paid = [], []
    with store.write(ACTOR, "bench.policies") as session:
        stamps = session.stamps()
        born = [
            {"id": id, "birth_date": TODAY - timedelta(days=random_.randrange(8_000, 25_000))}
            for id in session.scalars(select(Member.id))
        ]
        session.execute(update(Member), born)
        for member, household in session.execute(select(Member.id, Member.household_id).order_by(Member.id)).all():
            starts = TODAY - timedelta(days=random_.randrange(30, 2_000))
            id = new_id()
            policies.append(
                {
                    "id": id, "household_id": household, "member_id": member, "product_name": "终身寿险",
                    "starts_on": starts, "premium": 500_000, "pay_years": 20, "status": "in_force", **stamps,
                }
            )  # fmt: skip
            for years in range(1, TODAY.year - starts.year + 1):
                due = anniversary(starts, years)
                if due < TODAY and random_.random() < PAID:
                    paid.append({"id": new_id(), "policy_id": id, "due_on": due, "paid_on": due, **stamps})
        session.execute(insert(Policy), policies)
        session.execute(insert(PremiumPaid), paid)
