"""Illustrations kept with the version of the product they show, inside what may be shown on the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app import models
from app.enums import Sex
from app.errors import InputError, Place, Problem, bad_input
from app.services.base.store import Actor, Store
from app.services.needs.statutory import read_sheet
from app.services.offers.catalogue.documents import plain_decimal
from app.services.offers.illustrations.rows import Illustration, IllustrationDraft, ValueLine
from app.services.rules.needs.statutory import Statute, illustrated_on
from app.services.rules.offers.products import varies

OLDEST, LONGEST = 105, 120


def of_product(store: Store, product_id: str) -> list[Illustration]:
    """The newest version of the product first. Raises InputError ``not_found``."""
    with store.read() as session:
        if session.get(models.Product, product_id) is None:
            raise bad_input("not_found")
        now = edition_of(session, product_id)
        table = models.ProductIllustration
        query = select(table).where(table.product_id == product_id)
        rows = session.scalars(query.order_by(table.edition.desc(), table.sex, table.age))
        return [illustration(row, now) for row in rows]


def set_illustration(store: Store, actor: Actor, product_id: str, draft: IllustrationDraft) -> None:
    """Keep a table for the version sold now, in place of one for the same sex and age. Raises InputError with the
    fields at fault: a rate above what may be shown on the day, something not guaranteed of a product that has none."""
    with store.write(actor, "product.illustrate", product_id) as session:
        product = session.get(models.Product, product_id)
        if product is None:
            raise bad_input("not_found")
        ceilings = illustrated_on(read_sheet(session, Statute.ILLUSTRATION_RATES), draft.shown_on)
        most = ceilings.get(product.category)
        varying = varies(product.category, product.facts)
        if problems := list(_problems(draft, session.today, most, varying=varying)):
            raise InputError(problems)
        edition = edition_of(session, product_id)
        table = models.ProductIllustration
        same = (table.product_id == product_id, table.edition == edition, table.sex == draft.sex.value,
                table.age == draft.age)  # fmt: skip
        session.execute(delete(table).where(*same))
        session.add(
            table(
                product_id=product_id, edition=edition, sex=draft.sex.value, age=draft.age, sum=draft.sum,
                rate="" if draft.rate is None else plain_decimal(draft.rate), source=draft.source.strip(),
                shown_on=draft.shown_on,
                lines=[[one.year, one.cash, one.paid, one.extra] for one in sorted(draft.lines, key=lambda o: o.year)],
            )
        )  # fmt: skip


def remove(store: Store, actor: Actor, illustration_id: str) -> None:
    """Raises InputError ``not_found``."""
    with store.write(actor, "product.illustrate") as session:
        row = session.get(models.ProductIllustration, illustration_id)
        if row is None:
            raise bad_input("not_found")
        session.subject = row.product_id
        session.delete(row)


def edition_of(session: Session, product_id: str) -> int:
    """The number of the version sold now, from 1."""
    table = models.ProductVersion
    return (session.scalar(select(func.max(table.edition)).where(table.product_id == product_id)) or 0) + 1


def illustration(row: models.ProductIllustration, now: int) -> Illustration:
    """A kept table as services give it; ``now`` is the version sold."""
    draft = IllustrationDraft(
        Sex(row.sex), row.age, row.sum, row.source, row.shown_on, tuple(ValueLine(*line) for line in row.lines),
        Decimal(row.rate) if row.rate else None,
    )  # fmt: skip
    return Illustration(row.id, row.edition, row.edition == now, draft)


def _problems(draft: IllustrationDraft, today: date, most: Decimal | None, *, varying: bool) -> Iterator[Problem]:
    if not 0 <= draft.age <= OLDEST:
        yield Problem("not_between", Place(field="age"), {"text": str(draft.age), "least": 0, "most": OLDEST})
    if draft.sum <= 0:
        yield Problem("not_above", Place(field="sum"), {"text": f"{draft.sum / 100:g}", "bound": 0})
    if not draft.source.strip():
        yield Problem("required", Place(field="source"))
    if draft.shown_on > today:
        yield Problem("date_in_future", Place(field="shown_on"))
    yield from _wrong_rate(draft, most, varying=varying)
    if not draft.lines:
        yield Problem("required", Place(field="lines"))
    seen: set[int] = set()
    for number, line in enumerate(draft.lines, 1):
        place = Place(field="lines")
        if not 1 <= line.year <= LONGEST:
            yield Problem("values_year", place, {"line": number, "most": LONGEST})
        if line.year in seen:
            yield Problem("values_twice", place, {"line": number, "year": line.year})
        if any(amount is not None and amount < 0 for amount in (line.cash, line.paid, line.extra)):
            yield Problem("values_negative", place, {"line": number})
        seen.add(line.year)


def _wrong_rate(draft: IllustrationDraft, most: Decimal | None, *, varying: bool) -> Iterator[Problem]:
    extra = any(line.extra for line in draft.lines)
    place = Place(field="rate")
    if (extra or draft.rate is not None) and not varying:
        yield Problem("illustration_guaranteed", place)
    elif extra and draft.rate is None:
        yield Problem("required", place)
    elif draft.rate is not None and draft.rate < 0:
        yield Problem("negative", place)
    elif draft.rate is not None and most is not None and draft.rate > most:
        values = {"rate": f"{draft.rate * 100:g}%", "most": f"{most * 100:g}%", "day": draft.shown_on.isoformat()}
        yield Problem("illustration_rate", place, values)
