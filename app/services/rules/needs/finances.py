"""What is known of a household's money. Amounts are fen by key; a missing key means not known, 0 means none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# What a year brings and takes; incomes of persons are kept with the members.
YEARLY = ("expenses", "other_income", "mortgage_payment", "parents_support", "premium_budget")
# What there is today: ``deposits`` and ``investments`` are liquid, home and car are not.
ASSETS = ("deposits", "investments", "retirement_funds", "home", "car")
DEBTS = ("mortgage", "car_loan", "other_debts")
# What may be spent once on ordinary goods; the budget for premiums is another purse.
ONCE = ("goods_budget",)
KEYS = YEARLY + ASSETS + DEBTS + ONCE


def budget_key(*, goods: bool) -> str:
    """Where the budget is kept: what may be spent on goods and a year's premiums are two purses."""
    return "goods_budget" if goods else "premium_budget"


LIQUID = ("deposits", "investments")


def liquid_assets(finances: Mapping[str, int]) -> int | None:
    """What could be spent at once, in fen; the own home and car do not count. None where nobody said what there is."""
    said = [finances[key] for key in LIQUID if key in finances]
    return sum(said) if said else None


def yearly_income(incomes: Iterable[int | None], finances: Mapping[str, int]) -> int | None:
    """What a year brings a family, in fen: ``incomes`` of its members and what comes in otherwise (rents, interest).
    None where nothing is known of either."""
    said = [income for income in (*incomes, finances.get("other_income")) if income is not None]
    return sum(said) if said else None


def known(finances: Mapping[str, int | None]) -> dict[str, int]:
    """Only what is known, in the order of the keys. Raises KeyError for a key that is none of ours."""
    if strange := set(finances) - set(KEYS):
        raise KeyError(", ".join(sorted(strange)))
    return {key: amount for key in KEYS if (amount := finances.get(key)) is not None}
