"""What stands beside and below the lines of the comparison: headings, expectations, pairs, what the state gives."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout

from app import words
from app.enums import Language
from app.services.offers import combinations
from app.services.offers.combinations import Together
from app.services.offers.health import Expected
from app.services.people import health
from app.services.rules.offers.combinations import Plan
from app.services.rules.people.health import Asked
from app.ui.combinations.bench import Bench
from app.ui.widgets.plain import Label, plain
from app.ui.widgets.short import ShortLabel


def plain_label(text: str, kind: str) -> Label:
    """Text in its kind, over as many lines as it takes."""
    label = Label(text)
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    return label


def add_band(grid: QGridLayout, title: str) -> None:
    """A heading over the whole width."""
    band = QFrame()
    band.setProperty("kind", "band")
    layout = QHBoxLayout(band)
    layout.setContentsMargins(10, 5, 10, 5)
    layout.addWidget(plain_label(title, "heading"))
    grid.addWidget(band, grid.rowCount(), 0, 1, 4)


def expected_label(one: Expected, language: Language, customer: bool) -> ShortLabel | None:
    """What underwriting may say, where somebody told of the own health; the family reads no reasons."""
    unclear = one.expectation.result is None
    if not one.asks or one.expectation.asked == Asked.NOT_ASKED or (customer and unclear):
        return None
    text = health.expected_words(one.expectation, language)
    short = QCoreApplication.translate("Comparison", "underwriting: papers missing") if unclear else text
    label = ShortLabel("⚕ " + short, "warn" if one.speaks_against else "muted")
    if not customer:
        lines = [text, *health.because_words(one.expectation.because, language), words.say("health.note", language)]
        label.setToolTip(plain("\n".join(lines)))
    return label


def add_hints(grid: QGridLayout, hints: Sequence[str]) -> None:
    """What state and city give, beside every plan."""
    add_band(grid, QCoreApplication.translate("Comparison", "What state and city give beside it"))
    label = plain_label("\n".join(f"· {hint}" for hint in hints), "")
    label.setContentsMargins(12, 8, 6, 8)
    grid.addWidget(label, grid.rowCount(), 0, 1, 4)


def add_together(grid: QGridLayout, plans: Sequence[Plan], bench: Bench, language: Language) -> None:
    """Which bonus of a pair was counted, in points of all needs; nothing where no pair is defined."""
    request = bench.based.request
    if not request.pairs:
        return
    add_band(grid, QCoreApplication.translate("Comparison", "Belongs together: bonus counted"))
    row = grid.rowCount()
    for column, plan in enumerate(plans):
        lines = [_pair_line(one, bench, language) for one in combinations.together(request, plan)]
        label = plain_label("\n".join(lines) or "—", "" if lines else "muted")
        label.setContentsMargins(12, 8, 6, 8)
        grid.addWidget(label, row, column + 1, Qt.AlignmentFlag.AlignTop)


def _pair_line(one: Together, bench: Bench, language: Language) -> str:
    bonus = f"{float(one.bonus) / (bench.best_objective or 1.0):.1%}"
    names = " + ".join(bench.name(code, language) for code in one.products)
    said = QCoreApplication.translate("Comparison", "{products} ({member}): +{bonus}")
    return said.format(products=names, member=bench.based.people[one.insured], bonus=bonus)
