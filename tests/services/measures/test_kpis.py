"""KPI definitions as data, and their computation."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import paths
from app.enums import ActivityKind, Language, Metric, Stage
from app.errors import InputError
from app.services.rules.measures import kpis

DOCUMENT: dict[str, Any] = json.loads(paths.resource("kpis", "default.json").read_text(encoding="utf-8"))
BUILT_IN = kpis.read(DOCUMENT)
BY_CODE = {kpi.code: kpi for kpi in BUILT_IN.kpis}
MEASURES = st.dictionaries(st.sampled_from(sorted(kpis.MEASURES)), st.integers(0, 10**9))


def test_every_metric_has_its_definition_and_every_text_both_languages() -> None:
    assert {kpi.metric for kpi in BUILT_IN.kpis if kpi.metric} == set(Metric)
    for kpi in BUILT_IN.kpis:
        assert kpi.called(Language.ZH) and kpi.explained(Language.ZH)
        assert kpi.called(Language.EN).isascii()
        assert kpi.called(Language.ZH) != kpi.called(Language.EN)
    assert set(BUILT_IN.stale_days) <= {stage.value for stage in Stage}


@given(MEASURES)
def test_values_follow_their_formula(measures: dict[str, int]) -> None:
    assert kpis.compute(BY_CODE["activity"], measures) == sum(measures.get(kind, 0) for kind in ActivityKind)
    assert kpis.compute(BY_CODE["premium"], measures) == measures.get("premium", 0)
    rate = kpis.compute(BY_CODE["closing_rate"], measures)
    if measures.get("proposal", 0):
        assert rate is not None
        assert abs(rate * measures["proposal"] - measures.get("closing", 0)) < Decimal("0.000001")
    else:
        assert rate is None


def test_an_average_in_money_is_whole_fen() -> None:
    assert kpis.compute(BY_CODE["premium_per_case"], {"premium": 10001, "closing": 2}) == Decimal(5001)
    assert kpis.compute(BY_CODE["premium_per_case"], {"premium": 10001}) is None


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_missing_and_reached_agree(actual: int, target: int) -> None:
    share = kpis.reached(actual, target)
    assert (kpis.missing(actual, target) == 0) == (share is None or share >= 1)


def broken(number: int, **fields: Any) -> list[tuple[str, str | None]]:
    document = copy.deepcopy(DOCUMENT)
    document["kpis"][number] |= fields
    with pytest.raises(InputError) as caught:
        kpis.read(document)
    return [(problem.code, problem.place.field) for problem in caught.value.problems]


def test_a_broken_definition_is_refused_with_its_place() -> None:
    assert ("kpi_twice", "kpis[1].code") in broken(1, code="calls")
    assert ("kpi_measure", "kpis[1].numerator") in broken(1, numerator=["walks"])
    assert ("kpi_measure", "kpis[1].numerator[1]") in broken(1, numerator=["visit", "__import__('os')"])
    assert ("kpi_unit", "kpis[1].unit") in broken(1, unit="yuan")
    assert ("kpi_period", "kpis[1].period") in broken(1, period="day")
    assert ("required", "kpis[1].name") in broken(1, name=["", ""])
    assert ("required", "kpis[1].numerator") in broken(1, numerator=[])
    assert ("kpi_rate", "kpis[1].denominator") in broken(1, unit="rate")
    assert ("kpi_rate", "kpis[1].denominator") in broken(1, unit="rate", denominator=["premium"])
    assert ("kpi_mixed", "kpis[1].numerator") in broken(1, numerator=["visit", "premium"])
    assert ("kpi_money", "kpis[1].numerator") in broken(1, unit="money")
    assert ("kpi_count", "kpis[1].unit") in broken(1, numerator=["premium"])
    assert ("kpi_not_narrowed", "kpis[1].numerator") in broken(1, numerator=[{"measure": "work_days", "source": "x"}])
    assert ("kpi_not_narrowed", "kpis[1].numerator") in broken(1, numerator=[{"measure": "visit", "least": 5}])
    assert ("kpi_filter", "kpis[1].numerator") in broken(1, numerator=[{"measure": "visit", "where": "1=1"}])
    assert ("kpi_filter", "kpis[1].numerator") in broken(1, numerator=[{"measure": "visit", "sign": 2}])
    assert ("kpi_metric", "metric") in broken(1, retired=True)


def test_a_definition_comes_back_from_its_document() -> None:
    for kpi in BUILT_IN.everything:
        assert kpis.read_one(kpi.document()) == kpi
    assert kpis.read(BUILT_IN.document()) == BUILT_IN
    narrow = kpis.Term("premium", -1, "转介绍", 5000)
    entry = BY_CODE["premium"].document() | {"numerator": ["premium", narrow.document()]}
    assert kpis.read_one(entry).numerator == (kpis.Term("premium"), narrow)
    assert kpis.compute(kpis.read_one(entry), {"premium": 900, narrow.key: 200}) == Decimal(700)
