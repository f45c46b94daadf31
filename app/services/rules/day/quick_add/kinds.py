"""The words that say what kind of activity it is."""

from __future__ import annotations

import re

from app.enums import ActivityKind

WORDS: dict[ActivityKind, tuple[str, ...]] = {
    ActivityKind.REFERRAL: ("转介绍", "referral"),
    ActivityKind.ANALYSIS: ("需求分析", "做分析", "needs analysis", "analysis", "analyse"),
    ActivityKind.PROPOSAL: ("递送建议书", "讲建议书", "讲方案", "讲解方案", "建议书", "proposal", "propose"),
    ActivityKind.CLOSING: ("促成", "签单", "签约", "closing", "close", "sign"),
    ActivityKind.APPOINTMENT: ("约访", "预约", "约时间", "appointment"),
    ActivityKind.CALL: ("打电话", "回电话", "电话", "致电", "回电", "通话", "phone call", "call", "phone", "ring"),
    ActivityKind.VISIT: ("登门拜访", "拜访", "上门", "家访", "走访", "看望", "visit"),
    ActivityKind.MEETING: ("面谈", "见面", "会面", "面访", "meeting", "meet"),
    ActivityKind.DEMO: ("产品演示", "演示", "demonstration", "demo"),
    ActivityKind.MESSAGE: ("发微信", "发消息", "发短信", "微信", "短信", "消息", "message", "text", "wechat", "sms"),
    ActivityKind.EVENT: ("客户活动", "产说会", "沙龙", "讲座", "活动", "event", "seminar", "salon"),
    ActivityKind.SERVICE: ("递送保单", "保单服务", "服务", "service"),
}
_KIND = {word: kind for kind, words in WORDS.items() for word in words}


def _pattern(word: str) -> str:
    return rf"(?<![a-z]){word}(?![a-z])" if word.isascii() else word


_ANY = re.compile("|".join(_pattern(word) for word in sorted(_KIND, key=len, reverse=True)), re.IGNORECASE)


def find(text: str) -> tuple[int, int, ActivityKind] | None:
    """The first kind that is named, with where it stands; a later one is a word of the note."""
    match = _ANY.search(text)
    return (match.start(), match.end(), _KIND[match.group().lower()]) if match else None
