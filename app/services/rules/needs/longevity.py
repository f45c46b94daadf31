"""Whether the assumed length of life is short for somebody: by a table of deaths, the average and not the end."""

from __future__ import annotations

from app.enums import Event, Relation
from app.services.rules.needs.assumptions import Assumptions
from app.services.rules.needs.cautions import Caution
from app.services.rules.needs.gaps.case import Case
from app.services.rules.needs.life_table import LifeTable

CLEARLY = 1.5
"""Years by which the average must pass what is assumed before it is said [ours]."""


def longevity_hints(case: Case, a: Assumptions, table: LifeTable) -> tuple[Caution, ...]:
    """For husband and wife whose sex is known, where old age is talked about."""
    if Event.RETIREMENT in case.declined:
        return ()
    found = []
    for member in case.of(Relation.SELF, Relation.SPOUSE):
        if member.sex is None or member.age >= len(table.deaths[member.sex]):
            continue
        average = member.age + table.expected_years(member.sex, member.age)
        if average >= float(a.life_expectancy) + CLEARLY:
            values = {"age": int(average), "assumed": int(a.life_expectancy)}
            found.append(Caution("lives_longer", member.key, values))
    return tuple(found)
