"""Commission rates of the sample products, so that the sample store has a commission: made up, as the products are."""

from __future__ import annotations

from sqlalchemy import select, update

from app.models import CommissionRate, Product
from app.services.base.store import WriteSession
from app.services.front.demo import marks
from app.services.front.demo.removal import shipped
from app.services.rules.figures.commission import CommissionRole

FIRST = 2_500  # hundredths of a per cent of the first year's premium
AGREED = ((CommissionRole.OWN, 2, 800), (CommissionRole.OWN, 3, 400), (CommissionRole.OVERRIDE, 1, 300))


def agree(session: WriteSession) -> None:
    """For the sample products without a rate of their own; where somebody agreed rates already, nothing."""
    if session.scalars(select(CommissionRate.id).limit(1)).first():
        return
    ids = [id for batch in shipped(session) for id in batch.added]
    bare = Product.id.in_(ids), Product.commission_rate.is_(None), Product.version == 1
    codes = list(session.scalars(select(Product.code).where(*bare)))
    session.execute(update(Product).where(*bare).values(commission_rate=FIRST))
    made = [
        CommissionRate(product_code=code, role=role.value, year=year, rate=rate)
        for code in codes
        for role, year, rate in AGREED
    ]
    session.add_all(made)
    session.flush()
    marks.note(session, marks.RATES, [one.id for one in made])
