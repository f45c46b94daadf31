"""Evaluations that were written: a rating, strengths, what to improve, what was agreed, on frozen figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.enums import ReviewKind
from app.errors import InputError, Place, Problem
from app.models import Review
from app.services.base.store import Actor, Store
from app.services.team.reviews.figures import AgentReview, Period, ProductReview, frozen

LONGEST = 4_000
TEXTS = ("strengths", "improve", "agreed")


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """``rating`` is 1 (lowest) to 5, or None."""

    rating: int | None = None
    strengths: str = ""
    improve: str = ""
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    id: str
    kind: ReviewKind
    subject_code: str
    subject_name: str
    starts_on: date
    ends_on: date
    draft: ReviewDraft
    figures: dict[str, Any]


def save(store: Store, actor: Actor, row: AgentReview | ProductReview, period: Period, draft: ReviewDraft) -> ReviewRow:
    """Keep the evaluation with the figures of now. Raises InputError on its fields."""
    problems = [
        Problem("too_long", Place(field=name), {"most": LONGEST})
        for name in TEXTS
        if len(getattr(draft, name)) > LONGEST
    ]
    if draft.rating is not None and not 1 <= draft.rating <= 5:
        problems.append(Problem("rating_range", Place(field="rating")))
    if problems:
        raise InputError(problems)
    kind = ReviewKind.AGENT if isinstance(row, AgentReview) else ReviewKind.PRODUCT
    with store.write(actor, "review.save") as session:
        found = session.scalars(
            select(Review).where(
                Review.kind == kind, Review.subject_code == row.id,
                Review.starts_on == period.starts_on, Review.ends_on == period.ends_on,
            )
        ).one_or_none()  # fmt: skip
        if found is None:
            found = Review(kind=kind.value, subject_code=row.id, starts_on=period.starts_on, ends_on=period.ends_on)
            session.add(found)
        found.subject_name, found.rating, found.figures = row.name, draft.rating, frozen(row)
        found.strengths, found.improve, found.agreed = (getattr(draft, name).strip() for name in TEXTS)
        session.flush()
        session.note(review=found.id)
        return _row(found)


def of_period(store: Store, kind: ReviewKind, period: Period) -> dict[str, ReviewRow]:
    """By code of the subject."""
    rows = select(Review).where(
        Review.kind == kind, Review.starts_on == period.starts_on, Review.ends_on == period.ends_on
    )
    with store.read() as session:
        return {row.subject_code: _row(row) for row in session.scalars(rows)}


def _row(row: Review) -> ReviewRow:
    draft = ReviewDraft(row.rating, row.strengths, row.improve, row.agreed)
    return ReviewRow(
        row.id, ReviewKind(row.kind), row.subject_code, row.subject_name, row.starts_on, row.ends_on, draft,
        dict(row.figures),
    )  # fmt: skip
