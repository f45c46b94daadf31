"""What a person typed is never taken for HTML: where Qt guesses, the program says.

Labels and message boxes are the ones of ``app.ui.widgets.plain`` (ruff refuses Qt's own). This reads the rest out of
the source: tool tips, and each place that asks for rich text. ``tests/ui/test_hostile_names.py`` opens the pages.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

UI = Path("app/ui")
GUESSING = {"setToolTip", "setStatusTip", "setWhatsThis", "showText"}  # each takes a text that Qt may take for HTML
# Each asks for rich text, and escapes what people typed: look twice before a line is added here.
RICH = {
    "app/ui/customers/family/head.py",
    "app/ui/interview/meaning/side.py",
    "app/ui/library/card.py",
    "app/ui/library/compare.py",
    "app/ui/shared/paper/dialog.py",
    "app/ui/shared/paper/printing.py",
    "app/ui/team/meeting.py",
}
ASKING = ("TextFormat.RichText", "TextFormat.AutoText", "TextFormat.MarkdownText", ".setHtml(", ".insertHtml(",
          ".appendHtml(", "QStaticText(", "QGraphicsTextItem(")  # fmt: skip


def sources() -> Iterator[tuple[Path, str]]:
    for path in sorted(UI.rglob("*.py")):
        yield path, path.read_text(encoding="utf-8")


def own(node: ast.expr) -> bool:
    """A sentence of the program itself, or a text that went through ``plain``."""
    match node:
        case ast.Constant():
            return True
        case ast.Call(func=ast.Name(id="plain")):
            return True
        case ast.Call(func=ast.Attribute(attr="tr"), args=[ast.Constant(), *_]):
            return True
        case ast.BinOp(left=left, right=right):
            return own(left) and own(right)
        case ast.IfExp(body=body, orelse=other):
            return own(body) and own(other)
    return False


def guessed(source: str) -> Iterator[int]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in GUESSING:
            text = node.args[1] if node.func.attr == "showText" else node.args[0]
            if not own(text):
                yield node.lineno
        elif isinstance(node, ast.If) and ast.unparse(node.test).endswith("== Qt.ItemDataRole.ToolTipRole"):
            for found in ast.walk(node):
                if isinstance(found, ast.Return) and found.value is not None and not own(found.value):
                    yield found.lineno


def test_a_tool_tip_is_a_sentence_of_the_program_or_goes_through_plain() -> None:
    found = [f"{path}:{line}" for path, text in sources() for line in guessed(text)]

    assert found == [], "write plain(…) around it: app/ui/widgets/plain.py"


def test_rich_text_is_asked_for_where_it_is_known() -> None:
    found = {path.as_posix() for path, text in sources() if any(word in text for word in ASKING)}

    assert found == RICH


@pytest.mark.parametrize(
    "source",
    [
        "a.setToolTip(row.name)",
        "a.setToolTip(self.tr('{who}').format(who=row.name))",
        "a.setToolTip(f'{row.name}')",
        "a.setToolTip('' if x else row.name)",
        "QToolTip.showText(where, spot.text, self)",
        "def data():\n if role == Qt.ItemDataRole.ToolTipRole:\n  return row.name",
    ],
)
def test_the_reading_finds_what_it_is_for(source: str) -> None:
    assert list(guessed(source))
