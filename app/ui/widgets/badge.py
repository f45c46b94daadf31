"""Status = mark + word + colour: never a colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from app.ui.base import theme
from app.ui.widgets.plain import Label


@dataclass(frozen=True, slots=True)
class Badge:
    """``tone`` is one of good, warn, bad, calm, accent."""

    mark: str
    words: str
    tone: str

    @property
    def text(self) -> str:
        return f"{self.mark} {self.words}"

    @property
    def colour(self) -> str:
        return str(getattr(theme.colours(), self.tone))


class BadgeLabel(Label):
    def show_badge(self, badge: Badge) -> None:
        self.setText(badge.text)
        self.setStyleSheet(f"color: {badge.colour}; font-weight: 700;")
        self.setAccessibleName(badge.words)
