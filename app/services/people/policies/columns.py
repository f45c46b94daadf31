"""The columns of a list of policies, in and out: their headers, how a cell is read and written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from app import words
from app.enums import BeneficiaryRelation, Event, Language, PolicyStatus, ProductKind
from app.errors import bad_input
from app.services.people.policies.rows import WHOLE, BeneficiaryRow
from app.services.rules.base.payouts import is_paid_out
from app.services.tables.imports.kinds import Closed, closed_enum
from app.services.tables.tabular import Record, Synonyms

COVER = "cover_"
HEADERS: Mapping[str, tuple[str, ...]] = {
    "code": ("客户编号", "客户号", "customer code", "customer id"),
    "customer": ("客户姓名", "客户", "customer name"),
    "insured": ("被保人", "被保险人姓名", "被保人姓名", "insured person", "life assured"),
    "payer": ("投保人姓名", "要保人", "policy holder", "owner", "policy owner"),
    "insurer": ("保险公司名称", "承保公司", "公司", "company", "carrier"),
    "number": ("保单号码", "保险单号", "保单编号", "合同号", "policy no", "policy no.", "contract number"),
    "product_name": ("产品名称", "险种名称", "保险产品", "product name", "plan"),
    "kind": ("主附险", "主险/附加险", "主附", "main/rider"),
    "category": ("险种类别", "险种大类", "产品类型", "type of insurance"),
    "status": ("保单状态", "policy status"),
    "starts_on": ("生效日", "生效日期", "承保日期", "effective date", "issue date", "start date"),
    "ends_on": ("满期日", "到期日", "终止日期", "保障至", "expiry date", "maturity date", "end date"),
    "sum": ("保险金额", "基本保额", "保额（元）", "sum assured", "face amount"),
    "premium": ("保费", "年缴保费", "期交保费", "每期保费", "annual premium"),
    "extra_premium": ("加费金额", "extra premium"),
    "pay_years": ("交费期", "缴费期", "交费年限", "缴费年限", "payment term", "premium term"),
    "beneficiaries": ("身故受益人", "受益人姓名", "beneficiary"),
    "terms": ("特别约定", "除外责任", "exclusion"),
    "notes": ("备注", "说明", "remark", "remarks", "note"),
}
FIELDS = (*HEADERS, *(f"{COVER}{event.value}" for event in Event))
MONEY = ("sum", "premium", "extra_premium", *(f"{COVER}{event.value}" for event in Event))
DAYS = ("starts_on", "ends_on")
STATUTORY = ("法定", "法定受益人", "legal heirs", "legal", "statutory")
PART = re.compile(r"(?P<name>[^\s\d(（]+(?:\s[A-Za-z][^\s\d(（]*)*)\s*[(（]?(?P<relation>[^\s\d()（）%％]*)[)）]?\s*"
                  r"(?P<share>[\d.]+\s*[%％])?")  # fmt: skip


def title(field: str, language: Language) -> str:
    """What the column is called in our own files."""
    if field.startswith(COVER):
        code = field.removeprefix(COVER)
        kind = "paid_out" if is_paid_out([code]) else "cover"
        return words.say(f"policies.column.{kind}", language, event=words.say(f"event.{code}", language))
    return words.say(f"policies.column.{field}", language)


def synonyms() -> Synonyms:
    """By field, what its column may be called."""
    own = {field: tuple(title(field, language) for language in Language) for field in FIELDS}
    return {field: (*own[field], *HEADERS.get(field, ())) for field in FIELDS}


def closed() -> Mapping[str, Closed]:
    """The fields with a list of values."""
    return {"status": closed_enum(PolicyStatus), "kind": closed_enum(ProductKind)}


def read(record: Record, field: str) -> Any:
    """The cell as it is kept; None or "" for an empty one. Raises InputError at the cell."""
    if field in MONEY:
        amount = record.fen(field)
        if amount is not None and amount < 0:
            raise bad_input("negative", record.place(field))
        return amount
    if field in DAYS:
        return record.day(field)
    if field == "pay_years":
        return record.years(field)
    if field in ("code", "number"):
        return record.code(field).removeprefix("'")
    if field in ("status", "kind"):
        return _one_of(record, field)
    if field == "beneficiaries":
        return _beneficiaries(record)
    return record.text(field)


def out(rows: Iterable[BeneficiaryRow], statutory: bool, language: Language) -> str:
    """As :func:`read` takes it in again."""
    if statutory:
        return words.say("policies.statutory", language)
    mark = "；" if language == Language.ZH else "; "
    return mark.join(
        f"{one.rank}. " * (one.rank != 1) + f"{one.name}({words.of(one.relation, language)}) {_percent(one.share)}%"
        for one in rows
    )


def _percent(share: int) -> str:
    return f"{share / 100:.2f}".rstrip("0").rstrip(".")


def _one_of(record: Record, field: str) -> PolicyStatus | ProductKind | None:
    text = record.text(field)
    kind: type[PolicyStatus] | type[ProductKind] = PolicyStatus if field == "status" else ProductKind
    found = words.meant(kind, text)
    if text and found is None:
        raise bad_input("words_unknown", record.place(field), text=text, choices=tuple(kind))
    return found


def _beneficiaries(record: Record) -> tuple[BeneficiaryRow, ...] | str:
    """``"statutory"`` for the legal heirs. A name without a share has what is left, in equal parts."""
    text = record.text("beneficiaries")
    if text.strip().casefold() in STATUTORY:
        return "statutory"
    found: list[tuple[str, BeneficiaryRelation, int | None, int]] = []
    for part in filter(None, (one.strip() for one in re.split(r"[；;、，\n]|, ", text))):
        rank, _, rest = part.rpartition(". ") if re.match(r"\d+\. ", part) else ("1", "", part)
        match = PART.fullmatch(rest.strip())
        relation = words.meant(BeneficiaryRelation, match["relation"]) if match and match["relation"] else None
        if match is None or (match["relation"] and relation is None):
            raise bad_input("beneficiary_unread", record.place("beneficiaries"), text=part)
        found.append((match["name"], relation or BeneficiaryRelation.OTHER, _share(record, match["share"]), int(rank)))
    return tuple(_shared(found))


def _share(record: Record, text: str | None) -> int | None:
    if not text:
        return None
    try:
        share = Decimal(text.rstrip("%％ ")) * 100
    except InvalidOperation:
        raise bad_input("beneficiary_unread", record.place("beneficiaries"), text=text) from None
    if not 0 < share <= WHOLE or share != int(share):
        raise bad_input("beneficiary_unread", record.place("beneficiaries"), text=text)
    return int(share)


def _shared(found: list[tuple[str, BeneficiaryRelation, int | None, int]]) -> Iterable[BeneficiaryRow]:
    for name, relation, share, rank in found:
        others = [one for one in found if one[3] == rank]
        silent = sum(one[2] is None for one in others)
        left = max(0, WHOLE - sum(one[2] or 0 for one in others))
        yield BeneficiaryRow(name, relation, share if share is not None else max(1, left // silent), rank)
