"""An agent's targets as a kind of thing the post carries: each is a part, named by its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import words
from app.enums import Language, Metric, PeriodKind, TargetLevel
from app.models import Target
from app.services.base.post.kinds import ItemKind, Parts, Sides, Told
from app.services.base.store import WriteSession
from app.services.figures.targets.keeping import MOST
from app.services.rules.base import periods
from app.services.rules.figures.targets import name_of

KEY, LASTS = "targets", timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Where:
    """What a part is named by."""

    period: PeriodKind
    starts_on: date
    metric: Metric
    level: TargetLevel

    @classmethod
    def read(cls, key: str) -> Where:
        """Raises ValueError for what names no target."""
        period, day, metric, level = key.split("|")
        found = cls(PeriodKind(period), date.fromisoformat(day), Metric(metric), TargetLevel(level))
        if name_of(periods.of(found.period, found.starts_on)) != found.starts_on or str(found) != key:
            raise ValueError(key)
        return found

    def __str__(self) -> str:
        return "|".join((self.period.value, self.starts_on.isoformat(), self.metric.value, self.level.value))


def _parts(session: Session, sides: Sides) -> dict[str, Any]:
    rows = session.scalars(select(Target).where(Target.agent_code == sides.agent).order_by(Target.starts_on))
    return {f"{row.period}|{row.starts_on.isoformat()}|{row.metric}|{row.level}": _plain(row) for row in rows}


def _plain(row: Target) -> dict[str, Any]:
    return {"value": row.value, "starts_on": row.starts_on.isoformat()}


def _check(key: str, value: Any) -> None:
    where, number = Where.read(key), value["value"]
    whole = isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= MOST
    if not whole or value != {"value": number, "starts_on": where.starts_on.isoformat()}:
        raise ValueError(key)


def _put(session: WriteSession, parts: Parts, sides: Sides) -> None:
    for key, value in parts.items():
        where = Where.read(key)
        row = session.scalars(
            select(Target).where(
                Target.agent_code == sides.agent, Target.period == where.period.value,
                Target.starts_on == where.starts_on, Target.metric == where.metric.value,
                Target.level == where.level.value,
            )
        ).one_or_none()  # fmt: skip
        if value is None:  # the lead took it out
            if row is not None:
                session.delete(row)
            continue
        if row is None:
            row = Target(
                agent_code=sides.agent, period=where.period.value, starts_on=where.starts_on,
                metric=where.metric.value, level=where.level.value, value=0,
            )  # fmt: skip
            session.add(row)
        row.value = value["value"]


def _tell(key: str, before: Any, after: Any, language: Language) -> Told:
    where = Where.read(key)
    label = periods.of(where.period, where.starts_on).label
    title = f"{label} {words.of(where.metric, language)}"
    pair = [_said(where.metric, one, language) for one in (before, after)]
    change = f"{words.of(where.level, language)}:  {pair[0]}  →  {pair[1]}"
    return Told(title, (change, words.say("post_target.removed", language)) if after is None else (change,))


def _said(metric: Metric, value: Any, language: Language) -> str:
    if value is None:
        return "—"
    number = value["value"]
    if metric is not Metric.PREMIUM:
        return f"{number:,}"
    return words.say("post_target.yuan", language, amount=f"{number / 100:,.2f}".removesuffix(".00"))


def _lasting(value: Any, today: date) -> bool:
    return date.fromisoformat(value["starts_on"]) >= today - LASTS


ENTRY = ItemKind(KEY, True, False, _parts, _check, _put, _tell, _lasting, whole=True)
