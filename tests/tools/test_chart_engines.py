"""One painter draws charts; matplotlib draws curves and scenarios, in the window and on paper."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CANVAS = "app/ui/widgets/chart.py"
CURVES = {
    "app/ui/combinations/curve.py",
    "app/ui/interview/analysis/paper.py",
    "app/ui/interview/analysis/pictures.py",
}


def names(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_matplotlib_draws_curves_scenarios_and_papers_only() -> None:
    drawing = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "app").rglob("*.py")
        if any(name == "app.ui.widgets.chart" or name.split(".")[0] == "matplotlib" for name in names(path))
    }
    assert drawing == CURVES | {CANVAS}
