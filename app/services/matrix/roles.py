"""What joins two needs: the words tools use for it, and how it stands in a cell behind a number: ``A (refines)``."""

from __future__ import annotations

import re

from app import words
from app.enums import Language, LinkRole

TOGETHER = "+"
LONGEST = 200
PLAIN = ("related", "relates to", "related to")
"""What a link without a role is called in the files we write."""
_OTHERS = {
    LinkRole.REFINES: ("refine", "refinement", "refines to"),
    LinkRole.DEPENDS: ("depends on", "depend", "depends", "dependency", "requires"),
    LinkRole.DERIVES: ("derive", "derives from", "derived from", "derived", "derivereqt", "derivation"),
    LinkRole.SATISFIES: ("satisfy", "satisfaction", "fulfils", "fulfills"),
    LinkRole.VERIFIES: ("verify", "verification", "tests", "validates"),
    LinkRole.CONFLICTS: ("conflict", "conflicts with", "contradicts", "in conflict with"),
    LinkRole.DUPLICATES: ("duplicate", "duplicate of", "duplicates of"),
}
_IN_CELL = re.compile(r"(.+?)\s*[(（]([^()（）]*)[)）]", re.DOTALL)
_MARKS = re.compile(r"[\s;,；，、|+()（）]+")


def role_of(said: str) -> str:
    """What another tool calls a relation, as it is kept: our code where the word is known, else the word."""
    text = _MARKS.sub(" ", said.replace("_", " ")).strip()
    if text.casefold() in PLAIN or text in (words.say("need_link", language) for language in Language):
        return ""
    known = words.meant(LinkRole, text, _OTHERS)
    return known.value if known else text


def joined(*roles: str) -> str:
    """Several as one text, each once, in the order they come; those there is no room for are left out."""
    found = list(dict.fromkeys(part for role in roles for part in role.split(TOGETHER) if part))
    while len(TOGETHER.join(found)) > LONGEST:
        found.pop()
    return TOGETHER.join(found)


def say(role: str, language: Language) -> str:
    """As a person reads it; "" for none."""
    known = set(LinkRole)
    return " + ".join(words.of(LinkRole(one), language) if one in known else one for one in role.split(TOGETHER))


def in_cell(number: str, role: str, language: Language = Language.EN) -> str:
    """A number with its role, as :func:`from_cell` reads it."""
    return f"{number} ({say(role, language)})" if role else number


def from_cell(text: str) -> tuple[str, str]:
    """(number, role) of a text that has both; the text and "" for one that has not."""
    found = _IN_CELL.fullmatch(text.strip())
    if found is None:
        return text, ""
    return found[1].strip(), joined(*map(role_of, found[2].split(TOGETHER)))
