"""What the window of an analysis shows: the inputs with the sliders where they stand, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from app.enums import Event, Language
from app.services.needs.analysis.inputs import Inputs
from app.services.needs.analysis.saying import missing_words
from app.services.rules.needs.assumptions import Assumptions
from app.services.rules.needs.gaps import Bound, Case, CaseMember, NeedResult, NeedState
from app.services.rules.needs.life_stages import ORDER, stage_of
from app.ui.base import formats, labels


@dataclass(frozen=True, slots=True)
class View:
    """``order`` are the needs' keys in the customer's order; ``events`` what the interview is about (empty: all)."""

    inputs: Inputs
    names: Mapping[str, str]
    order: tuple[str, ...]
    needs: tuple[NeedResult, ...]

    @property
    def case(self) -> Case:
        return self.inputs.case

    @property
    def assumptions(self) -> Assumptions:
        return self.inputs.assumptions

    def changed(self, changes: Mapping[str, Any]) -> View:
        """The same family with other assumptions; needs the interview is not about stay away."""
        return self._computed(replace(self.inputs, changes=dict(changes)))

    def _computed(self, inputs: Inputs) -> View:
        about = {need.event for need in self.needs}
        needs = tuple(need for need in inputs.needs() if need.event in about)
        return replace(self, inputs=inputs, needs=needs)

    def ordered(self) -> list[NeedResult]:
        """In the customer's order; what it does not name comes last."""
        place = {key: number for number, key in enumerate(self.order)}
        return sorted(self.needs, key=lambda need: place.get(need.key, len(place)))

    def of_person(self, key: str) -> list[NeedResult]:
        return [need for need in self.needs if need.member == key]

    def people(self) -> list[CaseMember]:
        """Those who have a need."""
        return [member for member in self.case.members if any(need.member == member.key for need in self.needs)]

    def title(self, need: NeedResult, language: Language) -> str:
        return f"{self.names.get(need.member, need.member)} · {labels.event(need.event, language)}"

    def suggested_events(self) -> tuple[str, ...]:
        """What the family's stage of life puts first, of what there is."""
        present = {need.event for need in self.needs if need.state == NeedState.OPEN}
        return tuple(event for event in ORDER[stage_of(self.case.members)] if event in present)

    @property
    def sums(self) -> list[NeedResult]:
        """The needs that are sums of money; medical cover is a tier."""
        return [need for need in self.needs if need.event != Event.MEDICAL]


def bound_mark(need: NeedResult) -> str:
    """Said before a figure: ≥, ≤, or a question mark where it is not certain."""
    return {Bound.AT_LEAST: "≥ ", Bound.AT_MOST: "≤ ", Bound.UNCLEAR: "? ", Bound.UNVERIFIED: "⚠ "}.get(need.bound, "")


def gap_words(need: NeedResult, names: Mapping[str, str], language: Language) -> str:
    """The gap with its bound, or what is missing to tell one."""
    if need.state == NeedState.UNKNOWN:
        return missing_words(need, names, language)
    return bound_mark(need) + formats.short_money(need.gap_fen, language)


def in_wan(amount: Decimal, language: Language) -> float:
    """For an axis: ten thousands in Chinese, thousands in English."""
    return float(amount) / (10_000 if language == Language.ZH else 1_000)
