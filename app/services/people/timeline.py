"""What happened with a household, the latest first: activities, interviews, proposals, orders, stages, service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import words
from app.enums import Language, OrderKind
from app.models import Activity, ActivityGuest, Feedback, Interview, Order, OrderEvent, Proposal, ServiceCase, StageMove
from app.services.base.store import Store

MOST = 200
TOLD = {OrderKind.INSURANCE: "order", OrderKind.GOODS: "goods"}


@dataclass(frozen=True, slots=True)
class Entry:
    """``code`` finds the words; ``text`` is what the agent wrote."""

    on: date
    code: str
    text: str = ""

    def words(self, language: Language) -> str:
        """The entry as it is read."""
        what = words.say(self.code, language)
        return f"{what}  {self.text}" if self.text else what


def of_household(store: Store, household_id: str, limit: int = MOST) -> list[Entry]:
    """At most ``limit`` entries in eight queries."""
    with store.read() as session:
        activities = session.execute(
            select(Activity.on_date, Activity.kind, Activity.note, Activity.report, Activity.companion)
            .where(Activity.household_id == household_id, Activity.status == "done")
            .order_by(Activity.on_date.desc())
            .limit(limit)
        )
        entries = [
            Entry(on, f"activity_kind.{kind}", "  ".join(part for part in (note, report, with_whom) if part))
            for on, kind, note, report, with_whom in activities
        ]
        invited = (
            select(Activity.on_date, Activity.note, ActivityGuest.state)
            .join(ActivityGuest, ActivityGuest.activity_id == Activity.id)
            .where(ActivityGuest.household_id == household_id, Activity.status == "done")
        )
        entries += [Entry(on, f"timeline.guest_{state}", note) for on, note, state in session.execute(invited)]
        interviews = select(Interview.held_on, Interview.status).where(Interview.household_id == household_id)
        entries += [Entry(on, f"timeline.interview_{status}") for on, status in session.execute(interviews)]
        proposals = select(Proposal.as_of, Proposal.state, Proposal.number).where(Proposal.household_id == household_id)
        entries += [Entry(on, f"timeline.proposal_{state}", number) for on, state, number in session.execute(proposals)]
        steps = (
            select(OrderEvent.on_date, OrderEvent.state, Order.kind, Order.number, OrderEvent.reason)
            .join(Order, Order.id == OrderEvent.order_id)
            .where(Order.household_id == household_id, OrderEvent.undone.is_(False))
            .where(OrderEvent.action.in_(("added", "moved", "told")))
        )
        entries += [
            Entry(on, f"timeline.{TOLD[OrderKind(kind)]}_{state}", f"{number}  {reason}".strip())
            for on, state, kind, number, reason in session.execute(steps)
        ]
        moves = select(StageMove.on_date, StageMove.stage, StageMove.reason).where(
            StageMove.household_id == household_id
        )
        entries += [Entry(on, f"timeline.stage_{stage}", reason) for on, stage, reason in session.execute(moves)]
        entries += _service(session, household_id)
    return sorted(entries, key=lambda entry: entry.on, reverse=True)[:limit]


def _service(session: Session, household_id: str) -> list[Entry]:
    """Cases as they came and were resolved, and what the customer said."""
    cases = select(ServiceCase.opened_on, ServiceCase.resolved_on, ServiceCase.title, ServiceCase.resolution).where(
        ServiceCase.household_id == household_id
    )
    entries = []
    for opened, resolved, title, resolution in session.execute(cases):
        entries.append(Entry(opened, "timeline.case_opened", title))
        if resolved is not None:
            entries.append(Entry(resolved, "timeline.case_resolved", f"{title}  {resolution}"))
    said = select(Feedback.on_date, Feedback.csat, Feedback.nps, Feedback.words).where(
        Feedback.household_id == household_id, Feedback.state == "answered"
    )
    for on, csat, nps, words_ in session.execute(said):
        scores = [f"{csat}/5"] * (csat is not None) + [f"{nps}/10"] * (nps is not None)
        entries.append(Entry(on, "timeline.feedback", "  ".join([*scores, words_]).strip()))
    return entries
