"""What every page works with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.enums import Language
from app.errors import NeedfolioError
from app.ui.base import labels
from app.ui.base.change_hub import ChangeHub
from app.ui.base.known import Known
from app.ui.base.preferences import Preferences
from app.ui.base.task_runner import TaskRunner

if TYPE_CHECKING:
    from app.services.base.store import Actor, Store


@dataclass(slots=True)
class Desk:
    """The open store, who works at it, and the window's shared means. One per open store."""

    store: Store
    actor: Actor
    preferences: Preferences
    hub: ChangeHub = field(default_factory=ChangeHub)
    tasks: TaskRunner = field(default_factory=TaskRunner)
    known: Known = field(init=False)
    _household_id: str | None = None

    def __post_init__(self) -> None:
        self.known = Known(self.hub)
        self.hub.follow(self.store)

    @property
    def language(self) -> Language:
        return self.preferences.language

    @property
    def household_id(self) -> str | None:
        """The family every tab speaks of."""
        return self._household_id

    def choose_household(self, household_id: str | None) -> None:
        if household_id != self._household_id:
            self._household_id = household_id
            self.hub.household_chosen.emit(household_id)

    @contextmanager
    def guard(self) -> Iterator[None]:
        """An act without a page, of the window itself: a refusal is said at the foot."""
        with self.hub.act():
            try:
                yield
            except NeedfolioError as error:
                self.say_error(error)

    def say_error(self, error: NeedfolioError) -> None:
        self.hub.tell("  ".join(labels.explain(error, self.language)))

    def today(self) -> date:
        return date.today()  # noqa: DTZ011 - the agent's own calendar day


def desk_of(widget: QWidget | None) -> Desk | None:
    """The desk that a widget or one of those it stands in works with; None before a store is open."""
    while widget is not None:
        desk = getattr(widget, "desk", None)
        if isinstance(desk, Desk):
            return desk
        widget = widget.parentWidget()
    return None


def act_of(widget: QWidget) -> AbstractContextManager[None]:
    """The block is an act of the window the widget stands in (ChangeHub.act); before a store is open, a block."""
    desk = desk_of(widget)
    return nullcontext() if desk is None else desk.hub.act()
