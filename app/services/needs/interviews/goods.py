"""Needs for ordinary goods: each has a wanted amount in units and a weight, and a product covers it by units.

One unit stands where insurance has one yuan, so that the same matrix and the same combinations serve both.
"""

from __future__ import annotations

from decimal import Decimal

from app.enums import AnswerState
from app.services.needs.interviews.rows import AnswerRow, InterviewDetail
from app.services.needs.interviews.templates import HAVE, WANT, WEIGHT
from app.services.rules.needs.gaps import NeedResult
from app.services.rules.needs.worksheets import Line, Worksheet, evaluate


def needs_of(interview: InterviewDetail) -> tuple[NeedResult, ...]:
    """One need per member and thing wanted; what is wanted for the whole family is the customer's own need."""
    found = []
    for place, event in _places(interview, WANT):
        wanted, there = _units(interview, place[1], WANT + event), _units(interview, place[1], HAVE + event)
        sheet = Worksheet("goods", (Line("wanted", Decimal(wanted)), Line("there", Decimal(there), -1)))
        member = place[1] or interview.people[0].id
        if wanted:
            found.append(NeedResult(f"{member}-{event}", member, event, sheet, evaluate(sheet)))
    return tuple(found)


def weight_of(interview: InterviewDetail, need: NeedResult) -> int:
    """As it was said, 1 when it was not."""
    for place, event in _places(interview, WEIGHT):
        if event == need.event and _is_of(interview, place[1], need) and interview.figure(place):
            return interview.figure(place)
    return 1


def sources_of(interview: InterviewDetail, need: NeedResult) -> list[AnswerRow]:
    """The answers behind a need: wanted, there, and how much it matters."""
    return [
        interview.answers[place]
        for start in (WANT, HAVE, WEIGHT)
        for place, event in _places(interview, start)
        if event == need.event and _is_of(interview, place[1], need)
    ]


def _is_of(interview: InterviewDetail, member_id: str, need: NeedResult) -> bool:
    return (member_id or interview.people[0].id) == need.member


def _places(interview: InterviewDetail, start: str) -> list[tuple[tuple[str, str], str]]:
    """(place, event) of each answer that feeds what begins with ``start``."""
    return [
        (place, question.feeds.removeprefix(start))
        for question in interview.template.questions
        if question.feeds.startswith(start)
        for place in interview.asked(question)
        if place in interview.answers and interview.answers[place].state != AnswerState.UNWILLING
    ]


def _units(interview: InterviewDetail, member_id: str, feeds: str) -> int:
    start = feeds.split(".")[0] + "."
    event = feeds.removeprefix(start)
    return sum(
        interview.figure(place) for place, word in _places(interview, start) if word == event and place[1] == member_id
    )
