"""Services to a contract there is (保全): which steps there are, how long the insurer has, and what may be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.enums import PolicyStatus, ServiceKind, ServiceState
from app.errors import Place, Problem
from app.services.rules.base.ages import anniversary

K, S = ServiceKind, ServiceState
NEXT: Mapping[ServiceState, tuple[ServiceState, ...]] = {
    S.DRAFT: (S.SUBMITTED, S.WITHDRAWN),
    S.SUBMITTED: (S.DONE, S.RETURNED, S.REFUSED, S.WITHDRAWN),
    S.RETURNED: (S.SUBMITTED, S.WITHDRAWN),
    S.DONE: (),
    S.REFUSED: (),
    S.WITHDRAWN: (),
}
OPEN = (S.DRAFT, S.SUBMITTED, S.RETURNED)
NEED_REASON = (S.RETURNED, S.REFUSED)
DAYS: Mapping[ServiceKind, int] = {
    K.ADDRESS: 3, K.BENEFICIARY: 10, K.REDUCE: 10, K.PAID_UP: 10, K.REINSTATE: 10, K.LOAN: 5, K.REPAY: 3,
    K.SURRENDER: 30,
}  # fmt: skip
"""Until the insurer should have answered. A surrender is paid within 30 days (保险法 47) [law], the rest [practice]."""
REINSTATE_YEARS = 2  # 保险法 37 [law]
LOAN_SHARE = 80  # per cent of the cash value, less what was borrowed before [practice]
LOAN_MONTHS = 6  # a policy loan runs at most that long, then it is paid back or renewed [practice]


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """The policy as it is; ``cash`` is the last value its table tells, None where it tells none. fen."""

    status: PolicyStatus
    sum: int | None
    premium: int
    loan: int
    lapsed_on: date | None
    cash: int | None


def due(kind: ServiceKind, submitted: date) -> date:
    """The day by which the insurer should have answered."""
    return submitted + timedelta(days=DAYS[kind])


def loan_due(since: date) -> date:
    """When a policy loan is to be paid back or renewed: six months on, the last day of a shorter month."""
    month = since.month - 1 + LOAN_MONTHS
    year, month = since.year + month // 12, month % 12 + 1
    for day in range(since.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, min(since.day, 28))


def wrong(kind: ServiceKind, asked: Mapping[str, Any], policy: PolicyFacts, day: date) -> list[Problem]:
    """Why it cannot be asked, or done, on that day; each at the field it is about."""
    return list(_CHECKS[kind](asked, policy, day))


def refused_step(
    now: ServiceState, wanted: ServiceState, reason: str, on: date, since: date, today: date
) -> list[Problem]:
    """Why the step cannot be taken, apart from what is asked."""
    if wanted not in NEXT[now]:
        return [Problem("service_move", Place(field="state"), {"current": now, "wanted": wanted})]
    problems = []
    if on > today:
        problems.append(Problem("date_in_future", Place(field="on")))
    if on < since:
        problems.append(Problem("order_before", Place(field="on"), {"day": since}))
    if wanted in NEED_REASON and not reason.strip():
        problems.append(Problem("required", Place(field="reason")))
    return problems


def _held(policy: PolicyFacts) -> Iterator[Problem]:
    if policy.status != PolicyStatus.IN_FORCE:
        yield Problem("service_not_in_force", Place(field="kind"))


def _address(asked: Mapping[str, Any], _policy: PolicyFacts, _day: date) -> Iterator[Problem]:
    if not str(asked.get("address") or "").strip():
        yield Problem("required", Place(field="address"))


def _beneficiary(asked: Mapping[str, Any], policy: PolicyFacts, _day: date) -> Iterator[Problem]:
    yield from _held(policy)
    named: Sequence[Any] = asked.get("beneficiaries") or ()
    if not named and not asked.get("statutory"):
        yield Problem("required", Place(field="beneficiaries"))


def _reduce(asked: Mapping[str, Any], policy: PolicyFacts, _day: date) -> Iterator[Problem]:
    yield from _held(policy)
    yield from _less(asked, policy)
    premium = asked.get("premium")
    if premium is None or not 0 <= premium <= policy.premium:
        yield Problem("service_premium", Place(field="premium"), {"most": f"{policy.premium / 100:,.2f}"})


def _paid_up(asked: Mapping[str, Any], policy: PolicyFacts, _day: date) -> Iterator[Problem]:
    yield from _held(policy)
    yield from _less(asked, policy)
    if not policy.premium:
        yield Problem("service_paid_up", Place(field="kind"))


def _less(asked: Mapping[str, Any], policy: PolicyFacts) -> Iterator[Problem]:
    if policy.sum is None:
        yield Problem("service_no_sum", Place(field="sum"))
    elif not 0 < (asked.get("sum") or 0) < policy.sum:
        yield Problem("service_sum", Place(field="sum"), {"most": f"{policy.sum / 100:,.2f}"})


def _reinstate(_asked: Mapping[str, Any], policy: PolicyFacts, day: date) -> Iterator[Problem]:
    if policy.status != PolicyStatus.LAPSED:
        yield Problem("service_not_lapsed", Place(field="kind"))
    elif policy.lapsed_on is not None and day > (last := anniversary(policy.lapsed_on, REINSTATE_YEARS)):
        yield Problem("service_too_late", Place(field="kind"), {"day": last})


def _loan(asked: Mapping[str, Any], policy: PolicyFacts, _day: date) -> Iterator[Problem]:
    yield from _held(policy)
    amount = asked.get("amount") or 0
    most = None if policy.cash is None else max(0, policy.cash * LOAN_SHARE // 100 - policy.loan)
    if amount <= 0:
        yield Problem("service_amount", Place(field="amount"))
    elif most is not None and amount > most:
        yield Problem("service_loan", Place(field="amount"), {"most": f"{most / 100:,.2f}", "share": LOAN_SHARE})


def _repay(asked: Mapping[str, Any], policy: PolicyFacts, _day: date) -> Iterator[Problem]:
    if not 0 < (asked.get("amount") or 0) <= policy.loan:
        yield Problem("service_repay", Place(field="amount"), {"most": f"{policy.loan / 100:,.2f}"})


def _surrender(_asked: Mapping[str, Any], policy: PolicyFacts, _day: date) -> Iterator[Problem]:
    if policy.status == PolicyStatus.ENDED:
        yield Problem("service_ended", Place(field="kind"))


_CHECKS = {
    K.ADDRESS: _address, K.BENEFICIARY: _beneficiary, K.REDUCE: _reduce, K.PAID_UP: _paid_up,
    K.REINSTATE: _reinstate, K.LOAN: _loan, K.REPAY: _repay, K.SURRENDER: _surrender,
}  # fmt: skip
