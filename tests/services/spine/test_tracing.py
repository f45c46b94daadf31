"""Suspect links: marked by what matters and nothing else, as far as configured, valid again when it is as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import AnswerState, Language, NodeKind, PolicyStatus
from app.errors import ConflictError, InputError
from app.models import Answer, LinkClearing, Need, Product, ProposalItem, TraceLink
from app.services import matrix
from app.services.base import undo
from app.services.front import imports
from app.services.matrix import baselines, editing, links, report
from app.services.matrix import chain as chains
from app.services.matrix.answers import Said
from app.services.matrix.naming import named
from app.services.needs import interviews
from app.services.needs.interviews import AnswerRow
from app.services.offers import catalogue
from app.services.people import policies
from app.services.people.policies import draft_of
from app.services.spine import tracing
from tests import reading
from tests.services.chains import TODAY, ChainStore, chain, chain_file, rules_of
from tests.services.reading import import_catalogue
from tests.undoing import last_unit, take_back_last

__all__ = ["chain", "chain_file"]


def product_of(chain: ChainStore) -> str:
    with chain.store.read() as session:
        code = session.get_one(ProposalItem, chain.item).product_code
        return session.scalars(select(Product.id).where(Product.code == code)).one()


def items_proposing(chain: ChainStore, product: str) -> set[str]:
    with chain.store.read() as session:
        code = session.get_one(Product, product).code
        return set(session.scalars(select(ProposalItem.id).where(ProposalItem.product_code == code)))


def said(session: Session) -> Answer:
    """The answer the needs rest on: the first one to this question."""
    return session.scalars(select(Answer).where(Answer.question == "expenses").order_by(Answer.id)).first() or Answer()


def say(chain: ChainStore, value: int | None, state: AnswerState = AnswerState.SAID) -> None:
    """A new interview of the family says something else about its expenses."""
    draft = interviews.start(chain.store, chain.actor, chain.household)
    interviews.save_answers(chain.store, chain.actor, draft.id, [AnswerRow("expenses", "", value, state)])


def test_no_link_is_born_suspect(chain: ChainStore) -> None:
    assert chain.links()
    assert not any(chain.links().values())


def test_a_changed_need_marks_its_proposal_items_and_answers_and_policy(chain: ChainStore) -> None:
    editing.update_need(chain.store, chain.actor, chain.need, {"description": "改成别的"})
    targets = {target for _, target in chain.suspect()}
    assert {chain.item, chain.policy} < targets
    assert targets == {target for kind in (NodeKind.ANSWER, NodeKind.PROPOSAL_ITEM, NodeKind.POLICY)
                       for target in chain.linked(chain.need, kind)}  # fmt: skip


def test_a_suspect_link_says_field_by_field_what_changed(chain: ChainStore) -> None:
    with chain.store.read() as session:
        before = session.get_one(Need, chain.need).description
    editing.update_need(chain.store, chain.actor, chain.need, {"description": "改成别的"})
    entry = next(e for e in chains.chain_of(chain.store, chain.need).entries if e.node[1] == chain.item)
    assert entry.suspect
    assert [(d.kind, d.field, d.old, d.new) for d in entry.changed] == [
        (NodeKind.NEED, "description", before, "改成别的")
    ]


def test_the_old_content_makes_it_valid_again(chain: ChainStore) -> None:
    before = chain.links()
    with chain.store.read() as session:
        old = session.get_one(Need, chain.need).description
    editing.update_need(chain.store, chain.actor, chain.need, {"description": "改成别的"})
    assert chain.suspect()
    editing.update_need(chain.store, chain.actor, chain.need, {"description": old})
    assert chain.links() == before


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    spaces=st.lists(st.sampled_from([" ", "  ", "\n", "\t"]), min_size=1, max_size=3),
    status=st.sampled_from(["not_started", "in_progress", "on_hold", "done"]),
    notes=st.text("备注abc ", max_size=8),
    planned=st.dates(date(2026, 12, 1), date(2027, 12, 1)),
)
def test_white_space_and_what_does_not_matter_never_marks(
    chain: ChainStore, spaces: list[str], status: str, notes: str, planned: date
) -> None:
    with chain.store.read() as session:
        description = session.get_one(Need, chain.need).description
    spaced = "".join(spaces) + description.replace(" ", "  ") + "".join(spaces)
    editing.update_need(
        chain.store, chain.actor, chain.need,
        {"description": spaced, "status": status, "notes": notes, "planned_finish": planned},
    )  # fmt: skip
    assert not chain.suspect()


def test_another_answer_in_a_new_interview_marks_the_needs_that_rest_on_it(chain: ChainStore) -> None:
    with chain.store.read() as session:
        old = said(session)
        resting = set(session.scalars(select(TraceLink.source_id).where(TraceLink.target_id == old.id)))
    assert resting
    say(chain, 200_000_00)
    assert chain.suspect() == {(need, old.id) for need in resting}
    say(chain, old.value)
    assert not chain.suspect()


def test_a_changed_answer_is_told_in_words_and_leaves_the_store_only_as_changed(chain: ChainStore) -> None:
    with chain.store.read() as session:
        was = said(session).value
        need = session.scalars(select(TraceLink.source_id).where(TraceLink.target_id == said(session).id)).first()
    frozen = baselines.take(chain.store, chain.actor, "before")
    say(chain, 200_000_50)
    expected = [Said(f"{was // 100:,}", f"{was // 100:,}"), Said("200,000.50", "200,000.50")]
    entries = chains.chain_of(chain.store, need or "").answers
    told = next(entry.changed[0] for entry in entries if entry.suspect)
    assert [told.old, told.new] == expected
    (differs,) = baselines.compare(chain.store, frozen.id).changed
    assert list(differs.fields["value"]) == expected
    assert differs.named is not None and "支出" in differs.named.text[0]
    state = report.state(chain.store, TODAY)
    first = state.suspects[0].found.changed[0]
    assert [first.old, first.new] == expected
    document = report.document(state, Language.ZH)
    assert document["suspects"]["count"] and "200,000" not in str(document) and "20000050" not in str(document)
    assert {change["field"] for one in document["suspects"]["list"] for change in one["changed"]} == {"value"}


def test_what_was_chosen_or_ticked_is_named_by_its_words(chain: ChainStore) -> None:
    with chain.store.read() as session:
        nodes = [(NodeKind.ANSWER, id) for id in session.scalars(select(Answer.id))]
        texts = [found.text for found in named(session, nodes).values()]
    assert any("death" not in zh and "身故" in zh for zh, _ in texts)
    for zh, en in texts:
        assert "True" not in zh + en and "？：" not in zh and "?:" not in en, (zh, en)


def test_not_willing_to_say_is_another_answer(chain: ChainStore) -> None:
    say(chain, None, AnswerState.UNWILLING)
    assert chain.suspect()


def test_confirming_again_links_to_what_was_said_last(chain: ChainStore) -> None:
    say(chain, 200_000_00)
    draft = interviews.latest(chain.store, chain.household)
    assert draft is not None
    interviews.save_answers(chain.store, chain.actor, draft.id, [AnswerRow("consent", "", True)])
    interviews.confirm(chain.store, chain.actor, draft.id)
    with chain.store.read() as session:
        current = set(session.scalars(select(Answer.id).where(Answer.interview_id == draft.id)))
        linked = select(TraceLink.target_id).where(TraceLink.target_kind == NodeKind.ANSWER, ~TraceLink.suspect)
        assert set(session.scalars(linked)) <= current


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_exactly_the_configured_depth_is_marked(chain: ChainStore, depth: int) -> None:
    """answer → need → proposal item → policy: one link further for each step of depth."""
    with chain.store.read() as session:
        old = said(session)
        first = {(row.source_id, row.target_id) for row in
                 session.scalars(select(TraceLink).where(TraceLink.target_id == old.id))}  # fmt: skip
        needs = {need for need, _ in first}
        item = session.scalars(select(TraceLink.target_id).where(
            TraceLink.source_id.in_(needs), TraceLink.target_kind == NodeKind.PROPOSAL_ITEM)).first()  # fmt: skip
    assert item is not None
    links.add(
        chain.store, chain.actor, links.LinkDraft((NodeKind.PROPOSAL_ITEM, item), (NodeKind.POLICY, chain.policy))
    )
    with chain.store.read() as session:
        rest = session.scalars(select(TraceLink).where(TraceLink.target_kind != NodeKind.ANSWER)).all()
    second = {(row.source_id, row.target_id) for row in rest if row.source_id in needs}
    items = {target for _, target in second}
    third = {(row.source_id, row.target_id) for row in rest if row.source_id in items}
    assert needs and second and third
    tracing.set_rules(chain.store, chain.actor, {}, depth)
    assert not chain.suspect()
    say(chain, 200_000_00)
    assert chain.suspect() == [first, first | second, first | second | third][depth - 1]
    say(chain, old.value)
    assert not chain.suspect()


def test_a_withdrawn_product_marks_all_that_propose_it_and_is_as_before_when_restored(chain: ChainStore) -> None:
    before, product = chain.links(), product_of(chain)
    catalogue.withdraw(chain.store, chain.actor, product, TODAY)
    proposing = items_proposing(chain, product)
    with chain.store.read() as session:
        at = session.scalars(select(TraceLink)).all()
    ends = {(row.source_id, row.target_id) for row in at if {row.source_id, row.target_id} & proposing}
    assert chain.suspect() == ends != set()
    catalogue.withdraw(chain.store, chain.actor, product, None)
    assert chain.links() == before


def test_the_same_by_importing_the_catalogue(chain: ChainStore, tmp_path: Path) -> None:
    before, product = chain.links(), product_of(chain)
    original, changed = tmp_path / "old.xlsx", tmp_path / "new.xlsx"
    catalogue.export_file(chain.store, original)
    catalogue.withdraw(chain.store, chain.actor, product, TODAY)
    catalogue.export_file(chain.store, changed)
    marked = chain.suspect()
    import_catalogue(chain.store, chain.actor, original)
    assert chain.links() == before
    import_catalogue(chain.store, chain.actor, changed)
    assert chain.suspect() == marked != set()


def test_a_catalogue_import_taken_back_takes_its_doubts_back(chain: ChainStore, tmp_path: Path) -> None:
    """The products were as before, and what proposes them stayed suspect."""
    before, product, changed = chain.links(), product_of(chain), tmp_path / "new.xlsx"
    catalogue.withdraw(chain.store, chain.actor, product, TODAY)
    catalogue.export_file(chain.store, changed)
    catalogue.withdraw(chain.store, chain.actor, product, None)
    batch = import_catalogue(chain.store, chain.actor, changed).batch
    assert batch is not None and chain.suspect()
    imports.undo(chain.store, chain.actor, batch)
    assert chain.links() == before


def test_a_changed_policy_marks_its_need_and_covers_what_it_pays_now(chain: ChainStore) -> None:
    row = next(p for p in reading.policies(chain.store, chain.household) if p.id == chain.policy)
    lower = replace(draft_of(row), covers=tuple(replace(cover, amount=40_000_00) for cover in row.covers))
    policies.update(chain.store, chain.actor, chain.policy, lower, row.version)
    assert (chain.need, chain.policy) in chain.suspect()
    entry = chains.chain_of(chain.store, chain.need).policies[0]
    assert entry.amount == 40_000_00
    row = next(p for p in reading.policies(chain.store, chain.household) if p.id == chain.policy)
    ended = replace(draft_of(row), status=PolicyStatus.ENDED)
    policies.update(chain.store, chain.actor, chain.policy, ended, row.version)
    assert {d.field for d in chains.chain_of(chain.store, chain.need).policies[0].changed} == {"covers", "status"}


def test_clearing_is_a_persons_act_kept_with_who_when_why_and_what(chain: ChainStore) -> None:
    editing.update_need(chain.store, chain.actor, chain.need, {"description": "改成别的"})
    wrong = [entry.link_id for entry in chains.chain_of(chain.store, chain.need).entries if entry.suspect]
    with pytest.raises(InputError, match="required"):
        tracing.clear(chain.store, chain.actor, wrong, "  ")
    assert tracing.clear(chain.store, chain.actor, wrong[:1], "已与客户核对") == 1
    assert tracing.clear(chain.store, chain.actor, wrong, "一并核对") == len(wrong) - 1
    assert not chain.suspect()
    with chain.store.read() as session:
        mine = select(LinkClearing).where(LinkClearing.source_id == chain.need)
        kept = [(row.cleared_by, row.reason, row.changed) for row in session.scalars(mine.order_by(LinkClearing.id))]
    assert len(kept) == len(wrong)
    assert kept[0][:2] == ("A001", "已与客户核对")
    assert kept[0][2]["need.description"][1] == "改成别的"
    editing.update_need(chain.store, chain.actor, chain.need, {"notes": "看过"})
    assert not chain.suspect()


def test_as_many_links_as_there_are_can_be_cleared_or_taken_out_at_once(chain: ChainStore) -> None:
    editing.update_need(chain.store, chain.actor, chain.need, {"description": "改成别的"})
    wrong = [id for id, suspect in chain.links().items() if suspect]
    others = [f"no-{number}" for number in range(300_000)]  # more than a statement may name
    assert tracing.clear(chain.store, chain.actor, [*others, *wrong], "一并核对") == len(wrong)
    assert len(links.remove(chain.store, chain.actor, [*others, *wrong])) == len(wrong)
    assert not set(wrong) & chain.links().keys()


def test_a_check_never_clears(chain: ChainStore) -> None:
    editing.update_need(chain.store, chain.actor, chain.need, {"description": "改成别的"})
    marked = chain.suspect()
    with chain.store.write(chain.actor, "test.check") as session:
        tracing.touched(session, NodeKind.NEED, [chain.need])
        tracing.touched(session, NodeKind.POLICY, [chain.policy])
        tracing.rebase(session)
    assert chain.suspect() == marked


def test_the_meaningful_fields_are_a_setting(chain: ChainStore) -> None:
    tracing.set_rules(chain.store, chain.actor, {"need": ["gap", "notes"]}, 1)
    assert rules_of(chain.store).fields[NodeKind.NEED] == ("gap", "notes")
    editing.update_need(chain.store, chain.actor, chain.need, {"description": "改成别的"})
    assert not chain.suspect()
    editing.update_need(chain.store, chain.actor, chain.need, {"notes": "重要"})
    assert chain.suspect()
    tracing.set_rules(chain.store, chain.actor, {"need": ["gap"]}, 1)
    assert not chain.suspect()
    with pytest.raises(InputError):
        tracing.set_rules(chain.store, chain.actor, {"need": ["colour"]}, 1)
    with pytest.raises(InputError):
        tracing.set_rules(chain.store, chain.actor, {}, 9)


def test_links_by_hand_both_ways_and_only_allowed_ones(chain: ChainStore) -> None:
    assert NodeKind.ACTIVITY in links.targets() and NodeKind.PRODUCT not in links.targets()
    found = links.candidates(chain.store, chain.need, NodeKind.ACTIVITY)
    assert found and all(one.household_id == chain.household for one in found)
    draft = links.LinkDraft((NodeKind.NEED, chain.need), found[0].node)
    link = links.add(chain.store, chain.actor, draft)
    assert found[0] not in links.candidates(chain.store, chain.need, NodeKind.ACTIVITY)
    with pytest.raises(InputError, match="link_twice"):
        links.add(chain.store, chain.actor, draft)
    with pytest.raises(InputError, match="link_not_allowed"):
        links.add(chain.store, chain.actor, links.LinkDraft(found[0].node, (NodeKind.NEED, chain.need)))
    editing.update_need(chain.store, chain.actor, chain.need, {"description": "改成别的"})
    assert not chain.links()[link], "what was spoken of stays spoken of"
    undone = links.remove(chain.store, chain.actor, [link])
    assert link not in chain.links()
    assert links.add(chain.store, chain.actor, undone[0]) in chain.links()


def test_notes_and_files_of_a_need(chain: ChainStore) -> None:
    links.add_note(chain.store, chain.actor, chain.need, NodeKind.NOTE, "先生的意见", "要先还房贷")
    links.add_note(chain.store, chain.actor, chain.need, NodeKind.DOCUMENT, "体检报告", "D:/报告.pdf")
    with pytest.raises(InputError, match="required"):
        links.add_note(chain.store, chain.actor, chain.need, NodeKind.DOCUMENT, "体检报告", "")
    found = chains.chain_of(chain.store, chain.need)
    assert [len(found.of(kind)) for kind in (NodeKind.NOTE, NodeKind.DOCUMENT)] == [1, 1]


def test_a_link_has_a_name_from_either_end_in_both_languages() -> None:
    for kind in tracing.link_kinds().values():
        names = {(*kind.forward, *kind.inverse)}
        assert all(len(name) == 4 and all(name) for name in names)


def test_a_choice_of_rules_is_taken_back_with_every_suspicion(chain: ChainStore) -> None:
    editing.update_need(chain.store, chain.actor, chain.need, {"description": "改成别的"})
    marked, rules = chain.links(), rules_of(chain.store)
    assert any(marked.values())
    tracing.set_rules(chain.store, chain.actor, {"need": ["gap"]}, 2)
    assert not any(chain.links().values())
    take_back_last(chain.store, chain.actor)
    assert chain.links() == marked
    assert rules_of(chain.store) == rules
    (changed,) = {one.field for found in explain(chain) for one in found.changed}
    assert changed == "description"


def test_what_was_put_right_meanwhile_keeps_the_choice(chain: ChainStore) -> None:
    was = matrix.one(chain.store, chain.need, TODAY).description
    editing.update_need(chain.store, chain.actor, chain.need, {"description": "改成别的"})
    tracing.set_rules(chain.store, chain.actor, {"need": ["description"]}, 1)
    chosen = last_unit(chain.store)
    editing.update_need(chain.store, chain.actor, chain.need, {"description": was})
    with pytest.raises(ConflictError):
        undo.take_back(chain.store, chain.actor, chosen)
    assert not chain.suspect()


def test_a_choice_stopped_on_its_way_changes_nothing(chain: ChainStore) -> None:
    editing.update_need(chain.store, chain.actor, chain.need, {"description": "改成别的"})
    marked, rules = chain.links(), rules_of(chain.store)

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tracing.set_rules(chain.store, chain.actor, {"need": ["gap"]}, 1, stop)
    assert (chain.links(), rules_of(chain.store)) == (marked, rules)


def explain(chain: ChainStore) -> list[tracing.Suspect]:
    with chain.store.read() as session:
        return tracing.explained(session, session.scalars(select(TraceLink).where(TraceLink.suspect)).all())
