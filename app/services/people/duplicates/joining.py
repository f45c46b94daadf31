"""Two households become one, field by field; everything that belonged to either belongs to it. It can be parted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select

from app.enums import Stage
from app.errors import InputError, bad_input
from app.models import Base, Household, Member, Merge, StageMove
from app.models import Relation as Tied
from app.services.base import snapshots
from app.services.base.store import Actor, Store, WriteSession
from app.services.people import referrals
from app.services.people.customers import columns
from app.services.people.customers.merging import Current, current_of
from app.services.people.customers.queries import read_row
from app.services.people.customers.rows import HouseholdRow
from app.services.people.duplicates.pointers import Moved, move_all, move_back, moved_of, rewrite
from app.services.rules.needs import finances
from app.services.rules.spine.funnel import PATH
from app.services.spine.search_keys import refresh_keys

FIELDS = tuple(field for field in columns.NAMES if field not in ("code", "stage"))
KEPT, GONE = "kept", "gone"


@dataclass(frozen=True, slots=True)
class MergeRow:
    """A merge as a list shows it; ``parted`` when it was undone."""

    id: str
    kept_id: str
    name: str
    at: datetime
    parted: bool


def joined(kept: Mapping[str, Any], gone: Mapping[str, Any], choices: Mapping[str, str]) -> dict[str, Any]:
    """The values of the one household: the chosen side of each field; unless chosen, the kept side's where it has
    any, tags of both, notes below each other.
    """
    values: dict[str, Any] = {}
    for name in FIELDS:
        ours, theirs = kept.get(name), gone.get(name)
        if name in choices:
            values[name] = theirs if choices[name] == GONE else ours
        elif name == "tags":
            values[name] = tuple(dict.fromkeys([*(ours or ()), *(theirs or ())]))
        elif name == "notes" and ours and theirs and ours != theirs:
            values[name] = f"{ours}\n{theirs}"
        else:
            values[name] = theirs if ours in (None, "") else ours
    return values


def join(
    store: Store, actor: Actor, kept_id: str, gone_id: str, choices: Mapping[str, str] | None = None
) -> tuple[HouseholdRow, str]:
    """Make ``gone_id`` part of ``kept_id``. ``choices``: field → "kept" or "gone". Members, policies, interviews,
    needs, links, proposals and activities move; a member of both families is one. Returns the row and the merge's id.
    """
    if kept_id == gone_id:
        raise bad_input("merge_itself")
    with store.write(actor, "household.merge", kept_id) as session:
        kept, gone = _household(session, kept_id), _household(session, gone_id)
        ours, theirs = _contact(session, kept), _contact(session, gone)
        before: dict[str, Any] = {
            "household": snapshots.taken(kept),
            "contact": snapshots.taken(ours),
            "gone": snapshots.taken(gone),
            "gone_members": [],
        }
        values = joined(current_of(kept, ours).values, current_of(gone, theirs).values, choices or {})
        same = {theirs.id: ours.id, **_same_people(session, kept, gone)}
        before["gone_members"] = [snapshots.taken(session.get_one(Member, id)) for id in same]
        moved: list[Moved] = []
        for old, new in same.items():
            moved += move_all(session, "member", old, new)
            session.execute(delete(Member).where(Member.id == old))
        moved += move_all(session, "household", gone_id, kept_id)
        session.execute(delete(Household).where(Household.id == gone_id))
        session.expire_all()
        rewrite(session, moved, same | {gone_id: kept_id})
        _order(session, kept_id)
        _untangle(session, kept_id)
        _fill(session, kept_id, values)
        _further(session, kept_id, before["gone"])
        refresh_keys(session, kept_id)
        merge = Merge(
            kept_id=kept_id, gone_id=gone_id, name=str(before["gone"]["name"]), before=before,
            moved=[one.document() for one in moved],
        )  # fmt: skip
        session.add(merge)
        session.flush()
        merge.before = before | _after(session, kept_id)
        session.note(gone=gone_id, merge=merge.id)
        session.flush()
        return read_row(session, kept_id), merge.id


def part(store: Store, actor: Actor, merge_id: str) -> HouseholdRow:
    """Undo a merge: both households are there again, each with what it had. What was added since stays with the kept
    one; a field that was changed since keeps its change. Returns the row of the household that is back.
    """
    with store.write(actor, "household.part") as session:
        merge = session.get(Merge, merge_id)
        if merge is None:
            raise bad_input("not_found")
        if merge.undone_at is not None or session.get(Household, merge.gone_id) is not None:
            raise bad_input("merge_undone", name=merge.name)
        kept = _household(session, merge.kept_id)
        before = merge.before
        tables = Base.metadata.tables
        session.execute(insert(tables["household"]).values(snapshots.values(tables["household"], before["gone"])))
        for member in before["gone_members"]:
            session.execute(insert(tables["member"]).values(snapshots.values(tables["member"], member)))
        moved = [moved_of(one) for one in merge.moved]
        for one in reversed(moved):
            move_back(session, one)
        session.expire_all()
        back = {one.new: one.old for one in moved} | {merge.kept_id: merge.gone_id}
        rewrite(session, moved, back)
        _restore(kept, before["household"], before["household_after"])
        _restore(_contact(session, kept), before["contact"], before["contact_after"])
        merge.undone_at = session.now
        for id in (merge.kept_id, merge.gone_id):
            refresh_keys(session, id)
        session.note(merge=merge_id, back=merge.gone_id)
        session.flush()
        return read_row(session, merge.gone_id)


def merges(store: Store, household_id: str | None = None, limit: int = 50) -> list[MergeRow]:
    """The latest merges, or those into one household, the newest first."""
    query = select(Merge).order_by(Merge.created_at.desc()).limit(limit)
    if household_id is not None:
        query = query.where(Merge.kept_id == household_id)
    with store.read() as session:
        return [
            MergeRow(row.id, row.kept_id, row.name, row.created_at, row.undone_at is not None)
            for row in session.scalars(query)
        ]


def current(store: Store, household_id: str) -> Current:
    """The household's fields as :func:`joined` compares them."""
    with store.read() as session:
        household = session.get(Household, household_id)
        if household is None:
            raise bad_input("not_found")
        return current_of(household, session.get_one(Member, household.contact_id))


def _household(session: WriteSession, id: str) -> Household:
    found = session.get(Household, id)
    if found is None:
        raise bad_input("not_found")
    return found


def _contact(session: WriteSession, household: Household) -> Member:
    return session.get_one(Member, household.contact_id)


def _same_people(session: WriteSession, kept: Household, gone: Household) -> dict[str, str]:
    """Members of the household that goes who are in the other one too: same name, and no two birthdays."""
    ours = list(session.scalars(select(Member).where(Member.household_id == kept.id)))
    found: dict[str, str] = {}
    for theirs in session.scalars(select(Member).where(Member.household_id == gone.id)):
        if theirs.id == gone.contact_id:
            continue
        for one in ours:
            same_day = not (one.birth_date and theirs.birth_date) or one.birth_date == theirs.birth_date
            if one.name == theirs.name and same_day and one.id not in (kept.contact_id, *found.values()):
                found[theirs.id] = one.id
                break
    return found


def _order(session: WriteSession, household_id: str) -> None:
    """The members that came take places behind those that were there."""
    members = session.scalars(
        select(Member).where(Member.household_id == household_id).order_by(Member.position, Member.id)
    )
    for place, member in enumerate(members):
        member.position = place


def _untangle(session: WriteSession, household_id: str) -> None:
    """Nobody is tied to himself, or referred by himself or by somebody who came through him."""
    session.execute(delete(Tied).where(Tied.left_id == Tied.right_id))
    household = _household(session, household_id)
    try:
        referrals.check(session, household_id, household.referrer_id)
    except InputError:
        household.referrer_id = None
    session.flush()


def _fill(session: WriteSession, household_id: str, values: Mapping[str, Any]) -> None:
    household = _household(session, household_id)
    contact = _contact(session, household)
    for name in columns.MEMBER_FIELDS:
        setattr(contact, name, values[name])
    for name in columns.CONTACT_FIELDS:
        setattr(household, name, list(values[name] or ()) if name == "tags" else values[name] or "")
    household.finances = finances.known({key: values[key] for key in finances.KEYS})
    session.flush()


def _further(session: WriteSession, household_id: str, gone: Mapping[str, Any]) -> None:
    """The stage that is further on; the next step of either."""
    household = _household(session, household_id)
    theirs, ours = Stage(gone["stage"]), Stage(household.stage)
    if theirs in PATH and (ours not in PATH or PATH.index(theirs) > PATH.index(ours)):
        household.stage = theirs.value
        since = select(func.max(StageMove.on_date)).where(
            StageMove.household_id == household_id, StageMove.stage == theirs.value
        )
        household.stage_since = session.scalar(since)
    if not household.next_step and household.next_step_on is None:
        snapshots.put_back(household, gone, only=("next_step", "next_step_on"))


def _after(session: WriteSession, household_id: str) -> dict[str, Any]:
    household = _household(session, household_id)
    return {
        "household_after": snapshots.taken(household),
        "contact_after": snapshots.taken(_contact(session, household)),
    }


def _restore(row: Any, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    now = snapshots.taken(row)
    own = [name for name in before if name not in ("id", "contact_id", "household_id") and now.get(name) == after[name]]
    snapshots.put_back(row, before, only=own)
