"""Makes the synthetic table beside this file: ``python -m resources.tables.make_tables``.

All figures are made up (虚构), from the stated formula of Gompertz and Makeham: a probability is
``flat + rising · growth^age``, at the most 1, from age 0 to 105; at 105 everybody dies. They resemble a population
of our time in their order of size only; they are no insurer's experience and no official table.
"""

from __future__ import annotations

import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
LAST = 105
# (flat, rising, growth) by what happens and sex
LAWS = {
    "deaths": {"M": (3.0e-4, 1.875e-5, 1.105), "F": (2.0e-4, 8.0e-6, 1.110)},
    "critical_illness": {"M": (2.0e-4, 6.7e-5, 1.090), "F": (2.0e-4, 1.15e-4, 1.075)},
    "disability": {"M": (5.0e-4, 4.0e-5, 1.080), "F": (4.5e-4, 3.6e-5, 1.080)},
    "care": {"M": (5.0e-5, 6.0e-6, 1.120), "F": (5.0e-5, 6.6e-6, 1.120)},
    "accident": {"M": (7.0e-4, 0.0, 1.0), "F": (7.0e-4, 0.0, 1.0)},
}


def probabilities(flat: float, rising: float, growth: float) -> list[float]:
    return [round(min(1.0, flat + rising * growth**age), 7) for age in range(LAST + 1)]


def main() -> None:
    found = {name: {sex: probabilities(*law) for sex, law in laws.items()} for name, laws in LAWS.items()}
    for rows in found["deaths"].values():
        rows[-1] = 1.0
    document = {
        "name": "示例生命表（虚构）",
        "name_en": "Sample life table (fictional)",
        "as_of": "2026-11-30",
        "source": "按公式 flat + rising · growth^age 生成，系数见 laws；不是任何公司或官方的经验数据",
        "source_en": "Made by flat + rising · growth^age with the factors under laws; no experience of anybody",
        "pension_age": 60,
        "laws": LAWS,
        "tables": found,
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    (FOLDER / "sample-life.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
