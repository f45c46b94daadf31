"""What every part of the synthetic store draws from: one seeded generator, rows to insert, numbers and ids."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from app.services.front.demo.words import GIVEN, SURNAMES

SATURDAY = 5
YUAN = 100


@dataclass(slots=True)
class Rows:
    """What will be inserted, table by table."""

    of: dict[type[Any], list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: type[Any], **values: Any) -> dict[str, Any]:
        """A row to be inserted later, kept in the order of adding."""
        self.of.setdefault(table, []).append(values)
        return values


class Draw:
    """One seed, one day: the same content whenever it is drawn again, ids included."""

    def __init__(self, seed: int, today: date, weeks: int, numbers: Mapping[str, int]) -> None:
        self.chance = random.Random(seed)
        self.today = today
        self.first = today - timedelta(weeks=weeks)
        self.weeks = weeks
        self.rows = Rows()
        self.numbers = dict(numbers)  # the last one given of each series

    def number(self, series: str, prefix: str) -> str:
        """The next number of a series."""
        self.numbers[series] += 1
        return f"{prefix}{self.numbers[series]:05d}"

    def stamps(self, day: date) -> dict[str, Any]:
        """Id and times of a row born in the morning of ``day``; the id is a UUIDv7 of that moment."""
        at = datetime.combine(day, time(9, 0), UTC) + timedelta(milliseconds=self.chance.randrange(28_800_000))
        milliseconds, bits = int(at.timestamp() * 1000), self.chance.getrandbits(74)
        value = (milliseconds << 80) | (7 << 76) | ((bits >> 62) << 64) | (2 << 62) | (bits & ((1 << 62) - 1))
        return {"id": f"{value:032x}", "created_at": at, "updated_at": at, "version": 1}

    def day(self, first: date, last: date) -> date:
        """Any day from the first to the last."""
        return first + timedelta(days=self.chance.randint(0, max(0, (last - first).days)))

    def later(self, day: date, least: int, most: int) -> date:
        """``least`` to ``most`` days after ``day``; seldom on a Sunday, when families rest."""
        found = day + timedelta(days=self.chance.randint(least, most))
        return found + timedelta(days=1) if found.weekday() > SATURDAY and self.happens(0.8) else found

    def happens(self, share: float) -> bool:
        """True as often as ``share`` (0 to 1) says."""
        return self.chance.random() < share

    def name(self, surname: str | None = None) -> str:
        """A Chinese name, with this surname or any."""
        given = "".join(self.chance.choice(GIVEN) for _ in range(self.chance.choice((1, 1, 2))))
        return (surname or self.chance.choice(SURNAMES)) + given

    def sample(self, things: Sequence[Any], most: int) -> list[Any]:
        """Different ones, at most so many."""
        return self.chance.sample(things, min(len(things), most))
