"""What importing would do with each row of a table of cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from app.enums import CardKind, CardState, Verdict
from app.errors import Place, Problem
from app.models import Product
from app.services.base.store import Store
from app.services.knowledge.cards import columns
from app.services.knowledge.cards.reading import CardRow, read
from app.services.rules.base import names
from app.services.rules.knowledge import cards
from app.services.rules.knowledge.cards import CardDraft
from app.services.tables.blanks import is_sample
from app.services.tables.imports.plan import SKIP, Decisions, PlanRow
from app.services.tables.tabular import Record, Table

Key = tuple[str, str]


@dataclass(slots=True)
class Known:
    """What is there, and what earlier rows of the file bring."""

    by_code: dict[str, CardRow]
    by_title: dict[Key, CardRow]
    products: frozenset[str]
    coming: frozenset[str]
    seen: set[Key] = field(default_factory=set)


def planned(store: Store, table: Table, decisions: Decisions) -> tuple[PlanRow, ...]:
    """Each row once, in the order of the file."""
    with store.read() as session:
        there = read(session)
        products = frozenset(session.scalars(select(Product.code)))
    known = Known(
        {row.draft.code: row for row in there}, {_title(row.draft): row for row in reversed(there)}, products,
        frozenset(record.text("code").strip() for record in table.records()),
    )  # fmt: skip
    return tuple(_planned(record, known, decisions) for record in table.records())


def _planned(record: Record, known: Known, decisions: Decisions) -> PlanRow:
    name = record.text("title_zh") or record.text("title_en") or record.text("code")
    if is_sample(record.text("code")):
        return PlanRow(record.number, Verdict.IGNORED, name, record, reason="sample")
    if decisions.get(record.number) == SKIP:
        return PlanRow(record.number, Verdict.IGNORED, name, record, reason="skipped")
    values, faults = columns.values_of(record)
    before = _before(values, known)
    if faults:
        return _rejected(record, name, faults)
    draft = cards.tidied(_draft(values, before))
    approved = values.get("approved", False)
    faults = [*cards.problems(draft), *_strange(draft, known)] if "kind" in values or before else [
        Problem("required", Place(field="kind"))]  # fmt: skip
    key = ("", draft.code) if draft.code else _title(draft)
    if not faults and key in known.seen:
        faults = [Problem("card_twice", Place(field="code" if draft.code else "title_zh"), {"name": name})]
    if faults:
        return _rejected(record, name, faults)
    known.seen.add(key)
    if before is None:
        return PlanRow(record.number, Verdict.ADDED, name, record, payload=(draft, approved))
    fields = _differences(before, draft, values.get("approved"))
    verdict = Verdict.UPDATED if fields else Verdict.UNCHANGED
    return PlanRow(record.number, verdict, name, record, fields=fields, target=before.id, payload=(draft, approved))


def _rejected(record: Record, name: str, faults: list[Problem]) -> PlanRow:
    """Each fault at its cell; of a Markdown file, at the file."""
    file = record.text("file")

    def placed(problem: Problem) -> Problem:
        place = record.place(problem.place.field) if problem.place.field else problem.place
        at = Place(file=file, column=place.column) if file else place
        return Problem(problem.code, at, problem.values)

    return PlanRow(record.number, Verdict.REJECTED, name, record, tuple(map(placed, faults)))


def _before(values: Mapping[str, Any], known: Known) -> CardRow | None:
    if code := str(values.get("code", "")):
        return known.by_code.get(code)
    kind = values.get("kind")
    title = str(values.get("title_zh", "") or values.get("title_en", ""))
    return known.by_title.get((kind.value, names.fold(title))) if kind and title else None


def _draft(values: Mapping[str, Any], before: CardRow | None) -> CardDraft:
    """The card as the file has it; what it leaves empty stays as it was."""
    own = {name: value for name, value in values.items() if name in cards.NAMES}
    parts = (columns.parts_of(before.draft) if before else {}) | {
        name: values[name] for name in columns.OF_QUESTION if name in values}  # fmt: skip
    question = columns.question_of(parts)
    if before is not None:
        return replace(before.draft, **own, question=question)
    return CardDraft(**({"kind": CardKind.PAGE} | own), question=question)


def _strange(draft: CardDraft, known: Known) -> list[Problem]:
    found = [Problem("card_product", Place(field="products"), {"code": one})
             for one in draft.products if one not in known.products]  # fmt: skip
    opens = draft.question.opens if draft.question else ""
    if opens and opens not in known.by_code and opens not in known.coming:
        found.append(Problem("card_opens", Place(field="opens"), {"code": opens}))
    return found


def _differences(before: CardRow, draft: CardDraft, approved: bool | None) -> dict[str, tuple[Any, Any]]:
    names_ = [name for name in columns.FIELDS if name in cards.NAMES]
    pairs = {name: (getattr(before.draft, name), getattr(draft, name)) for name in names_}
    old, new = columns.parts_of(before.draft), columns.parts_of(draft)
    pairs |= {name: (old.get(name), new.get(name)) for name in columns.OF_QUESTION}
    if approved is not None:
        pairs["approved"] = (before.state == CardState.APPROVED, approved)
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _title(draft: CardDraft) -> Key:
    return draft.kind.value, names.fold(draft.title_zh or draft.title_en)
