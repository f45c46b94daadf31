"""Meetings: an agenda whose numbers are the roll-up's, decisions, actions that come back until they are done."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.enums import Language
from app.errors import ConflictError, InputError
from app.services.base.store import Actor, Store
from app.services.day import actions
from app.services.day.actions import ActionDraft
from app.services.front import today
from app.services.rules.base.weeks import Week
from app.services.rules.team.recognition import WeekMark, best, streak
from app.services.tables.paper import write_word
from app.services.team import recognition, rollup
from app.services.team.meetings import keeping
from app.services.team.meetings.agenda import AgendaItem, agenda
from app.services.team.meetings.keeping import MeetingDraft
from app.services.team.meetings.minutes import minutes
from app.services.team.rollup import RolledUp
from app.services.team.rollup import keeping as reports
from app.services.team.rollup.keeping import KeptWeek
from app.services.team.weekly import words
from app.services.team.weekly.words import WeeklyWords
from tests.conftest import NOW
from tests.services.weekly_files import LAST, ME, WEEK, team_store, write

TODAY = NOW.date()


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RolledUp]:
    store = team_store(tmp_path_factory.mktemp("team") / "s.db")
    words.write(store, ME, "A001", WEEK, WeeklyWords("约访难", "", "想要话术"))
    folder = tmp_path_factory.mktemp("files")
    write(store, folder, LAST)
    write(store, folder, WEEK, ("A001", "A002"))
    store.close()
    yield rollup.roll_up(folder, None, language=Language.ZH)
    shutil.rmtree(folder)


@pytest.fixture
def kept(store: Store, actor: Actor, joined: RolledUp) -> KeptWeek:
    reports.keep(store, actor, joined, Path("gone"))
    found = reports.of_week(store, WEEK)
    assert found is not None
    return found


def point(points: list[AgendaItem], key: str) -> AgendaItem:
    return next(one for one in points if one.key == key)


def draft(text: str = "陪访两次", due: date | None = TODAY, owner: str = "A002") -> ActionDraft:
    return ActionDraft(text, owner, "徐丽", due)


@pytest.mark.parametrize("language", Language)
def test_the_agenda_says_the_figures_of_the_roll_up(kept: KeptWeek, language: Language) -> None:
    points = agenda(kept, [], language, TODAY)
    results = point(points, "results").lines
    for figure in kept.team.figures:
        if figure.definition.metric and figure.definition.metric != "premium":
            assert any(
                line.startswith(figure.definition.called(language)) and f" {figure.actual:,.0f}" in line
                for line in results
            )
    assert any("约访难" in line for line in point(points, "words").lines)
    assert len(point(points, "words").lines) == 2
    assert any("A003" in line or kept.expected["A003"] in line for line in point(points, "attendance").lines)
    assert all(one.lines and not one.title.startswith("meeting.") for one in points)


def test_wins_are_left_out_when_recognition_is_off(kept: KeptWeek) -> None:
    assert "wins" in {one.key for one in agenda(kept, [], Language.ZH, TODAY)}
    assert "wins" not in {one.key for one in agenda(kept, [], Language.ZH, TODAY, wins=False)}


def test_what_was_decided_is_kept_and_replaced(store: Store, actor: Actor) -> None:
    assert keeping.of_week(store, WEEK) is None
    keeping.save(store, actor, WEEK, MeetingDraft(TODAY, "全体", ["甲", " ", "乙"], "备注"))
    row = keeping.save(store, actor, WEEK, MeetingDraft(TODAY, "全体", ["乙"]))
    assert keeping.of_week(store, WEEK) == row
    assert (row.decisions, row.notes) == (("乙",), "")


@pytest.mark.parametrize(
    "wrong,field,code",
    [
        (MeetingDraft(None), "held_on", "required"),
        (MeetingDraft(WEEK.monday - timedelta(days=1)), "held_on", "meeting_before_week"),
        (MeetingDraft(TODAY, notes="长" * 8001), "notes", "too_long"),
    ],
)
def test_a_fault_stands_at_its_field(store: Store, actor: Actor, wrong: MeetingDraft, field: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        keeping.save(store, actor, WEEK, wrong)
    assert [(one.place.field, one.code) for one in caught.value.problems] == [(field, code)]
    assert keeping.of_week(store, WEEK) is None


def test_an_action_comes_back_in_the_next_meeting_until_it_is_done(store: Store, actor: Actor) -> None:
    keeping.save(store, actor, LAST, MeetingDraft(LAST.sunday))
    row = actions.add(store, actor, draft(), LAST)
    assert actions.of_meeting(store, LAST) == [row]
    assert actions.carried(store, LAST) == []
    assert actions.carried(store, WEEK) == [row]
    actions.finish(store, actor, row.id, row.version, TODAY)
    assert actions.carried(store, WEEK) == []
    with pytest.raises(ConflictError):
        actions.finish(store, actor, row.id, row.version, TODAY)
    actions.reopen(store, actor, row.id, row.version + 1)
    assert [one.open for one in actions.carried(store, WEEK)] == [True]
    actions.drop(store, actor, row.id, row.version + 2)
    assert actions.carried(store, WEEK) == []
    assert [one.dropped for one in actions.of_meeting(store, LAST)] == [True]


def test_actions_stand_on_today_for_their_owner_and_for_who_recorded_them(store: Store, actor: Actor) -> None:
    keeping.save(store, actor, WEEK, MeetingDraft(TODAY))
    actions.add(store, actor, draft(), WEEK)
    actions.add(store, actor, draft("以后", TODAY + timedelta(days=8)), WEEK)
    late = actions.add(store, actor, draft("早该", TODAY - timedelta(days=30), "A001"), WEEK)
    shown = today.of_agent(store, "A001", TODAY)
    assert [one.text for one in shown.actions] == ["早该", "陪访两次"]
    assert shown.actions[0].late(TODAY) and not shown.empty
    assert [one.text for one in today.of_agent(store, "A002", TODAY).actions] == ["陪访两次"]
    assert today.of_agent(store, "A009", TODAY).actions == []
    actions.finish(store, actor, late.id, late.version, TODAY)
    assert [one.text for one in today.of_agent(store, "A001", TODAY).actions] == ["陪访两次"]


def test_an_action_needs_words_an_owner_a_date_and_a_meeting(store: Store, actor: Actor) -> None:
    with pytest.raises(InputError) as caught:
        actions.add(store, actor, ActionDraft(" ", "", "", None), WEEK)
    assert {one.place.field for one in caught.value.problems} == {"text", "owner", "due_on"}
    with pytest.raises(InputError) as caught:
        actions.add(store, actor, draft(), WEEK)
    assert caught.value.problems[0].code == "no_meeting"
    assert actions.add(store, actor, draft()).week is None


def test_minutes_hold_everything_and_become_a_word_file(
    store: Store, actor: Actor, kept: KeptWeek, tmp_path: Path
) -> None:
    from docx import Document

    row = keeping.save(store, actor, WEEK, MeetingDraft(TODAY, "李敏", ["每天五个电话"], "下次在周二"))
    actions.add(store, actor, draft(), WEEK)
    points = agenda(kept, [], Language.ZH, TODAY)
    counted_by = kept.team.definitions
    paper = minutes(row, points, actions.of_meeting(store, WEEK), Language.ZH, TODAY, counted_by)
    path = tmp_path / "m.docx"
    write_word(paper, path)
    document = Document(str(path))
    text = "\n".join(one.text for one in document.paragraphs)
    text += "\n".join(cell.text for table in document.tables for line in table.rows for cell in line.cells)
    for wanted in ("2026-W48", "每天五个电话", "下次在周二", "陪访两次", "徐丽", TODAY.isoformat(), points[0].lines[0]):
        assert wanted in text
    told = [figure.definition for figure in kept.team.figures if figure.definition.metric is not None]
    assert told and counted_by.version in text
    assert all(f"{kpi.called(Language.ZH)} = {kpi.explained(Language.ZH)}" in text for kpi in told)


# -- recognition --------------------------------------------------------------------------------------------------
def test_a_record_must_be_beaten_and_a_streak_has_no_gap() -> None:
    weeks = [Week(2026, 52), Week(2026, 53), Week(2027, 1), Week(2027, 2)]
    assert best([WeekMark(week, value) for week, value in zip(weeks, (3, 5, 5, 1), strict=True)]) == WeekMark(
        weeks[1], 5
    )
    assert best([WeekMark(weeks[0], 0)]) is None
    assert streak(weeks, weeks[-1]) == 4
    assert streak([weeks[0], weeks[2], weeks[3]], weeks[3]) == 2
    assert streak(weeks[:-1], weeks[-1]) == 0


@pytest.mark.usefixtures("kept")
def test_recognition_counts_the_kept_reports_and_can_be_switched_off(
    store: Store, actor: Actor, joined: RolledUp
) -> None:
    found = recognition.of_team(store, WEEK)
    streaks = {one.agent: one.value for one in found if one.kind == "reports"}
    late = set(joined.agents_with(rollup.FindingKind.LATE))
    assert set(streaks) <= {"A001", "A002"} - late
    for one in found:
        if one.kind == "record" and one.metric is not None:
            values = [a.actual(one.metric) for a in (*joined.history, *joined.team.agents) if a.code == one.agent]
            assert one.value == max(values)
    recognition.show(store, actor, False)
    assert recognition.of_team(store, WEEK) == []
