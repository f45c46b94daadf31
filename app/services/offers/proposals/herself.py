"""How a proposal begins: with her words, what comes first to her, and what she has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.services.offers.proposals.speaking import Speaker, asked, have
from app.services.tables.paper import Block, Bullets, Column, Heading, Table, Text


def herself(facts: Mapping[str, Any], speaker: Speaker) -> Iterator[Block]:
    """Her own words and priorities; nothing that was not kept."""
    say = speaker.say
    spoken, first = facts.get("words", []), ranked(facts)
    if spoken or first:
        yield Heading(say("paper.yours"))
    if spoken:
        yield Bullets([say("paper.quote", text=text.strip("“”\"'")) for text in spoken])
    if first:
        yield Text(say("paper.first"))
        yield from (Text(_priority(number, need, speaker)) for number, need in enumerate(first, 1))


def ranked(facts: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The needs she put in order."""
    return sorted((need for need in facts["needs"] if need.get("rank")), key=lambda need: need["rank"])


def _priority(number: int, need: Mapping[str, Any], speaker: Speaker) -> str:
    values = {"need": speaker.need(need), "gap": speaker.short(asked(need)), "have": speaker.short(have(need))}
    return speaker.say("paper.priority" if have(need) else "paper.priority_none", number=number, **values)


def held(facts: Mapping[str, Any], speaker: Speaker) -> Iterator[Block]:
    """What there is already, whoever sold it."""
    say, policies = speaker.say, facts.get("held")
    if policies is None or not speaker.insurance:
        return
    yield Heading(say("paper.held"))
    if not policies:
        yield Text(say("paper.held_none"))
        return
    rows = [
        (
            speaker.person(one["member"]),
            " · ".join(filter(None, (one["insurer"], one["product"]))),
            "\n".join(f"{speaker.event(event)} {speaker.short(amount)}" for event, amount in one["covers"]) or "—",
            one["until"] or say("paper.life"),
        )
        for one in policies
    ]
    columns = (
        Column(say("paper.insured"), 1.4), Column(say("paper.policy"), 3.6), Column(say("paper.covers"), 2.6),
        Column(say("paper.until"), 1.6),
    )  # fmt: skip
    yield Table(columns, rows)
