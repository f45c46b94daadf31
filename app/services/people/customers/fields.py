"""What is known of a customer, one line a field: how it is kept, checked, asked, listed, and found in foreign lists.

Forms, the contact pane, import, export, the blank list, merging and the checks read this table; a field of a kind there
is already needs no other code but its column in the table and its place in a draft (docs/architecture.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.services.rules.needs import finances


class Kept(StrEnum):
    """Where a field stands."""

    MEMBER = "member"  # of each person; the list has the customer's own
    HOUSEHOLD = "household"
    FINANCES = "finances"  # a key of the household's money
    ITSELF = "itself"  # code and stage: given out and moved, never typed into a form


class FieldIs(StrEnum):
    """Decides the editor, how a cell is read and written, and what can be wrong."""

    TEXT = "text"
    NOTES = "notes"
    CODE = "code"
    PHONE = "phone"
    ID_NUMBER = "id_number"
    SEX = "sex"
    DATE = "date"
    WHOLE = "whole"
    MONEY = "money"  # fen
    YES_NO = "yes_no"
    TAGS = "tags"
    CLASS = "class"
    STAGE = "stage"

    @property
    def empty(self) -> str | None:
        """How nothing is kept: a text as "", anything else as not known."""
        return "" if self in (FieldIs.TEXT, FieldIs.NOTES, FieldIs.PHONE, FieldIs.ID_NUMBER, FieldIs.CLASS) else None


@dataclass(frozen=True, slots=True)
class CustomerField:
    """``name`` is that of the column in the table, of the attribute in the draft, and of the word
    ``customers.column.<name>``. ``headers`` are what foreign lists call it, besides our own words. A whole number lies
    ``within`` a range, else it is wrong as ``fault`` says. ``secret``: it leaves in no list.
    """

    name: str
    kind: FieldIs = FieldIs.TEXT
    kept: Kept = Kept.MEMBER
    headers: tuple[str, ...] = ()
    width: float = 12.0
    within: range | None = None
    fault: str = ""
    secret: bool = False


def _of_household(name: str, *headers: str, kind: FieldIs = FieldIs.TEXT, width: float = 12.0) -> CustomerField:
    return CustomerField(name, kind, Kept.HOUSEHOLD, headers, width)


_MEMBER = (
    CustomerField("name", headers=("客户姓名", "客户", "客户名称", "客户名", "名字", "联系人", "customer",
                                   "customer name", "full name")),
    CustomerField("phone", FieldIs.PHONE, width=16.0, headers=(
        "手机", "手机号", "手机号码", "移动电话", "联系手机", "联系电话", "联系方式", "电话号码", "mobile",
        "mobile phone", "tel", "telephone")),
    CustomerField("id_number", FieldIs.ID_NUMBER, width=22.0, secret=True, headers=(
        "身份证", "身份证号", "身份证号码", "证件号", "证件号码", "id card", "identity card", "national id")),
    CustomerField("sex", FieldIs.SEX, headers=("gender", "称谓", "salutation")),
    CustomerField("birth_date", FieldIs.DATE, headers=("生日", "出生年月日", "出生年月", "birthday", "date of birth",
                                                       "born", "dob")),
    CustomerField("occupation", width=16.0, headers=("工作", "职务", "job", "profession")),
    CustomerField("occupation_class", FieldIs.WHOLE, headers=("职业等级", "class"), within=range(1, 7),
                  fault="occupation_class"),
    CustomerField("education", headers=("文化程度", "教育程度")),
    CustomerField("income", FieldIs.MONEY, headers=("年收入", "个人年收入", "收入", "yearly income", "annual income")),
    CustomerField("social_insurance", FieldIs.YES_NO, headers=("有社保", "是否有社保", "医保")),
)  # fmt: skip
_HOUSEHOLD = (
    _of_household("city", "所在城市", "地区", "所在地"),
    _of_household("address", "住址", "联系地址", "家庭地址", "通讯地址", width=30.0),
    _of_household("wechat", "微信号", "微信"),
    _of_household("email", "电子邮箱", "电子邮件", "邮件", "e-mail", "mail", width=22.0),
    _of_household("source", "客户来源", "获客渠道", "渠道"),
    _of_household("notes", "说明", "备注信息", "remark", "remarks", "note", "comment", kind=FieldIs.NOTES, width=40.0),
    _of_household("tags", "客户标签", "labels", kind=FieldIs.TAGS),
    _of_household("classification", "客户等级", "客户分级", "客户类别", "等级", "customer class", "grade", "rating",
                  kind=FieldIs.CLASS),
)  # fmt: skip
_MONEY_HEADERS = {
    "expenses": ("家庭支出", "年支出", "expenses"),
    "deposits": ("储蓄", "存款余额", "savings"),
    "premium_budget": ("保费预算", "预算", "budget"),
    "goods_budget": ("购物预算",),
    "mortgage": ("房贷", "住房贷款"),
}
FIELDS: tuple[CustomerField, ...] = (
    CustomerField("code", FieldIs.CODE, Kept.ITSELF, (
        "客户编号", "客户号", "客户代码", "家庭编号", "customer code", "customer id", "customer no", "id")),
    *_MEMBER,
    *_HOUSEHOLD,
    CustomerField("stage", FieldIs.STAGE, Kept.ITSELF, ("销售阶段", "客户阶段", "跟进阶段", "status")),
    *(CustomerField(key, FieldIs.MONEY, Kept.FINANCES, _MONEY_HEADERS.get(key, ())) for key in finances.KEYS),
)  # fmt: skip
"""In the order of a list."""

BY_NAME = {field.name: field for field in FIELDS}


def kept_in(kept: Kept) -> tuple[CustomerField, ...]:
    """The fields of one place they are kept in, in the order of the form."""
    return tuple(field for field in FIELDS if field.kept == kept)


def of_kind(*kinds: FieldIs) -> tuple[str, ...]:
    """The names of the fields of these kinds."""
    return tuple(field.name for field in FIELDS if field.kind in kinds)
