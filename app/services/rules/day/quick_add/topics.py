"""What somebody is interested in: 聊养老, 想看教育金, "about education". A fixed list of the trade's words."""

from __future__ import annotations

import re
from dataclasses import dataclass

TOPICS = (
    "养老金",
    "养老社区",
    "养老年金",
    "养老",
    "退休规划",
    "退休",
    "教育金",
    "教育",
    "重疾险",
    "重疾",
    "医疗险",
    "百万医疗",
    "高端医疗",
    "医疗",
    "意外险",
    "意外",
    "定期寿险",
    "终身寿险",
    "增额终身寿",
    "增额寿",
    "定寿",
    "终身寿",
    "寿险",
    "年金险",
    "年金",
    "储蓄险",
    "储蓄",
    "分红险",
    "万能险",
    "理财",
    "存钱",
    "传承",
    "财富传承",
    "遗产",
    "信托",
    "税优",
    "个人养老金",
    "护理险",
    "长护险",
    "少儿险",
    "儿童保险",
    "家庭保障",
    "保障缺口",
    "保单检视",
    "企业团险",
    "团险",
    "车险",
    "旅游险",
    "房贷保障",
    "防癌险",
    "香港保险",
    "港险",
    "房贷",
)
ENGLISH = (
    "retirement",
    "pension",
    "education fund",
    "education",
    "critical illness",
    "medical insurance",
    "health insurance",
    "medical",
    "accident insurance",
    "life insurance",
    "term life",
    "whole life",
    "annuity",
    "savings plan",
    "savings",
    "inheritance",
    "estate planning",
    "long-term care",
    "school fees",
)
_WANT = (
    r"想要?(?:再)?(?:看看?|买|了解一?下?|咨询一?下?|配|加|做|要|问)?|感兴趣|打算买|考虑买?|需要|要看|要买|"
    r"wants?(?: to see| to buy)?|interested in|looking for"
)
_TALK = (
    r"聊[聊了过]*(?:一?下)?|谈[谈了过]*(?:一?下)?|说[说了过]*|讲[讲了过]*(?:一?下)?|问[问了过]*(?:一?下)?|"
    r"咨询[了过]?(?:一?下)?|"
    r"了解[了过]?(?:一?下)?|关注[了过]?|关心|介绍[了过]?|沟通[了过]?|对|关于|担心|提到了?|"
    r"talked about|discussed?|asked about|chatted about|on|about|re"
)
_NAMES = "|".join(
    [
        *sorted(TOPICS, key=len, reverse=True),
        *(rf"(?<![a-z]){word}(?![a-z])" for word in sorted(ENGLISH, key=len, reverse=True)),
    ]
)
_LIKES = r"(?:很|比较|挺|非常|也)*(?:感兴趣|有兴趣)"
_ANY = re.compile(
    rf"(?:(?<![a-z])(?:(?P<want>{_WANT})|(?P<talk>{_TALK}))(?:了|的|给?(?:孩子|女儿|儿子|自己|父母|家人|老婆|"
    rf"老公)(?:的|买|配)?|一?份|the|an?|\s)*)?"
    rf"(?P<topic>{_NAMES})(?P<rest>(?:(?:和|与|、|跟|and|&|\s)+(?:{_NAMES}))*)\s*(?:的事情?|的问题|方面|规划|"
    rf"产品|保险)?(?P<likes>{_LIKES})?",
    re.IGNORECASE,
)
_EACH = re.compile(_NAMES, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Topic:
    """``wanted`` when somebody wants to see or buy it, else it was spoken of."""

    text: str
    wanted: bool


def find(text: str, start: int = 0) -> tuple[int, int, tuple[Topic, ...]] | None:
    """Where a topic is named with its verb ("想看教育金"), and the topics it names."""
    match = _ANY.search(text, start)
    if match is None:
        return None
    wanted = bool(match["want"] or match["likes"])
    named = [match["topic"], *_EACH.findall(match["rest"])]
    return (
        match.start(),
        match.end(),
        tuple(Topic(word if not word.isascii() else word.lower(), wanted) for word in named),
    )
