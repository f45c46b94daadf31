"""The pages of the manual: ``resources/manual/<language>/*.md``, in the order they are read."""

from __future__ import annotations

from dataclasses import dataclass

from app import paths
from app.enums import Language

FIRST = "first-steps"
ORDER = (
    FIRST, "today", "customers", "interview", "combinations", "matrix", "selling", "service", "progress", "targets",
    "reports", "commission", "team", "post", "library", "know", "excel", "safety", "command-line",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ManualPage:
    """``text`` is Markdown; its first line is the title."""

    key: str
    title: str
    text: str

    def says(self, wanted: str) -> bool:
        return wanted.casefold() in self.text.casefold()


def pages(language: Language) -> list[ManualPage]:
    return [_read(key, language) for key in ORDER]


def _read(key: str, language: Language) -> ManualPage:
    text = paths.resource("manual", language.value, f"{key}.md").read_text(encoding="utf-8")
    return ManualPage(key, text.partition("\n")[0].lstrip("# ").strip(), text)
