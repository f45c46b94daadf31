"""From confirmed needs to a proposal that keeps its prices, and what the customer decides of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import select

from app import paths
from app.cli.main import main
from app.enums import CoverSaid, NodeKind, ProposalState, Relation, RiskProfile, Sex, Stage
from app.errors import ConflictError, InputError
from app.models import Need, ProposalItem, TraceLink
from app.services.base import undo
from app.services.base.store import Actor, Store
from app.services.needs import interviews
from app.services.needs.interviews import AnswerRow
from app.services.offers import catalogue, proposals, suitability
from app.services.offers.combinations import combine, evaluate, plan_within, replacements, without
from app.services.offers.suitability import Known, RecordDraft
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.rules.offers.combinations import Lock, Pair
from tests import reading
from tests.services.reading import import_catalogue
from tests.undoing import last_unit, take_back_last

TODAY = date(2026, 11, 24)


@pytest.fixture
def based(store: Store, actor: Actor) -> proposals.Basis:
    catalogue.load_sample(store, actor)
    draft = HouseholdDraft(
        MemberDraft("王芳", Relation.SELF, Sex.FEMALE, date(1989, 5, 2), income=180_000_00),
        (MemberDraft("李小雨", Relation.CHILD, Sex.FEMALE, date(2020, 3, 9)),),
    )
    household_id = customers.add(store, actor, draft).id
    interview = interviews.start(store, actor, household_id)
    answers = [AnswerRow("consent", "", True), AnswerRow("expenses", "", 90_000_00), AnswerRow("budget", "", 12_000_00)]
    interviews.save_answers(store, actor, interview.id, answers)
    interviews.confirm(store, actor, interview.id)
    return proposals.basis(store, household_id, TODAY)


def test_plans_of_a_family_from_the_store(store: Store, based: proposals.Basis) -> None:
    assert based.budget == 12_000_00
    answer = combine(based.request, catalogue.products(store), points=4)
    essential, balanced, full = answer.plans
    assert essential.premium <= 7_200_00
    assert 0 < balanced.premium <= 12_000_00
    assert full.premium <= 36_000_00
    assert essential.objective <= balanced.objective <= full.objective
    assert {plan.status for plan in answer.plans} == {"optimal"}


def test_a_saved_plan_links_each_need_to_what_answers_it(store: Store, actor: Actor, based: proposals.Basis) -> None:
    plan = combine(based.request, catalogue.products(store), points=2).plans[1]
    row = proposals.save(store, actor, based, plan)
    assert (row.number, row.state, row.premium, row.items) == (
        "P00001",
        ProposalState.DRAFT,
        plan.premium,
        len(plan.items),
    )
    with store.read() as session:
        items = {(i.product_code, i.member_id): i.id for i in session.scalars(select(ProposalItem))}
        links = session.scalars(select(TraceLink).where(TraceLink.target_kind == NodeKind.PROPOSAL_ITEM)).all()
        found = {(link.source_id, link.target_id): link.amount for link in links}
        wanted = {
            (need, items[item.product, item.insured]): amount for item in plan.items for need, amount in item.answers
        }
        assert found == wanted
        assert not any(link.suspect for link in links)
        answered = {need for item in plan.items for need, _ in item.answers}
        states = {need.id: need.status for need in session.scalars(select(Need))}
        assert answered < set(states), "the plan leaves a need open"
        assert {id for id, status in states.items() if status == "in_progress"} == answered
        assert {status for id, status in states.items() if id not in answered} == {"not_started"}
    assert customers.row(store, based.household_id).stage == Stage.S4_PROPOSED


def test_what_was_asked_is_kept_and_gives_the_same_plan_again(
    store: Store, actor: Actor, based: proposals.Basis
) -> None:
    """Pins, refusals, pairs, the payer, limits of a member and caps of minors once got lost with the proposal."""
    products = catalogue.products(store)
    free = plan_within(based.request, products, "balanced", based.budget)
    pinned, refused = free.items[0], free.items[-1]
    people = tuple(
        replace(person, premium_limit=9_876_54 if person.key == pinned.insured else None)
        for person in based.request.people
    )
    request = replace(
        based.request,
        people=people,
        locked=(Lock(pinned.product, pinned.insured, pinned.sum),),
        forbidden=frozenset({(refused.product, refused.insured)}),
        excluded=frozenset({"WL"}),
        pairs=(Pair(("T20", "C2"), Fraction(1, 2)),),
        minor_caps=((12, 10_000_050),),
        payer=people[0],
    )
    plan = plan_within(request, products, "balanced", based.budget)
    assert plan != plan_within(replace(based.request, people=people), products, "balanced", based.budget)
    row = proposals.save(store, actor, based, plan, asked=request)
    again = reading.request(store, row.id)
    assert again == request
    assert plan_within(again, products, "balanced", again.budget) == plan


def test_a_later_price_does_not_change_a_saved_proposal(
    store: Store, actor: Actor, based: proposals.Basis, tmp_path: Path
) -> None:
    plan = combine(based.request, catalogue.products(store), points=2).plans[1]
    proposals.save(store, actor, based, plan)
    import openpyxl

    book = openpyxl.load_workbook(paths.resource("catalogues", "sample-insurer.xlsx"))
    for row in book["rates"].iter_rows(min_row=2):
        row[4].value = round(row[4].value * 2, 2)
    book.save(tmp_path / "dear.xlsx")
    import_catalogue(store, actor, tmp_path / "dear.xlsx")
    assert proposals.of_household(store, based.household_id)[0].premium == plan.premium


def test_decisions_and_their_reasons(store: Store, actor: Actor, based: proposals.Basis) -> None:
    row = proposals.save(store, actor, based, combine(based.request, catalogue.products(store), points=2).plans[0])
    with pytest.raises(InputError) as caught:
        proposals.decide(store, actor, row.id, ProposalState.REJECTED)
    assert caught.value.problems[0].place.field == "reason"
    suitability.record(store, actor, row.id, RecordDraft(Known(RiskProfile.C5, cover=CoverSaid.NONE), "说明", "要买"))
    row = proposals.decide(store, actor, row.id, ProposalState.ACCEPTED, version=row.version)
    assert row.decided_at is not None
    with pytest.raises(InputError) as caught:
        proposals.decide(store, actor, row.id, ProposalState.REJECTED, "too dear")
    assert caught.value.problems[0].code == "proposal_move"


def test_a_decision_can_be_taken_back(store: Store, actor: Actor, based: proposals.Basis) -> None:
    first = proposals.save(store, actor, based, combine(based.request, catalogue.products(store), points=2).plans[0])
    proposals.decide(store, actor, first.id, ProposalState.REJECTED, "too dear")
    take_back_last(store, actor)
    back = proposals.row(store, first.id)
    assert (back.state, back.reason, back.decided_at) == (ProposalState.DRAFT, "", None)


def test_keeping_a_plan_can_be_taken_back(store: Store, actor: Actor, based: proposals.Basis) -> None:
    plan = combine(based.request, catalogue.products(store), points=2).plans[1]
    before = customers.row(store, based.household_id)
    proposals.save(store, actor, based, plan)
    assert customers.row(store, based.household_id).stage == Stage.S4_PROPOSED
    take_back_last(store, actor)
    assert proposals.of_household(store, based.household_id) == []
    after = customers.row(store, based.household_id)
    assert after.stage == before.stage
    with store.read() as session:
        assert {need.status for need in session.scalars(select(Need))} == {"not_started"}
        assert {need.actual_start for need in session.scalars(select(Need))} == {None}
        assert session.scalars(select(ProposalItem)).all() == []
        kinds = {link.target_kind for link in session.scalars(select(TraceLink))}
    assert NodeKind.PROPOSAL_ITEM not in kinds
    assert proposals.save(store, actor, based, plan).number == "P00002", "a number is never given twice"


def test_what_was_assessed_or_replaced_is_not_taken_back(store: Store, actor: Actor, based: proposals.Basis) -> None:
    plan = combine(based.request, catalogue.products(store), points=2).plans[1]
    assessed = proposals.save(store, actor, based, plan)
    first = last_unit(store)
    replaced = proposals.save(store, actor, based, plan)
    second = last_unit(store)
    told = RecordDraft(Known(RiskProfile.C5, cover=CoverSaid.NONE), "说明", "要买")
    suitability.record(store, actor, assessed.id, told)
    proposals.save(store, actor, based, plan, replaces=replaced.id)
    for unit in (first, second):
        with pytest.raises(ConflictError) as caught:
            undo.take_back(store, actor, unit)
        assert caught.value.problems[0].code == "undo_changed_since"
    assert len(proposals.of_household(store, based.household_id)) == 3


def test_editions_keep_their_number_and_their_prices(store: Store, actor: Actor, based: proposals.Basis) -> None:
    plans = combine(based.request, catalogue.products(store), points=2).plans
    first = proposals.save(store, actor, based, plans[0])
    second = proposals.save(store, actor, based, plans[1], replaces=first.id)
    third = proposals.save(store, actor, based, plans[2], replaces=second.id)
    assert [(p.number, p.edition) for p in (first, second, third)] == [("P00001", 1), ("P00001-2", 2), ("P00001-3", 3)]
    assert proposals.save(store, actor, based, plans[0], replaces=first.id).number == "P00001-4"
    assert [row.edition for row in proposals.of_household(store, based.household_id)] == [4, 3, 2, 1]
    assert proposals.read(store, first.id).row.premium == plans[0].premium


def test_removing_and_replacing_an_item_shows_its_effect(store: Store, based: proposals.Basis) -> None:
    products = catalogue.products(store)
    plan = combine(based.request, products, points=2).plans[1]
    for item in plan.items:
        rest = without(plan.items, item, products)
        less = evaluate(based.request, products, "balanced", rest, budget=plan.budget)
        assert less.premium == sum(one.premium for one in rest) < plan.premium
        assert less.objective < plan.objective
    for item in plan.items:
        for other in replacements(based.request, products, plan, item):
            assert other.product != item.product
            assert other.plan.objective <= plan.objective or other.plan.premium > (plan.budget or 0)


REQUEST = {
    "as_of": "2026-11-23", "budget": 4800, "overshoot": 0.2,
    "members": [{"key": "p1", "sex": "M", "birth_date": "1986-03-01", "occupation_class": 1}],
    "needs": [{"key": "n1", "member": "p1", "event": "death", "gap": 360000, "weight": 3}],
    "locked": [{"product": "T20", "insured": "p1", "sum": 100000}], "excluded": ["W1"],
}  # fmt: skip


def run(tmp_path: Path, request: object, *more: str) -> int:
    path = tmp_path / "r.json"
    path.write_text(json.dumps(request), encoding="utf-8")
    return main(["combine", str(path), "--catalogue", str(paths.resource("catalogues", "sample-insurer.xlsx")), *more])


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, REQUEST, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert [plan["name"] for plan in answer["plans"]] == ["essential", "balanced", "full"]
    for plan in answer["plans"]:
        assert {"product": "T20", "sum": 100000.0}.items() <= plan["items"][0].items() or len(plan["items"]) > 1
        assert plan["premium"] == pytest.approx(sum(item["premium"] for item in plan["items"]))
        assert plan["status"] == "optimal"
    assert answer["plans"][1]["coverage"][0]["gap"] == 360000
    assert run(tmp_path, REQUEST) == 0
    assert "均衡" in capsys.readouterr().out


@pytest.mark.parametrize(
    "change",
    [
        {"members": [], "needs": [], "locked": []},
        {"needs": [], "locked": []},
        {"needs": [REQUEST["needs"][0] | {"gap": 0}]},  # type: ignore[index]
        {"needs": [REQUEST["needs"][0] | {"weight": 0, "event": "meteorite"}], "excluded": ["nothing of that name"]},  # type: ignore[index]
        {"budget": None},
        {"budget": 0, "locked": []},
        {"pairs": [{"products": ["T20", "W1"], "bonus": 0.1}], "payer": "p1", "minor_caps": []},
    ],
)
def test_an_unusual_request_has_three_plans(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, object]
) -> None:
    assert run(tmp_path, REQUEST | change, "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert [plan["status"] for plan in answer["plans"]] == ["optimal"] * 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"needs": REQUEST["needs"] * 2}, "needs[1]"),  # type: ignore[operator]
        ({"needs": [{"key": "n", "member": "p9", "event": "death", "gap": 1}]}, "needs[0].member"),
        ({"members": [{"key": "p1", "sex": "M"}]}, "members[0].birth_date"),
        ({"budget": -1}, "budget"),
        ({"budget": 1.234}, "budget"),
        ({"locked": [{"product": "T20", "insured": "p1", "sum": 100001}]}, "T20"),
        ({"locked": [{"product": "XX", "insured": "p1", "sum": 1}]}, "XX"),
        ({"budget": 10}, "budget"),
        ({"colour": "red"}, "colour"),
        ({"members": REQUEST["members"] * 2}, "members[1].key"),  # type: ignore[operator]
        ({"locked": REQUEST["locked"] * 2}, "locked[1].product"),  # type: ignore[operator]
        ({"members": [], "locked": []}, "needs[0].member"),
        ({"budget": 10**14}, "budget"),
        ({"overshoot": 10**9}, "overshoot"),
        ({"budget": float("nan")}, "NaN"),
        ({"needs": [REQUEST["needs"][0] | {"gap": 50000}]}, "(overshoot)"),  # type: ignore[index]
        ({"members": [REQUEST["members"][0] | {"premium_limit": 10}]}, "(member_limit)"),  # type: ignore[index]
        ({"excluded": ["T20"]}, "(excluded)"),
        ({"payer": "nobody"}, "payer"),
        ({"pairs": [{"products": ["T20"], "bonus": 1}]}, "pairs[0].products"),
        ({"pairs": [{"products": ["T20", "W1"], "bonus": -1}]}, "pairs[0].bonus"),
        ({"minor_caps": [{"below": 10, "cap": -1}]}, "minor_caps[0].cap"),
    ],
)
def test_a_bad_request_is_one_line_per_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, object], words: str
) -> None:
    assert run(tmp_path, REQUEST | change, "--language", "en") == 2
    out = capsys.readouterr()
    assert out.out == ""
    assert words in out.err
    assert all(line.startswith("error: ") for line in out.err.splitlines())


def test_the_command_says_which_plan_is_above_the_budget(capsys: pytest.CaptureFixture[str]) -> None:
    request = paths.resource("examples", "combine-family.json")
    catalogue_file = paths.resource("catalogues", "sample-insurer.xlsx")
    assert main(["combine", str(request), "--catalogue", str(catalogue_file), "--language", "zh"]) == 0
    budget = json.loads(request.read_text(encoding="utf-8"))["budget"]
    heads = [line for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")]
    assert len(heads) == 3
    for line in heads:
        yearly = float(line.split(": ")[1].split(" ")[0].replace(",", ""))
        above = f"比预算多 {yearly - budget:,.2f}"
        assert (above in line) if yearly > budget else ("比预算多" not in line)
    assert "比预算多" in heads[-1]
