"""Synthetic families: who lives in a household, and the household itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.enums import Relation, Stage
from app.models import Household, Member
from app.services.front.demo.draw import YUAN, Draw
from app.services.front.demo.paths import Way
from app.services.front.demo.words import CITIES, JOBS, SOURCES, SURNAMES
from app.services.rules.base import names


def add_household(draw: Draw, agent: str, way: Way, step: tuple[str, date | None]) -> list[dict[str, Any]]:
    """The household with its members; returns the members, the customer first."""
    listed = way.steps[0][1]
    stamps = draw.stamps(listed)
    code = draw.number("household", "C")
    members = _members(draw, stamps["id"], listed)
    customer = members[0]
    people = [names.Person(member["name"], member["phone"]) for member in members]
    income = sum(member["income"] or 0 for member in members)
    source = "转介绍" if way.stage == Stage.S8_REFERRED and draw.happens(0.4) else draw.chance.choice(SOURCES)
    draw.rows.add(
        Household, code=code, name=customer["name"], phone=customer["phone"], sort_key=names.sort_key(customer["name"]),
        search_key=names.search_key(people, (code,)), contact_id=customer["id"], agent_code=agent,
        stage=way.stage.value, stage_since=way.steps[-1][1], source=source, city=draw.chance.choice(CITIES),
        address="", wechat="", email="", notes="", tags=[],
        finances={"expenses": income // 2, "deposits": income, "premium_budget": income // 12 // 10_000 * 10_000},
        next_step=step[0], next_step_on=step[1], archived_at=None, **stamps,
    )  # fmt: skip
    for member in members:
        draw.rows.add(Member, **member)
    return members


def _members(draw: Draw, household_id: str, day: date) -> list[dict[str, Any]]:
    chance = draw.chance
    surname = chance.choice(SURNAMES)
    age = chance.randint(26, 58)
    sex = chance.choice("MF")
    people = [(Relation.SELF, draw.name(surname), sex, age)]
    if age > 27 and draw.happens(0.7):
        other = age + chance.randint(-4, 4)
        people.append((Relation.SPOUSE, draw.name(), "F" if sex == "M" else "M", other))
        father = surname if sex == "M" else people[-1][1][0]
        for _ in range(chance.choice((0, 1, 1, 2))):
            young = chance.randint(0, max(0, min(20, min(age, other) - 24)))
            people.append((Relation.CHILD, draw.name(father), chance.choice("MF"), young))
    return [_member(draw, household_id, day, place, *person) for place, person in enumerate(people)]


def _member(
    draw: Draw, household_id: str, day: date, position: int, relation: Relation, name: str, sex: str, age: int
) -> dict[str, Any]:
    child = relation == Relation.CHILD
    year = draw.today.year - age
    born = min(draw.day(date(year - 1, 12, 1), date(year, 11, 1)), draw.today)
    job, job_class = ("", None) if child else draw.chance.choice(JOBS)
    phone = "" if child else f"1{draw.chance.choice('35789')}{draw.chance.randint(0, 999_999_999):09d}"
    income = None if child else draw.chance.randint(6, 45) * 10_000 * YUAN
    return {
        "household_id": household_id, "position": position, "relation": relation.value, "name": name, "sex": sex,
        "birth_date": born, "phone": phone, "occupation": job, "occupation_class": job_class, "education": "",
        "income": income, "social_insurance": True, "notes": "", **draw.stamps(day),
    }  # fmt: skip
