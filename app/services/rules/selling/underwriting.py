"""What the insurer says to the lines of an order, what of it is an offer, and which lines stand then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.enums import OfferAnswer, Underwriting
from app.errors import Place, Problem

GONE = (Underwriting.POSTPONED, Underwriting.DECLINED)
NEED_WORDS = (Underwriting.EXCLUSION, *GONE)


@dataclass(frozen=True, slots=True)
class Applied:
    """A line as it was submitted: ``sum`` and ``premium`` in fen; ``main`` is the line of the main it belongs to."""

    id: str
    product: str
    main: str | None
    sum: int
    premium: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """On one line. ``premium`` is without the ``extra_premium``, fen a year; ``terms`` are what is excluded, or why the
    line does not come about. ``result`` None: nothing was said yet."""

    line: str
    result: Underwriting | None
    sum: int
    premium: int
    extra_premium: int = 0
    terms: str = ""
    postponed_until: date | None = None
    answer: OfferAnswer | None = None

    @property
    def total(self) -> int:
        """What the customer would pay in the first year."""
        return self.premium + self.extra_premium

    @property
    def stands(self) -> bool:
        """Whether the line may come into force as far as is known."""
        return self.result not in GONE and self.answer != OfferAnswer.REFUSED


def offered(applied: Applied, verdict: Verdict) -> bool:
    """Whether the insurer would issue something else than what was applied for, which the customer must accept."""
    if verdict.result is None or verdict.result in GONE:
        return False
    same = (verdict.sum, verdict.total) == (applied.sum, applied.premium)
    return verdict.result != Underwriting.STANDARD or not same


def settled(applied: Sequence[Applied], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Each as it is to be kept: an offer waits for an answer until there is one, what is none has no answer, and a
    rider goes with a main that does not come about."""
    by_line = {one.line: one for one in verdicts}
    kept: dict[str, Verdict] = {}
    for line in sorted(applied, key=lambda line: line.main is not None):
        verdict = replace(by_line[line.id], terms=by_line[line.id].terms.strip())
        answer = (verdict.answer or OfferAnswer.OPEN) if offered(line, verdict) else None
        verdict = replace(verdict, answer=answer)
        main = kept.get(line.main or "")
        if main is not None and not main.stands:
            verdict = replace(
                verdict, result=main.result, terms=verdict.terms or main.terms, answer=main.answer,
                extra_premium=0, postponed_until=main.postponed_until,
            )  # fmt: skip
        kept[line.id] = verdict
    return [kept[line.id] for line in applied]


def wrong(applied: Sequence[Applied], verdicts: Sequence[Verdict], today: date) -> list[Problem]:
    """Everything that cannot be kept, by the product it is of; at the field ``lines``."""
    if sorted(one.line for one in verdicts) != sorted(line.id for line in applied):
        return [Problem("order_lines_missing", Place(field="lines"))]
    products = {line.id: line for line in applied}
    return [problem for one in verdicts for problem in _wrong(products[one.line], one, today)]


def _wrong(line: Applied, verdict: Verdict, today: date) -> Iterator[Problem]:
    said = {"product": line.product}
    place = Place(field="lines")
    if verdict.sum <= 0 or verdict.premium < 0 or verdict.extra_premium < 0:
        yield Problem("underwriting_amount", place, said)
    if verdict.result == Underwriting.EXTRA and not verdict.extra_premium:
        yield Problem("underwriting_extra", place, said)
    if verdict.extra_premium and verdict.result in (None, Underwriting.STANDARD, *GONE):
        yield Problem("underwriting_no_extra", place, said)
    refused = verdict.answer == OfferAnswer.REFUSED and offered(line, verdict)
    if (verdict.result in NEED_WORDS or refused) and not verdict.terms.strip():
        yield Problem("underwriting_terms", place, said)
    if verdict.postponed_until is not None and verdict.result != Underwriting.POSTPONED:
        yield Problem("underwriting_no_day", place, said)
    elif verdict.postponed_until is not None and verdict.postponed_until <= today:
        yield Problem("underwriting_day", place, said)
