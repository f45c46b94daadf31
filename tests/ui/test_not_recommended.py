"""A plan an assessment advises against is offered first to nobody; a missing licence is asked once."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.enums import Language, Suitability
from app.services.base import agents
from app.services.offers import proposals
from app.ui.combinations.heads import PlanHeads
from app.ui.combinations.page import CombinationsPage
from app.ui.shared.paper import PaperDialog
from app.ui.shared.paper.licence import LicenceLine
from tests.ui.acting import in_dialog
from tests.ui.conftest import OpenWindow
from tests.ui.test_combinations_page import opened
from tests.ui.test_plans_for_customers import back

GOOD, STOP, NONE = Suitability.SUITABLE, Suitability.STOP, Suitability.FORBIDDEN


def first_of(heads: PlanHeads) -> list[str]:
    return [name for name, head in heads.heads.items() if head.property("kind") == "chosen"]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("customer", [False, True])
@pytest.mark.parametrize(
    ("verdicts", "first"),
    [
        ((GOOD, GOOD, STOP), ["balanced"]),
        ((GOOD, STOP, STOP), ["essential"]),
        ((STOP, STOP, STOP), []),
        ((NONE, NONE, GOOD), []),
        ((STOP, Suitability.UNKNOWN, GOOD), ["balanced"]),
    ],
)
def test_a_plan_advised_against_is_not_offered_first(
    qtbot: QtBot, verdicts: tuple[Suitability, ...], first: list[str], language: Language, customer: bool
) -> None:
    heads = PlanHeads(language, customer=customer)
    qtbot.addWidget(heads)
    heads.show()
    heads.show_suitability(dict(zip(("essential", "balanced", "full"), verdicts, strict=True)))
    assert first_of(heads) == first
    for head, verdict in zip(heads.heads.values(), verdicts, strict=True):
        assert head.advice.isVisible() == (verdict in (STOP, NONE))  # the family reads it as well
        assert (head.button.property("kind") == "primary") == (head.property("kind") == "chosen")


@pytest.mark.usefixtures("family_file")
def test_the_page_and_the_family_see_the_same(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    page = opened(qtbot, window)
    assert page.bench is not None
    agents.change_profile(  # may sell the lowest grade only: what is above is forbidden
        page.desk.store, page.desk.actor,
        agents.AgentRow(page.desk.actor.code, page.desk.actor.name, "", agents.Grade.P1, ""),
    )  # fmt: skip
    page.show_state()
    against = {name for name, verdict in page.bench.verdicts.items() if verdict in (STOP, NONE)}
    assert page.show_customer()
    view = page.turned.view
    assert view is not None
    for heads in (page.family, view.family):
        assert {name for name, head in heads.heads.items() if not head.advice.isHidden()} == against
        assert not set(first_of(heads)) & against
    assert any("不推荐" in label.text() for label in view.findChildren(QLabel))
    back(qtbot, window, view)


def paper_of(page: CombinationsPage, qtbot: QtBot) -> None:
    assert page.based is not None
    page.heads["balanced"].save.emit("balanced")
    qtbot.waitUntil(lambda: bool(proposals.of_household(page.desk.store, page.desk.household_id or "")))


@pytest.mark.usefixtures("family_file")
def test_the_licence_is_asked_once_above_the_paper(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = cast(CombinationsPage, opened(qtbot, open_window()))
    paper_of(page, qtbot)
    seen: list[bool] = []

    def later(dialog: PaperDialog) -> None:
        line = dialog.findChild(LicenceLine)
        seen.append(line is not None)
        assert all(button.isEnabled() for button in dialog.buttons.values())  # it can be saved all the same
        if line is not None:
            line.keep()
            assert dialog.notice.text  # nothing typed: said, nothing kept
            line.later_button.click()
            assert line.isHidden()
        dialog.reject()

    for _ in range(2):
        in_dialog(PaperDialog, later, page.kept.show_paper)
    assert seen == [True, False]
    assert agents.profile(page.desk.store).licence == ""


@pytest.mark.usefixtures("family_file")
def test_typed_there_it_stands_on_the_paper_at_once(qtbot: QtBot, open_window: OpenWindow) -> None:
    page = cast(CombinationsPage, opened(qtbot, open_window()))
    paper_of(page, qtbot)

    def type_it(dialog: PaperDialog) -> None:
        line = dialog.findChild(LicenceLine)
        assert line is not None
        line.line.setText(" 00012345 ")
        line.keep()
        assert "00012345" in dialog.view.toPlainText() and not dialog.notice.text
        dialog.reject()

    in_dialog(PaperDialog, type_it, page.kept.show_paper)
    assert agents.profile(page.desk.store).licence == "00012345"
