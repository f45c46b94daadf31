"""A slider of the analysis moved by a key, until the chart is drawn."""

from __future__ import annotations

from statistics import median

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.services.base import founding
from app.services.front import demo
from app.services.needs import interviews
from app.ui.base.desk import Desk
from app.ui.base.preferences import Preferences
from app.ui.interview.analysis.window import AnalysisWindow
from tests.bench import stores
from tests.bench.measure import Result, seconds

MOVES = 30


def measure() -> list[Result]:
    """Each picture of the analysis of the sample family, redrawn while the inflation slider moves."""
    app = QApplication.instance() or QApplication([])
    path = stores.workplace() / "sliders.db"
    store = founding.found(path, stores.PASSWORD, stores.ACTOR, cost=stores.CHEAP)
    interview = interviews.start(store, stores.ACTOR, demo.sample_family(store))
    desk = Desk(store, stores.ACTOR, Preferences(path.with_suffix(".ini")))
    parent = QWidget()
    window = AnalysisWindow(parent, desk, interview)
    window.show()
    slider = window.panel.rows["inflation"].slider
    assert slider is not None
    results = []
    for name, tab in (("gaps", window.gaps), ("cover", window.cover), ("life", window.life)):
        window.tabs.setCurrentWidget(tab)
        app.processEvents()

        def move(tab: object = tab) -> None:
            QTest.keyClick(slider, Qt.Key.Key_Right if slider.value() < 10 else Qt.Key.Key_Left)
            tab.chart.canvas.draw()  # type: ignore[attr-defined]

        times = [seconds(move) for _ in range(MOVES)]
        results.append(Result("analysis: a slider moved and drawn", name, median(times[3:]), None, "", "≤ 100 ms"))
    window.close()
    store.close()

    return results
