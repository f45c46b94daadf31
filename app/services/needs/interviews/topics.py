"""What has not been talked about yet: the listening aid, and what resuming shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.services.needs.interviews.rows import InterviewDetail, Place
from app.services.needs.interviews.templates import Section


@dataclass(frozen=True, slots=True)
class Topic:
    """A section with the places that have no answer; ``untouched`` when it has none at all."""

    section: Section
    open: tuple[Place, ...]
    untouched: bool


def open_topics(interview: InterviewDetail) -> list[Topic]:
    """Sections with something unanswered, in their order; a no is an answer."""
    found = []
    for section in interview.template.sections:
        places = [place for question in section.questions for place in interview.asked(question)]
        missing = tuple(place for place in places if place not in interview.answers)
        if missing:
            found.append(Topic(section, missing, len(missing) == len(places)))
    return found


def reminder(interview: InterviewDetail, step: str, count: int = 3) -> Sequence[Topic]:
    """The few topics to remember while talking: those left behind first, then what was not touched, without the one at
    hand."""
    keys = [section.key for section in interview.template.sections]
    here = keys.index(step) if step in keys else len(keys)
    others = [topic for topic in open_topics(interview) if topic.section.key != step]
    behind = [topic for topic in others if keys.index(topic.section.key) < here]
    return (behind + [topic for topic in others if topic not in behind and topic.untouched])[:count]
