"""What a lead's package brings to agents' stores, and back: shown before it is taken, own changes never lost unseen."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.cli.main import main
from app.enums import Arrival, Language, Metric, PeerRole, PeriodKind, Standing
from app.errors import InputError
from app.services.base import undo
from app.services.base.post import items, messages, peers
from app.services.base.post.items import Shown
from app.services.day import actions
from app.services.day.actions import ActionDraft
from app.services.figures import targets
from app.services.front import post, post_office
from app.services.measures.kpis import editing
from app.services.needs import interviews
from app.services.offers import catalogue
from app.services.rules.base import periods
from app.services.rules.base.three_ways import standing
from app.services.rules.base.weekdays import WeekTime, last
from app.services.rules.base.weeks import week_of
from app.services.team.rollup import FindingKind, keeping, roll_up
from app.services.team.rollup.folder import Known
from tests.conftest import NOW, PASSWORD
from tests.services.post import Office, know, office, team

DOWN = ("catalogue", "templates", "kpis", "targets", "actions", "reviews")


def shown(one: Office, kind: str) -> Shown:
    (row,) = [row for row in items.waiting(one.store) if row.kind == kind]
    return items.shown(one.store, row.id, post.kind_of, Language.ZH)


def take(one: Office, kind: str, *theirs: str, mine: bool = False) -> int:
    return items.take(one.store, one.actor, shown(one, kind).row.id, post.kind_of, theirs, mine=mine)


def commission(one: Office, code: str, value: int) -> None:
    row = next(row for row in catalogue.listing(one.store) if row.product.code == code)
    values = catalogue.values_of(row.product) | {"commission_rate": str(value)}
    catalogue.save(one.store, one.actor, values, row.id)


def rate(one: Office, code: str) -> int | None:
    return next(row.product.commission_rate for row in catalogue.listing(one.store) if row.product.code == code)


def test_a_catalogue_and_targets_are_on_twenty_laptops_by_one_file(tmp_path: Path) -> None:
    with team(tmp_path, 20) as t:
        catalogue.load_sample(t.lead.store, t.lead.actor)
        month = periods.of(PeriodKind.MONTH, NOW.date())
        for number, agent in enumerate(t.agents):
            targets.put(t.lead.store, t.lead.actor, agent.actor.code, month, {Metric.PREMIUM: (number + 1) * 1_000_00})
        assert t.lead.send(t.folder, "catalogue", "targets") == 20
        assert len(list(t.folder.iterdir())) == 1
        wanted = catalogue.products(t.lead.store)
        for number, agent in enumerate(t.agents):
            assert {came.arrival for came in agent.take(t.folder)} == {Arrival.NEW}
            assert not catalogue.products(agent.store), "nothing is there before it was taken"
            agent.accept()
            assert catalogue.products(agent.store) == wanted
            aims = targets.aims(agent.store, agent.actor.code, month)
            assert aims[Metric.PREMIUM].value == (number + 1) * 1_000_00
            agent.put(t.folder)
        t.lead.take(t.folder)
        assert all(one.open_packages == 0 for one in peers.everyone(t.lead.store))
        assert t.lead.put(t.folder).path is None
        assert t.lead.send(t.folder, *DOWN) == 20, "definitions of figures were not sent yet"
        assert t.lead.send(t.folder, *DOWN) == 0, "nothing changed since"


WEEK = periods.of(PeriodKind.WEEK, NOW.date())


def put(one: Office, **values: int | None) -> None:
    """Targets of the agent, by the name of the metric."""
    own = {Metric(name): value for name, value in values.items()}
    targets.put(one.store, one.actor, "A001", WEEK, own)


def aim(one: Office, metric: Metric) -> int:
    return targets.aims(one.store, "A001", WEEK)[metric].value


def carried(lead: Office, agent: Office, folder: Path) -> Shown:
    assert lead.send(folder, "targets") == 1
    agent.take(folder)
    return shown(agent, "targets")


def test_a_target_the_lead_took_out_goes_at_the_agents_after_it_was_shown(tmp_path: Path) -> None:
    with team(tmp_path) as t:
        (agent,) = t.agents
        put(t.lead, calls=30, visits=8)
        put(agent, meetings=5)  # his own
        carried(t.lead, agent, t.folder)
        agent.accept()
        put(t.lead, visits=None)
        found = carried(t.lead, agent, t.folder)
        (gone,) = found.of(Standing.CHANGED)
        assert gone.theirs is None and "8" in gone.told.lines[0] and "取消" in gone.told.lines[1]
        assert aim(agent, Metric.VISITS) == 8, "not before it was taken"
        assert take(agent, "targets") == 1
        assert [aim(agent, metric) for metric in (Metric.CALLS, Metric.VISITS, Metric.MEETINGS)] == [30, 0, 5]
        put(t.lead, visits=9)  # and set anew
        assert [
            part.standing for part in carried(t.lead, agent, t.folder).parts if part.key.split("|")[2] == "visits"
        ] == [Standing.NEW]
        agent.accept()
        assert aim(agent, Metric.VISITS) == 9
        put(t.lead, calls=None, visits=None)  # the last ones
        assert len(carried(t.lead, agent, t.folder).of(Standing.CHANGED)) == 2
        agent.accept()
        assert [aim(agent, metric) for metric in (Metric.CALLS, Metric.VISITS, Metric.MEETINGS)] == [0, 0, 5]
        assert t.lead.send(t.folder, "targets") == 0


def test_a_target_taken_out_asks_where_the_agent_changed_it(tmp_path: Path) -> None:
    with team(tmp_path) as t:
        (agent,) = t.agents
        put(t.lead, calls=30, visits=8)
        carried(t.lead, agent, t.folder)
        agent.accept()
        put(agent, calls=40, visits=10)
        put(t.lead, calls=None, visits=None)
        found = carried(t.lead, agent, t.folder)
        assert [part.standing for part in found.parts] == [Standing.BOTH, Standing.BOTH]
        with pytest.raises(InputError, match="post_choose"):
            take(agent, "targets")
        key = next(part.key for part in found.parts if "|calls|" in part.key)
        assert take(agent, "targets", key, mine=True) == 1
        assert [aim(agent, metric) for metric in (Metric.CALLS, Metric.VISITS)] == [0, 10]


def test_of_two_leads_each_takes_out_only_the_own_and_an_old_one_nothing(tmp_path: Path) -> None:
    with team(tmp_path) as t:
        (agent,) = t.agents
        other = office(tmp_path / "other", "L002", "另一位主管", t.clock)
        t.open.callback(other.store.close)
        with t.open:
            know(other, agent, PeerRole.AGENT, PeerRole.LEAD)
            put(t.lead, calls=30)
            carried(t.lead, agent, t.folder)
            agent.accept()
            put(other, visits=7)
            assert not [part for part in carried(other, agent, t.folder).parts if part.theirs is None]
            agent.accept()
            put(t.lead, calls=None, meetings=4)
            carried(t.lead, agent, t.folder)  # waits
            put(t.lead, calls=35)
            t.lead.send(t.folder, "targets")
            agent.take(t.folder)
            older, newer = [row for row in items.waiting(agent.store) if row.kind == "targets"]
            items.take(agent.store, agent.actor, newer.id, post.kind_of)
            looked = items.shown(agent.store, older.id, post.kind_of, Language.ZH)
            assert not [part for part in looked.parts if part.theirs is None]
            assert [aim(agent, metric) for metric in (Metric.CALLS, Metric.VISITS)] == [35, 7]


def test_what_it_would_change_is_shown_and_own_changes_ask(tmp_path: Path) -> None:
    with team(tmp_path) as t:
        (agent,) = t.agents
        catalogue.load_sample(t.lead.store, t.lead.actor)
        first, second, third, *_ = [product.code for product in catalogue.products(t.lead.store)]
        t.lead.send(t.folder, "catalogue")
        agent.take(t.folder)
        assert {part.standing for part in shown(agent, "catalogue").parts} == {Standing.NEW}
        take(agent, "catalogue")
        commission(agent, first, 11)  # only the agent
        commission(agent, second, 12)  # both
        commission(t.lead, second, 22)
        commission(t.lead, third, 23)  # only the lead
        t.lead.send(t.folder, "catalogue")
        agent.take(t.folder)
        found = {part.key: part for part in shown(agent, "catalogue").parts}
        assert found[first].standing is Standing.OWN
        assert found[second].standing is Standing.BOTH
        assert found[third].standing is Standing.CHANGED
        assert found[second].told.lines == ("佣金率:  12%  →  22%",) or "12%  →  22%" in found[second].told.lines[0]
        others = {part.standing for key, part in found.items() if key not in (first, second, third)}
        assert others == {Standing.SAME}
        with pytest.raises(InputError, match="post_choose"):
            take(agent, "catalogue")
        assert rate(agent, third) != 2300, "nothing was put in"
        assert take(agent, "catalogue", second) == 2
        assert (rate(agent, first), rate(agent, second), rate(agent, third)) == (1100, 2200, 2300)
        undo.take_back(agent.store, agent.actor, agent.store.steps().steps)
        assert (rate(agent, first), rate(agent, second)) == (1100, 1200)
        assert take(agent, "catalogue", mine=True) == 1
        assert (rate(agent, second), rate(agent, third)) == (1200, 2300)


def test_what_was_kept_once_is_not_asked_again(tmp_path: Path) -> None:
    with team(tmp_path) as t:
        (agent,) = t.agents
        catalogue.load_sample(t.lead.store, t.lead.actor)
        code = catalogue.products(t.lead.store)[0].code
        t.lead.send(t.folder, "catalogue")
        agent.take(t.folder)
        agent.accept()
        commission(agent, code, 12)
        commission(t.lead, code, 22)
        t.lead.send(t.folder, "catalogue")
        agent.take(t.folder)
        agent.accept(mine=True)
        t.lead.send(t.folder, "catalogue", again=True)
        agent.take(t.folder)
        assert next(part for part in shown(agent, "catalogue").parts if part.key == code).standing is Standing.OWN


def test_templates_and_definitions_come_as_versions(tmp_path: Path) -> None:
    with team(tmp_path) as t:
        (agent,) = t.agents
        document = json.loads(Path("resources/interviews/quick.json").read_text(encoding="utf-8"))
        document["name"] = {"zh": "本队十分钟", "en": "Our ten minutes"}
        interviews.template_keeping.save(t.lead.store, t.lead.actor, document)
        today = t.lead.store.today()
        kpi = editing.everything(t.lead.store, today).everything[0]
        entry = kpi.document() | {"name": ["改过的名字", "Another name"]}
        editing.put(t.lead.store, t.lead.actor, entry, today)
        t.lead.send(t.folder, "templates", "kpis")
        agent.take(t.folder)
        told = shown(agent, "templates").parts[0].told
        assert told.title == "本队十分钟"
        changed = [part for part in shown(agent, "kpis").parts if part.standing is not Standing.SAME]
        assert [part.key for part in changed] == [kpi.code]
        assert changed[0].standing is Standing.BOTH, "nobody knows yet whether the agent changed it"
        agent.accept(kpi.code)
        names = [one.template.name[0] for one in interviews.template_keeping.offered(agent.store)]
        assert "本队十分钟" in names
        assert editing.everything(agent.store, today).of_code(kpi.code).name == ("改过的名字", "Another name")


def test_actions_go_down_and_come_back_done(tmp_path: Path) -> None:
    with team(tmp_path) as t:
        (agent,) = t.agents
        due = t.lead.store.today() + timedelta(days=5)
        actions.add(t.lead.store, t.lead.actor, ActionDraft("约见三位老客户", "A001", "组员1", due))
        actions.add(agent.store, agent.actor, ActionDraft("my own note", "A001", "组员1", due))
        t.lead.send(t.folder, "actions")
        agent.take(t.folder)
        agent.accept()
        (row,) = [row for row in actions.of_owner(agent.store, "A001") if row.text == "约见三位老客户"]
        actions.finish(agent.store, agent.actor, row.id, row.version, agent.store.today())
        agent.send(t.folder, "actions", letters=(messages.written("三位都见了", "约见三位老客户"),))
        t.lead.take(t.folder)
        assert [len(shown(t.lead, "actions").parts)] == [1], "what an agent notes for himself is his own"
        assert "○" not in shown(t.lead, "actions").parts[0].told.title
        assert shown(t.lead, "message").parts[0].told.title == "关于“约见三位老客户”"
        t.lead.accept()
        (back,) = actions.of_owner(t.lead.store, "A001")
        assert back.done_on == agent.store.today()


def test_an_agent_cannot_touch_what_is_anothers(tmp_path: Path) -> None:
    with team(tmp_path, 2) as t:
        due = t.lead.store.today()
        row = actions.add(t.lead.store, t.lead.actor, ActionDraft("for the second", "A002", "", due))
        day = due.isoformat()
        forged = {"text": "done!", "due_on": day, "done_on": day, "dropped": False, "by": "L001", "owner": ""}
        t.agents[0].send(t.folder, letters=(post.Item("actions", {row.id: forged}),))
        t.lead.take(t.folder)
        with pytest.raises(InputError, match="post_item_strange"):
            t.lead.accept()
        assert actions.of_owner(t.lead.store, "A002")[0].done_on is None


STRANGE: list[tuple[str, Any]] = [
    ("catalogue", {"P1": {}}), ("catalogue", {"P1": []}), ("catalogue", {"P1": {"code": "P2"}}),
    ("templates", {"x": {"sections": 3}}), ("templates", {"x": None}), ("kpis", {"x": {"code": "x"}}),
    ("kpis", {"x": 1}),
    ("targets", {"week|2026-11-24|calls|target": {"value": 1, "starts_on": "2026-11-24"}}),
    ("targets", {"week|2026-11-23|calls|target": {"value": -1, "starts_on": "2026-11-23"}}),
    ("targets", {"week|2026-11-23|calls|target": {"value": True, "starts_on": "2026-11-23"}}),
    ("targets", {"week|2026-11-23|calls|target": {"value": 10**20, "starts_on": "2026-11-23"}}),
    ("targets", {"range|2026-11-23|calls|target": {"value": 1, "starts_on": "2026-11-23"}}), ("targets", {"": 1}),
    ("actions", {"x": {"text": "a"}}), ("actions", {"0" * 32: {"text": "", "due_on": "2026-11-23", "done_on": None}}),
    ("reviews", {"2026-01-01|2025-01-01": {"rating": 3, "strengths": "", "improve": "", "agreed": ""}}),
    ("reviews", {"2026-01-01|2026-03-31": {"rating": 9, "strengths": "", "improve": "", "agreed": ""}}),
    ("message", {"m": {"text": 3, "about": ""}}), ("message", {"m": {"text": "x" * 9999, "about": ""}}),
    ("message", {"m": "text"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "content"), STRANGE, ids=lambda one: str(one)[:30])
def test_a_part_that_is_none_is_a_sentence_and_nothing_is_written(tmp_path: Path, kind: str, content: Any) -> None:
    with team(tmp_path) as t:
        (agent,) = t.agents
        t.lead.send(t.folder, letters=(post.Item(kind, content),))
        agent.take(t.folder)
        assert shown(agent, kind).problem is not None
        steps = agent.store.steps()
        with pytest.raises(InputError):
            agent.accept(mine=True)
        assert agent.store.steps() == steps


NAMES = ["../../evil.xlsx", "a/b.xlsx", "week.exe", "CON:.xlsx"]


@pytest.mark.parametrize("name", NAMES)
def test_a_workbook_is_put_only_where_workbooks_go(tmp_path: Path, name: str) -> None:
    with team(tmp_path) as t:
        (agent,) = t.agents
        path = post_office.report(agent.store, agent.actor, week_of(NOW.date()), Language.ZH)
        from app.services.team.weekly.post_kind import written

        item = written(path, week_of(NOW.date()))
        (value,) = item.content.values()
        agent.send(t.folder, letters=(post.Item("weekly", {"2026-W48": value | {"name": name}}),))
        t.lead.take(t.folder)
        bad = [items.shown(t.lead.store, row.id, post.kind_of, Language.ZH) for row in items.waiting(t.lead.store)]
        assert sum(one.problem is not None for one in bad) == 1


def test_the_weekly_report_goes_by_itself_and_is_rolled_up_signed(tmp_path: Path) -> None:
    with team(tmp_path) as t:
        (agent,) = t.agents
        now = agent.store.now().astimezone()
        at = WeekTime(now.weekday(), (now.hour * 60 + now.minute + 30) % 1440)
        office = post_office.Office(t.folder, True, at)
        post_office.arrange(agent.store, agent.actor, office)
        assert post_office.go_round(agent.store, agent.actor, Language.ZH).workbook is None, "not yet"
        t.clock.now += timedelta(days=6)  # nobody had it open then
        found = post_office.go_round(agent.store, agent.actor, Language.ZH)
        assert found.workbook is not None and found.problems == ()
        assert post_office.go_round(agent.store, agent.actor, Language.ZH).workbook is None, "once"
        t.lead.take(t.folder)
        t.lead.accept()
        (path,) = (t.lead.path / items.PLACE).rglob("*.xlsx")
        assert path.read_bytes() == found.workbook.read_bytes()
        assert openpyxl.load_workbook(path).sheetnames, "still a workbook for people"
        known = keeping.known(t.lead.store, Known({}, False))
        rolled = roll_up(path.parent, None, language=Language.ZH, known=known)
        assert not [one for one in rolled.findings if one.kind is FindingKind.SIGNATURE]


def test_a_report_that_cannot_be_written_keeps_no_package_back(tmp_path: Path) -> None:
    """Named fault: the package that was ready stayed until the workbook could be written."""
    with team(tmp_path) as t:
        (agent,) = t.agents
        post_office.arrange(agent.store, agent.actor, post_office.Office(t.folder, True, WeekTime(0, 0)))
        t.clock.now += timedelta(days=8)
        own = agent.store.path.parent / items.PLACE
        shutil.rmtree(own, ignore_errors=True)
        own.write_bytes(b"")  # where the workbook is to be written stands a file
        found = post_office.go_round(agent.store, agent.actor, Language.ZH)
        assert found.workbook is None and found.problems
        assert post_office.due(agent.store) is not None, "it is still due"
        own.unlink()
        again = post_office.go_round(agent.store, agent.actor, Language.ZH)
        assert again.workbook is not None and again.problems == ()


@pytest.mark.parametrize(("cell", "code"), [("signature", "unsigned"), ("signed.head", "signature_wrong")])
def test_an_unsigned_or_changed_workbook_is_marked(tmp_path: Path, cell: str, code: str) -> None:
    with team(tmp_path) as t:
        (agent,) = t.agents
        path = post_office.report(agent.store, agent.actor, week_of(NOW.date()), Language.ZH)
        book = openpyxl.load_workbook(path)
        for row in book["_control"].iter_rows():
            if row[0].value == cell:
                row[1].value = "" if code == "unsigned" else "f" * 64
        book.save(tmp_path / "w.xlsx")
        known = keeping.known(t.lead.store, Known({}, False))
        rolled = roll_up([tmp_path / "w.xlsx"], None, language=Language.ZH, known=known)
        found = [one for one in rolled.findings if one.kind is FindingKind.SIGNATURE]
        assert [one.code for one in found] == [code]
        assert found[0].text(Language.EN)


def test_a_workbook_in_anothers_name_is_told(tmp_path: Path) -> None:
    with team(tmp_path, 2) as t:
        _, second = t.agents
        with second.store.write(second.actor, "agent.update") as session:
            from app.models import Agent
            from app.services.base import agents, settings

            session.add(Agent(code="A001", name="组员1"))
            settings.put(session, agents.ME, "A001")
        path = post_office.report(second.store, second.actor, week_of(NOW.date()), Language.ZH)
        known = keeping.known(t.lead.store, Known({}, False))
        rolled = roll_up([path], None, language=Language.ZH, known=known)
        assert "signed_by_other" in [one.code for one in rolled.findings]


@given(st.sampled_from([None, "a", "b", "c"]), st.sampled_from([None, "a", "b", "c"]), st.sampled_from(["a", "b", "c"]))
def test_an_own_change_is_never_overwritten_unasked(base: str | None, own: str | None, theirs: str) -> None:
    found = standing(base, own, theirs)
    changed_here = own != base
    if found in items.CLEAR:
        assert not changed_here
    if own == theirs:
        assert found is Standing.SAME
    if changed_here and theirs not in (own, base):
        assert found is Standing.BOTH


@given(
    st.integers(0, 6),
    st.integers(0, 1439),
    st.datetimes(min_value=NOW.replace(tzinfo=None), max_value=NOW.replace(tzinfo=None, year=2028)),
)
def test_the_week_of_a_time_that_passed_last(day: int, minute: int, now: Any) -> None:
    week = last(WeekTime(day, minute), now)
    from datetime import datetime, time

    moment = datetime.combine(week.monday + timedelta(days=day), time(minute // 60, minute % 60))
    assert moment <= now < moment + timedelta(days=7)


def test_the_command_line_does_all_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> None:
    with team(tmp_path, 0) as t:
        from tests.services.post import office

        agent = office(tmp_path / "a", "A001", "王芳", t.clock)
        agent.store.close()
        t.lead.store.close()
        secret = tmp_path / "password"
        secret.write_text(PASSWORD)
        monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(secret))

        def call(who: Office, *arguments: str, code: int = 0) -> Any:
            given = ["post", *arguments, "--store", str(who.path / "needfolio.db"), "--json", "--language", "en"]
            assert main(given) == code, capsys.readouterr()
            out = capsys.readouterr().out
            return json.loads(out) if out else None

        spoken = {}
        for one, name in ((t.lead, "lead"), (agent, "agent")):
            spoken[name] = call(one, "card", "--out", str(tmp_path / f"{name}.nfcard"))["words"]
        call(agent, "join", str(tmp_path / "lead.nfcard"), "--as", "lead", "--words", "wrong words", code=2)
        assert call(agent, "join", str(tmp_path / "lead.nfcard"), "--as", "lead")["state"] == "met"
        assert (
            call(agent, "join", str(tmp_path / "lead.nfcard"), "--as", "lead", "--words", spoken["lead"])["state"]
            == "pinned"
        )
        call(t.lead, "join", str(tmp_path / "agent.nfcard"), "--as", "agent", "--words", spoken["agent"].upper())
        assert call(t.lead, "list")[0]["code"] == "A001"
        sent = call(t.lead, "send", str(t.folder), "--message", "hello")
        assert sent["people"] == 1
        assert [one["arrival"] for one in call(agent, "take", str(t.folder))["came"]] == ["new"]
        assert {one["kind"] for one in call(agent, "show")} == {"kpis", "message"}
        left = call(agent, "take", str(t.folder), "--accept")
        assert sorted(left["taken"]) == ["kpis", "message"]
        assert call(agent, "weekly", str(t.folder))["week"]
        call(t.lead, "take", str(t.folder), "--accept")
        assert list((t.lead.path / "weekly").rglob("*.xlsx"))
        (t.folder / "bad.nfpost").write_bytes(b"nothing")
        call(t.lead, "take", str(t.folder), code=2)
        call(t.lead, "take", str(tmp_path / "nowhere"), code=2)
        call(t.lead, "end", "--to", "A001")
        assert call(t.lead, "list")[0]["state"] == "ended"
        call(agent, "accept", "7", code=2)
        call(agent, "round")
