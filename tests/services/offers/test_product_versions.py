"""Products over time: versions, prices that stay, withdrawn and brought back, the editor's checks, CSV files."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app import paths
from app.enums import Relation, Sex, VersionCause
from app.errors import InputError
from app.models import Proposal, ProposalItem
from app.services.base.store import Actor, Store
from app.services.needs import interviews
from app.services.needs.interviews import AnswerRow
from app.services.offers import catalogue, proposals
from app.services.offers.catalogue.documents import from_document, to_document
from app.services.offers.catalogue.pasting import pasted
from app.services.offers.catalogue.workbook import years
from app.services.offers.combinations import combine
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.rules.offers.pricing import explain_price
from tests import reading
from tests.conftest import NOW, PASSWORD
from tests.services.reading import import_catalogue

SAMPLE = paths.resource("catalogues", catalogue.SAMPLE)


class Clock:
    """A day passes when the test says so."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timed(store_file: Path, clock: Clock, actor: Actor) -> Any:
    store = Store.open(store_file, PASSWORD, clock=clock)
    catalogue.load_sample(store, actor)
    yield store
    store.close()


def row_of(store: Store, code: str) -> catalogue.ProductRow:
    return next(row for row in catalogue.listing(store) if row.product.code == code)


def dearer(store: Store, actor: Actor, code: str, note: str = "") -> catalogue.ProductRow:
    row = row_of(store, code)
    values = catalogue.values_of(row.product)
    values["rates"] = [(*cells[:3], str(Decimal(cells[3]) * 2)) for cells in values["rates"]]
    return catalogue.save(store, actor, values, row.id, row.version, note)


def test_a_version_says_what_changed_when_and_why(timed: Store, actor: Actor, clock: Clock) -> None:
    before = row_of(timed, "T20").product
    clock.now += timedelta(days=1)
    row = dearer(timed, actor, "T20", "new rate book")
    newest, first = catalogue.history(timed, row.id)
    assert (newest.edition, newest.changed, newest.cause, newest.note) == (
        2, ("rates",), VersionCause.EDITED, "new rate book",
    )  # fmt: skip
    assert (newest.by, newest.since, newest.until) == (actor.code, clock.now, None)
    assert (first.product, first.until, first.cause, first.changed) == (before, clock.now, None, ())
    assert reading.product(timed, "T20", NOW + timedelta(hours=3)) == before
    assert reading.product(timed, "T20", clock.now) == row.product
    assert catalogue.restore(timed, actor, row.id, first.product).product == before
    assert [version.edition for version in catalogue.history(timed, row.id)] == [3, 2, 1]


def test_an_old_proposal_keeps_its_price_after_a_change_of_rates(timed: Store, actor: Actor, clock: Clock) -> None:
    family = HouseholdDraft(
        MemberDraft("王芳", Relation.SELF, Sex.FEMALE, date(1989, 5, 2), income=180_000_00),
        (MemberDraft("李小雨", Relation.CHILD, Sex.FEMALE, date(2020, 3, 9)),),
    )
    household = customers.add(timed, actor, family).id
    interview = interviews.start(timed, actor, household)
    answers = [AnswerRow("consent", "", True), AnswerRow("expenses", "", 90_000_00), AnswerRow("budget", "", 12_000_00)]
    interviews.save_answers(timed, actor, interview.id, answers)
    interviews.confirm(timed, actor, interview.id)
    based = proposals.basis(timed, household, date(2026, 11, 24))
    plan = combine(based.request, catalogue.products(timed), points=2).plans[1]
    row = proposals.save(timed, actor, based, plan)

    def frozen() -> Any:
        with timed.read() as session:
            kept = session.get_one(Proposal, row.id)
            items = session.execute(select(ProposalItem.product_code, ProposalItem.sum, ProposalItem.premium)).all()
            return kept.premium, kept.plan, kept.request, items

    before = frozen()
    clock.now += timedelta(days=30)
    for code in {item.product for item in plan.items}:
        dearer(timed, actor, code)
    assert frozen() == before
    again = next(one for one in proposals.of_household(timed, household) if one.id == row.id)
    assert again.premium == plan.premium == sum(item.premium for item in plan.items)
    fresh = {product.code: product for product in catalogue.products(timed)}
    ages = {person.key: (person.sex, person.age) for person in based.request.people}
    for item in plan.items:
        old = explain_price(reading.product(timed, item.product, NOW), item.sum, *ages[item.insured])
        new = explain_price(fresh[item.product], item.sum, *ages[item.insured])
        assert old is not None and new is not None
        assert (old.premium, new.premium > old.premium) == (item.premium, True)


def test_brought_back_a_product_is_as_it_was_before(timed: Store, actor: Actor) -> None:
    row = row_of(timed, "T20")
    values = catalogue.values_of(row.product) | {"on_sale_to": date(2027, 6, 30)}
    row = catalogue.save(timed, actor, values, row.id)
    before = row.product
    gone = catalogue.withdraw(timed, actor, row.id, date(2026, 11, 23))
    assert not gone.on_sale(date(2026, 11, 24))
    gone = catalogue.withdraw(timed, actor, row.id, date(2026, 11, 20))
    back = catalogue.bring_back(timed, actor, row.id)
    assert back.product == before
    assert catalogue.history(timed, row.id)[0].cause == VersionCause.RESTORED


def test_a_product_withdrawn_before_it_is_sold_is_refused(timed: Store, actor: Actor) -> None:
    row = row_of(timed, "T20")
    values = catalogue.values_of(row.product) | {"on_sale_from": date(2026, 6, 1)}
    row = catalogue.save(timed, actor, values, row.id)
    with pytest.raises(InputError) as caught:
        catalogue.withdraw(timed, actor, row.id, date(2026, 5, 31))
    assert caught.value.problems[0].code == "ends_before_start"
    assert row_of(timed, "T20") == row


def test_every_shipped_product_survives_the_editor_and_its_document(timed: Store, actor: Actor) -> None:
    for row in catalogue.listing(timed):
        assert from_document(to_document(row.product)) == row.product
        assert catalogue.check(timed, catalogue.values_of(row.product), row.id).product == row.product
        saved = catalogue.save(timed, actor, catalogue.values_of(row.product), row.id, row.version)
        assert saved == row
        assert len(catalogue.history(timed, row.id)) == 1


@pytest.mark.parametrize(
    ("change", "code", "field", "line"),
    [
        ({"code": ""}, "required", "code", None),
        ({"code": "W1"}, "product_twice", "code", None),
        ({"rate_unit": ""}, "required", "rate_unit", None),
        ({"rate_unit": "a lot"}, "not_a_number", "rate_unit", None),
        ({"sum_max": 1}, "sum_max_below_min", "sum_max", None),
        ({"age_max": 3}, "age_max_below_min", "age_max", None),
        ({"covers": []}, "no_covers", "covers", None),
        ({"covers": [("death", "-1")]}, "not_above", "covers", 1),
        ({"covers": [("death", "1"), ("身故", "1")]}, "twice", "covers", 2),
        ({"rates": []}, "no_rates", "rates", None),
        ({"rates": [("", "18", "30", "1"), ("", "32", "55", "2")]}, "rates_age_hole", "rates", None),
        ({"rates": [("", "18", "30", "1"), ("", "30", "55", "2")]}, "rates_age_twice", "rates", None),
        ({"rates": [("", "18", "55", "1"), ("", "x", "30", "2")]}, "not_a_number", "rates", 2),
        ({"rates": [("", "18", "", "1")]}, "required", "rates", 1),
        ({"rates": [("x", "18", "55", "1")]}, "not_a_choice", "rates", 1),
        ({"kind": "rider"}, "rider_names_no_main", "mains", None),
        ({"mains": "NONE"}, "main_unknown", "mains", None),
        ({"mains": "CR"}, "main_is_no_main", "mains", None),
        ({"on_sale_from": date(2026, 2, 1), "on_sale_to": date(2026, 1, 1)}, "sale_ends_before_start", "on_sale_to",
         None),
    ],
)  # fmt: skip
def test_the_editor_names_the_field_and_the_row(
    timed: Store, actor: Actor, change: dict[str, Any], code: str, field: str, line: int | None
) -> None:
    row = row_of(timed, "T20")
    values = catalogue.values_of(row.product) | change
    with pytest.raises(InputError) as caught:
        catalogue.save(timed, actor, values, row.id)
    assert (code, field, line) in [(p.code, p.place.field, p.place.row) for p in caught.value.problems]
    assert row_of(timed, "T20") == row


def test_a_version_seen_by_somebody_else_is_not_overwritten(timed: Store, actor: Actor) -> None:
    seen = row_of(timed, "T20")
    dearer(timed, actor, "T20")
    with pytest.raises(InputError) as caught:
        catalogue.save(timed, actor, catalogue.values_of(seen.product) | {"category": "x"}, seen.id, seen.version)
    assert caught.value.problems[0].code == "changed_meanwhile"


def test_a_new_product_is_added_last(timed: Store, actor: Actor) -> None:
    values = catalogue.values_of(row_of(timed, "T20").product) | {"code": "NEW", "name_en": ""}
    made = catalogue.save(timed, actor, values)
    assert catalogue.listing(timed)[-1] == made
    assert made.product.name_en == made.product.name_zh


def test_doubts_are_told_and_keep_nothing_out(timed: Store) -> None:
    row = row_of(timed, "T20")
    change = {"rates": [("", "18", "40", "2000"), ("", "41", "55", "1")], "term": "a while"}
    checked = catalogue.check(timed, catalogue.values_of(row.product) | change, row.id)
    assert {problem.code for problem in checked.doubts} == {"rate_falls", "rate_above_unit", "term_unclear"}


@pytest.mark.parametrize(
    ("text", "read"),
    [("趸交", "1"), ("20年", "20"), ("20 年交", "20"), ("至60岁", "to60"), ("终身", "life"), ("", ""), ("20", "20"),
     ("as agreed", "as agreed")],
)  # fmt: skip
def test_years_in_the_words_of_insurers(text: str, read: str) -> None:
    assert years(text) == read


@pytest.mark.parametrize(
    ("field", "text", "rows"),
    [
        ("rates", "年龄\t女\t男\n30\t1.10\t1.38\n", [("F", "30", "30", "1.10"), ("M", "30", "30", "1.38")]),
        ("rates", "30\t1.10\n31\t1.20", [("", "30", "30", "1.10"), ("", "31", "31", "1.20")]),
        ("rates", "F\t18\t30\t1", [("F", "18", "30", "1")]),
        ("rates", "费率\t起始年龄\t终止年龄\n2\t18\t30", [("", "18", "30", "2")]),
        ("covers", "event\tfactor\ndeath\t1\n", [("death", "1")]),
        ("covers", "", []),
    ],
)
def test_blocks_from_a_spreadsheet(field: str, text: str, rows: list[tuple[str, ...]]) -> None:
    assert pasted(field, text) == rows


def test_a_block_of_another_shape_names_its_row() -> None:
    with pytest.raises(InputError) as caught:
        pasted("covers", "death\t1\ndeath")
    assert (caught.value.problems[0].code, caught.value.problems[0].place.row) == ("paste_shape", 2)


@pytest.mark.parametrize("name", ["all.csv", "products.csv", "all.zip"])
def test_csv_files_go_out_and_come_back_unchanged(timed: Store, actor: Actor, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    count = catalogue.export_file(timed, path)
    assert catalogue.read_catalogue(path) == catalogue.products(timed)
    report = import_catalogue(timed, actor, path)
    assert (report.read, report.unchanged) == (count, count)
    if name == "products.csv":
        assert catalogue.read_file(tmp_path).read == count


def test_a_csv_without_its_neighbours_says_what_is_missing(timed: Store, tmp_path: Path) -> None:
    path = tmp_path / "products.csv"
    catalogue.export_file(timed, path)
    (tmp_path / "rates.csv").unlink()
    with pytest.raises(InputError) as caught:
        catalogue.read_file(path)
    assert (caught.value.problems[0].code, caught.value.problems[0].values["sheet"]) == ("sheet_missing", "rates")
    with zipfile.ZipFile(tmp_path / "empty.zip", "w") as archive:
        archive.writestr("readme.txt", "nothing")
    with pytest.raises(InputError):
        catalogue.read_file(tmp_path / "empty.zip")
    (tmp_path / "broken.zip").write_bytes(b"no zip")
    with pytest.raises(InputError):
        catalogue.read_file(tmp_path / "broken.zip")


def test_texts_come_in_the_language_asked_for() -> None:
    from app.enums import Language

    product = next(p for p in catalogue.read_catalogue(SAMPLE) if p.code == "T20")
    assert product.fact("insurer", Language.EN) == "Sample Life"
    for name in ("features", "selling_points", "exclusions", "after_sale"):
        assert product.fact(name, Language.EN).isascii()
        assert not product.fact(name, Language.ZH).isascii()
