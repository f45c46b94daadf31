"""Satisfaction in figures. NPS = % promoters (9-10) − % detractors (0-6); CSAT = the share of 4 and 5 among 1 to 5."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

PROMOTER, DETRACTOR, CONTENT = 9, 6, 4
FEW = 10  # answers; with fewer a month's figure says little [ours]


class FeedbackState(StrEnum):
    ANSWERED = "answered"
    NO_ANSWER = "no_answer"
    NOT_ASKED = "not_asked"


class Channel(StrEnum):
    IN_PERSON = "in_person"
    PHONE = "phone"
    WECHAT = "wechat"
    MAIL = "mail"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Answer:
    on: date
    csat: int | None
    nps: int | None


@dataclass(frozen=True, slots=True)
class Score:
    """``value`` in per cent, −100 to 100 for NPS; None without an answer. ``few`` when ``n`` is small."""

    n: int
    value: Decimal | None

    @property
    def few(self) -> bool:
        """Too few answers to read much into; none is not few."""
        return 0 < self.n < FEW


@dataclass(frozen=True, slots=True)
class Month:
    """``first`` is the first day of the month."""

    first: date
    csat: Score
    nps: Score

    @property
    def id(self) -> str:
        """Year and month of its first day: 2026-11."""
        return f"{self.first:%Y-%m}"


def csat(scores: Sequence[int]) -> Score:
    """Scores from 1 to 5: the share of 4 and 5 in per cent."""
    return Score(len(scores), _percent(sum(score >= CONTENT for score in scores), len(scores)))


def nps(scores: Sequence[int]) -> Score:
    """Scores from 0 to 10: promoters less detractors in per cent of all, so from -100 to 100."""
    promoters = sum(score >= PROMOTER for score in scores)
    detractors = sum(score <= DETRACTOR for score in scores)
    return Score(len(scores), _percent(promoters - detractors, len(scores)))


def by_month(answers: Iterable[Answer], last: date, months: int) -> list[Month]:
    """``months`` months up to that of ``last``, those without an answer as well."""
    end = last.year * 12 + last.month - 1
    found: dict[int, tuple[list[int], list[int]]] = {month: ([], []) for month in range(end - months + 1, end + 1)}
    for answer in answers:
        place = found.get(answer.on.year * 12 + answer.on.month - 1)
        if place is None:
            continue
        if answer.csat is not None:
            place[0].append(answer.csat)
        if answer.nps is not None:
            place[1].append(answer.nps)
    return [
        Month(date(month // 12, month % 12 + 1, 1), csat(content), nps(ready))
        for month, (content, ready) in found.items()
    ]


def _percent(part: int, whole: int) -> Decimal | None:
    return Decimal(100 * part) / whole if whole else None
