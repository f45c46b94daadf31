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
from app.services.rules import kpis

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


def test_a_wrong_definition_is_named() -> None:
    twice = copy.deepcopy(DOCUMENT)
    twice["kpis"].append(twice["kpis"][0])
    with pytest.raises(ValueError, match="calls"):
        kpis.read(twice)
    unknown = copy.deepcopy(DOCUMENT)
    unknown["kpis"][1]["numerator"] = ["walks"]
    with pytest.raises(ValueError, match=r"appointments.*walks"):
        kpis.read(unknown)
