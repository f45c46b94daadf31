"""Changing KPI definitions: each change is a new set that holds from the current week on; older weeks keep theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select

from app.errors import InputError, Place, Problem, bad_input
from app.models import KpiSet
from app.services.base.store import Actor, Store, WriteSession
from app.services.measures.kpis import definitions
from app.services.measures.kpis.figures import Figure, of_session
from app.services.rules.base.periods import Period
from app.services.rules.base.weeks import week_of
from app.services.rules.measures import kpis as rules
from app.services.rules.measures.kpis import Definition, Definitions


class Cause(StrEnum):
    """What was done to a definition."""

    ADDED = "added"
    EDITED = "edited"
    RETIRED = "retired"
    TAKEN_UP = "taken_up"


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a definition: since when it holds and who made it; ``number`` 0 came with the program."""

    id: str
    number: int
    definition: Definition
    holds_from: date | None
    at: datetime | None
    by: str
    cause: Cause | None


def put(store: Store, actor: Actor, entry: Mapping[str, Any], today: date) -> Definition:
    """Add a definition, or replace the one with its code. An entry without a code gets one.

    Raises InputError with a problem for each field that is wrong (see :func:`rules.read_one`).
    """
    with store.write(actor, "kpi.put") as session:
        known = definitions.in_force(session, today)
        code = str(entry.get("code") or "") or _new_code(known)
        before = next((kpi for kpi in known.everything if kpi.code == code), None)
        wanted = rules.read_one({**entry, "code": code, "version": before.version + 1 if before else 1})
        _keep(session, known, wanted, today, Cause.EDITED if before else Cause.ADDED)
    return wanted


def put_all(session: WriteSession, wanted: Iterable[Definition], today: date) -> None:
    """Several at once, within a unit of work: looked at together when all are in. Raises InputError as :func:`put`."""
    known = definitions.in_force(session, today)
    for one in wanted:
        before = next((kpi for kpi in known.everything if kpi.code == one.code), None)
        numbered = replace(one, version=before.version + 1 if before else 1)
        known = _keep(session, known, numbered, today, Cause.EDITED if before else Cause.ADDED, check=False)
    _checked(known.document())


def retire(store: Store, actor: Actor, code: str, today: date, *, retired: bool = True) -> Definition:
    """Take a definition out of the reports, or up again. Raises InputError ``kpi_held`` where a target needs it."""
    with store.write(actor, "kpi.retire") as session:
        known = definitions.in_force(session, today)
        before = known.of_code(code)
        if retired and before.metric is not None:
            raise bad_input("kpi_held", Place(field="metric"))
        wanted = rules.read_one({**before.document(), "retired": retired, "version": before.version + 1})
        _keep(session, known, wanted, today, Cause.RETIRED if retired else Cause.TAKEN_UP)
    return wanted


def take_back(store: Store, actor: Actor) -> None:
    """Undo the newest change of all, as if it had not been."""
    with store.write(actor, "kpi.take_back") as session:
        newest = session.scalars(select(KpiSet).order_by(KpiSet.number.desc()).limit(1)).one()
        session.note(number=newest.number, code=newest.changed)
        session.delete(newest)


def everything(store: Store, day: date) -> Definitions:
    """The set of ``day``, the retired ones too."""
    with store.read() as session:
        return definitions.in_force(session, day)


def history(store: Store, code: str) -> list[Edition]:
    """All versions of a definition, the newest first."""
    with store.read() as session:
        sets = session.scalars(select(KpiSet).where(KpiSet.changed == code).order_by(KpiSet.number.desc())).all()
        found = [
            Edition(
                str(one.number), one.number, rules.read(one.document).of_code(code), one.holds_from, one.created_at,
                one.agent_code, Cause(one.cause),
            )
            for one in sets
        ]  # fmt: skip
    shipped = next((kpi for kpi in definitions.built_in().everything if kpi.code == code), None)
    return [*found, Edition("0", 0, shipped, None, None, "", None)] if shipped else found


def preview(store: Store, entry: Mapping[str, Any], period: Period, agent: str) -> Figure:
    """What a definition would say of a period, before it is kept. Raises InputError as :func:`put` does."""
    definition = rules.read_one({**entry, "code": entry.get("code") or "new"})
    with store.read() as session:
        return of_session(session, period, agent, [definition])[0]


def _keep(
    session: WriteSession, known: Definitions, wanted: Definition, today: date, cause: Cause, *, check: bool = True
) -> Definitions:
    number = (session.scalar(select(func.max(KpiSet.number))) or 0) + 1
    others = {kpi.code: kpi for kpi in known.everything} | {wanted.code: wanted}
    named = f"{definitions.built_in().version}+{session.actor.code}.{number}"
    kept = Definitions(named, tuple(others.values()), known.stale_days)
    document = kept.document()
    if check:
        _checked(document)
    session.add(
        KpiSet(
            number=number, holds_from=week_of(today).monday, changed=wanted.code, cause=cause.value,
            agent_code=session.actor.code, document=document,
        )
    )  # fmt: skip
    session.note(code=wanted.code, number=number, cause=cause.value)
    return kept


def _checked(document: Mapping[str, Any]) -> None:
    """The whole set must be sound; a fault of it is told at the field of this definition."""
    try:
        rules.read(document)
    except InputError as error:
        raise InputError(
            [Problem(p.code, Place(field=(p.place.field or "").rpartition(".")[2]), p.values) for p in error.problems]
        ) from error


def _new_code(known: Definitions) -> str:
    codes = {kpi.code for kpi in known.everything}
    return next(code for number in range(1, len(codes) + 2) if (code := f"own_{number}") not in codes)
