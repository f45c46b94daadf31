"""What each card of the dashboard is called, says and draws, in the window's language."""

from app.ui.progress.dashboard.cards.base import CardWords
from app.ui.progress.dashboard.cards.every import words_of

__all__ = ["CardWords", "words_of"]
