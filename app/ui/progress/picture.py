"""The picture of the week: one page for the lead's phone, no customer's name on it, its definitions at the end."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from app.enums import Language
from app.services.base.store import Actor, Store
from app.services.figures import progress
from app.services.figures.progress import Card, Figure, Overview, Scope
from app.services.rules.base import periods
from app.services.rules.base.weeks import Week
from app.services.tables.paper import Align, Block, Column, Heading, Paper, Table, Text
from app.services.tables.paper import Figure as Drawing
from app.ui.base import formats
from app.ui.progress.dashboard.cards import CardWords, words_of
from app.ui.progress.figures import FigureRow, shown
from app.ui.widgets.plot.pictures import png

CHARTS = (Card.PACE, Card.WEEKS, Card.FUNNEL, Card.FORECAST)
SHOWN = (520, 330)  # as wide as a phone's picture


def make(store: Store, actor: Actor, week: Week, today: date, language: Language) -> Paper:
    """Reads and paints; safe on a worker. The agent's own name is masked but for its first character."""
    return PictureOfWeek(language).paper(store, actor, week, today)


class PictureOfWeek(QObject):
    """Puts the paper together in one language."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language

    def paper(self, store: Store, actor: Actor, week: Week, today: date) -> Paper:
        period = periods.of_week(week)
        found = progress.overview(store, actor.code, period)
        scope = Scope(actor.code, period, today, found.months)
        blocks: list[Block] = [Heading(self.tr("Figures")), self._figures(found)]
        for card in CHARTS:
            drawing = self._drawing(store, card, scope)
            if drawing is not None:
                blocks += drawing
        blocks.append(Heading(self.tr("Definitions, version {version}").format(version=found.version), 2))
        blocks += [
            Text(f"{one.called(self.language)} = {one.explained(self.language)}", muted=True)
            for one in (figure.definition for figure in self._told(found))
        ]
        who = f"{masked(actor.name)}  {actor.code}"
        return Paper(
            language=self.language,
            title=self.tr("Picture of the week {week}").format(week=week),
            subtitle=f"{week.monday.isoformat()} – {week.sunday.isoformat()}",
            blocks=blocks,
            facts=((self.tr("Agent"), who), (self.tr("Made on"), today.isoformat())),
            running=(self.tr("No customer's name, phone or health is on this page."),),
        )

    def _told(self, found: Overview) -> list[Figure]:
        """Those with a target or a number: a phone has little room."""
        return [figure for figure in found.figures if figure.actual or figure.target or figure.last_week]

    def _figures(self, found: Overview) -> Block:
        told = self._told(found)
        if not told:
            return Text(self.tr("Nothing was done or planned in this week."))
        right = Align.RIGHT
        columns = (
            Column(self.tr("Figure"), 2.2), Column(self.tr("Actual"), 1, right), Column(self.tr("Target"), 1, right),
            Column(self.tr("Reached"), 1, right), Column(self.tr("Before"), 1, right),
        )  # fmt: skip
        return Table(columns, [self._row(FigureRow(figure)) for figure in told])

    def _row(self, row: FigureRow) -> tuple[str, ...]:
        figure = row.figure
        return (
            figure.definition.called(self.language),
            shown(row, figure.actual),
            shown(row, figure.target) if figure.target else "—",
            formats.percent(None if figure.rate is None else float(figure.rate)),
            shown(row, figure.last_week),
        )

    def _drawing(self, store: Store, card: Card, scope: Scope) -> list[Block] | None:
        words = words_of(card, self.language)
        views = words.views()
        answer = progress.answer(store, card, scope.seen_as(views[0][0] if views else ""))
        if answer.empty:
            return None
        plot = words.plot(answer)
        return [Drawing(png(plot, width=SHOWN[0], height=SHOWN[1] + words.room - CardWords.room))]


def masked(name: str) -> str:
    """``李敏`` → ``李*``"""
    return name[:1] + "*" * max(0, len(name) - 1)
