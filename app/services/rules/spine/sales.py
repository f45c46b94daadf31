"""How a sale moves through its stages: which evidence each asks for, and what is refused.

The stages are those of domain.md 11. Up to S3 the evidence is the household's – a family analysed once is analysed –
from S4 on it is the sale's own: its proposal, its order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.enums import Stage
from app.errors import Place, Problem
from app.services.rules.spine.funnel import PATH

OPEN = PATH[: PATH.index(Stage.S7_DELIVERED)]
"""Still being sold; S7 and S8 are won, the exits are lost or put off."""
WON = (Stage.S7_DELIVERED, Stage.S8_REFERRED)
LOST = (Stage.REJECTED, Stage.DECLINED, Stage.WITHDRAWN)


class Evidence(StrEnum):
    """What shows that a stage was reached."""

    APPOINTMENT = "appointment"  # an appointment, visit or meeting, planned or done
    MEETING = "meeting"  # a visit or meeting done
    INTERVIEW = "interview"  # a confirmed interview
    PROPOSAL = "proposal"  # a proposal of this sale
    ORDER = "order"  # a submitted order
    ISSUED = "issued"  # an issued order
    RECEIPT = "receipt"  # an order with its receipt
    REFERRAL = "referral"  # a referral or a review done since the receipt
    DECLINED = "declined"  # an order declined by the insurer
    WITHDRAWN = "withdrawn"  # an order withdrawn after it was issued


NEEDED: dict[Stage, Evidence] = {
    Stage.S1_APPOINTED: Evidence.APPOINTMENT,
    Stage.S2_MET: Evidence.MEETING,
    Stage.S3_ANALYSED: Evidence.INTERVIEW,
    Stage.S4_PROPOSED: Evidence.PROPOSAL,
    Stage.S5_SUBMITTED: Evidence.ORDER,
    Stage.S6_ISSUED: Evidence.ISSUED,
    Stage.S7_DELIVERED: Evidence.RECEIPT,
    Stage.S8_REFERRED: Evidence.REFERRAL,
    Stage.DECLINED: Evidence.DECLINED,
    Stage.WITHDRAWN: Evidence.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """A move somebody asks for. ``until`` is when a paused sale is looked at again."""

    stage: Stage
    reason: str = ""
    until: date | None = None


def refused(now: Stage, wish: Wish, evidence: frozenset[Evidence], today: date) -> list[Problem]:
    """Why the move cannot be made, each with what is missing; empty when it can.

    A way back on the path corrects a mistake and says why; out of an exit a sale is reopened, at a stage it has
    the evidence for.
    """
    if wish.stage == now:
        return [Problem("sale_there", values={"stage": now})]
    problems = []
    missing = NEEDED.get(wish.stage)
    if missing is not None and missing not in evidence:
        problems.append(Problem(f"sale_needs_{missing.value}", Place(field="stage")))
    back = now in PATH and wish.stage in PATH and PATH.index(wish.stage) < PATH.index(now)
    if (back or wish.stage == Stage.REJECTED) and not wish.reason.strip():
        problems.append(Problem("sale_back_reason" if back else "sale_lost_reason", Place(field="reason")))
    if wish.stage == Stage.PAUSED and (wish.until is None or wish.until <= today):
        problems.append(Problem("sale_pause_date", Place(field="until")))
    return problems


def furthest(evidence: frozenset[Evidence]) -> Stage:
    """The last stage still being sold that the evidence carries: where a reopened sale goes on."""
    return next((stage for stage in reversed(OPEN) if NEEDED.get(stage) in evidence), Stage.S0_LISTED)


def standing(stages: list[tuple[Stage, date]]) -> Stage | None:
    """A household's stage by its sales, (stage, since) in the order they were opened: the furthest one still being
    sold; when none is, the one that ended last. None without sales."""
    selling = [stage for stage, _ in stages if stage in OPEN]
    if selling:
        return max(selling, key=OPEN.index)
    ended = sorted(enumerate(stages), key=lambda entry: (entry[1][1], entry[0]))
    return ended[-1][1][0] if ended else None
