"""The team's post in the window: a card taken and compared, things sent and looked at before they are taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.enums import ItemState, PeerState, Standing
from app.services.base.post import cards, items, mailbox, messages, peers
from app.services.day.today_groups import Group
from app.services.front import post_office
from app.services.front.today import of_agent
from app.services.offers import catalogue
from app.ui.base.desk import Desk
from app.ui.base.preferences import Preferences
from app.ui.shared.page import Page
from app.ui.shared.post.dialog import PostDialog
from app.ui.shared.post.meeting import MeetDialog
from app.ui.shared.post.office import OfficeDialog
from app.ui.shared.post.sending import SendDialog
from app.ui.today.page import TodayPage
from app.ui.widgets.plain import MessageBox
from tests.services.front.test_post_kinds import commission, rate
from tests.services.post import Office, Team, office, team
from tests.ui.acting import click, in_dialog


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Team]:
    with team(tmp_path, 1) as made:
        yield made


def desk_of(one: Office, preferences: Preferences) -> Desk:
    return Desk(one.store, one.actor, preferences)


PAGES: list[Page] = []
"""What the dialogs of a test belong to, until it ends."""


@pytest.fixture(autouse=True)
def _pages() -> Iterator[None]:
    yield
    for page in PAGES:
        page.close()
        page.deleteLater()
    PAGES.clear()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def holder(desk: Desk) -> Page:
    PAGES.append(Page(desk))
    return PAGES[-1]


def opened(desk: Desk) -> PostDialog:
    made = PostDialog(desk, holder(desk))
    made.show()
    return made


@pytest.mark.usefixtures("qapp")
def test_a_card_is_compared_before_it_counts(two: Team, preferences: Preferences, tmp_path: Path) -> None:
    new = office(tmp_path / "new", "A900", "新人", two.clock)
    try:
        desk = desk_of(two.lead, preferences)
        dialog = MeetDialog(desk, holder(desk), cards.text_of(new.store, new.actor))
        dialog.show()
        assert "新人" in dialog.who.text() and len(dialog.words.text().split()) == 6
        dialog.submit()
        assert two.lead.peer("A900").state is PeerState.MET
        again = MeetDialog(desk, holder(desk), cards.text_of(new.store, new.actor))
        again.show()
        again.same.click()
        again.submit()
        assert two.lead.peer("A900").state is PeerState.PINNED
        wrong = MeetDialog(desk, holder(desk), "NFP1-nothing")
        wrong.show()
        assert not wrong.same.isVisible()
        wrong.submit()
        assert wrong.isVisible(), "what is no card is said at its field"
    finally:
        new.store.close()


def test_both_sides_changed_a_product_and_one_chooses(qtbot: QtBot, two: Team, preferences: Preferences) -> None:
    (agent,) = two.agents
    catalogue.load_sample(two.lead.store, two.lead.actor)
    first, second = [product.code for product in catalogue.products(two.lead.store)][:2]
    two.lead.send(two.folder, "catalogue")
    agent.take(two.folder)
    agent.accept()
    for code in (first, second):
        commission(agent, code, 11)
        commission(two.lead, code, 22)
    two.lead.send(two.folder, "catalogue")
    agent.take(two.folder)
    view = opened(desk_of(agent, preferences)).view
    inbox = view.inbox
    assert inbox.shown is not None and len(inbox.shown.of(Standing.BOTH)) == 2
    click(qtbot, inbox.accept)
    assert items.waiting(agent.store), "nothing is taken before somebody chose"
    part = next(part for part in inbox.shown.parts if part.key == first)
    column = [column.key for column in inbox.parts.columns].index("choice")
    inbox.parts.columns[column].edit(part, "theirs")  # type: ignore[misc]
    click(qtbot, inbox.accept)
    assert items.waiting(agent.store)
    part = next(part for part in inbox.shown.parts if part.key == second)
    inbox.parts.columns[column].edit(part, "mine")  # type: ignore[misc]
    click(qtbot, inbox.accept)
    assert not items.waiting(agent.store)
    assert (rate(agent, first), rate(agent, second)) == (2200, 1100)


def test_a_message_is_sent_read_and_stands_on_today(qtbot: QtBot, two: Team, preferences: Preferences) -> None:
    (agent,) = two.agents
    desk = desk_of(two.lead, preferences)
    dialog = SendDialog(desk, holder(desk), peers.pinned(two.lead.store))
    dialog.show()
    dialog.form.set_values({"kinds": [], "text": "周五前补上记录", "about": ""})
    dialog.submit()
    assert dialog.sent == 1
    mailbox.put(two.lead.store, two.lead.actor, two.folder)
    agent.take(two.folder)
    own = desk_of(agent, preferences)
    today = TodayPage(own)
    qtbot.addWidget(today)
    today.show()
    assert [group.key for group in today_groups(agent)] == ["post"]
    view = opened(own).view
    assert "周五前补上记录" in view.inbox.told.toPlainText()
    click(qtbot, view.inbox.accept)
    assert [row.state for row in items.recent(agent.store)] == [ItemState.TAKEN]
    assert today_groups(agent) == []


def today_groups(agent: Office) -> list[Group]:
    return list(of_agent(agent.store, agent.actor.code, agent.store.today()).groups)


def test_the_folder_is_gone_round_and_a_card_in_it_is_offered(
    qtbot: QtBot, two: Team, preferences: Preferences, tmp_path: Path
) -> None:
    (agent,) = two.agents
    desk = desk_of(agent, preferences)
    dialog = OfficeDialog(desk, holder(desk))
    dialog.show()
    dialog.form.set_values({"folder": str(tmp_path / "nowhere"), "day": 4, "time": "18:00"})
    dialog.submit()
    assert dialog.isVisible(), "a folder that is not there is said"
    dialog.form.set_values({"folder": str(two.folder), "day": 4, "time": "18:00"})
    dialog.submit()
    kept = post_office.of_store(agent.store)
    assert (kept.folder, kept.weekly, kept.at.minute) == (two.folder, True, 1080)
    other = office(tmp_path / "other", "A555", "同事", two.clock)
    try:
        cards.write_file(other.store, other.actor, two.folder / "other.nfcard")
    finally:
        other.store.close()
    two.lead.send(two.folder, letters=(messages.written("hello"),))
    view = opened(desk).view
    assert "同事" in view.waiting.text() and view.waiting.isVisible()
    click(qtbot, view.now)
    qtbot.waitUntil(lambda: bool(items.waiting(agent.store)), timeout=20_000)
    qtbot.waitUntil(lambda: view.inbox.model.rowCount() == 1, timeout=20_000)
    desk.tasks.wait()


def test_somebody_is_ended_after_a_question(qtbot: QtBot, two: Team, preferences: Preferences) -> None:
    view = opened(desk_of(two.lead, preferences)).view
    view.people.table.setCurrentIndex(view.people.model.index(0, 0))

    def yes(box: MessageBox) -> None:
        click(qtbot, next(one for one in box.buttons() if one.text() in ("停用", "End")))

    in_dialog(MessageBox, yes, lambda: click(qtbot, view.people.stop))
    assert two.lead.peer("A001").state is PeerState.ENDED
    assert not view.people.same.isEnabled()
