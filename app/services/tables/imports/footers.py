"""Rows below a list that are none of it: totals, who made it, remarks, page numbers; in whatever words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.services.tables.tabular import Cell, as_text

TOTAL, FOOTER = "total", "footer"
"""Reasons a row is left out for, as the words ``ignored.<reason>``."""

_UNITS = r"[\u4e00-\u9fff]{1,2}|万元|万|元|人次|人|户|条|位|名|笔|项|个|家|份|件|行|单|张|rows?|people|customers|items"
_TOTAL = re.compile(
    r"(?:本页|本表|全部|以上|总)?(?:合计|总计|小计|共计|总共|合共|累计|汇总|总数|总和|平均|平均值|均值"
    r"|(?:grand |sub-?)?total|sum|average|avg)"
    rf"(?:\s*[(（][^)）]*[)）])?[\s:：]*(?:[¥￥$+-]?[\d,.]+\s*(?:{_UNITS})?)?[\s。.]*"
    rf"|共\s*[\d,]+\s*(?:{_UNITS})[。.]?",
    re.IGNORECASE,
)
_WHO = (
    r"(?:制表|填表|编制|制作|审核|审批|复核|统计|经办|负责|录入|汇报|提交|上报|填报|更新|打印|导出|生成|签字|签名)"
    r"(?:人|员|者|日期|时间|单位|部门)?"
)
_WHAT = (
    r"日期|时间|单位|部门|页码|数据来源|资料来源|来源|备注|说明|注|注意|附注|附|提示|温馨提示|声明|免责声明|保密"
    r"|prepared by|created by|approved by|date|notes?|remarks?|source|printed|exported|generated|confidential"
)
_LABEL = re.compile(rf"(?:{_WHO}|{_WHAT})\s*\d*(?:\s*[:：].*|\s*[.、].+)", re.IGNORECASE | re.DOTALL)
_BARE = re.compile(rf"(?:{_WHO}|备注|说明|附注|数据来源|prepared by|notes?|remarks?|source)\s*[:：]?", re.IGNORECASE)
_PAGE = re.compile(
    r"第\s*\d+\s*页.*|page\s+\d+(?:\s+of\s+\d+)?|\d+\s*/\s*\d+\s*页|[-—=*_~·.]{3,}|以下(?:空白|无正文|为空).*|（?完）?|end",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[：:。；;！!？?，,]")
_LONG_NUMBER = re.compile(r"\d{5,}")


def reason(cells: Sequence[Cell]) -> str:
    """Why a row is none of the list: TOTAL or FOOTER; "" for one that may well be."""
    texts = [text for cell in cells if (text := as_text(cell).strip())]
    if not texts:
        return ""
    if any(_TOTAL.fullmatch(text) for text in texts[:2]):
        return TOTAL
    if len(set(texts)) == 1:
        only = texts[0]
        alone = _SENTENCE.search(only) and not _LONG_NUMBER.search(only)
        return FOOTER if alone or _LABEL.fullmatch(only) or _PAGE.fullmatch(only) else ""
    return FOOTER if _labelled(texts) else ""


def _labelled(texts: Sequence[str]) -> bool:
    """Labels with what they say, side by side: 制表人：某 | 审核： | 某某 | 第 1 页."""
    if not (_LABEL.fullmatch(texts[0]) or _BARE.fullmatch(texts[0]) or _PAGE.fullmatch(texts[0])):
        return False
    follows = False
    for text in texts:
        if _LABEL.fullmatch(text) or _BARE.fullmatch(text) or _PAGE.fullmatch(text):
            follows = text.rstrip().endswith((":", "：")) or bool(_BARE.fullmatch(text))
        elif not follows or _LONG_NUMBER.fullmatch(text):
            return False
        else:
            follows = False
    return True
