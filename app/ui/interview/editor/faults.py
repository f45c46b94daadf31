"""From the place of a fault in a document to the part and the field of the editor."""

from __future__ import annotations

import re

from app.errors import Problem
from app.ui.interview.editor.outline import Path

_SECTION = re.compile(r"sections\[(\d+)\](?:\.questions\[(\d+)\])?\.?(.*)")


def place_of(problem: Problem) -> tuple[Path, str]:
    """``sections[1].questions[2].text.zh`` is the field "text_zh" of part (1, 2); "choices[0].value" is "choices"."""
    text = problem.place.field or ""
    path: Path = ()
    if found := _SECTION.fullmatch(text):
        path = tuple(int(number) for number in found.groups()[:2] if number is not None)
        text = found[3]
    if "[" in text:
        return path, text.split("[")[0]
    return path, text.replace(".", "_")
