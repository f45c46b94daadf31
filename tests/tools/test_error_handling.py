"""One way for errors in the window: pages and windows have a guard, forms show faults beside their fields.

Whatever else catches a user's error stands here with its reason; a new place has to be argued for.
"""

from __future__ import annotations

import ast
from pathlib import Path

UI = Path(__file__).resolve().parents[2] / "app" / "ui"
ERRORS = {"NeedfolioError", "InputError", "ConflictError"}

# Module → how many handlers, and why it has its own.
ALLOWED = {
    # the ways themselves
    "widgets/notice.py": (1, "the guard of pages and windows"),
    "widgets/forms/form.py": (1, "the guard of forms: faults beside their fields"),
    "widgets/forms/dialog.py": (1, "the form in a dialog"),
    "widgets/tables/table.py": (1, "an edit in a cell: the model says it was refused, the page's notice shows it"),
    "base/desk.py": (1, "what is done without a page is refused at the foot"),
    "base/task_runner.py": (2, "work beside the window hands its error to whoever started it"),
    # shown at the very place it is about, while one types
    "combinations/changing/change.py": (1, "the effect of a sum, while it is typed"),
    "customers/list/conditions.py": (1, "a field's own problem"),
    "interview/editor/dialog.py": (1, "faults of a template are a list, each leads to its place"),
    "library/editor.py": (1, "faults of grids stand at their grids"),
    "shared/statutory/form.py": (1, "rows at fault stand at the grid"),
    "widgets/forms/grid_field.py": (1, "a pasted block: faults stand at the grid"),
    "progress/kpis/edit.py": (2, "the preview says what is wrong; faults of terms are told to the form by its names"),
    "progress/targets/month.py": (1, "the preview of a day that is no day is empty"),
    "shared/post/meeting.py": (1, "a card's six words, while it is pasted"),
    "shell/safety/helping.py": (1, "a card's numbers, while it is pasted"),
    "shell/safety/page.py": (1, "the page has one line for what was done and refused, also by work beside it"),
    "shell/safety/passwords.py": (1, "the group typed back: the fault stands under it"),
    "shared/pairs/dialog.py": (1, "each fault marks its line"),
    # an error that is an answer
    "combinations/kept.py": (1, "what is refused for want of an assessment is assessed first"),
    "interview/page.py": (1, "what is missing is shown where it is asked"),
    "shell/history.py": (2, "what was taken back in part is done again; a family that is gone is not alive"),
    "selling/page.py": (1, "an id that is no order is a sale"),
    "shared/imports/wizard.py": (1, "a text in another encoding is read in that"),
    "shell/unlock.py": (1, "before a store is open there is no page and no foot: the card has its own line"),
    # nobody asked for it: whoever does will be told
    "shell/safety/watching.py": (2, "the log brought into the file, the backup at closing"),
    "shell/reminder_strip.py": (1, "a look at the clock"),
    "widgets/forms/form_draft.py": (1, "a draft kept while one types"),
}


def handlers(path: Path) -> int:
    """How many handlers of the file name one of the errors a user is told of, or are as wide."""
    found = 0
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            names = {one.id for one in ast.walk(node.type) if isinstance(one, ast.Name)} if node.type else {"Exception"}
            found += bool(names & (ERRORS | {"Exception", "BaseException"}))
    return found


def test_errors_are_shown_in_one_way() -> None:
    found = {path.relative_to(UI).as_posix(): count for path in UI.rglob("*.py") if (count := handlers(path))}
    assert found == {name: count for name, (count, _) in ALLOWED.items()}
