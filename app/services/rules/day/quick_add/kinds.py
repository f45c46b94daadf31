"""The words that say what kind of activity it is. English past forms say that it was done as well."""

from __future__ import annotations

import re

from app.enums import ActivityKind

WORDS: dict[ActivityKind, tuple[str, ...]] = {
    ActivityKind.REFERRAL: ("转介绍", "介绍", "referral"),
    ActivityKind.ANALYSIS: ("做需求分析", "需求分析", "做分析", "needs analysis", "analysis", "analyse"),
    ActivityKind.PROPOSAL: (
        "递送建议书", "讲建议书", "送建议书", "讲方案", "讲解方案", "给方案", "送方案", "出方案", "看方案", "谈方案",
        "讲计划书", "看计划书", "发方案", "发计划书", "发建议书", "建议书", "proposal", "propose",
    ),
    ActivityKind.CLOSING: ("促成", "签单", "签约", "签字", "签了", "投保", "closing", "close", "sign"),
    ActivityKind.APPOINTMENT: ("约访", "预约", "约时间", "约见时间", "再约", "另约", "appointment"),
    ActivityKind.CALL: (
        "打电话", "打个电话", "打了个电话", "打了电话", "打过电话", "打通电话", "打了一通电话", "通了电话",
        "回个电话", "回了电话",
        "来电话", "来了电话", "回电话", "电话回访", "电话联系", "电话沟通", "电话", "致电", "来电", "回电", "通话",
        "语音",
        "联系", "跟进", "回访", "没联系上", "没打通", "没接电话", "再打电话", "再打个电话", "再打", "再聊", "再谈",
        "再沟通", "phone call", "call", "phone", "ring", "follow up", "follow-up",
    ),
    ActivityKind.VISIT: ("登门拜访", "再去拜访", "再去", "拜访", "上门", "家访", "看望", "拜年", "visit", "drop by"),
    ActivityKind.MEETING: (
        "面谈", "认识", "见面", "见了面", "见过面", "见个面", "会面", "面访", "面聊", "约见", "碰面", "碰了面",
        "碰个面", "喝茶", "喝咖啡",
        "喝了茶", "喝了咖啡", "喝了杯咖啡", "喝杯咖啡", "喝早茶", "吃饭", "吃了饭", "吃了个饭", "吃个饭", "吃午饭",
        "吃晚饭",
        "meeting", "meet up", "meet", "lunch", "coffee", "dinner",
    ),
    ActivityKind.DEMO: ("产品演示", "演示", "demonstration", "demo"),
    ActivityKind.MESSAGE: (
        "发微信", "发了微信", "发了个微信", "发个微信", "发条微信", "发了条微信", "微信联系", "微信聊天", "微信",
        "发消息", "发了消息",
        "发短信", "发了短信", "发信息", "发了信息", "短信", "消息", "信息", "message", "text", "wechat", "sms",
    ),
    ActivityKind.EVENT: ("客户活动", "产说会", "沙龙", "讲座", "答谢会", "参观", "活动", "event", "seminar", "salon"),
    ActivityKind.SERVICE: (
        "递送保单", "送保单", "递了保单", "送了保单", "保单服务", "保单检视", "理赔", "保全", "服务", "service",
    ),
}  # fmt: skip
DONE: dict[ActivityKind, tuple[str, ...]] = {
    ActivityKind.CALL: ("called", "phoned", "rang", "spoke with", "spoke to", "talked to", "talked with"),
    ActivityKind.VISIT: ("visited", "dropped by"),
    ActivityKind.MEETING: ("met up", "met", "had lunch", "had coffee", "had dinner", "had a meeting"),
    ActivityKind.MESSAGE: ("messaged", "texted", "wrote to"),
    ActivityKind.CLOSING: ("signed", "closed"),
    ActivityKind.PROPOSAL: ("presented", "proposed"),
}
_KIND = {word: (kind, False) for kind, words in WORDS.items() for word in words}
_KIND |= {word: (kind, True) for kind, words in DONE.items() for word in words}
_SEEN = r"(?<![意再常听看碰可罕遇])见(?![证识解效谅外面过个光]|不散)"
"""见 alone is a meeting: 见王芳, 周三见."""


def _pattern(word: str) -> str:
    return rf"(?<![a-z]){word}(?![a-z])" if word.isascii() else word


_ANY = re.compile("|".join([*(_pattern(word) for word in sorted(_KIND, key=len, reverse=True)), _SEEN]), re.IGNORECASE)


def find(text: str, start: int = 0) -> tuple[int, int, ActivityKind, bool] | None:
    """The first kind that is named, where it stands, and whether its word says that it was done."""
    match = _ANY.search(text, start)
    if match is None:
        return None
    kind, done = _KIND.get(match.group().lower(), (ActivityKind.MEETING, False))
    done = done or (not match.group().isascii() and re.search("[了过]|^没", match.group()) is not None)
    return match.start(), match.end(), kind, done
