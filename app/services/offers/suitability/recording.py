"""Recording an assessment with its proposal: frozen, one after the other, none changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import CoverSaid, RiskProfile, SalesChannel, Suitability
from app.errors import InputError, Place, Problem, bad_input
from app.models import Household, Proposal, SuitabilityRecord, SuitabilityTold
from app.services.base.store import Actor, Store
from app.services.needs.interviews.risk import risk_said
from app.services.needs.thresholds import read_rules
from app.services.offers.proposals import read
from app.services.offers.proposals.rows import latest_record
from app.services.offers.suitability.known import Known
from app.services.offers.suitability.situation import situation_of
from app.services.rules.base.moments import day_of
from app.services.rules.offers.suitability import Assessment, Situation, assess, may_be_final

FORMAT = 1
LIMITS = ("warn_share", "stop_share", "single_warn", "single_stop", "age_plus_pay", "elder_age")


@dataclass(frozen=True, slots=True)
class RecordDraft:
    """``explanation`` is what the agent explained, ``own_will`` the customer's own words; both when it insists.
    ``recording_number`` names the recording kept elsewhere, where the rules ask for one.
    """

    known: Known
    explanation: str = ""
    own_will: str = ""
    recording_number: str = ""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """``file`` is what was frozen: household, parties, offered, asked, held, money, thresholds, findings."""

    id: str
    proposal_id: str
    number: str
    verdict: Suitability
    made_at: datetime
    draft: RecordDraft
    recording: bool
    file: Mapping[str, Any]


def known(store: Store, household_id: str) -> Known:
    """What the family told last: at its latest assessment, or since; nothing before the first time. The risk it bears
    is asked once: what the interview says holds until the family says otherwise."""
    with store.read() as session:
        return _last(session, household_id)


def risk_from_interview(store: Store, household_id: str, told: RiskProfile | None) -> date | None:
    """The day of the interview whose answer ``told`` is; None where it comes from elsewhere."""
    with store.read() as session:
        said = risk_said(session, household_id)
    return day_of(said[1]) if said is not None and said[0] == told else None


def tell(store: Store, actor: Actor, household_id: str, told: Known) -> None:
    """Keep what the family told, for the next assessment of any of its plans; nothing new writes nothing."""
    with store.read() as session:
        if _last(session, household_id) == told:
            return
    with store.write(actor, "suitability.tell", household_id) as session:
        row = SuitabilityTold(
            household_id=household_id,
            agent_code=actor.code,
            risk=told.risk.value if told.risk else "",
            channel=told.channel.value,
            cover=told.cover or "",
        )
        session.add(row)


def _last(session: Session, household_id: str) -> Known:
    recorded = select(SuitabilityRecord).join(Proposal, Proposal.id == SuitabilityRecord.proposal_id)
    recorded = recorded.where(Proposal.household_id == household_id).order_by(SuitabilityRecord.id.desc())
    record = session.scalars(recorded.limit(1)).one_or_none()
    since = select(SuitabilityTold).where(SuitabilityTold.household_id == household_id)
    told = session.scalars(since.order_by(SuitabilityTold.id.desc()).limit(1)).one_or_none()
    last, at = Known() if record is None else _known(record), None if record is None else record.created_at
    if told is not None and (record is None or told.id > record.id):  # ids are in the order of time
        last = _told(told.risk, told.channel, told.cover)
        at = told.created_at
    said = risk_said(session, household_id)
    if said is not None and (last.risk is None or at is None or at < said[1]):
        return replace(last, risk=said[0])
    return last


def latest(store: Store, proposal_id: str) -> RecordRow | None:
    """The assessment that counts for a proposal."""
    with store.read() as session:
        record = latest_record(session, proposal_id)
        if record is None:
            return None
        return _row(record, session.get_one(Proposal, proposal_id).number)


def record(store: Store, actor: Actor, proposal_id: str, draft: RecordDraft) -> RecordRow:
    """Assess a proposal now and freeze what was found. What is missing or stops it is an InputError that names it:
    ``suitability_incomplete`` at the block, ``required`` at ``explanation`` and ``own_will`` when it is advised to stop
    and the customer insists, ``suitability_forbidden`` when it must not be sold at all.
    """
    detail = read(store, proposal_id)
    with store.write(actor, "suitability.record", detail.row.household_id) as session:
        rules = read_rules(session)
        day = session.today
        situation = situation_of(session, actor.code, detail.row.household_id, detail.facts, draft.known, day)
        assessment = assess(situation, rules.thresholds, rules.recording)
        _check(assessment, draft)
        household = session.get_one(Household, detail.row.household_id)
        row = SuitabilityRecord(
            proposal_id=proposal_id,
            agent_code=actor.code,
            verdict=assessment.verdict.value,
            risk=situation.risk.value if situation.risk else "",
            channel=draft.known.channel.value,
            explanation=draft.explanation.strip(),
            own_will=draft.own_will.strip(),
            recording=assessment.recording,
            recording_number=draft.recording_number.strip(),
            file=_file(household, situation, assessment, detail.facts, draft)
            | {"thresholds": {k: float(v) for k, v in _limits(rules.thresholds).items()}, "day": day.isoformat()},
        )
        session.add(row)
        session.note(proposal=proposal_id, verdict=assessment.verdict.value)
        session.flush()
        return _row(row, detail.row.number)


def _check(assessment: Assessment, draft: RecordDraft) -> None:
    if assessment.verdict == Suitability.FORBIDDEN:
        raise bad_input("suitability_forbidden")
    if assessment.missing:
        raise InputError(
            Problem("suitability_incomplete", Place(field=block.value), {"block": block.value})
            for block in assessment.missing
        )
    if not may_be_final(assessment, draft.explanation, draft.own_will):
        empty = [name for name in ("explanation", "own_will") if not getattr(draft, name).strip()]
        raise InputError(Problem("required", Place(field=name)) for name in empty)


def _limits(limits: Any) -> dict[str, Any]:
    return {name: getattr(limits, name) for name in LIMITS}


def _file(
    household: Household,
    situation: Situation,
    assessment: Assessment,
    facts: Mapping[str, Any],
    draft: RecordDraft,
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "household": household.name,
        "city": household.city,
        "insurance": situation.insurance,
        "people": facts["people"],
        "needs": facts["needs"],
        "items": facts["items"],
        "products": facts["products"],
        "held": [[one.member, one.event, one.amount, one.group] for one in situation.held],
        "income": situation.income,
        "budget": situation.budget,
        "premium": situation.premium,
        "single": situation.single,
        "liquid": situation.liquid,
        "paid_before": situation.paid_before,
        "share": None if assessment.share is None else float(assessment.share),
        "cover_said": draft.known.cover,
        "agent": {
            "name": facts["agent"]["name"], "code": facts["agent"]["code"], "licence": situation.licence,
            "grade": situation.grade.value,
        },
        "findings": [[one.code, one.severity.value, one.values] for one in assessment.findings],
    }  # fmt: skip


def _known(row: SuitabilityRecord) -> Known:
    return _told(row.risk, row.channel, row.file.get("cover_said"))


def _told(risk: str, channel: str, cover: str | None) -> Known:
    """As it is kept, what was not asked is empty."""
    return Known(RiskProfile(risk) if risk else None, SalesChannel(channel), CoverSaid(cover) if cover else None)


def _row(row: SuitabilityRecord, number: str) -> RecordRow:
    return RecordRow(
        row.id,
        row.proposal_id,
        number,
        Suitability(row.verdict),
        row.created_at,
        RecordDraft(_known(row), row.explanation, row.own_will, row.recording_number),
        row.recording,
        row.file,
    )
