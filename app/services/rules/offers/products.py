"""What a catalogue says, as the rules see it. Sums and premiums are in fen (int); rates are Decimals."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.enums import Grade, Language, ProductKind, ProductPhase


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
    facts: dict[str, str] = field(default_factory=dict)  # features, selling points, exclusions, after-sale service

    def fact(self, name: str, language: Language) -> str:
        """In English where it was given (``name_en``), else as it is; "" when it was not given at all."""
        said = self.facts.get(f"{name}_en", "") if language == Language.EN else ""
        return said or self.facts.get(name, "")
