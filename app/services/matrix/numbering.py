"""Readable numbers of a named matrix: as it numbers its needs already, and none twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Need, Series
from app.services.base.store import WriteSession

FIRST, DIGITS = "R", 3
_ENDS = re.compile(r"(.*?)(\d+)")


def give(session: WriteSession, matrix_id: str, count: int, chosen: Sequence[str] = ()) -> list[str]:
    """The next numbers beside those chosen; each is given out once, whatever becomes of the need."""
    if not count:
        return []
    begin, first, digits = coming(session, matrix_id, chosen)
    row = session.get(Series, _series(matrix_id))
    if row is None:
        row = Series(name=_series(matrix_id), last=0)
        session.add(row)
    row.last = first + count - 1
    session.flush()
    return [f"{begin}{number:0{digits}d}" for number in range(first, first + count)]


def coming(session: Session, matrix_id: str, chosen: Sequence[str] = ()) -> tuple[str, int, int]:
    """As the matrix numbers its needs: its commonest beginning, one more than the highest that ever was there, and how
    many digits it has at the least."""
    numbers = [*session.scalars(select(Need.number).where(Need.matrix_id == matrix_id)), *chosen]
    last = session.scalar(select(Series.last).where(Series.name == _series(matrix_id))) or 0
    split = [found for number in numbers if (found := _ENDS.fullmatch(number))]
    plain = [found for found in split if not found[1].endswith(".")] or split
    if not plain:
        return FIRST, last + 1, DIGITS
    begin = Counter(found[1] for found in plain).most_common(1)[0][0]
    same = [found[2] for found in plain if found[1] == begin]
    return begin, max(last, *map(int, same)) + 1, min(map(len, same))


def _series(matrix_id: str) -> str:
    return f"need/{matrix_id}"
