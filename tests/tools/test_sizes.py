"""Nothing grows beyond what one reads at a sitting: the limits stand in tools/scorecard.py, and are a guide to split by
duty."""

from __future__ import annotations

from pathlib import Path

from tools import scorecard


def test_modules_functions_and_classes_are_within_their_limits() -> None:
    assert scorecard.too_big(scorecard.read()) == []


def test_what_is_too_big_is_named(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    body = "".join(f"    def m{number}(self) -> None: ...\n" for number in range(scorecard.METHODS + 1))
    long = "def long() -> None:\n" + "    print()\n" * scorecard.FUNCTION[2]
    blank = "\n" * (scorecard.CLASS_LINES - scorecard.METHODS)
    (tmp_path / "app" / "big.py").write_text(f"class Big:\n{blank}{body}\n{long}", encoding="utf-8")
    lines = (1 + scorecard.CLASS_LINES - scorecard.METHODS + scorecard.METHODS + 1) + 1 + 1 + scorecard.FUNCTION[2]
    assert scorecard.too_big(scorecard.read(tmp_path)) == [
        f"the median module has {lines} lines, at most {scorecard.MODULE[0]}",
        f"a module in ten has {lines} lines or more, at most {scorecard.MODULE[1]}",
        *([f"app/big.py: {lines} lines, at most {scorecard.MODULE[2]}"] if lines > scorecard.MODULE[2] else []),
        f"app/big.py:long: {scorecard.FUNCTION[2] + 1} lines, at most {scorecard.FUNCTION[2]}",
        f"app/big.py:Big: {scorecard.CLASS_LINES + 2} lines, at most {scorecard.CLASS_LINES}",
        f"app/big.py:Big: {scorecard.METHODS + 1} public methods, at most {scorecard.METHODS}",
    ]
