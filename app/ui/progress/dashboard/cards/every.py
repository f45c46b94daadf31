"""The words of every card."""

from __future__ import annotations

from app.enums import Language
from app.services.figures.progress import Card
from app.ui.progress.dashboard.cards.base import CardWords
from app.ui.progress.dashboard.cards.path import DurationsCard, FunnelCard, SourceConversionCard, SourcesCard
from app.ui.progress.dashboard.cards.results import (
    CoverageCard,
    ForecastCard,
    NeedPremiumCard,
    PersistencyCard,
    ProductPremiumCard,
    SatisfactionCard,
)
from app.ui.progress.dashboard.cards.work import DaysCard, HoursCard, PaceCard, WeeksCard


class FiguresCard(CardWords):
    """The table of figures: it has no plot."""

    def name(self) -> str:
        return self.tr("Figures of the period")

    def explains(self) -> str:
        return self.tr("Every figure of your definitions, with its target and the period before.")


KINDS: dict[Card, type[CardWords]] = {
    Card.FIGURES: FiguresCard,
    Card.PACE: PaceCard,
    Card.WEEKS: WeeksCard,
    Card.FUNNEL: FunnelCard,
    Card.DURATIONS: DurationsCard,
    Card.NEED_PREMIUM: NeedPremiumCard,
    Card.PRODUCT_PREMIUM: ProductPremiumCard,
    Card.SOURCES: SourcesCard,
    Card.SOURCE_CONVERSION: SourceConversionCard,
    Card.FORECAST: ForecastCard,
    Card.COVERAGE: CoverageCard,
    Card.HOURS: HoursCard,
    Card.DAYS: DaysCard,
    Card.PERSISTENCY: PersistencyCard,
    Card.SATISFACTION: SatisfactionCard,
}


def words_of(card: Card, language: Language) -> CardWords:
    return KINDS[card](language)
