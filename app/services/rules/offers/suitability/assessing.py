"""Whether a plan suits a family: what must be known, what speaks against it, whether the talk must be recorded.

Pure: a :class:`Situation` in, an :class:`Assessment` out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.enums import Severity, Suitability, SuitabilityBlock
from app.services.rules.offers.suitability.checks import GOODS_RULES, RULES, share_of
from app.services.rules.offers.suitability.facts import (
    LONG,
    Assessment,
    Finding,
    Offered,
    RecordingRule,
    Situation,
    Thresholds,
)


def assess(
    situation: Situation, thresholds: Thresholds | None = None, recording: Sequence[RecordingRule] = ()
) -> Assessment:
    """The verdict: unknown while a block is missing, then the gravest finding, the gravest first."""
    limits = thresholds or Thresholds()
    found: list[Finding] = []
    for rule in RULES if situation.insurance else GOODS_RULES:
        found += rule(situation, limits)
    recorded = situation.insurance and any(applies(rule, situation) for rule in recording)
    if recorded:
        found.append(Finding("recording", Severity.NOTE))
    found.sort(key=lambda finding: -SEVERITIES.index(finding.severity))
    missing = tuple(_missing(situation))
    worst = found[0].severity if found else Severity.NOTE
    if worst == Severity.FORBID:
        verdict = Suitability.FORBIDDEN
    elif missing:
        verdict = Suitability.UNKNOWN
    else:
        verdict = {Severity.STOP: Suitability.STOP, Severity.CARE: Suitability.CARE}.get(worst, Suitability.SUITABLE)
    return Assessment(verdict, missing, tuple(found), share_of(situation), recorded)


SEVERITIES = list(Severity)


def may_be_final(assessment: Assessment, explanation: str, own_will: str) -> bool:
    """Only the customer may overrule a stop: with what was explained and the customer's own words, both kept."""
    if assessment.verdict in (Suitability.FORBIDDEN, Suitability.UNKNOWN):
        return False
    return assessment.verdict != Suitability.STOP or bool(explanation.strip() and own_will.strip())


def applies(rule: RecordingRule, situation: Situation) -> bool:
    """Whether one item of the plan meets every condition of the rule."""
    if rule.region and rule.region not in situation.region:
        return False
    if rule.channel is not None and rule.channel != situation.channel:
        return False
    return any(_meets(rule, situation, offer) for offer in situation.offered)


def _meets(rule: RecordingRule, situation: Situation, offer: Offered) -> bool:
    if rule.age_from is not None and (situation.payer_of(offer.insured).age or 0) < rule.age_from:
        return False
    if rule.product == LONG:
        return offer.long
    return not rule.product or rule.product in (offer.product, offer.category)


def _missing(situation: Situation) -> Iterator[SuitabilityBlock]:
    if not situation.asked:
        yield SuitabilityBlock.NEEDS
    if situation.insurance and situation.risk is None:
        yield SuitabilityBlock.RISK
    every_year = situation.premium or not situation.single
    if (every_year and not situation.income) or (situation.single and situation.liquid is None):
        yield SuitabilityBlock.MEANS
    if situation.insurance and not situation.cover_known:
        yield SuitabilityBlock.COVER
