"""What underwriting is expected to say to a plan: the results alone, and that the insurer decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app import words
from app.enums import Underwriting
from app.services.offers.proposals.speaking import Speaker
from app.services.tables.paper import Block, Bullets, Heading, Text


def underwriting(facts: Mapping[str, Any], speaker: Speaker) -> Iterator[Block]:
    """Nothing where nobody told of the own health."""
    expected = facts.get("health")
    if not expected:
        return
    yield Heading(speaker.say("paper.health"))
    yield Bullets([_line(one, speaker) for one in expected])
    yield Text(speaker.say("health.note"), muted=True)


def _line(one: Mapping[str, Any], speaker: Speaker) -> str:
    result = one["result"]
    said = (
        speaker.say("paper.health.open")
        if result is None
        else speaker.say("health.expected", result=words.of(Underwriting(result), speaker.language))
    )
    return speaker.say(
        "paper.health.line", product=speaker.product(one["product"]), who=speaker.person(one["insured"]), result=said
    )
