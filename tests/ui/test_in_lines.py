"""Words that must fit: broken into lines, and a card's name before its days."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from app.ui.widgets.elided import in_lines


@pytest.mark.parametrize(
    "text",
    [
        "宽限期 · 郑博 · 康佑定期重疾险至 70 岁（虚构） 第 4 期保费未交",
        "Grace period · Premium due of Critical illness to 70",
    ],
)
def test_two_lines_hold_what_one_cannot(qapp: QApplication, text: str) -> None:
    metrics = QFontMetrics(QFont(qapp.font()))
    whole = metrics.horizontalAdvance(text)
    assert in_lines(metrics, text, whole, 2) == text
    broken = in_lines(metrics, text, whole * 2 // 3, 2)
    assert broken.count("\n") == 1 and "…" not in broken
    assert broken.replace("\n", "").replace(" ", "") == text.replace(" ", "")
    assert all(metrics.horizontalAdvance(line) <= whole * 2 // 3 for line in broken.splitlines())
    short = in_lines(metrics, text, whole // 4, 2)
    assert short.endswith("…") and short.count("\n") == 1
    assert in_lines(metrics, text, 1, 3).count("\n") == 2, "no room at all ends as well"
