"""What an insurer's own table shows of a product, year by year: guaranteed and not, apart."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base.rows import CODE, NAME, Base, Row, link


class ProductIllustration(Row, Base):
    """Of one version (``edition``) of a product, for one sex and age, by the sum it was shown for (fen). ``rate`` is
    what the part that is not guaranteed was shown with, a share as decimal text, "" where all is guaranteed. ``lines``
    are [policy year, cash value, paid while living, not guaranteed], fen, None where the table is silent."""

    __tablename__ = "product_illustration"

    product_id: Mapped[str] = link("product.id", ondelete="CASCADE")
    edition: Mapped[int]
    sex: Mapped[str] = mapped_column(String(1))
    age: Mapped[int]
    sum: Mapped[int]
    rate: Mapped[str] = mapped_column(CODE, default="")
    source: Mapped[str] = mapped_column(NAME)
    shown_on: Mapped[date]
    lines: Mapped[list[Any]]

    __table_args__ = (UniqueConstraint("product_id", "edition", "sex", "age", name="uq_product_illustration_person"),)
