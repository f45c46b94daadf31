"""What the matrix keeps over time: reviews, baselines, the log, meetings; named matrices; the trace command."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.main import main
from app.enums import EntryKind, EntryState, Language, NodeKind, ReviewVerdict
from app.errors import InputError
from app.models import Need
from app.services import matrix
from app.services.base.founding import ALL_CUSTOMERS
from app.services.day import actions
from app.services.day.actions import ActionDraft
from app.services.matrix import (
    baselines,
    changes,
    editing,
    lead,
    links,
    meetings,
    named,
    report,
    reviews,
)
from app.services.matrix import index as indexes
from tests.conftest import PASSWORD
from tests.services.chains import TODAY, ChainStore, chain, chain_file
from tests.services.reading import import_matrix

__all__ = ["chain", "chain_file"]


# -- reviews ----------------------------------------------------------------------------------------------
def test_a_review_is_bound_to_the_content_it_saw(chain: ChainStore) -> None:
    with pytest.raises(InputError, match="required"):
        reviews.decide(chain.store, chain.actor, chain.need, ReviewVerdict.REJECTED)
    asked = reviews.request(chain.store, chain.actor, chain.need, "张主管", TODAY - timedelta(days=1))
    assert asked.overdue(TODAY)
    given_ = reviews.decide(chain.store, chain.actor, chain.need, ReviewVerdict.ACCEPTED, review_id=asked.id)
    assert (given_.verdict, given_.reviewer, given_.overdue(TODAY)) == (ReviewVerdict.ACCEPTED, "张主管", False)
    with chain.store.read() as session:
        old = session.get_one(Need, chain.need).description
    editing.update_need(chain.store, chain.actor, chain.need, {"notes": "无关紧要"})
    assert not reviews.of_need(chain.store, chain.need)[0].reopened
    editing.update_need(chain.store, chain.actor, chain.need, {"description": "改成别的"})
    again = reviews.of_need(chain.store, chain.need)[0]
    assert again.reopened and again.changed == {"description": (old, "改成别的")}
    assert [one.id for one in lead.overview(chain.store, TODAY).reviews] == [asked.id]
    editing.update_need(chain.store, chain.actor, chain.need, {"description": old})
    assert not reviews.of_need(chain.store, chain.need)[0].reopened


def test_a_newer_verdict_takes_the_place_of_one_that_no_longer_holds(chain: ChainStore) -> None:
    reviews.decide(chain.store, chain.actor, chain.need, ReviewVerdict.ACCEPTED)
    editing.update_need(chain.store, chain.actor, chain.need, {"description": "改成别的"})
    assert len(lead.overview(chain.store, TODAY).reviews) == 1
    reviews.decide(chain.store, chain.actor, chain.need, ReviewVerdict.CHANGE_REQUESTED, "写明期限")
    assert len(lead.overview(chain.store, TODAY).reviews) == 0
    assert reviews.of_need(chain.store, chain.need)[0].verdict == ReviewVerdict.CHANGE_REQUESTED


# -- baselines --------------------------------------------------------------------------------------------
def turned(one: baselines.Comparison) -> baselines.Comparison:
    swapped = tuple(replace(c, fields={k: (b, a) for k, (a, b) in c.fields.items()}) for c in one.changed)
    return baselines.Comparison(one.removed, one.added, swapped)


def test_a_baseline_compared_with_itself_or_an_unchanged_matrix_is_the_same(chain: ChainStore) -> None:
    first = baselines.take(chain.store, chain.actor, "第一次")
    assert first.items and first.links == sum(1 for _ in chain.links()) - 1  # the item's own link is not a need's
    assert baselines.compare(chain.store, first.id).same
    assert baselines.compare(chain.store, first.id, first.id).same


def test_two_baselines_differ_in_what_was_added_removed_and_changed(chain: ChainStore) -> None:
    first = baselines.take(chain.store, chain.actor, "第一次")
    editing.update_need(chain.store, chain.actor, chain.need, {"description": "改成别的", "notes": "新"})
    gone = next(entry.id for entry in indexes.index(chain.store, TODAY).entries if entry.id != chain.need)
    editing.remove_need(chain.store, chain.actor, gone)
    note = links.add_note(chain.store, chain.actor, chain.need, NodeKind.NOTE, "记录", "内容")
    now = baselines.compare(chain.store, first.id)
    second = baselines.take(chain.store, chain.actor, "第二次")
    there, back = (
        baselines.compare(chain.store, first.id, second.id),
        baselines.compare(chain.store, second.id, first.id),
    )
    assert there == now
    assert {(one.id, *one.fields) for one in turned(there).changed} == {(one.id, *one.fields) for one in back.changed}
    assert (turned(there).added, turned(there).removed) == (back.added, back.removed)
    assert gone in {one.id for one in there.removed if one.kind == NodeKind.NEED}
    assert {one.id for one in there.added if one.kind == "link"} == {note}
    (changed,) = [one for one in there.changed if one.kind == NodeKind.NEED]
    assert set(changed.fields) == {"description", "notes"}
    assert [row.name for row in baselines.listing(chain.store)] == ["第二次", "第一次"]


CONTENT = st.dictionaries(
    st.sampled_from(["need", "answer"]),
    st.dictionaries(
        st.sampled_from("abcde"),
        st.fixed_dictionaries({"number": st.sampled_from("12"), "value": st.integers(0, 3), "text": st.just("x")}),
    ),
)


@given(old=CONTENT, new=CONTENT)
def test_a_comparison_is_symmetric_and_complete(old: baselines.Content, new: baselines.Content) -> None:
    there, back = baselines.difference(old, new), baselines.difference(new, old)
    assert [(c.kind, c.id) for c in there.added] == [(c.kind, c.id) for c in back.removed]
    assert [(c.kind, c.id) for c in there.removed] == [(c.kind, c.id) for c in back.added]
    forth = {(c.kind, c.id): c.fields for c in there.changed}
    again = {(c.kind, c.id): {k: (b, a) for k, (a, b) in c.fields.items()} for c in back.changed}
    assert forth == again
    assert there.same == ({k: v for k, v in old.items() if v} == {k: v for k, v in new.items() if v})


# -- changes and decisions, meetings -----------------------------------------------------------------------
def test_the_log_goes_from_request_over_impact_and_decision_to_done(chain: ChainStore) -> None:
    need = (NodeKind.NEED, chain.need)
    with pytest.raises(InputError, match="item_needed"):
        changes.add(chain.store, chain.actor, EntryKind.CHANGE, "调低重疾", [])
    with pytest.raises(InputError, match="not_found"):
        changes.add(chain.store, chain.actor, EntryKind.CHANGE, "调低重疾", [(NodeKind.NEED, "gone")])
    row = changes.add(chain.store, chain.actor, EntryKind.CHANGE, "调低重疾", [need], reason="预算")
    assert (row.number, row.state, [one.node for one in row.items]) == ("R0001", EntryState.REQUESTED, [need])
    with pytest.raises(InputError, match="entry_move"):
        changes.decide(chain.store, chain.actor, row.id, agreed=True, decision="同意")
    row = changes.assess(chain.store, chain.actor, row.id)
    assert row.affected and chain.item in row.impact["proposal_item"]
    row = changes.decide(chain.store, chain.actor, row.id, agreed=False, decision="缺口太大，不调")
    assert (row.state, row.agreed, row.decided_by) == (EntryState.DECIDED, False, "A001")
    assert changes.finish(chain.store, chain.actor, row.id).state == EntryState.DONE
    with pytest.raises(InputError, match="entry_move"):
        changes.finish(chain.store, chain.actor, row.id)
    assert [one.number for one in changes.listing(chain.store, item=need)] == ["R0001"]
    assert changes.listing(chain.store, item=(NodeKind.NEED, "other")) == []


def test_a_meeting_freezes_and_its_actions_wait_for_their_owner(chain: ChainStore) -> None:
    draft = meetings.MeetingDraft(
        TODAY, "十一月评审", ("李敏", "张主管"), "先补医疗",
        decisions=(("先补医疗", ((NodeKind.NEED, chain.need),)),),
        actions=(ActionDraft("约王芳复核", "A001", due_on=TODAY + timedelta(days=2)),),
    )  # fmt: skip
    row = meetings.hold(chain.store, chain.actor, draft)
    assert row.baseline_id and baselines.compare(chain.store, row.baseline_id).same
    state = report.state(chain.store, TODAY)
    assert sum(row.findings.values()) == len(state.findings) + len(state.index.list("suspect"))
    assert [entry.meeting_id for entry in changes.listing(chain.store)] == [row.id]
    (action,) = actions.of_owner(chain.store, "A001")
    assert (action.text, action.owner_name) == ("约王芳复核", "李敏")
    assert (action.review, action.review_on, action.week) == ("十一月评审", TODAY, None)
    assert [action.late(TODAY + timedelta(days=days)) for days in (2, 3)] == [False, True]
    assert [one.id for one in actions.for_today(chain.store, "A001", TODAY)] == [action.id]
    actions.finish(chain.store, chain.actor, action.id, action.version, TODAY)
    assert actions.for_today(chain.store, "A001", TODAY) == []
    actions.reopen(chain.store, chain.actor, action.id, action.version + 1)
    assert [one.id for one in actions.for_today(chain.store, "A001", TODAY)] == [action.id]
    assert meetings.listing(chain.store)[0].actions[0].text == "约王芳复核"
    actions.drop(chain.store, chain.actor, action.id, action.version + 2)
    late = TODAY + timedelta(days=9)
    with chain.store.read() as session:
        overdue = meetings.overdue(session, indexes.id_of(session, ALL_CUSTOMERS), late)
    assert overdue == [] and not meetings.listing(chain.store)[0].actions[0].open, "what was dropped waits for nobody"


def test_an_action_is_added_to_a_meeting_that_was_held(chain: ChainStore) -> None:
    with pytest.raises(InputError, match="not_found"):
        actions.add(chain.store, chain.actor, ActionDraft("做", "A001", due_on=TODAY), review_id="nothing")
    held = meetings.hold(chain.store, chain.actor, meetings.MeetingDraft(TODAY, "十一月评审", ("李敏",)))
    row = actions.add(chain.store, chain.actor, ActionDraft("做", "A001", due_on=TODAY), review_id=held.id)
    assert meetings.listing(chain.store)[0].actions == (row,)
    with pytest.raises(InputError) as refused:
        actions.add(chain.store, chain.actor, ActionDraft(" ", "A001", due_on=TODAY), review_id=held.id)
    assert [problem.place.field for problem in refused.value.problems] == ["text"]


def test_a_meeting_with_faults_keeps_nothing(chain: ChainStore) -> None:
    draft = meetings.MeetingDraft(TODAY, "", (" ",), actions=(ActionDraft("做", "A999", due_on=TODAY),))
    with pytest.raises(InputError) as refused:
        meetings.hold(chain.store, chain.actor, draft)
    assert {problem.place.field for problem in refused.value.problems} == {"title", "participants", "actions"}
    assert meetings.listing(chain.store) == [] and baselines.listing(chain.store) == []


# -- owners, named matrices, command line -------------------------------------------------------------------
def test_named_matrices(chain: ChainStore) -> None:
    draft = named.MatrixDraft("开门红", "一季度", "张主管", date(2027, 1, 1), date(2027, 3, 31))
    made = named.create(chain.store, chain.actor, draft)
    assert [info.code for info in named.matrices(chain.store)] == ["customers", "开门红"]
    with pytest.raises(InputError, match="matrix_exists"):
        named.create(chain.store, chain.actor, draft)
    with pytest.raises(InputError, match="ends_before_start"):
        named.change(chain.store, chain.actor, made.id, replace(draft, ends_on=date(2026, 1, 1)))
    changed = named.change(chain.store, chain.actor, made.id, replace(draft, name="开门红二"))
    assert (changed.code, changed.draft.name) == ("开门红", "开门红二")
    assert indexes.index(chain.store, TODAY, "开门红").entries == ()


@pytest.fixture
def command(chain: ChainStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "password.txt"
    file.write_text(PASSWORD, encoding="utf-8")
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(file))
    monkeypatch.setenv("NEEDFOLIO_HOME", str(tmp_path / "home"))
    editing.update_need(chain.store, chain.actor, chain.need, {"description": "改成别的"})
    chain.store.close()
    return chain.store.path


def test_trace_prints_each_count_with_its_list(command: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "--store", str(command), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["matrix"] == "customers"
    assert sum(block["count"] for block in answer["coverage"].values()) == answer["needs"] > 0
    assert answer["suspects"]["count"] == len(answer["suspects"]["list"]) > 0
    change = answer["suspects"]["list"][0]["changed"][0]
    assert (change["field"], change["new"]) == ("description", "改成别的")
    assert "王芳" not in json.dumps({k: v for k, v in answer.items() if k != "suspects"}, ensure_ascii=False)


@pytest.mark.parametrize(("language", "words"), [("zh", "存疑关联"), ("en", "Suspect links")])
def test_trace_speaks_to_a_person_too(
    command: Path, capsys: pytest.CaptureFixture[str], language: str, words: str
) -> None:
    assert main(["trace", "--store", str(command), "--language", language]) == 0
    out = capsys.readouterr().out
    assert words in out and "trace_field" not in out and "finding." not in out


def test_trace_of_an_unknown_matrix_is_one_line(command: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "--store", str(command), "--matrix", "none", "--language", "en"]) == 2
    out = capsys.readouterr()
    assert out.out == "" and out.err.startswith("error: ") and "customers" in out.err


# -- the Excel sheet ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", [Language.ZH, Language.EN])
def test_the_sheet_has_everything_to_work_with_and_comes_back_as_no_change(
    chain: ChainStore, tmp_path: Path, language: Language
) -> None:
    from openpyxl import load_workbook

    editing.update_need(chain.store, chain.actor, chain.need, {"description": "改成别的", "status": "on_hold"})
    before = chain.links()
    path = tmp_path / "matrix.xlsx"
    count = matrix.export_file(chain.store, path, language, TODAY)
    book = load_workbook(path)
    sheet, legend = book.worksheets[:2]
    heads = [cell.value for cell in sheet[1]]
    paper = sheet.page_setup
    assert (paper.orientation, paper.fitToWidth, paper.fitToHeight) == ("landscape", 2, 0)
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$B")
    assert sheet.max_row == count + 1 and sheet.freeze_panes == "C2" and sheet.auto_filter.ref
    lists = {str(rule.sqref).split("2")[0] for rule in sheet.data_validations.dataValidation}
    closed = ("status", "importance", "urgency", "type")
    chosen = [heads.index(matrix.column_title(name, language)) + 1 for name in closed]
    assert lists == {sheet.cell(1, number).column_letter for number in chosen}
    assert [legend.cell(row, 2).value for row in range(2, legend.max_row + 1)].count(None) == 0
    marks = {legend.cell(row, 1).value: legend.cell(row, 1).fill.fgColor.rgb for row in range(2, legend.max_row + 1)}
    at = heads.index(matrix.column_title("coverage", language)) + 1
    shown = [sheet.cell(row, at) for row in range(2, sheet.max_row + 1)]
    assert all(marks[cell.value] == cell.fill.fgColor.rgb for cell in shown)
    proposal = heads.index(matrix.column_title("stage.proposal", language)) + 1
    assert all(sheet.cell(row, proposal).alignment.wrap_text for row in range(2, sheet.max_row + 1)
               if sheet.cell(row, proposal).value)  # fmt: skip
    long = next(row for row in range(2, sheet.max_row + 1) if len(str(sheet.cell(row, proposal).value or "")) > 26)
    assert sheet.row_dimensions[long].height >= 30
    assert any("P00001" in str(sheet.cell(row, proposal).value) for row in range(2, sheet.max_row + 1))
    assert "160,000" not in str([[cell.value for cell in row] for row in sheet.iter_rows()]), "answers stay at home"
    report_ = import_matrix(chain.store, chain.actor, path)
    assert (report_.read, report_.unchanged, report_.updated, report_.added) == (count, count, 0, 0)
    assert chain.links() == before
