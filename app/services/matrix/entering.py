"""Needs of a named matrix written by hand: one after the other, a pasted block, a copy."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import NeedType
from app.errors import InputError, Place, Problem, bad_input
from app.models import Need, new_id
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.store import Actor, Store
from app.services.matrix import numbering, ordering
from app.services.matrix.blocks import NewNeed
from app.services.matrix.index import id_of

LONGEST_NUMBER = 40
MOST = 2000  # lines of one block


def proposed(store: Store, matrix: str) -> str:
    """The number the next need gets. Raises InputError ``unknown_matrix``."""
    with store.read() as session:
        begin, number, digits = numbering.coming(session, id_of(session, matrix))
        return f"{begin}{number:0{digits}d}"


def add(store: Store, actor: Actor, matrix: str, lines: Sequence[NewNeed], after: str | None = None) -> list[str]:
    """Write the lines as needs at the end of the matrix, in one unit of work; their ids in the order of the lines.

    ``after`` is the need the first line's level is counted from: level 0 is the top, one more than its own is below it.
    Raises InputError naming line and field: ``required``, ``too_long``, ``twice`` for a number that is or was there,
    ``not_a_choice``, ``needs_by_interview`` for the customers' matrix, ``too_many``.
    """
    if matrix == ALL_CUSTOMERS:
        raise bad_input("needs_by_interview")
    if len(lines) > MOST:
        raise bad_input("too_many_lines", most=MOST)
    with store.write(actor, "need.add") as session:
        matrix_id = id_of(session, matrix)
        _check(session, matrix_id, lines)
        above = ordering.chain(session, after)
        chosen = [line.number.strip() for line in lines]
        numbers = iter(numbering.give(session, matrix_id, chosen.count(""), chosen))
        made: list[Need] = []
        places: dict[str | None, int] = {}
        for line in lines:
            del above[max(0, line.level) :]
            parent = above[-1] if above else None
            if parent not in places:
                places[parent] = ordering.last_place(session, matrix_id, parent)
            places[parent] += 1
            need = Need(
                id=new_id(), matrix_id=matrix_id, parent_id=parent, position=places[parent], type=line.type,
                number=line.number.strip() or next(numbers), description=line.description.strip(),
            )  # fmt: skip
            session.add(need)
            above.append(need.id)
            made.append(need)
        session.flush()
        session.note(needs=len(made), matrix=matrix)
        return [need.id for need in made]


def _check(session: Session, matrix_id: str, lines: Sequence[NewNeed]) -> None:
    """Everything wrong with the lines at once, each by its place."""
    there = set(session.scalars(select(Need.number).where(Need.matrix_id == matrix_id)))
    problems: list[Problem] = []
    for at, line in enumerate(lines, 1):
        number = line.number.strip()
        if not line.description.strip():
            problems.append(Problem("required", Place(row=at, field="description")))
        if len(number) > LONGEST_NUMBER:
            problems.append(Problem("too_long", Place(row=at, field="number"), {"most": LONGEST_NUMBER}))
        if number and number in there:
            problems.append(Problem("number_taken", Place(row=at, field="number"), {"number": number}))
        if line.type and line.type not in list(NeedType):
            about = {"text": line.type, "choices": ", ".join(NeedType)}
            problems.append(Problem("not_a_choice", Place(row=at, field="type"), about))
        if number:
            there.add(number)
    if problems:
        raise InputError(problems)
