"""From a household to its needs: every gap is a worksheet.

Lines are labelled with codes (words ``line.<code>``). Amounts are yuan. Cover counts per person, event and year;
accident cover never offsets death by any cause; a surplus of one need never reduces another; the own home and car
do not count as liquid unless the family says so. Formulas: needs-based planning as taught for family protection;
conventions are those of :mod:`app.services.rules.needs.worksheets`, and each line carries its own.

A formula once shipped stays: :func:`analyse` takes the version an analysis was frozen with.
"""

from __future__ import annotations

from collections.abc import Callable

from app.services.rules.needs.assumptions import Assumptions
from app.services.rules.needs.gaps import formula_2026_1, formula_2026_3
from app.services.rules.needs.gaps.case import ZERO, Case, CaseMember, Held, Mark, Medical, Study
from app.services.rules.needs.gaps.result import LIFE_VALUE, RULE_OF_THUMB, SURVIVORS, Bound, NeedResult, NeedState

Formula = Callable[[Case, Assumptions], tuple[NeedResult, ...]]

FORMULAS: dict[str, Formula] = {
    formula_2026_1.VERSION: formula_2026_1.analyse,
    formula_2026_3.VERSION: formula_2026_3.analyse,
}
FORMULA_VERSION = formula_2026_3.VERSION

__all__ = [
    "FORMULAS", "FORMULA_VERSION", "LIFE_VALUE", "RULE_OF_THUMB", "SURVIVORS", "ZERO", "Bound", "Case", "CaseMember",
    "Held", "Mark", "Medical", "NeedResult", "NeedState", "Study", "analyse",
]  # fmt: skip


def analyse(case: Case, a: Assumptions, version: str = FORMULA_VERSION) -> tuple[NeedResult, ...]:
    """The needs by the formula of ``version``. Raises KeyError for a version this program does not know."""
    return FORMULAS[version](case, a)
