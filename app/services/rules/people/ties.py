"""How two people are tied, read from either end, and the words for it by sex."""

from __future__ import annotations

from app.enums import Relation, Sex, Tie

INVERSE = {
    Tie.PARENT: Tie.CHILD,
    Tie.CHILD: Tie.PARENT,
    Tie.GRANDPARENT: Tie.GRANDCHILD,
    Tie.GRANDCHILD: Tie.GRANDPARENT,
}
"""What is not named here is the same from both ends."""

OF_RELATION = {Relation.SPOUSE: Tie.SPOUSE, Relation.CHILD: Tie.CHILD, Relation.PARENT: Tie.PARENT}
"""A member's relation to the customer as a tie; "other" says nothing."""


def inverse(tie: Tie) -> Tie:
    """The other person's side: of a father, the child."""
    return INVERSE.get(tie, tie)


def relation_of(tie: Tie) -> Relation:
    """The reverse of OF_RELATION, "other" for ties a family's list has no word for."""
    return next((relation for relation, one in OF_RELATION.items() if one == tie), Relation.OTHER)


def word(tie: Tie, sex: Sex | None) -> str:
    """The vocabulary's code for somebody of this sex: "tie.parent.M" is father."""
    return f"tie.{tie.value}.{sex.value}" if sex is not None else f"tie.{tie.value}"
