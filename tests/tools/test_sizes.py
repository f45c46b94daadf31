"""Nothing grows beyond what one reads at a sitting: the limits stand in tools/scorecard.py, and are a guide to split by
duty."""

from __future__ import annotations

from tools import scorecard
from tools.scorecard import Part, Sources


def test_modules_functions_and_classes_are_within_their_limits() -> None:
    assert scorecard.too_big(scorecard.read()) == []


def test_what_is_too_big_is_named() -> None:
    small = Part("app/small.py", 1)
    module = Part("app/big.py", scorecard.MODULE[2] + 1)
    functions = [Part("app/big.py:long", scorecard.FUNCTION[2] + 1)] * 2
    classes = Part("app/big.py:Big", scorecard.CLASS_LINES + 1), Part("app/big.py:Rich", 30, scorecard.METHODS + 1)
    sources = Sources((small, module, *[small] * 20), classes, tuple(functions), (), {})
    assert scorecard.too_big(sources) == [
        "app/big.py: 351 lines, at most 350",
        "the median function has 61 lines, at most 10",
        "a function in ten has 61 lines or more, at most 20",
        *["app/big.py:long: 61 lines, at most 60"] * 2,
        "app/big.py:Big: 251 lines, at most 250",
        "app/big.py:Rich: 21 public methods, at most 20",
    ]
