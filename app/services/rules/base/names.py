"""Chinese names as people type and sort them: pinyin with every reading of a surname, initials, search keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from app.invisible import cleaned

# What a dictionary of words misreads when the character is a surname; the first reading is the usual one.
SURNAMES: dict[str, tuple[str, ...]] = {
    "曾": ("zeng", "ceng"),
    "单": ("shan", "dan"),
    "解": ("xie", "jie"),
    "查": ("zha", "cha"),
    "仇": ("qiu", "chou"),
    "区": ("ou", "qu"),
    "朴": ("piao", "pu"),
    "盖": ("ge", "gai"),
    "尉": ("wei", "yu"),
    "任": ("ren",),
    "华": ("hua",),
    "种": ("chong", "zhong"),
    "折": ("she", "zhe"),
    "乐": ("yue", "le"),
    "召": ("shao", "zhao"),
    "缪": ("miao", "mou"),
    "覃": ("qin", "tan"),
    "翟": ("zhai", "di"),
    "冼": ("xian",),
    "洗": ("xian", "xi"),
    "员": ("yun", "yuan"),
    "逄": ("pang",),
    "秘": ("bi", "mi"),
    "繁": ("po", "fan"),
    "车": ("che", "ju"),
    "那": ("na", "nuo"),
    "句": ("gou", "ju"),
    "盛": ("sheng", "cheng"),
    "晟": ("cheng", "sheng"),
    "长": ("zhang", "chang"),
    "宁": ("ning",),
    "哈": ("ha",),
    "纪": ("ji",),
    "过": ("guo",),
    "应": ("ying",),
    "柏": ("bai", "bo"),
    "薄": ("bo", "bao"),
    "卜": ("bu", "bo"),
    "幺": ("yao",),
    "牟": ("mou", "mu"),
    "祭": ("zhai", "ji"),
    "谌": ("chen", "shen"),
    "郇": ("xun", "huan"),
    "隗": ("wei", "kui"),
    "瞿": ("qu",),
    "令": ("ling",),
    "占": ("zhan",),
    "佴": ("nai", "er"),
    "洪": ("hong",),
    "石": ("shi",),
    "费": ("fei", "bi"),
    "相": ("xiang",),
    "都": ("du", "dou"),
    "臧": ("zang",),
    "訾": ("zi",),
    "燕": ("yan",),
    "葛": ("ge",),
    "岳": ("yue",),
    "阚": ("kan",),
    "麹": ("qu",),
    "佘": ("she",),
    "郗": ("xi", "chi"),
    "阙": ("que",),
    "黑": ("he", "hei"),
    "褚": ("chu", "zhu"),
    "万俟": ("mo qi", "wan si"),
    "尉迟": ("yu chi", "wei chi"),
    "长孙": ("zhang sun", "chang sun"),
    "澹台": ("tan tai", "dan tai"),
    "单于": ("chan yu", "shan yu"),
    "令狐": ("ling hu",),
    "宇文": ("yu wen",),
    "欧阳": ("ou yang",),
    "司马": ("si ma",),
    "上官": ("shang guan",),
    "诸葛": ("zhu ge",),
    "东方": ("dong fang",),
    "皇甫": ("huang fu",),
    "慕容": ("mu rong",),
    "夏侯": ("xia hou",),
    "司徒": ("si tu",),
    "端木": ("duan mu",),
    "公孙": ("gong sun",),
    "轩辕": ("xuan yuan",),
    "呼延": ("hu yan",),
    "南宫": ("nan gong",),
    "独孤": ("du gu",),
    "闻人": ("wen ren",),
}
# Characters of given names that people read in two ways.
GIVEN: dict[str, tuple[str, ...]] = {
    "乐": ("le", "yue"),
    "长": ("chang", "zhang"),
    "朝": ("chao", "zhao"),
    "茜": ("qian", "xi"),
    "柏": ("bai", "bo"),
    "晟": ("sheng", "cheng"),
    "行": ("xing", "hang"),
    "重": ("zhong", "chong"),
    "盛": ("sheng", "cheng"),
    "曾": ("zeng", "ceng"),
    "单": ("dan", "shan"),
    "朴": ("pu",),
    "呈": ("cheng",),
    "仇": ("qiu", "chou"),
    "解": ("jie", "xie"),
    "调": ("tiao", "diao"),
    "藏": ("cang", "zang"),
    "会": ("hui",),
    "都": ("du", "dou"),
    "石": ("shi",),
    "什": ("shi",),
    "贾": ("jia",),
    "奇": ("qi",),
    "参": ("can", "shen"),
    "莘": ("xin", "shen"),
    "芮": ("rui",),
    "贲": ("ben", "bi"),
    "车": ("che",),
    "卡": ("ka",),
    "弹": ("tan", "dan"),
    "圳": ("zhen",),
}
MOST_SPELLINGS = 8
_LATIN = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Person:
    """What can be searched of one member: the name as written and the phone."""

    name: str
    phone: str = ""


@lru_cache(maxsize=65_536)  # each name of a long list is asked for seven times
def tidy(name: str) -> str:
    """Width folded, invisible marks and spaces inside a Chinese name taken out, others made single: ``王　芳`` is
    ``王芳``."""
    text = " ".join(unicodedata.normalize("NFKC", cleaned(name)).split())
    return text if any("a" <= c <= "z" for c in text.lower()) else text.replace(" ", "")


def is_han(character: str) -> bool:
    """Whether it is a Chinese character; 〇 is one."""
    return "㐀" <= character <= "鿿" or "\U00020000" <= character <= "\U0003ffff" or character == "〇"


@lru_cache(maxsize=16_384)
def _reading(character: str) -> str:
    """The dictionary's first reading, without tone; ü is written v."""
    from pypinyin import Style, pinyin  # a large dictionary: loaded with the first name, not at start

    return str(pinyin(character, style=Style.NORMAL)[0][0])


@lru_cache(maxsize=65_536)
def readings(name: str) -> tuple[tuple[str, ...], ...]:
    """Every way to read ``name``: syllables, the usual reading first, at most eight.

    A character that is not Chinese stays itself (letters and digits as one word in lower case).
    """
    clean = tidy(name).lower()
    surname = next((clean[:size] for size in (2, 1) if clean[:size] in SURNAMES and len(clean) > size), "")
    parts: list[tuple[str, ...]] = [SURNAMES[surname]] if surname else []
    at = len(surname)
    while at < len(clean):
        if is_han(clean[at]):
            parts.append(GIVEN.get(clean[at]) or (_reading(clean[at]),))
            at += 1
        elif word := _LATIN.match(clean, at):
            parts.append((word.group(),))
            at = word.end()
        else:
            at += 1
    found: list[tuple[str, ...]] = []
    for choice in product(*parts):
        found.append(tuple(syllable for part in choice for syllable in part.split()))
        if len(found) == MOST_SPELLINGS:
            break
    return tuple(found) if parts else ()


@lru_cache(maxsize=65_536)
def sort_key(name: str) -> str:
    """Sorts as a Chinese directory does: by the syllables, then by the name itself. At most 240 characters."""
    usual = readings(name)
    return (" ".join(usual[0] if usual else ()) + "~" + tidy(name).lower())[:240]


def spellings(name: str) -> tuple[str, ...]:
    """What a person may type for ``name``: the name, every full pinyin, every set of initials."""
    found = [tidy(name).lower()]
    for syllables in readings(name):
        full = "".join(syllables)
        found += [full, "".join(syllable[0] for syllable in syllables)]
        if "v" in full:  # 吕: lv on a keyboard, lyu in a passport
            found.append("".join(re.sub(r"^([ln])v", r"\1yu", syllable) for syllable in syllables))
    return tuple(dict.fromkeys(text for text in found if text))


def search_key(people: Sequence[Person], extra: Iterable[str] = ()) -> str:
    """One text to search a household in: ``|`` before each thing that may be typed; all members, phones, codes."""
    words: list[str] = []
    for person in people:
        words += spellings(person.name)
        if person.phone:
            words.append(person.phone)
    words += [fold(word) for word in extra if word.strip()]
    return "|" + "|".join(dict.fromkeys(word for word in words if word)) + "|"


def fold(text: str) -> str:
    """How the words of a search and the words searched are made comparable."""
    return unicodedata.normalize("NFKC", cleaned(text)).lower().replace("|", " ").strip()


def search_words(text: str) -> list[str]:
    """The words of what was typed; all of them must be found. A phone typed with spaces or dashes is one word."""
    folded = fold(text)
    bare = re.sub(r"[\s\-]+", "", folded)
    if bare.isdigit() and len(bare) >= 3:
        return [bare]
    return folded.replace("'", "").split()
