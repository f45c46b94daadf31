"""One description of a customer's fields: each is kept, checked, worded, written and read back.

A plain one is named in few files.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app import words
from app.enums import Language, Sex, Stage
from app.errors import InputError
from app.models import Household, Member
from app.services.base.store import Actor, Store
from app.services.base.store.keys import keyslot_path
from app.services.people import customers
from app.services.people.customers import ContactDraft, HouseholdDraft, Kept, MemberDraft, columns
from app.services.people.customers.fields import BY_NAME, FIELDS, CustomerField, FieldIs, kept_in
from tests.conftest import PASSWORD
from tests.services.reading import import_customers

ROOT = Path(__file__).resolve().parents[3]
SAMPLES: dict[FieldIs, Any] = {
    FieldIs.TEXT: "word", FieldIs.NOTES: "some words", FieldIs.CODE: "X-17", FieldIs.PHONE: "13800001234",
    FieldIs.ID_NUMBER: "110101199003078515", FieldIs.SEX: Sex.MALE, FieldIs.DATE: date(1990, 3, 7), FieldIs.WHOLE: 3,
    FieldIs.MONEY: 120_000_00, FieldIs.YES_NO: False, FieldIs.TAGS: ("old friend", "VIP"), FieldIs.CLASS: "A",
    FieldIs.STAGE: Stage.S2_MET,
}  # fmt: skip
# Where a field that has no meaning of its own is named: its column and the migration that makes it, the draft, the
# description, and its words. What uses it beyond that – a search, the sample store – does so by choice.
NEEDED = {
    "app/models/people/households.py",
    "app/services/people/customers/rows.py",
    "app/services/people/customers/fields.py",
    "resources/i18n/words/customers.json",
}
MIGRATIONS = "app/models/migrations/"


def sample(kept: Kept) -> dict[str, Any]:
    return {field.name: SAMPLES[field.kind] for field in kept_in(kept)}


def everything(store: Store, actor: Actor) -> str:
    """A household with all its fields filled; its id."""
    draft = HouseholdDraft(
        MemberDraft(**sample(Kept.MEMBER)),
        contact=ContactDraft(**sample(Kept.HOUSEHOLD)),
        finances=sample(Kept.FINANCES),
        code=SAMPLES[FieldIs.CODE],
        stage=SAMPLES[FieldIs.STAGE],
    )
    return customers.add(store, actor, draft).id


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_field_has_its_column_its_place_in_a_draft_and_its_words(field: CustomerField) -> None:
    if field.kept in (Kept.MEMBER, Kept.HOUSEHOLD):
        model, draft = (Member, MemberDraft) if field.kept == Kept.MEMBER else (Household, ContactDraft)
        assert field.name in model.__table__.columns
        assert field.name in {one.name for one in fields(draft)}
    titles = [columns.header(field.name, language) for language in Language]
    assert all(titles) and titles[0] != titles[1]
    assert (field.within is None) == (not field.fault) and (not field.fault or words.known(f"error.{field.fault}"))


def test_everything_a_draft_can_say_is_described() -> None:
    """Else it would be missing in the form, the list and the import without a word."""
    apart = {"relation", "notes"}, {"referrer_id", "own"}  # asked apart; notes of a person are in no list
    for draft, kept, others in zip((MemberDraft, ContactDraft), (Kept.MEMBER, Kept.HOUSEHOLD), apart, strict=True):
        assert {one.name for one in fields(draft)} == {field.name for field in kept_in(kept)} | others


def test_every_field_is_kept_as_it_is_said(store: Store, actor: Actor) -> None:
    detail = customers.household(store, everything(store, actor))
    assert {name: getattr(detail.customer, name) for name in sample(Kept.MEMBER)} == sample(Kept.MEMBER)
    assert {name: getattr(detail.contact, name) for name in sample(Kept.HOUSEHOLD)} == sample(Kept.HOUSEHOLD)
    assert detail.finances == sample(Kept.FINANCES)
    assert detail.customer.draft() == MemberDraft(**sample(Kept.MEMBER))


@pytest.mark.parametrize("language", list(Language))
def test_every_field_goes_out_and_comes_in_as_it_was(
    store: Store, actor: Actor, tmp_path: Path, empty_store_file: Path, language: Language
) -> None:
    """But for what is secret: that leaves in no list."""
    before = customers.household(store, everything(store, actor))
    path = tmp_path / "list.xlsx"
    customers.export_file(store, path, language, full_phones=True)
    unchanged = import_customers(store, actor, path, dry_run=True)
    assert (unchanged.unchanged, unchanged.added, unchanged.updated) == (1, 0, 0)
    shutil.copyfile(empty_store_file, tmp_path / "other.db")
    shutil.copyfile(keyslot_path(empty_store_file), keyslot_path(tmp_path / "other.db"))
    with contextlib.closing(Store.open(tmp_path / "other.db", PASSWORD)) as other:
        assert import_customers(other, actor, path).added == 1
        (row,) = customers.page(other)
        after = customers.household(other, row.id)
    assert replace(after.customer.draft(), id_number=before.customer.id_number) == before.customer.draft()
    assert (after.contact, after.finances) == (before.contact, before.finances)
    assert (after.row.code, after.row.stage) == (SAMPLES[FieldIs.CODE], SAMPLES[FieldIs.STAGE])
    assert [field.name for field in FIELDS if field.secret] == ["id_number"] and not after.customer.id_number


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [("birth_date", date(1890, 1, 1), "date_too_early"), ("birth_date", date(2190, 1, 1), "date_in_future"),
     ("income", -1, "negative"), ("occupation_class", 7, "occupation_class")],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_field(store: Store, actor: Actor, name: str, value: Any, code: str) -> None:
    with pytest.raises(InputError) as refused:
        customers.add(store, actor, HouseholdDraft(MemberDraft(**{"name": "王芳", name: value})))
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.field) == (code, name)


@pytest.mark.parametrize("name", ["education", "social_insurance"])
def test_a_plain_field_is_named_in_six_files_at_the_most(name: str) -> None:
    """docs/architecture.md, "To add a customer field"."""
    assert BY_NAME[name].kept in (Kept.MEMBER, Kept.HOUSEHOLD)
    wanted = re.compile(rf"\b{name}\b")
    places = [*(ROOT / "app" / "services" / "people").rglob("*.py"), *(ROOT / "app" / "models").rglob("*.py"),
              *(ROOT / "app" / "ui" / "customers").rglob("*.py"), *(ROOT / "app" / "ui" / "widgets").rglob("*.py"),
              *(ROOT / "app" / "ui" / "interview" / "answering").rglob("*.py"),
              *(ROOT / "resources" / "i18n" / "words").glob("customers.json")]  # fmt: skip
    found = {path.relative_to(ROOT).as_posix() for path in places if wanted.search(path.read_text(encoding="utf-8"))}
    chosen = {"app/services/people/customers/exchange.py", "app/services/people/customers/presets.py",
              "app/services/people/customers/blank.py", "app/ui/customers/family/policies/services.py"}  # fmt: skip
    needed = {path for path in found - chosen if not path.startswith(MIGRATIONS)}
    assert needed == NEEDED
    assert len(needed) + 1 <= 6, "with the migration"
