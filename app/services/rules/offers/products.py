"""What a catalogue says, as the rules see it. Sums and premiums are in fen (int); rates are Decimals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from app.enums import Grade, Language, ProductKind, ProductPhase
from app.services.rules.base.payouts import is_paid_out

CITY_MEDICAL = "city medical"
"""The category of 惠民保: a tier of its own, which neither closes the need for medical cover nor stands in its way."""
VARYING = ("participating", "universal", "investment-linked")
"""Categories whose value is not all guaranteed."""
YES = "yes"


@dataclass(frozen=True, slots=True)
class Cover:
    """``factor`` is the amount of cover against ``event`` per 1 of sum."""

    event: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Rate:
    """Yearly premium per ``rate_unit`` of sum for ages ``age_from``..``age_to`` (both included); sex None is any."""

    sex: str | None
    age_from: int
    age_to: int
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Product:
    """One product. None means "no limit" wherever a bound may be absent.

    ``sum_min``/``sum_max``/``sum_step`` are fen; ``rate_unit`` is in yuan of sum (a product sold by units
    has sums in units of 1 yuan). ``mains`` are the codes a rider or waiver must accompany.
    """

    code: str
    name_zh: str
    name_en: str
    insurer: str
    kind: ProductKind
    category: str
    covers: tuple[Cover, ...]
    rates: tuple[Rate, ...]
    rate_unit: Decimal
    sum_min: int
    sum_max: int | None
    sum_step: int
    sex: str | None = None
    age_min: int | None = None
    age_max: int | None = None
    occupation_max: int | None = None
    pay_years: str = ""  # "1" (single), "20", "to60"
    term: str = ""  # "1", "30", "to70", "life"
    age_plus_pay_max: int | None = None
    grade: Grade = Grade.P1
    mains: tuple[str, ...] = ()
    max_ratio_to_main: Decimal | None = None
    indemnity: bool = False
    on_sale_from: date | None = None
    on_sale_to: date | None = None
    cooling_off_days: int | None = None
    waiting_days: int | None = None
    phase: ProductPhase | None = None
    commission_rate: int | None = None  # of the first year's premium, in hundredths of a per cent
    facts: dict[str, str] = field(default_factory=dict)  # features, selling points, exclusions, after-sale service …

    @property
    def early(self) -> bool:
        """Whether what it pays is taken off the sum of its main (提前给付)."""
        return self.facts.get("early") == YES

    @property
    def most_ratio(self) -> Decimal | None:
        """The most of its main's sum a rider may have; what is taken off the main cannot be more than it."""
        limit = self.max_ratio_to_main
        return min(limit or Decimal(1), Decimal(1)) if self.early else limit

    @property
    def pays_out(self) -> bool:
        """Whether its sum is what an annuity pays (领取额) and not what is insured: for old age or schooling only."""
        return is_paid_out(cover.event for cover in self.covers)

    @property
    def city(self) -> bool:
        """Whether it is a city's own medical scheme (惠民保)."""
        return self.category == CITY_MEDICAL

    def fact(self, name: str, language: Language) -> str:
        """In English where it was given (``name_en``), else as it is; "" when it was not given at all."""
        said = self.facts.get(f"{name}_en", "") if language == Language.EN else ""
        return said or self.facts.get(name, "")


def varies(category: str, facts: Mapping[str, str]) -> bool:
    """Whether a part of its value is not guaranteed: by its category, or because its facts say what is not."""
    return category in VARYING or bool(facts.get("non_guaranteed", "").strip())


def deductible_of(facts: Mapping[str, str]) -> int | None:
    """What a medical cover leaves to the insured each year, in fen; None where it is not stated."""
    try:
        return int(Decimal(facts["deductible"]) * 100)
    except (KeyError, InvalidOperation):
        return None


def renewal_years_of(facts: Mapping[str, str]) -> int | None:
    """For how many years renewal is guaranteed, 0 for not at all; None where it is not stated."""
    text = facts.get("renewal_years", "")
    return int(text) if text.isdigit() else None
