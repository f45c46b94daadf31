"""People, their families, and how an agent sorts them."""

from __future__ import annotations

from enum import StrEnum


class Sex(StrEnum):
    MALE = "M"
    FEMALE = "F"


class Relation(StrEnum):
    """A member's relation to the customer (the household's contact person)."""

    SELF = "self"
    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    OTHER = "other"


class Tie(StrEnum):
    """How one person is tied to another: “he is her father” and “she is his daughter” are one tie, read from both
    ends.
    """

    SPOUSE = "spouse"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    GRANDCHILD = "grandchild"
    RELATIVE = "relative"
    FRIEND = "friend"
    COLLEAGUE = "colleague"


class LabelKind(StrEnum):
    """A customer has one class and any number of tags."""

    TAG = "tag"
    CLASS = "class"


class FieldKind(StrEnum):
    """What a field of the user's own holds."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"


class FieldTest(StrEnum):
    """How a filter compares a field of the user's own."""

    IS = "is"
    IS_NOT = "is_not"
    CONTAINS = "contains"
    LEAST = "least"
    MOST = "most"
    FILLED = "filled"
    EMPTY = "empty"


class NeedFilter(StrEnum):
    """Which households by their needs: one still open, all covered by policies in force, or none known."""

    OPEN = "open"
    COVERED = "covered"
    NONE = "none"


class InterestKind(StrEnum):
    """What is known of a person's likes."""

    HOBBY = "hobby"
    TOPIC = "topic"
    PRODUCT = "product"
    CONTACT = "contact"
    TIME = "time"
    AVOID = "avoid"


class LifeEventKind(StrEnum):
    """What may change the needs of a family."""

    MARRIAGE = "marriage"
    CHILD = "child"
    MORTGAGE = "mortgage"
    JOB = "job"
    INCOME = "income"
    ILLNESS = "illness"
    DIVORCE = "divorce"
    MOVE = "move"
    INHERITANCE = "inheritance"
    RETIREMENT = "retirement"
    DEATH = "death"
    OTHER = "other"
