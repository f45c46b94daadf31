"""The columns of a customers' table, in and out: their headers, what else they go by, how a cell is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app import words
from app.enums import FieldKind, Language, Sex, Stage
from app.errors import bad_input
from app.services.people import labels
from app.services.people.custom_fields import PREFIX, FieldRow, canonical
from app.services.rules.base.id_numbers import masked, read_id_number
from app.services.rules.base.masks import mask_phone
from app.services.rules.needs import finances
from app.services.tables.tabular import Record

TEXTS = ("occupation", "education", "city", "address", "wechat", "email", "source", "notes", "classification")
MEMBER_FIELDS = (
    "name", "phone", "id_number", "sex", "birth_date", "occupation", "occupation_class", "education", "income",
    "social_insurance",
)  # fmt: skip
CONTACT_FIELDS = ("city", "address", "wechat", "email", "source", "notes", "tags", "classification")
FIELDS = ("code", *MEMBER_FIELDS, *CONTACT_FIELDS, "stage", *finances.KEYS)
EXPORTED = tuple(field for field in FIELDS if field != "id_number")  # an identity number never leaves in a list
MONEY = ("income", *finances.KEYS)

# What lists from other programs call these columns, besides our own words for them.
OTHER_HEADERS: dict[str, tuple[str, ...]] = {
    "code": ("客户编号", "客户号", "客户代码", "家庭编号", "customer code", "customer id", "customer no", "id"),
    "name": ("客户姓名", "客户", "客户名称", "名字", "联系人", "customer", "customer name", "full name"),
    "phone": (
        "手机",
        "手机号",
        "手机号码",
        "联系电话",
        "联系方式",
        "电话号码",
        "mobile",
        "mobile phone",
        "tel",
        "telephone",
    ),
    "id_number": ("身份证", "身份证号", "身份证号码", "证件号", "证件号码", "id card", "identity card", "national id"),
    "sex": ("gender", "称谓", "salutation"),
    "birth_date": ("生日", "出生年月日", "出生年月", "birthday", "date of birth", "born", "dob"),
    "occupation": ("工作", "职务", "job", "profession"),
    "occupation_class": ("职业等级", "class"),
    "education": ("文化程度", "教育程度"),
    "income": ("年收入", "个人年收入", "收入", "yearly income", "annual income"),
    "social_insurance": ("有社保", "是否有社保", "医保"),
    "city": ("所在城市", "地区", "所在地"),
    "address": ("住址", "联系地址", "家庭地址", "通讯地址"),
    "wechat": ("微信号", "微信"),
    "email": ("电子邮箱", "电子邮件", "邮件", "e-mail", "mail"),
    "source": ("客户来源", "获客渠道", "渠道"),
    "notes": ("说明", "备注信息", "remark", "remarks", "note", "comment"),
    "tags": ("客户标签", "labels"),
    "classification": ("客户等级", "客户分级", "客户类别", "等级", "customer class", "grade", "rating"),
    "stage": ("销售阶段", "客户阶段", "跟进阶段", "status"),
    "expenses": ("家庭支出", "年支出", "expenses"),
    "deposits": ("储蓄", "存款余额", "savings"),
    "premium_budget": ("保费预算", "预算", "budget"),
    "goods_budget": ("购物预算",),
    "mortgage": ("房贷", "住房贷款"),
}
OTHER_SEXES = {
    Sex.MALE: ("先生", "男士", "男性", "mr", "mr."),
    Sex.FEMALE: ("女士", "小姐", "女性", "ms", "ms.", "mrs", "mrs."),
}


def header(field: str, language: Language, own: Sequence[FieldRow] = ()) -> str:
    """The column's title in our own files; ``own`` are the fields of the user's own."""
    if field.startswith(PREFIX):
        return next((one.name for one in own if one.key == field), field)
    family = "finance" if field in finances.KEYS else "customers.column"
    return words.say(f"{family}.{field}", language)


def say_change(field: str, value: Any, language: Language, own: Sequence[FieldRow] = ()) -> str:
    """A cell's value as a person reads it in the preview of an import."""
    if value in (None, "", ()):
        return "—"
    if field.startswith(PREFIX):
        return next((one.say(value, language) for one in own if one.key == field), str(value))
    if field in MONEY:
        return f"{value / 100:,.2f}".removesuffix(".00")
    if field == "stage":
        return words.of(Stage(value), language)
    if field == "sex":
        return words.of(Sex(value), language)
    if isinstance(value, bool):
        return words.say("customers.yes" if value else "customers.no", language)
    if field == "id_number":
        return masked(str(value))
    return mask_phone(str(value)) if field == "phone" else "、".join(value) if field == "tags" else str(value)


def synonyms(own: Sequence[FieldRow] = ()) -> dict[str, tuple[str, ...]]:
    """By field, its headers; a field of the user's own goes by its name."""
    known = {
        field: (header(field, Language.ZH), header(field, Language.EN), *OTHER_HEADERS.get(field, ()))
        for field in FIELDS
    }
    return known | {field.key: (field.name,) for field in own}


def _text(record: Record, field: str) -> str:
    return record.text(field)


def _code(record: Record, field: str) -> str:
    found = record.code(field)
    return found[1:] if found[:1] == "'" else found


def _id_number(record: Record, field: str) -> str:
    found = _code(record, field)
    try:
        return read_id_number(found).text if found else ""
    except ValueError:
        raise bad_input("id_number_wrong", record.place(field), text=masked(found)) from None


def _sex(record: Record, field: str) -> Sex | None:
    found = record.text(field)
    sex = words.meant(Sex, found, OTHER_SEXES)
    if found and sex is None:
        raise bad_input("unknown_sex", record.place(field), text=found)
    return sex


def _stage(record: Record, field: str) -> Stage | None:
    found = record.text(field)
    if not found:
        return None
    if (stage := words.meant(Stage, found)) is not None:
        return stage
    choices = "、".join(words.of(stage, Language.ZH) for stage in Stage)
    raise bad_input("unknown_stage", record.place(field), text=found, choices=choices)


def _money(record: Record, field: str) -> int | None:
    amount = record.fen(field)
    if amount is not None and amount < 0:
        raise bad_input("negative", record.place(field))
    return amount


def _tags(record: Record, field: str) -> tuple[str, ...] | None:
    found = record.text(field)
    parts = found.replace("；", ";").replace("、", ";").replace("，", ";").replace(",", ";").split(";")
    return tuple(dict.fromkeys(word for part in parts if (word := labels.tidy(part)))) or None


def read_own(record: Record, field: FieldRow) -> str:
    """The cell as the field keeps it; "" for an empty one. Raises InputError at the cell."""
    place = record.place(field.key)
    if not record.text(field.key):
        return ""
    if field.kind == FieldKind.MONEY:
        return canonical(field, record.fen(field.key), place)
    if field.kind == FieldKind.DATE:
        return canonical(field, record.day(field.key), place)
    return canonical(field, record.yes(field.key) if field.kind == FieldKind.YES_NO else record.text(field.key), place)


@dataclass(frozen=True, slots=True)
class Cells:
    """The filled cells of one row, read; a field that is not there leaves the record as it is."""

    values: dict[str, Any]

    def get(self, field: str, default: Any = None) -> Any:
        """The value of a filled cell; ``default`` for an empty one."""
        return self.values.get(field, default)


READERS: dict[str, Callable[[Record, str], Any]] = {
    "code": _code,
    "name": _text,
    "phone": _code,
    "id_number": _id_number,
    "sex": _sex,
    "birth_date": lambda record, field: record.day(field),
    "occupation_class": lambda record, field: record.whole(field),
    "social_insurance": lambda record, field: record.yes(field),
    "stage": _stage,
    "tags": _tags,
    **dict.fromkeys(MONEY, _money),
    **dict.fromkeys(TEXTS, _text),
    "classification": lambda record, field: labels.tidy(record.text(field)),
}
