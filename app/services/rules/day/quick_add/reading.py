"""Reading the whole line: what was done, what comes next, whom it is about and what they care for."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from app.services.rules.day.quick_add import acts, pieces
from app.services.rules.day.quick_add.acts import Act
from app.services.rules.day.quick_add.people import Relative
from app.services.rules.day.quick_add.pieces import Part, Sort
from app.services.rules.day.quick_add.topics import Topic

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\ufffc"))


@dataclass(frozen=True, slots=True)
class Understood:
    """``acts`` in the order of the line, at least one. ``impossible`` looks like a day or a time and is none (30
    February, 25:00); ``parts`` are the pieces that were understood."""

    acts: tuple[Act, ...]
    phone: str
    relatives: tuple[Relative, ...]
    topics: tuple[Topic, ...]
    parts: tuple[Part, ...]
    impossible: tuple[Part, ...]

    def said(self, sort: Sort) -> list[str]:
        """The words that were taken for this."""
        return [part.text for part in self.parts if part.field == sort]


def read(text: str, today: date) -> Understood:
    """A day without a year is the next such day, or one at most 60 days back: see :mod:`days`."""
    line = unicodedata.normalize("NFKC", text.translate(INVISIBLE))
    found = pieces.find(line, today)
    put, used = acts.put_together(line, found, today)
    values = {sort: [piece.value for piece in found if piece.sort == sort] for sort in Sort}
    topics = {topic.text: topic for group in reversed(values[Sort.TOPIC]) for topic in reversed(group)}
    return Understood(
        acts=tuple(put),
        phone=next(iter(values[Sort.PHONE]), ""),
        relatives=tuple(values[Sort.RELATIVE]),
        topics=tuple(reversed(topics.values())),
        parts=tuple(piece.part for piece in used if piece.value is not None and piece.end > piece.start),
        impossible=tuple(piece.part for piece in found if piece.value is None),
    )
