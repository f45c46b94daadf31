"""Who approves orders: set once, with who said so; an agent alone says that his company has no approval."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Agent
from app.services.base import settings
from app.services.base.store import Actor, Store
from app.services.selling.orders.reading import APPROVAL

SAID = "orders.approval_said"
BY_TEAM = "by team"


@dataclass(frozen=True, slots=True)
class Said:
    """The premium (fen) from which a lead approves, None for never; ``by`` and ``on`` are of who said it."""

    amount: int | None
    by: str
    on: date | None


def approval_from(store: Store) -> int | str | None:
    """The premium (fen) from which a lead approves an order, None for never, ``"by team"`` while nobody has said."""
    found: int | str | None = settings.read(store, APPROVAL, BY_TEAM)
    return found


def set_approval(store: Store, actor: Actor, amount: int | str | None) -> None:
    """Set what :func:`approval_from` gives, and keep who said so."""
    with store.write(actor, "setting.change") as session:
        settings.put(session, APPROVAL, amount)
        settings.put(session, SAID, {"by": actor.name or actor.code, "on": session.today.isoformat()})


def said(store: Store) -> Said | None:
    """What was said of approval; None while nobody has."""
    known = approval_from(store)
    if known == BY_TEAM:
        return None
    about = settings.read(store, SAID, {})
    day = date.fromisoformat(about["on"]) if about.get("on") else None
    return Said(None if known is None else int(known), str(about.get("by", "")), day)


def must_be_said(store: Store) -> bool:
    """An agent alone, of no team, has not said yet who approves: asked once, before an order goes on unapproved."""
    with store.read() as session:
        teams = session.scalar(select(func.count()).select_from(Agent).where(Agent.team != ""))
    return said(store) is None and not teams


def none_said(session: Session) -> bool:
    """Whether it was said that there is no approval."""
    return settings.get(session, APPROVAL, BY_TEAM) is None
