"""The parts of a template as a tree: the template, its sections, their questions."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from app.enums import Language

Path = tuple[int, ...]  # () the template, (2,) its third section, (2, 0) the first question there
PATH_ROLE = Qt.ItemDataRole.UserRole


class Outline(QTreeWidget):
    """``chosen`` with the path of what the user goes to; showing a document says nothing."""

    chosen = Signal(tuple)

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.setHeaderHidden(True)
        self.setAccessibleName(self.tr("Parts of the template"))
        self.currentItemChanged.connect(self._tell)

    def show_document(self, document: dict[str, Any], path: Path) -> None:
        """Draw the tree anew and stand at ``path``."""
        self.blockSignals(True)
        self.clear()
        root = self._item(document.get("name"), ())
        self.addTopLevelItem(root)
        for number, section in enumerate(document["sections"]):
            branch = self._item(section.get("title"), (number,))
            root.addChild(branch)
            for place, question in enumerate(section["questions"]):
                leaf = self._item(question.get("text"), (number, place))
                if "when" in question:
                    leaf.setText(0, "↳ " + leaf.text(0))
                branch.addChild(leaf)
        self.expandAll()
        self.setCurrentItem(self._find(path) or root)
        self.blockSignals(False)

    def rename(self, path: Path, words: Any) -> None:
        item = self._find(path)
        if item is not None:
            item.setText(0, self._say(words))

    @property
    def path(self) -> Path:
        item = self.currentItem()
        return () if item is None else tuple(item.data(0, PATH_ROLE))

    def _item(self, words: Any, path: Path) -> QTreeWidgetItem:
        item = QTreeWidgetItem([self._say(words)])
        item.setData(0, PATH_ROLE, list(path))
        return item

    def _say(self, words: Any) -> str:
        told = words.get("zh" if self._language == Language.ZH else "en", "") if isinstance(words, dict) else ""
        return told or self.tr("(no text yet)")

    def _find(self, path: Path) -> QTreeWidgetItem | None:
        item: QTreeWidgetItem | None = self.topLevelItem(0)
        for number in path:
            item = item.child(number) if item is not None else None
        return item

    def _tell(self) -> None:
        self.chosen.emit(self.path)
