"""The cards in two columns: arranged by drag and by keys, their numbers counted on a worker, every number opened."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from app.services.base.file_names import clean
from app.services.figures import progress
from app.services.figures.progress import Answer, Card, Scope
from app.ui.base.saving import ask_where
from app.ui.base.task_runner import Progress
from app.ui.progress.dashboard import arrangement
from app.ui.progress.dashboard.arrangement import COLUMNS, Place, Places
from app.ui.progress.dashboard.cards import words_of
from app.ui.progress.dashboard.drill import DrillDialog
from app.ui.progress.dashboard.frame import CardFrame
from app.ui.shared.page import Page
from app.ui.widgets import plot as plots

KEPT = "progress.board"
SPACE, MARK, EDGE = 12, 3, 60


class Board(QScrollArea):
    """``contents`` are widgets of cards that are no chart. ``scope`` is what the cards shown answer for; ``page`` is
    where refusals are shown.
    """

    def __init__(self, page: Page, contents: dict[Card, QWidget]) -> None:
        super().__init__()
        self._page, self.desk = page, page.desk
        self._contents = contents
        self.places: Places = arrangement.read(self.desk.preferences.text(KEPT))
        self.scope: Scope | None = None
        self.frames: dict[Card, CardFrame] = {}
        self._asked = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._ground = QWidget()
        self._grid = QGridLayout(self._ground)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setSpacing(SPACE)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.setWidget(self._ground)
        self._mark = QFrame(self._ground)
        self._mark.setProperty("kind", "ghost")
        self._mark.hide()
        self._show_places()

    # -- arranging ---------------------------------------------------------------------------------------------------
    def arrange(self, places: Places, said: str = "") -> None:
        """Show and keep; with ``said`` the way back is offered."""
        before = self.places
        if places == before:
            return
        self.places = places
        self.desk.preferences.set_text(KEPT, arrangement.write(places))
        known = set(self.frames)
        self._show_places()
        self.load([place.card for place in places if place.card not in known])
        if said:
            self.desk.hub.offer_step(said, lambda: self.arrange(before), lambda: self.arrange(places))

    def _show_places(self) -> None:
        wanted = {place.card for place in self.places}
        for card in [card for card in self.frames if card not in wanted]:
            frame = self.frames.pop(card)
            if frame.content is not None:
                frame.content.hide()
                frame.content.setParent(self)  # it comes back with its card
            frame.hide()
            frame.deleteLater()
        while self._grid.count():
            self._grid.takeAt(0)
        for row, line in enumerate(arrangement.lines(self.places)):
            for column, place in enumerate(line):
                frame = self._frame(place)
                self._grid.addWidget(frame, row, column, 1, place.width)
                frame.show()
        self._tab_order()

    def _frame(self, place: Place) -> CardFrame:
        if place.card in self.frames:
            frame = self.frames[place.card]
            frame.place = place
            return frame
        frame = CardFrame(place, words_of(place.card, self.desk.language), self._contents.get(place.card))
        card = place.card
        frame.stepped.connect(lambda step: self.step(card, step))
        frame.widened.connect(lambda width: self.arrange(arrangement.with_width(self.places, card, width)))
        frame.removed.connect(lambda: self.remove(card))
        frame.viewed.connect(lambda view: self.view_as(card, view))
        frame.asked.connect(lambda key: self.drill(card, key))
        frame.saved.connect(lambda ending: self.ask_save(card, ending))
        frame.copied.connect(lambda: self.copy(card))
        frame.first_step.connect(self.desk.hub.go)
        frame.handle.dragged.connect(self._drag)
        frame.handle.dropped.connect(lambda point: self._drop(card, point))
        self.frames[card] = frame
        return frame

    def step(self, card: Card, step: int) -> None:
        """Earlier or later by one; the card stays in sight and keeps the focus."""
        self.arrange(arrangement.moved(self.places, card, arrangement.index_of(self.places, card) + step))
        self.ensureWidgetVisible(self.frames[card])

    def remove(self, card: Card) -> None:
        said = self.tr("Taken off: {card}").format(card=self.frames[card].words.name())
        self.arrange(arrangement.without(self.places, card), said)

    def reset(self) -> None:
        self.arrange(arrangement.DEFAULT, self.tr("The cards stand as they first did."))

    def view_as(self, card: Card, view: str) -> None:
        self.arrange(arrangement.with_view(self.places, card, view))
        self.load([card])

    def _tab_order(self) -> None:
        """Tab goes through the cards as they are read."""
        frames = [self.frames[place.card] for place in self.places]
        chain: list[QWidget] = []
        for frame in frames:
            chain += [frame.handle, frame.views, frame.table_button, frame.menu_button, frame.content or frame.view]
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)

    def _drag(self, point: QPoint) -> None:
        """A stroke where the card would go; near an edge the page moves on."""
        here = self._ground.mapFromGlobal(point)
        self.ensureVisible(here.x(), here.y(), 0, EDGE)
        _, frame, after = self._target(point)
        if frame is not None:
            area = frame.geometry()
            x = area.right() + SPACE // 2 if after else area.left() - SPACE // 2
            self._mark.setGeometry(max(0, x - 1), area.top(), MARK, area.height())
            self._mark.raise_()
            self._mark.show()

    def _drop(self, card: Card, point: QPoint) -> None:
        self._mark.hide()
        number, frame, _ = self._target(point)
        if frame is None:
            return
        own = arrangement.index_of(self.places, card)
        self.arrange(arrangement.moved(self.places, card, number - (own < number)))

    def _target(self, point: QPoint) -> tuple[int, CardFrame | None, bool]:
        """The gap nearest to a point: its number, the card beside it, and whether it is after that card."""
        here = self._ground.mapFromGlobal(point)
        frames = [self.frames[place.card] for place in self.places]
        if not frames:
            return 0, None, False

        def far(number: int) -> int:
            area = frames[number].geometry()
            x = max(area.left() - here.x(), 0, here.x() - area.right())
            y = max(area.top() - here.y(), 0, here.y() - area.bottom())
            return x + y

        nearest = min(range(len(frames)), key=far)
        after = here.x() > frames[nearest].geometry().center().x()
        return nearest + after, frames[nearest], after

    # -- numbers -------------------------------------------------------------------------------------------------------
    def show_scope(self, scope: Scope) -> None:
        self.scope = scope
        self._asked += 1
        self.load([place.card for place in self.places])

    def load(self, cards: Iterable[Card]) -> None:
        """On a worker, all in one go; an answer to an older question is dropped."""
        wanted = [
            (place.card, place.view or self._first_view(place.card)) for place in self.places
            if place.card in set(cards) and place.card not in self._contents
        ]  # fmt: skip
        scope, store, ticket = self.scope, self.desk.store, self._asked
        if scope is None or not wanted:
            return

        def work(running: Progress) -> list[tuple[Card, Answer]]:
            found = []
            for number, (card, view) in enumerate(wanted):
                running.step(number, len(wanted))
                found.append((card, progress.answer(store, card, scope.seen_as(view))))
            return found

        def done(found: list[tuple[Card, Answer]]) -> None:
            if ticket != self._asked:
                return
            for card, answer in found:
                frame = self.frames.get(card)
                if frame is not None and answer.scope.view == (frame.place.view or self._first_view(card)):
                    frame.show_answer(answer)

        self.desk.tasks.run(self.tr("Counting"), work, done, self._page.show_error)

    def _first_view(self, card: Card) -> str:
        views = self.frames[card].views
        return str(views.itemData(0)) if views.count() else ""

    def drill(self, card: Card, key: tuple[str, str]) -> None:
        """The rows of one number in a list."""
        frame = self.frames[card]
        if frame.answer is None:
            return
        place, series = key
        with self._page.guard():
            found = progress.rows(self.desk.store, card, frame.answer, place, series)
            words, answer = frame.words, frame.answer
            parts = (words.title(answer), words.place(place, answer), words.series(series, answer))
            DrillDialog(self.desk, " · ".join(parts), found, words, self.window()).exec()

    # -- pictures ------------------------------------------------------------------------------------------------------
    def copy(self, card: Card) -> None:
        if (plot := self.frames[card].plot) is not None:
            plots.copy(plot)
            self.desk.hub.tell(self.tr("Copied as a picture: {card}").format(card=plot.title))

    def ask_save(self, card: Card, ending: str) -> None:
        title, label = self.frames[card].words.name(), self.scope.period.label if self.scope else ""
        name, kinds = clean(f"{title} {label}") + ending, f"*{ending}"
        if chosen := ask_where(self, self.desk.preferences, title, name, kinds, folder="picture_folder"):
            self.save(card, chosen[0])

    def save(self, card: Card, path: Path) -> None:
        plot = self.frames[card].plot
        if plot is None:
            return
        with self._page.guard():
            (plots.write_svg if path.suffix.lower() == ".svg" else plots.write_png)(plot, path)
            self.desk.hub.tell(self.tr("Saved: {path}").format(path=path))
