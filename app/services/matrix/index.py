"""All needs of a matrix at once, as light as counting, filtering and sorting need them.

Every number of the matrix – on its page, on the command line, in the lead's view – is the length of a list of these
entries, read together; the pages of full rows are then read for what is on the screen only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from app.enums import Coverage, NeedStatus, NodeKind
from app.errors import bad_input
from app.models import Household, Matrix, Member, Need, TraceLink
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.store import Store
from app.services.matrix.naming import need_text
from app.services.matrix.outline import outlined
from app.services.rules.spine.coverage import Covered, DateMark, depth_of, mark_of, state_of
from app.services.spine import covering
from app.services.spine.covering import NOTHING

SUSPECT, NO_PRODUCT = "suspect", "no_product"


@dataclass(frozen=True, slots=True)
class Entry:
    """One need. Amounts are fen: ``proposed`` of its latest live proposal, ``best`` what is in force with what would
    come on top of it; ``level`` is how many needs stand above it, ``text`` what a search looks in, folded."""

    id: str
    number: str
    household_id: str | None
    household_code: str
    event: str
    description: str
    owner_code: str
    owner_name: str
    status: NeedStatus
    gap: int
    proposed: int
    in_force: int
    best: int
    missing: str
    coverage: Coverage
    mark: DateMark
    answers: int
    items: int
    policies: int
    suspects: int
    suspect_since: datetime | None
    type: str
    parent_id: str | None
    level: int
    text: str

    @property
    def work(self) -> NeedStatus | None:
        """How far a requirement of no family is."""
        return self.status if self.household_id is None else None

    @property
    def deep(self) -> Coverage:
        """What policies in force alone cover."""
        return depth_of(self.gap, self.in_force, self.work, known=not self.missing)

    @property
    def no_product(self) -> bool:
        """There is a gap, and nothing proposed or in force is linked to it."""
        return self.gap > 0 and not self.items and not self.policies

    @property
    def named(self) -> tuple[str, str]:
        """(Chinese, English)"""
        return need_text(self.number, self.event, self.description)


@dataclass(frozen=True, slots=True)
class Index:
    """The entries of one matrix: each followed by those below it, else in the order given by hand, then by number."""

    matrix: str
    today: date
    entries: tuple[Entry, ...]

    def list(self, code: str) -> tuple[Entry, ...]:
        """One list by its code: ``coverage.<state>``, ``deep.<state>``, ``date.<mark>``, ``status.<status>``,
        ``suspect`` or ``no_product``. Its length is the number shown for it."""
        return tuple(filter(member_of(code), self.entries))

    def counts(self) -> dict[str, int]:
        """The length of every list, by its code."""
        return count(self.entries)


def count(entries: Collection[Entry]) -> dict[str, int]:
    """The lengths of the lists these entries make; a list without an entry is missing."""
    states = Counter(entry.coverage for entry in entries)
    marks = Counter(entry.mark for entry in entries)
    found = {f"coverage.{state}": number for state, number in states.items()}
    found |= {f"date.{mark}": number for mark, number in marks.items()}
    found[SUSPECT] = sum(entry.suspects > 0 for entry in entries)
    found[NO_PRODUCT] = sum(entry.no_product for entry in entries)
    return found


def member_of(code: str) -> Callable[[Entry], bool]:
    """Whether an entry stands in the list of this code."""
    if code == SUSPECT:
        return lambda entry: entry.suspects > 0
    if code == NO_PRODUCT:
        return lambda entry: entry.no_product
    family, _, value = code.partition(".")
    name = {"date": "mark"}.get(family, family)
    if name not in ("coverage", "deep", "mark", "status"):
        raise bad_input("not_a_choice", text=code, choices=f"{SUSPECT}, {NO_PRODUCT}, coverage.*, deep.*, date.*")
    return lambda entry: getattr(entry, name) == value


def index(store: Store, today: date, matrix: str = ALL_CUSTOMERS) -> Index:
    """Raises InputError ``unknown_matrix``."""
    with store.read() as session:
        return read_index(session, today, matrix)


def read_index(session: Session, today: date, matrix: str = ALL_CUSTOMERS) -> Index:
    """All needs of a matrix as light entries, in a constant number of queries."""
    matrix_id = id_of(session, matrix)
    there = (Need.matrix_id == matrix_id, Need.archived_at.is_(None))
    proposed, in_force = covering.proposed(session, *there), covering.in_force(session, today, *there)
    adds = covering.adding(session, *there)
    links = _links(session, matrix_id)
    n = Need.__table__.c
    query = (
        select(
            n.id, n.number, n.household_id, Household.code, n.event, n.description, n.owner_code, n.owner_name,
            n.status, n.gap, n.planned_start, n.planned_finish, n.actual_start, n.declined_until,
            n.declined_reason != "", Household.name, Member.name, n.notes, n.missing,
            n.type, n.parent_id,
        )
        .select_from(Need)
        .outerjoin(Household, Household.id == n.household_id)
        .outerjoin(Member, Member.id == n.member_id)
        .where(*there)
        .order_by(n.position, n.number)
    )  # fmt: skip
    none: Counts = (0, 0, 0, 0, None)
    entries = (
        _entry(
            row,
            proposed.get(row[0], NOTHING).amount,
            adds.get(row[0], 0),
            in_force.get(row[0], 0),
            links.get(row[0], none),
            today,
        )
        for row in session.connection().execute(query)
    )
    return Index(matrix, today, tuple(outlined(entries)))


def id_of(session: Session, matrix: str) -> str:
    """The machine id of a matrix by its code. Raises InputError ``unknown_matrix`` with those there are."""
    found = session.scalar(select(Matrix.id).where(Matrix.code == matrix))
    if found is None:
        known = "、".join(session.scalars(select(Matrix.code).order_by(Matrix.code)))
        raise bad_input("unknown_matrix", matrix=matrix, known=known)
    return found


Counts = tuple[int, int, int, int, datetime | None]
STATUS = {status.value: status for status in NeedStatus}


def _entry(row: Any, proposed: int, adds: int, in_force: int, links: Counts, today: date) -> Entry:
    (id, number, home, code, event, description, owner_code, owner_name, status_, gap, start, finish, began, until,
     declined, family, person, notes, missing, type_, parent_id) = row  # fmt: skip
    status = STATUS[status_]
    covered = Covered(gap, adds, in_force, status if home is None else None, event, not missing)
    return Entry(
        id, number, home, code or "", event, description, owner_code, owner_name, status, gap, proposed, in_force,
        covered.best, missing, state_of(covered, declined=declined, declined_until=until, today=today),
        mark_of(status, start, finish, began, today),
        *links, type_, parent_id, 0,
        searched((*need_text(number, event, description), family or "", code or "", person or "", description,
                  owner_name, notes)),
    )  # fmt: skip


def searched(words: Iterable[str]) -> str:
    """What a search looks in."""
    return " ".join(words).casefold()


def _of_matrix(matrix_id: str) -> Select[Any]:
    return select(Need.id).where(Need.matrix_id == matrix_id, Need.archived_at.is_(None))


def _links(session: Session, matrix_id: str) -> dict[str, Counts]:
    """By need: answers, proposal items, policies, suspect links, and since when the oldest of these is suspect."""

    def count(condition: Any) -> Any:
        return func.sum(case((condition, 1), else_=0))

    kind = TraceLink.target_kind
    query = (
        select(
            TraceLink.source_id,
            count(kind == NodeKind.ANSWER),
            count(kind == NodeKind.PROPOSAL_ITEM),
            count(kind == NodeKind.POLICY),
            count(TraceLink.suspect),
            func.min(TraceLink.suspect_since),
        )
        .where(TraceLink.source_kind == NodeKind.NEED, TraceLink.source_id.in_(_of_matrix(matrix_id)))
        .group_by(TraceLink.source_id)
    )
    return {need: (a, i, p, s, since) for need, a, i, p, s, since in session.connection().execute(query)}


def chosen(
    entries: Sequence[Entry], *, text: str = "", status: str | None = None, household_id: str | None = None
) -> Iterator[Entry]:
    """The entries a page's filters let through."""
    folded = text.strip().casefold()
    for entry in entries:
        if folded and folded not in entry.text:
            continue
        if status is not None and entry.status != status:
            continue
        if household_id is None or entry.household_id == household_id:
            yield entry
