"""What a line says did not happen, is not to happen, or is moved: never the opposite of what was said."""

from __future__ import annotations

import re
from enum import Enum

STOP = re.compile(r"(?<!\d)[,，。;；!！?？\n]|[,，。;；!！?？\n](?!\d)")
"""Ends a clause."""


class Turn(Enum):
    OFF = "off"
    MOVED = "moved"


_WHOM = r"(?:(?:给|跟|和|与|同|找|向|对|去|到|再|约)[^,，。;；]{0,8}?)?"
_NOT = re.compile(
    rf"(?P<not>没有?(?!关系|问题|想到)(?:能|去|来得及|时间|空|机会|顾上|办法|再)*|未(?:能|曾)?|"
    rf"(?:先|暂时?|就|都)?(?:不用|不必|不需要?|无需|(?<!要)不要|不去|(?<!能)不能|不再|不打算|不准备|(?<!想)不想|不愿意?|不肯|不(?=￼*$))(?:再|去)*|"
    rf"(?<![特分区级告性])别(?!人|的)(?:再|去)*){_WHOM}$"
    r"|(?<![a-z])(?P<en>(?:did|do|does|will|could|can|have|has|had|is|are|was|were|would)(?: not|n['’]?t)|"
    r"won['’]?t|can['’]?t|cannot|never|no longer|no need to|not|failed to|unable to|missed|without)"
    r"(?:\s+(?:be able to|manage to|get to|able to|have to|need to|want to|have|a|the|my|to|going))*\s*$",
    re.IGNORECASE,
)
"""Before the word of a kind, in its clause."""
_CALLED_OFF = (
    r"取消(?:了|掉)?|作罢|泡汤了?|黄了|爽约了?|放(?:了)?(?:我|咱)?鸽子了?|推掉了?|[见去来]不[了成]了?|不[去来见]了|没[去来见谈]成|"
    r"没[来去](?:了)?|没出现|没见[着上]|算了|"
    r"cancel(?:l?ed|s)?|called off|did(?: not|n['’]?t) (?:show(?: up)?|come|happen|turn up)|no[- ]show|"
    r"is off|fell through|stood me up"
)
_OFF_LAST = re.compile(
    rf"(?P<words>(?<![a-z])(?:{_CALLED_OFF})(?![a-z]))(?:\s*(?:today|again|吧|啦|哦|呀|的))*\s*￼*\s*$", re.IGNORECASE
)
_OFF_FIRST = re.compile(
    r"取消(?:了|掉)?|推掉了?|(?<![a-z])(?:cancel(?:l?ed|s|l?ing)?|call(?:ed)? off)(?![a-z])", re.IGNORECASE
)
_OFF_ALONE = re.compile(
    rf"^\s*(?:[他她]|客户|对方|人|结果|但是?|可是|临时|又|最后|被|都|后来|he|she|but|they|\s)*(?:{_CALLED_OFF})"
    r"(?:[吧啦哦呀])?\s*$",
    re.IGNORECASE,
)
"""A clause that says nothing else."""
_MOVED = re.compile(
    r"(?:改(?:约|期)?|推迟|推后|推|延期|延后|延|提前|挪|调整?|换|顺延)(?:到|成|为|在|至)了?\s*(?=￼)|(?:改约|改)\s*(?=￼)|"
    r"(?<![a-z])(?:move|moved|postpone|postponed|reschedule|rescheduled|push|pushed|shift|shifted|change|changed|"
    r"delay|delayed|put off|bring forward|brought forward|moving)(?![a-z])(?: back)?"
    r"(?=[^,，。;；]*?\b(?:to|until|till|for)\s+￼)",
    re.IGNORECASE,
)
_COMPLEMENT = re.compile(r"[到着成上](?!门|午|海)")


def called_off_early(text: str) -> tuple[int, int, Turn] | None:
    """``called off`` is no call."""
    match = re.search(r"(?<![a-z])call(?:ed|ing)? off(?![a-z])", text, re.IGNORECASE)
    return (match.start(), match.end(), Turn.OFF) if match else None


def moved(left: str) -> tuple[int, int, Turn] | None:
    """What moves something to the day or time behind it."""
    match = _MOVED.search(left)
    return (match.start(), match.end(), Turn.MOVED) if match else None


def before_kind(clause: str) -> tuple[int, int] | None:
    """Where the words stand that say no, of the part of a clause before its kind."""
    match = _NOT.search(clause)
    if match is not None:
        group = "not" if match["not"] else "en"
        return match.start(group), match.end(group)
    first = _OFF_FIRST.search(clause)
    return (first.start(), first.end()) if first else None


def behind_kind(clause: str) -> tuple[int, int] | None:
    """Where ``取消了`` and the like stand at the end of the clause."""
    match = _OFF_LAST.search(clause)
    return (match.start("words"), match.end("words")) if match else None


def alone(clause: str) -> tuple[int, int] | None:
    """A clause that only says that the one before it is off."""
    return behind_kind(clause) if _OFF_ALONE.match(clause) else None


def complement(text: str, end: int) -> int:
    """The end of 见到, 约到 behind a word that says no."""
    match = _COMPLEMENT.match(text, end)
    return match.end() if match else end
