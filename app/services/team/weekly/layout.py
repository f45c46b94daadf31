"""How a team lets its weekly workbook look: colours, logo, and the order of sheets and columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.services.team.weekly.columns import Column

ALWAYS_FIRST = ("agent", "agent_name")  # a team's lists say whose row it is before anything else
ACCENT, SOFT, INK = "#1F6F8B", "#E1F0F5", "#1F2933"


@dataclass(frozen=True, slots=True)
class Placement:
    """How one column stands: its place among its sheet's columns, and what replaces title and width."""

    order: float
    shown: bool = True
    width: float | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The program's own look unless a template says otherwise. A hidden column or sheet is still in the file."""

    accent: str = ACCENT
    soft: str = SOFT
    ink: str = INK
    font: str = ""
    heading: str = ""  # with {title} in it
    logo: Path | None = None
    logo_height: float = 0.0  # pixels of a screen
    order: Mapping[str, float] = field(default_factory=dict)
    hidden_sheets: frozenset[str] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[tuple[str, str], Placement] = field(default_factory=dict)

    def title(self, key: str, name: str) -> str:
        """The team's title of a sheet, else ``name``."""
        return self.titles.get(key) or name

    def sheet_order(self, keys: Iterable[str]) -> list[str]:
        """Sheets the template does not name stand behind those it names, in their own order."""
        listed = list(keys)
        return sorted(listed, key=lambda key: (self.order.get(key, float("inf")), listed.index(key)))

    def arrange(self, sheet: str, natural: Sequence[Column]) -> tuple[list[int], list[Column]]:
        """For every place the number of the natural column that stands there, and the columns as they are shown."""

        def place(number: int) -> tuple[float, int]:
            if natural[number].key in ALWAYS_FIRST:
                return (float("-inf"), number)
            placement = self.columns.get((sheet, natural[number].key))
            return (placement.order if placement else float("inf"), number)

        order = sorted(range(len(natural)), key=place)
        return order, [self._dressed(sheet, natural[number]) for number in order]

    def shades(self) -> tuple[str, ...]:
        """Five colours for stacked bars, the accent first."""
        return (self.accent, tint(self.accent, 0.3), tint(self.accent, 0.6), "#E2A54A", "#2F7D4F")

    def _dressed(self, sheet: str, column: Column) -> Column:
        placement = self.columns.get((sheet, column.key))
        if placement is None:
            return column
        return replace(
            column,
            title=placement.title or column.title,
            width=placement.width or column.width,
            hidden=not placement.shown,
        )


def tint(colour: str, share: float) -> str:
    """``colour`` (#RRGGBB) mixed with that much white."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * share):02X}" for part in parts)
