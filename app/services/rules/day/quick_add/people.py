"""Who a line may be about: phones, relatives with their age, nicknames, and names nobody in the store has yet.

Only shapes: whether somebody is a customer is for whoever has the customers to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.enums import Relation, Sex
from app.services.rules.day.quick_add.days import number

TITLES: dict[str, Sex | None] = {
    "先生": Sex.MALE, "女士": Sex.FEMALE, "小姐": Sex.FEMALE, "太太": Sex.FEMALE, "阿姨": Sex.FEMALE,
    "大姐": Sex.FEMALE, "姐姐": Sex.FEMALE, "姐": Sex.FEMALE, "大哥": Sex.MALE, "哥": Sex.MALE, "叔叔": Sex.MALE,
    "叔": Sex.MALE, "姨": Sex.FEMALE, "嫂": Sex.FEMALE, "妹": Sex.FEMALE, "弟": Sex.MALE,
    "老师": None, "总": None, "经理": None, "老板": None, "医生": None, "主任": None, "局": None, "校长": None,
    "律师": None, "院长": None, "处长": None, "科长": None, "董": None, "工": None,
}  # fmt: skip
ENGLISH_TITLES = {"mr": Sex.MALE, "mrs": Sex.FEMALE, "ms": Sex.FEMALE, "miss": Sex.FEMALE, "dr": None}
SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅"
    "钟卢汪戴崔任陆廖姚方"
    "金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪"
    "庞邢俞翟蓝聂齐向申葛岳柯"
    "欧关柳梅盛童祝左涂阮舒凌霍裴詹路骆游甘耿焦简姬费卓单解曲华宁"
)
COMPOUND = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "慕容",
    "夏侯",
    "司徒",
    "端木",
    "公孙",
    "令狐",
    "尉迟",
    "长孙",
)
_NO_NAME = re.compile(
    "方案|方便|高端|高管|高兴|高速|文件|安排|安心|万一|万能|金融|金额|黄金|马上|关于|关系|关心|关注|时间|常规|"
    "成功|计划|计算|解释|解决|任务|"
    "余额|单子|单位|单独|家里|白天|易懂|温馨|严重|康复|方向|向她|向他|童装|左右|路上|舒服|游泳|游玩|简单|费用|"
    "宁可|华为|解约|白领|"
    "于是|石油|施工|毛利|江边|安全|全家|文字|文员|顾问|顾客|曾经|任何|许多|何时|何况|施压|钱款|莫名|常常|常去|"
    "和平|章程|盛大|祝福|祝她|祝他"
)
_AFTER = (
    "送谈聊说想要问的来在家买看做签把给对已还没有去与和跟及讲约续交退换生过下介提拿考办复请发打需担感不"
    "先刚今明昨后周上再"
)
"""What commonly follows a name in a line without spaces."""
_SURNAME = f"(?:{'|'.join(COMPOUND)}|[{''.join(sorted(SURNAMES))}])"
_TITLE = "|".join(sorted(TITLES, key=len, reverse=True))
_NICK = re.compile(
    rf"(?P<pet>[老小阿])(?P<nick>[{''.join(sorted(SURNAMES - set('单解费简游常安时万关')))}])(?![一-鿿]?(?:额|家|"
    rf"学|孩|镇))"
    rf"|(?P<name>{'|'.join(COMPOUND)}|[一-鿿])(?P<title>{_TITLE})(?![一-鿿]?(?:作|资|商|夫|结|体|算|是|共|之|部|"
    rf"里|公司))"
)
_UNKNOWN = re.compile(rf"(?P<name>{_SURNAME}[一-鿿]{{1,2}}?)(?=[{_AFTER}]|[^一-鿿]|$)")
_WHOLE = re.compile(rf"{_SURNAME}[一-鿿]{{1,2}}(?![一-鿿])")
_PHONE = re.compile(r"(?<!\d)(?:\+?86[\s-]?)?(1[3-9]\d)[\s-]?(\d{4})[\s-]?(\d{4})(?!\d)")
_RELATIVES: dict[str, tuple[Relation, Sex | None]] = {
    "女儿": (Relation.CHILD, Sex.FEMALE), "闺女": (Relation.CHILD, Sex.FEMALE), "儿子": (Relation.CHILD, Sex.MALE),
    "大女儿": (Relation.CHILD, Sex.FEMALE), "小女儿": (Relation.CHILD, Sex.FEMALE),
    "大儿子": (Relation.CHILD, Sex.MALE),
    "小儿子": (Relation.CHILD, Sex.MALE), "孩子": (Relation.CHILD, None), "宝宝": (Relation.CHILD, None),
    "小孩": (Relation.CHILD, None),
    "老婆": (Relation.SPOUSE, Sex.FEMALE), "妻子": (Relation.SPOUSE, Sex.FEMALE), "老公": (Relation.SPOUSE, Sex.MALE),
    "丈夫": (Relation.SPOUSE, Sex.MALE), "爱人": (Relation.SPOUSE, None), "妈妈": (Relation.PARENT, Sex.FEMALE),
    "母亲": (Relation.PARENT, Sex.FEMALE), "爸爸": (Relation.PARENT, Sex.MALE), "父亲": (Relation.PARENT, Sex.MALE),
    "daughter": (Relation.CHILD, Sex.FEMALE), "son": (Relation.CHILD, Sex.MALE), "child": (Relation.CHILD, None),
    "baby": (Relation.CHILD, None), "wife": (Relation.SPOUSE, Sex.FEMALE), "husband": (Relation.SPOUSE, Sex.MALE),
}  # fmt: skip
_AGE = r"\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]"
_RELATIVE = re.compile(
    rf"(?<![a-z])(?P<who>{'|'.join(sorted(_RELATIVES, key=len, reverse=True))})(?:今年|刚|快|is|,|\s|aged?)*"
    rf"(?P<age>{_AGE})\s*(?:周?岁|years? old|yrs?|y/?o|(?=[\s,，。;；、]|$))(?:半)?",
    re.IGNORECASE,
)
_ENGLISH_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+){1,2}|(?<=\s)[A-Z][a-z]{2,}|^[A-Z][a-z]{2,}")


_OF_FAMILY = tuple(who for who in _RELATIVES if not who.isascii())
"""王芳老公张先生 is no customer of his name."""


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody of the family and the age that was said; nobody said a birth date."""

    called: str
    relation: Relation
    sex: Sex | None
    age: int


@dataclass(frozen=True, slots=True)
class Nickname:
    """``surname`` of 王姐, 老张, 王总; of 芳姐 it is ``given``, a character of the name."""

    text: str
    name: str
    sex: Sex | None
    surname: bool


def phone(text: str) -> tuple[int, int, str] | None:
    """A Chinese mobile number, however it is grouped."""
    match = _PHONE.search(text)
    return (match.start(), match.end(), "".join(match.groups())) if match else None


def relative(text: str) -> tuple[int, int, Relative] | None:
    """``女儿6岁``, ``儿子三岁``, ``daughter aged 6``."""
    match = _RELATIVE.search(text)
    if match is None:
        return None
    relation, sex = _RELATIVES[match["who"].lower()]
    return match.start(), match.end(), Relative(match["who"], relation, sex, number(match["age"]))


def nickname(text: str) -> tuple[int, int, Nickname] | None:
    """The first surname or given name with a title, or with 老, 小, 阿 before it."""
    for match in _NICK.finditer(text):
        if text[: match.start()].endswith(_OF_FAMILY):
            continue
        if match["nick"]:
            return match.start(), match.end(), Nickname(match[0], match["nick"], None, True)
        family = match["name"] in SURNAMES or match["name"] in COMPOUND
        if not family and match["title"] not in ("姐", "哥", "叔", "姨", "妹", "弟", "嫂", "总"):
            continue
        if match["name"] in "大小老的表堂学师她他我汇共":
            continue
        return match.start(), match.end(), Nickname(match[0], match["name"], TITLES[match["title"]], family)
    return None


def unknown(text: str) -> tuple[int, int, str] | None:
    """What looks like a full name: a surname and one or two characters that end where a name ends."""
    for match in re.finditer(r"[一-鿿]+", text):
        word = match.group()
        if _NO_NAME.match(word):
            continue
        found = _WHOLE.fullmatch(word) or _UNKNOWN.match(word)
        if found is not None:
            name = found.group() if found.re is _WHOLE else found["name"]
            return match.start(), match.start() + len(name), name
    if (english := _ENGLISH_NAME.search(text)) is not None:
        return english.start(), english.end(), english.group()
    return None
