"""The parts of a proposal that look ahead: premiums by year, what is not guaranteed, and the assumptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from app import words
from app.enums import Language
from app.services.needs.analysis import shipped_basis
from app.services.needs.analysis.saying import assumption_words
from app.services.offers.proposals.speaking import Speaker
from app.services.rules.needs.assumptions import SPEC_OF
from app.services.tables.amounts import yuan
from app.services.tables.paper import Align, Block, Bullets, Column, Heading, Remark, Table, Text

NOT_GUARANTEED = "non_guaranteed"


def premiums(facts: Mapping[str, Any], speaker: Speaker) -> Iterator[Block]:
    """Fixed premiums and renewals stand in columns of their own: the one is promised, the other is not."""
    lines = facts["schedule"]
    if not lines or (len(lines) == 1 and not speaker.insurance):
        return
    say = speaker.say
    renewed = any(line[3] for line in lines)
    yield Heading(say("paper.by_year"))
    columns = [Column(say("paper.year"), 2), Column(say("paper.level"), 2, Align.RIGHT)]
    if renewed:
        columns += [Column(say("paper.renewed"), 2.4, Align.RIGHT), Column(say("paper.both"), 2, Align.RIGHT)]
    rows = []
    for first, last, level, again in lines:
        year = say("paper.year_one", year=first) if first == last else say("paper.year_span", first=first, last=last)
        rows.append([year, yuan(level, cents=True)])
        if renewed:
            rows[-1] += [yuan(again, cents=True) if again else "—", yuan(level + again, cents=True)]
    yield Table(columns, rows)
    total = sum((last - first + 1) * level for first, last, level, _ in lines)
    yield Text(say("paper.level_total", years=lines[-1][1], total=speaker.money(total, cents=True)))


def not_guaranteed(facts: Mapping[str, Any], speaker: Speaker) -> Iterator[Block]:
    """Apart from everything else and called by its name."""
    if not speaker.insurance:
        return
    say = speaker.say
    lines = [
        f"{speaker.product(code)}: {text}"
        for code, product in facts["products"].items()
        if (text := _said(product["facts"], speaker.language))
    ]
    if any(line[3] for line in facts["schedule"]):
        lines.append(say("paper.renewal_note"))
    yield Heading(say("paper.not_guaranteed"))
    yield Remark("\n".join(lines) if lines else say("paper.none_shown"), say("paper.not_guaranteed_title"))


def _said(facts: Mapping[str, str], language: Language) -> str:
    """In English where it was given."""
    said = facts.get(f"{NOT_GUARANTEED}_en", "") if language == Language.EN else ""
    return said or facts.get(NOT_GUARANTEED, "")


def assumptions(facts: Mapping[str, Any], speaker: Speaker) -> Iterator[Block]:
    """The table of assumptions the needs rest on; nothing for goods, or without an analysis."""
    say = speaker.say
    analysis = facts.get("analysis") or {}
    values = analysis.get("assumptions", {}).get("values", {})
    if not values or not speaker.insurance:
        return
    yield Heading(say("paper.assumptions"))
    rows = [(_name(name, speaker), _figure(name, value, speaker)) for name, value in values.items()]
    half = (len(rows) + 1) // 2
    beside = [*rows[half:], *[("", "")] * (2 * half - len(rows))]
    pair = (Column(say("paper.assumption"), 3), Column(say("paper.value"), 1.5, Align.CENTRE))
    yield Table((*pair, *pair), [(*left, *right) for left, right in zip(rows[:half], beside, strict=True)])
    name, edition = (analysis["assumptions"].get(part, "") for part in ("name", "version"))
    named = say("assumption_set.default") if name == shipped_basis().name else name
    note = say("paper.assumptions_note", name=named, edition=edition, formula=analysis["formula_version"])
    yield Text(note, muted=True)
    yield Bullets([say("paper.assumptions_ours")])


def _name(name: str, speaker: Speaker) -> str:
    code = f"assumption.{name}"
    return words.say(code, speaker.language) if words.known(code) else name


def _figure(name: str, value: float, speaker: Speaker) -> str:
    return assumption_words(name, Decimal(str(value)), speaker.language) if name in SPEC_OF else f"{value:,}"
