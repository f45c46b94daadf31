"""Whatever is empty says the first step, with a button."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.widgets.empty import EmptyState
from tests.ui.conftest import OpenWindow


def test_an_empty_store_says_the_first_step_on_every_page(open_window: OpenWindow) -> None:
    window = open_window()
    visits: list[tuple[str, Any]] = [
        ("today", lambda page: page.show_view("list")),
        ("customers", None),
        ("interview", None),
        ("combinations", None),
        ("matrix", None),
        *(("selling", lambda page, mode=mode: page.set_mode(mode)) for mode in range(5)),
        *(
            ("team", lambda page, part=part: page.parts.setCurrentWidget(getattr(page, part)))
            for part in ("view", "meeting", "coaching", "review")
        ),
        ("library", None),
    ]
    for tab, act in visits:
        page = window._page(tab)
        if act is not None:
            act(page)
        shown = [state for state in page.findChildren(EmptyState) if state.isVisible()]
        assert shown and shown[0].buttons, tab


def test_an_empty_week_offers_to_plan_something(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    page: Any = window._page("today")
    page.show_view("week")
    asked: list[object] = []
    page.calendar.create_asked.disconnect()
    page.calendar.create_asked.connect(lambda day, _: asked.append(day))
    assert page.calendar.first.isVisible()
    qtbot.mouseClick(page.calendar.first, Qt.MouseButton.LeftButton)
    assert asked == [window.desk.today()] if window.desk else False
