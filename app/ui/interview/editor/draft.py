"""The document being edited: its parts by path, added, moved and removed. Whether it is sound is asked when saving."""

from __future__ import annotations

from typing import Any

from app.ui.interview.editor.outline import Path


class Draft:
    """``changed`` since it was opened; ``opened_as`` is the code it had then."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        self.changed = False
        self.opened_as = str(document.get("code", ""))

    def part(self, path: Path) -> dict[str, Any]:
        """The template itself, a section, or a question."""
        if not path:
            return self.document
        section: dict[str, Any] = self.document["sections"][path[0]]
        if len(path) == 1:
            return section
        question: dict[str, Any] = section["questions"][path[1]]
        return question

    def put(self, path: Path, part: dict[str, Any]) -> None:
        """Replace what a form shows of a part; what is inside it stays."""
        self.changed = True
        old = self.part(path)
        inside = {name: old[name] for name in ("version", "sections", "questions") if name in old}
        old.clear()
        old.update(part | inside)

    def add_section(self, path: Path) -> Path:
        """Behind the one at hand."""
        self.changed = True
        place = path[0] + 1 if path else len(self.document["sections"])
        key = self._free("section", {section["key"] for section in self.document["sections"]})
        empty = {"key": key, "title": {"zh": "", "en": ""}, "questions": []}
        self.document["sections"].insert(place, empty)
        return (place,)

    def add_question(self, path: Path) -> Path:
        """Behind the one at hand, or as the first of the section."""
        if not self.document["sections"]:
            path = self.add_section(())
        self.changed = True
        section = path[0] if path else len(self.document["sections"]) - 1
        place = path[1] + 1 if len(path) == 2 else 0
        taken = {question["key"] for one in self.document["sections"] for question in one["questions"]}
        empty = {"key": self._free("question", taken), "kind": "notes", "text": {"zh": "", "en": ""}}
        self.document["sections"][section]["questions"].insert(place, empty)
        return (section, place)

    def move(self, path: Path, by: int) -> Path:
        """Among its neighbours; at the edge it stays."""
        if not path:
            return path
        among, place = self._among(path), path[-1]
        if not 0 <= place + by < len(among):
            return path
        self.changed = True
        among.insert(place + by, among.pop(place))
        return (*path[:-1], place + by)

    def remove(self, path: Path) -> Path:
        """Where to go on: the one that takes its place, or the part it was in."""
        if not path:
            return path
        self.changed = True
        among, place = self._among(path), path[-1]
        among.pop(place)
        return (*path[:-1], min(place, len(among) - 1)) if among else path[:-1]

    def before(self, path: Path) -> list[dict[str, Any]]:
        """The questions asked before one, in their order."""
        before: list[dict[str, Any]] = []
        for section in self.document["sections"][: path[0]]:
            before += section["questions"]
        before += self.document["sections"][path[0]]["questions"][: path[1]]
        return before

    def _among(self, path: Path) -> list[dict[str, Any]]:
        sections: list[dict[str, Any]] = self.document["sections"]
        questions: list[dict[str, Any]] = sections[path[0]]["questions"]
        return sections if len(path) == 1 else questions

    def _free(self, start: str, taken: set[str]) -> str:
        number = 1
        while f"{start}_{number}" in taken:
            number += 1
        return f"{start}_{number}"
