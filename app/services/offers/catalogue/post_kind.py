"""Products as a kind of thing the post carries: each product is a part, by its code."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import models
from app.enums import Language, NodeKind, VersionCause
from app.errors import InputError, Place
from app.services.base.post.kinds import ItemKind, Parts, Sides, Told
from app.services.base.store import WriteSession
from app.services.offers.catalogue import keeping, reading
from app.services.offers.catalogue.checks import check_product, check_together
from app.services.offers.catalogue.documents import NAMES, from_document, to_document
from app.services.offers.catalogue.telling import differences
from app.services.rules.offers.products import Product
from app.services.spine import tracing

KEY = "catalogue"


def _parts(session: Session, _sides: Sides) -> dict[str, Any]:
    return {row.product.code: to_document(row.product) for row in reading.read_all(session)}


def _check(key: str, value: Any) -> None:
    product = _product(value)
    faults, _ = check_product(product)
    if faults:
        raise InputError(faults)
    if product.code != key or set(value) != set(NAMES) or not product.name_zh.strip():
        raise ValueError(key)


def _product(value: Any) -> Product:
    """Raises one of ``BROKEN`` for what is no product: what it is written again is what came."""
    product = from_document(value)
    texts = (product.code, product.name_zh, product.name_en, product.insurer, product.category, product.term)
    if not all(isinstance(text, str) for text in texts) or to_document(product) != value:
        raise TypeError
    return product


def _put(session: WriteSession, parts: Parts, sides: Sides) -> None:
    known = {row.product.code: row for row in reading.read_all(session)}
    last = session.scalar(select(func.max(models.Product.position))) or 0
    kinds = {code: row.product.kind for code, row in known.items()}
    wanted = {code: _product(value) for code, value in parts.items()}
    kinds |= {code: product.kind for code, product in wanted.items()}
    changed = []
    for code, product in wanted.items():
        if problems := list(check_together(product, kinds)):
            raise InputError([type(p)(p.code, Place(sheet=code, field=p.place.field), p.values) for p in problems])
        if code in known:
            keeping.replace(session, known[code], product, VersionCause.IMPORTED, sides.other)
            changed.append(known[code].id)
        else:
            last += 1
            keeping.add(session, product, last)
    tracing.touched(session, NodeKind.PRODUCT, changed)


def _tell(key: str, before: Any, after: Any, language: Language) -> Told:
    product = from_document(after)
    title = f"{key} {product.name_zh if language == Language.ZH else product.name_en}"
    lines = differences(from_document(before), product, language) if before and before != after else []
    return Told(title, tuple(lines))


ENTRY = ItemKind(KEY, True, False, _parts, _check, _put, _tell)
