"""How the figures of a review are said: persons, events and amounts in one language."""

from __future__ import annotations

from dataclasses import dataclass

from app import words
from app.enums import Language
from app.services.care.policy_review.reading import PolicyReview
from app.services.tables.amounts import in_wan, short_yuan, yuan


@dataclass(frozen=True, slots=True)
class Words:
    """What the paper says, in its language: sentences, names and amounts."""

    review: PolicyReview
    language: Language

    def say(self, code: str, **values: object) -> str:
        """A sentence of the vocabulary, filled."""
        return words.say(code, self.language, **values)

    def person(self, member_id: str) -> str:
        """A member by name; "—" for one who is not of the family."""
        return next((person.name for person in self.review.people if person.id == member_id), "—")

    def event(self, event: str) -> str:
        """An event's word; one of a goods catalogue stands as it is."""
        return words.say(f"event.{event}", self.language) if words.known(f"event.{event}") else event

    def money(self, fen: int) -> str:
        """Yuan with the unit."""
        return self.say("paper.yuan", amount=yuan(fen))

    def short(self, fen: int) -> str:
        """Where a line is short: 万 in Chinese, k and M in English."""
        return short_yuan(fen, self.language)

    def figure(self, fen: int) -> str:
        """In the unit of the column's title: 万 in Chinese, yuan in English."""
        return in_wan(fen) if self.language == Language.ZH else yuan(round(fen, -2))
