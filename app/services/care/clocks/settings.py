"""The lead days of each kind of clock, and the lengths common in contracts: a setting of the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from app.errors import InputError, Place, Problem
from app.services.base import settings
from app.services.base.store import Actor, Store
from app.services.needs import statutory
from app.services.rules.care.clocks import DEFAULTS, ClockKind, KindRule, Rules
from app.services.rules.needs.statutory import Statute, bases_of

KEY = "service.clocks"
MOST_DAYS = 730
LENGTHS = ("grace_days", "reinstatement_years", "revisit_days", "feedback_days")
LONGEST = {"grace_days": 365, "reinstatement_years": 10, "revisit_days": 90, "feedback_days": 90}


def rules_of(store: Store) -> Rules:
    """The rules of this store; what was never set is as shipped."""
    with store.read() as session:
        return read_rules(session)


def read_rules(session: Session) -> Rules:
    """What is kept, and the shipped value of whatever is not."""
    retirement = statutory.key_of(Statute.RETIREMENT_AGE)
    found = settings.several(session, (KEY, retirement))
    kept: Mapping[str, Any] = found.get(KEY) or {}
    kinds = {kind: KindRule(*kept[kind]) if kind in kept else rule for kind, rule in DEFAULTS.items()}
    rules = Rules(kinds, bases=bases_of(statutory.sheet_kept(Statute.RETIREMENT_AGE, found.get(retirement))))
    return replace(rules, **{name: kept[name] for name in LENGTHS if name in kept})


def change_rules(store: Store, actor: Actor, rules: Rules) -> Rules:
    """Keep them; returns those before, for undo. Raises InputError with each number at fault as its field:
    ``<kind>.lead``, ``<kind>.urgent`` or a length's name."""
    check_rules(rules)
    before = rules_of(store)
    kinds = {kind.value: [one.lead, one.urgent, one.linger, one.shown] for kind, one in rules.kinds.items()}
    settings.write(store, actor, KEY, kinds | {name: getattr(rules, name) for name in LENGTHS})
    return before


def check_rules(rules: Rules) -> None:
    """Raises InputError with every number of days that is not possible."""
    problems = []
    for kind in ClockKind:
        one = rules.kinds[kind]
        if not 0 <= one.lead <= MOST_DAYS:
            problems.append(_beyond(f"{kind.value}.lead", MOST_DAYS))
        if not 0 <= one.urgent <= one.lead:
            problems.append(_beyond(f"{kind.value}.urgent", one.lead))
    problems += [_beyond(name, most) for name, most in LONGEST.items() if not 0 < getattr(rules, name) <= most]
    if problems:
        raise InputError(problems)


def _beyond(field: str, most: int) -> Problem:
    return Problem("clock_days_beyond", Place(field=field), {"most": most})
