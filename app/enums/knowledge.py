"""What is learnt and how it helps."""

from __future__ import annotations

from enum import StrEnum


class CardKind(StrEnum):
    """What a card of the knowledge base is."""

    SCRIPT = "script"
    OBJECTION = "objection"
    POINT = "point"  # of a product
    TECHNIQUE = "technique"
    PAGE = "page"  # of a course
    QUESTION = "question"


class CardState(StrEnum):
    """Whether a card may be shown beside the work."""

    DRAFT = "draft"
    APPROVED = "approved"


class CardOutcome(StrEnum):
    """What became of a conversation a card was used in, as the agent says."""

    MOVED = "moved"
    STAYED = "stayed"
    OPEN = "open"


class QuestionForm(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    FILL = "fill"
