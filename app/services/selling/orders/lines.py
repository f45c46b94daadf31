"""The lines of an order: as pages see them, as an approval is given to them, and which rider belongs to which main."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import Language, OfferAnswer, ProductKind, Underwriting
from app.models import Order, OrderLine, Product, ProductCover, Proposal
from app.services.rules.base.payouts import is_paid_out


@dataclass(frozen=True, slots=True)
class LineRow:
    """``sum`` and ``premium`` (first year, the ``extra_premium`` in it) are those that stand; ``asked_sum`` and
    ``asked_premium`` those that were submitted, None before. ``left_out`` says why a line does not stand; ``pays_out``
    that the sum is what an annuity pays, and not insured."""

    id: str
    product_code: str
    product: str
    product_kind: str
    member_id: str
    member: str
    sum: int
    premium: int
    left_out: str
    policy_id: str | None
    main_id: str | None = None
    result: Underwriting | None = None
    extra_premium: int = 0
    terms: str = ""
    postponed_until: date | None = None
    answer: OfferAnswer | None = None
    policy_number: str = ""
    asked_sum: int | None = None
    asked_premium: int | None = None
    expected: Underwriting | None = None  # by what was told of health, when the proposal was made
    pays_out: bool = False
    english: str = ""

    def called(self, language: Language) -> str:
        """The product, in English as the catalogue has it, where it does."""
        return (self.english if language == Language.EN else "") or self.product

    @property
    def open_offer(self) -> bool:
        """The insurer offers something else, and the customer has not said yes or no."""
        return self.answer == OfferAnswer.OPEN and not self.left_out


def lines_of(session: Session, order_id: str) -> Sequence[OrderLine]:
    """In their order, those left out too."""
    return session.scalars(select(OrderLine).where(OrderLine.order_id == order_id).order_by(OrderLine.position)).all()


def line_rows(
    session: Session, order: Order, lines: Sequence[OrderLine], names: Mapping[str, str]
) -> tuple[LineRow, ...]:
    """As pages see them, each rider below its main; ``names`` are the people's by id."""
    expected, known = _expected(session, order), _known(session, lines)
    asked = {one["id"]: one for one in dict(order.snapshot).get("lines", ())}
    rows = [
        replace(
            _row(line, names, asked.get(line.id, {})), expected=expected.get((line.product_code, line.member_id)),
            **known.get(line.product_code, {}),
        )
        for line in lines
    ]  # fmt: skip
    return tuple(
        row for head in rows if head.main_id is None for row in (head, *(one for one in rows if one.main_id == head.id))
    )


def _expected(session: Session, order: Order) -> dict[tuple[str, str], Underwriting]:
    """By product and insured, what the proposal expected underwriting to say."""
    facts = session.scalar(select(Proposal.facts).where(Proposal.id == order.proposal_id)) or {}
    told = facts.get("health") or ()
    return {(one["product"], one["insured"]): Underwriting(one["result"]) for one in told if one["result"]}


def content(order: Order, lines: Sequence[OrderLine]) -> dict[str, Any]:
    """What an approval is given to, in plain values."""
    return {
        "payer_id": order.payer_id,
        "deliver_on": order.deliver_on.isoformat() if order.deliver_on else None,
        "notes": order.notes,
        "lines": [
            {
                "id": line.id,
                "product": line.product_name,
                "member_id": line.member_id,
                "sum": line.sum,
                "premium": line.premium,
                "left_out": line.left_out,
                "result": line.result,
                "extra_premium": line.extra_premium,
                "terms": line.terms,
                "postponed_until": line.postponed_until.isoformat() if line.postponed_until else None,
                "answer": line.answer,
            }
            for line in lines
        ],
    }


def attach(session: Session, lines: Sequence[OrderLine]) -> None:
    """Every rider and waiver to its main among the lines: one its product names, of the same person before another's.
    Where its product names none, the first main of the same person."""
    codes = [line.product_code for line in lines]
    named: dict[str, list[Any]] = dict(
        session.execute(select(Product.code, Product.mains).where(Product.code.in_(codes))).all()
    )
    mains = [line for line in lines if line.product_kind == ProductKind.MAIN]
    for line in lines:
        if line.product_kind == ProductKind.MAIN or line.main_id is not None:
            continue
        wanted = named.get(line.product_code) or []
        fit = [main for main in mains if not wanted or main.product_code in wanted]
        fit.sort(key=lambda main: (main.member_id != line.member_id, main.position))
        line.main_id = fit[0].id if fit else None
    session.flush()


def _known(session: Session, lines: Sequence[OrderLine]) -> dict[str, dict[str, Any]]:
    """What the catalogue tells of the products, by code: what they are called in English, whether they pay out."""
    query = select(Product.code, Product.name_en, ProductCover.event)
    query = query.join(ProductCover, ProductCover.product_id == Product.id, isouter=True)
    found: dict[str, dict[str, Any]] = {}
    events: dict[str, list[str]] = {}
    for code, english, event in session.execute(query.where(Product.code.in_({line.product_code for line in lines}))):
        events.setdefault(code, []).extend([event] if event else [])
        found[code] = {"english": english, "pays_out": is_paid_out(events[code])}
    return found


def _row(line: OrderLine, names: Mapping[str, str], asked: Mapping[str, Any]) -> LineRow:
    return LineRow(
        line.id, line.product_code, line.product_name, line.product_kind, line.member_id,
        names.get(line.member_id, ""), line.sum, line.premium, line.left_out, line.policy_id, line.main_id,
        Underwriting(line.result) if line.result else None, line.extra_premium, line.terms, line.postponed_until,
        OfferAnswer(line.answer) if line.answer else None, line.policy_number, asked.get("sum"), asked.get("premium"),
    )  # fmt: skip
