"""The acts of the pages, for the search box: each goes to its tab and does there what its button does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from app.ui.shell.commands import Command
from app.ui.shell.tabs import OF_LEADS, Tabs

Do = Callable[[Any], object]
"""What is done with the page once it is shown: every tab has its own."""


class PageActs(QObject):
    """Made anew with the tabs it goes to."""

    def __init__(self, tabs: Tabs, page: Callable[[str], Any]) -> None:
        super().__init__(tabs)
        self._tabs, self._page = tabs, page

    def commands(self, *, lead: bool) -> list[Command]:
        of_tabs = {
            "today": self._today(),
            "customers": self._customers(),
            "interview": self._interview(),
            "combinations": self._combinations(),
            "matrix": self._matrix(),
            "selling": self._selling(),
            "progress": self._progress(),
            "team": self._team(),
            "library": self._library(),
            "know": self._know(),
        }
        titles = dict(self._tabs.titles())
        more = {  # what stands in the button's tip
            self.tr("Duplicates"): (self.tr("Look for customers who are here twice"),),
            self.tr("Other plans"): (self.tr("Plans within this budget that differ in products"),),
        }
        return [
            Command(words, self._doing(tab, do), (titles[tab], *more.get(words, ())))
            for tab, acts in of_tabs.items()
            if lead or tab not in OF_LEADS
            for words, do in acts
        ]

    def _doing(self, tab: str, do: Do) -> Callable[[], object]:
        return lambda: do(self._page(tab))

    def _today(self) -> list[tuple[str, Do]]:
        return [
            (self.tr("New activity with all its fields"), lambda page: page.new.click()),
            (self.tr("Day view"), lambda page: page.show_view("day")),
            (self.tr("Week view"), lambda page: page.show_view("week")),
            *self._of_menu(lambda page: page.more_menu, (self.tr("Asleep…"),
             self.tr("Export this week as a calendar file…"), self.tr("Export all to come as a calendar file…"))),
        ]  # fmt: skip

    def _customers(self) -> list[tuple[str, Do]]:
        return [
            (self.tr("Add customer"), lambda page: page.add()),
            (self.tr("Import a list from Excel"), lambda page: page.acts.ask_import()),
            (self.tr("Export customers"), lambda page: page.acts.ask_export()),
            (self.tr("Duplicates"), lambda page: page.acts.find_duplicates()),
            (self.tr("Filter…"), lambda page: page.list.views.ask()),
            (self.tr("Change the chosen customers, or all that are shown (Ctrl+E)"), lambda p: p.acts.change_many()),
            (self.tr("Recycle bin"), lambda page: page.list.archived.click()),
            (self.tr("Referrals and sources…"), lambda page: page.acts.show_referrals()),
            (self.tr("Hand over to another agent…"), lambda page: page.acts.hand_over()),
            (self.tr("Hand-overs…"), lambda page: page.acts.show_handovers()),
            *(
                (words, lambda page, part=part: page.family.tabs.setCurrentIndex(part))
                for part, words in enumerate((self.tr("Family"), self.tr("Money"), self.tr("Policies"),
                    self.tr("Contact"), self.tr("Background"), self.tr("Purchases"), self.tr("Activities"),
                    self.tr("Service")))
            ),
        ]  # fmt: skip

    def _interview(self) -> list[tuple[str, Do]]:
        return [
            (self.tr("The whole analysis"), lambda page: page.keeper and page.acts.analyse()),
        ]

    def _combinations(self) -> list[tuple[str, Do]]:
        return [
            (self.tr("Compute"), lambda page: page.bar.solve_button.click()),
            (self.tr("Premium and cover"), lambda page: page.show_view(1)),
            (self.tr("Proposals"), lambda page: page.show_view(2)),
            (self.tr("Other plans"), lambda page: page.bar.others_button.click()),
        ]

    def _matrix(self) -> list[tuple[str, Do]]:
        views = (self.tr("List"), self.tr("Stages"), self.tr("Need × product"), self.tr("Findings"),
                 self.tr("Lead's view"), self.tr("Baselines, meetings"))  # fmt: skip
        return [
            *(
                (words, lambda page, part=part: page.views.setCurrentIndex(part))
                for part, words in enumerate(views)
                if part
            ),
            (self.tr("Import needs"), lambda page: page.exchange.ask_import()),
            (self.tr("Export needs"), lambda page: page.exchange.ask_export()),
            (self.tr("New matrix…"), lambda page: page.choice.make()),
        ]

    def _selling(self) -> list[tuple[str, Do]]:
        return [
            (self.tr("New opportunity"), lambda page: page.begin()),
            (self.tr("Board"), lambda page: page.set_mode(0)),
            (self.tr("Orders"), lambda page: page.set_mode(2)),
            (self.tr("Forecast"), lambda page: page.set_mode(3)),
            (self.tr("Policy services"), lambda page: page.set_mode(4)),
        ]

    def _progress(self) -> list[tuple[str, Do]]:
        return [
            (self.tr("Set targets"), lambda page: page.edit_targets()),
            (self.tr("In your own words"), lambda page: page.edit_words()),
            (self.tr("Cards…"), lambda page: page.choose_cards()),
            (self.tr("Reports of your own"), lambda page: page.open_reports()),
            (self.tr("Daily report"), lambda page: page.open_daily()),
            (self.tr("Own commission"), lambda page: page.open_commission()),
            (self.tr("Picture of the week"), lambda page: page.show_picture()),
            (self.tr("Weekly workbook"), lambda page: page.ask_export()),
        ]

    def _team(self) -> list[tuple[str, Do]]:
        parts = (self.tr("Week"), self.tr("Meeting"), self.tr("Coaching"), self.tr("Review"))
        return [
            (self.tr("Roll up a folder"), lambda page: page.ask_folder()),
            *((words, lambda page, at=at: page.parts.setCurrentIndex(at)) for at, words in enumerate(parts) if at),
        ]

    def _library(self) -> list[tuple[str, Do]]:
        return [
            (self.tr("New product…"), lambda page: page.acts.make()),
            (self.tr("Import products"), lambda page: page.ask_import()),
            (self.tr("Export products"), lambda page: page.ask_export()),
            (self.tr("Portfolio…"), lambda page: page.acts.show_portfolio()),
            (self.tr("Load the sample catalogue"), lambda page: page.load_sample()),
        ]

    def _know(self) -> list[tuple[str, Do]]:
        return [
            (self.tr("New card…"), lambda page: page.acts.make()),
            (self.tr("Import cards and questions"), lambda page: page.exchange.ask_import()),
            (self.tr("Export the cards"), lambda page: page.exchange.ask_export()),
        ]

    def _of_menu(self, menu: Do, words: tuple[str, ...]) -> list[tuple[str, Do]]:
        """The entries of a page's menu by their words."""

        def run(page: Any, wanted: str) -> None:
            entries: Any = menu(page)
            next(action for action in entries.actions() if action.text() == wanted).trigger()

        return [(one, partial(run, wanted=one)) for one in words]
