"""What a page has to know of what was committed: kinds of change, and the one table from an action to them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ChangeKind(StrEnum):
    HOUSEHOLD = "household"
    LABEL = "label"  # classes, tags, own fields, saved views
    POLICY = "policy"
    INTERVIEW = "interview"  # what an interview rests on as well: templates, assumptions
    NEED = "need"
    RECORD = "record"  # what a matrix keeps over time: baselines, its log, review meetings
    PROPOSAL = "proposal"
    OPPORTUNITY = "opportunity"
    ORDER = "order"
    ACTIVITY = "activity"
    TARGET = "target"  # definitions of figures as well
    PRODUCT = "product"
    SERVICE = "service"  # clocks, cases, satisfaction
    TEAM = "team"  # a roll-up, a meeting, an action
    POST = "post"  # what came, what goes out, and with whom
    KNOWLEDGE = "knowledge"  # cards, courses, materials
    SETTING = "setting"
    EVERYTHING = "everything"  # an import, a hand-over, the sample data


K = ChangeKind
KINDS: dict[str, tuple[ChangeKind, ...]] = {
    "access": (K.SETTING,),
    "action": (K.TEAM, K.RECORD),
    "activity": (K.ACTIVITY,),
    "agent.recode": (K.EVERYTHING,),
    "agent.skills": (K.NEED,),
    "agent.update": (K.SETTING,),
    "approval": (K.TEAM,),
    "assumptions": (K.INTERVIEW,),
    "baseline": (K.RECORD,),
    "campaign": (K.TEAM,),
    "card": (K.KNOWLEDGE,),
    "case": (K.SERVICE,),
    "catalogue": (K.EVERYTHING,),
    "change": (K.RECORD,),
    "clock": (K.SERVICE,),
    "commission": (K.TARGET,),
    "contest": (K.TEAM,),
    "customers": (K.EVERYTHING,),
    "demo": (K.EVERYTHING,),
    "document": (K.NEED,),
    "duplicate": (K.HOUSEHOLD,),
    "event": (K.ACTIVITY,),
    "feedback": (K.SERVICE,),
    "feedback.reopen": (K.SERVICE, K.NEED),
    "field": (K.LABEL,),
    "handover": (K.EVERYTHING,),
    "health": (K.HOUSEHOLD, K.PROPOSAL),
    "household": (K.HOUSEHOLD,),
    "household.archive": (K.EVERYTHING,),
    "household.bulk_edit": (K.EVERYTHING,),
    "household.erase": (K.EVERYTHING,),
    "sample.remove": (K.EVERYTHING,),
    "household.merge": (K.EVERYTHING,),
    "household.part": (K.EVERYTHING,),
    "household.restore": (K.EVERYTHING,),
    "household.stage": (K.HOUSEHOLD, K.OPPORTUNITY),
    "import": (K.EVERYTHING,),
    "interest": (K.HOUSEHOLD,),
    "interview": (K.INTERVIEW,),
    "interview.confirm": (K.INTERVIEW, K.NEED, K.HOUSEHOLD),
    "kpi": (K.TARGET,),
    "label": (K.LABEL,),
    "life_event": (K.HOUSEHOLD, K.INTERVIEW),
    "line": (K.ACTIVITY, K.HOUSEHOLD),
    "link": (K.NEED,),
    "loan": (K.SERVICE,),
    "matrix": (K.NEED,),
    "matrix.import": (K.EVERYTHING,),
    "meeting": (K.TEAM,),
    "meeting.hold": (K.TEAM, K.RECORD),
    "member": (K.HOUSEHOLD,),
    "message_text": (K.SETTING,),
    "need": (K.NEED,),
    "note": (K.NEED,),
    "opportunity": (K.OPPORTUNITY, K.HOUSEHOLD),
    "order": (K.ORDER, K.OPPORTUNITY, K.HOUSEHOLD, K.POLICY, K.NEED, K.ACTIVITY),
    "person": (K.HOUSEHOLD, K.SERVICE),
    "pin": (K.SETTING,),
    "policies": (K.EVERYTHING,),
    "policy": (K.POLICY, K.SERVICE),
    "post": (K.POST,),
    "post.take": (K.EVERYTHING,),
    "premium": (K.SERVICE,),
    "product": (K.PRODUCT,),
    "proposal": (K.PROPOSAL,),
    "proposal.decide": (K.PROPOSAL, K.ACTIVITY, K.HOUSEHOLD),
    "redo": (K.EVERYTHING,),  # see kinds_of
    "reminder": (K.ACTIVITY,),
    "report": (K.TARGET,),
    "review": (K.NEED,),
    "review.save": (K.TEAM,),
    "roster": (K.TEAM,),
    "segment": (K.LABEL,),
    "series": (K.ACTIVITY,),
    "service_order": (K.POLICY, K.SERVICE, K.HOUSEHOLD, K.NEED),
    "setting": (K.SETTING,),
    "sleep": (K.HOUSEHOLD, K.OPPORTUNITY),
    "statutory": (K.INTERVIEW, K.SERVICE),
    "store": (K.EVERYTHING,),
    "suitability": (K.PROPOSAL,),
    "target": (K.TARGET,),
    "team": (K.TEAM,),
    "template": (K.INTERVIEW,),
    "tie": (K.HOUSEHOLD,),
    "trace": (K.NEED,),
    "training": (K.TEAM,),
    "undo": (K.EVERYTHING,),  # see kinds_of
    "weekly": (K.TEAM,),
    "work_month": (K.EVERYTHING,),
}
"""By family of actions, or by the whole action where it tells of more, or of something else, than its family."""


def kinds_of(action: str) -> frozenset[ChangeKind]:
    """An action nobody thought of tells of everything: a page too much is read, none is left wrong. What is taken back
    or done again tells of what was done."""
    start, _, rest = action.partition(".")
    if start in ("undo", "redo") and "." in rest:
        return kinds_of(rest)
    found = KINDS.get(action) or KINDS.get(action.partition(".")[0]) or (ChangeKind.EVERYTHING,)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Change:
    """``subject`` is the record's id (the household, where there is one); None when there are several, or none."""

    kinds: frozenset[ChangeKind]
    subject: str | None = None

    def touches(self, *kinds: ChangeKind) -> bool:
        return ChangeKind.EVERYTHING in self.kinds or not self.kinds.isdisjoint(kinds)

    def and_then(self, later: Change) -> Change:
        """Both as one."""
        return Change(self.kinds | later.kinds, self.subject if self.subject == later.subject else None)
