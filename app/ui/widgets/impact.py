"""Who and what is affected, shown before the act; nothing is done unless a person goes on."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.enums import Language
from app.services.matrix.impact import Impact
from app.ui.base import labels
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label


class ImpactDialog(Dialog):
    """``go`` names the act; the button that leaves things alone is the default."""

    def __init__(self, parent: QWidget, language: Language, title: str, told: Impact, go: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumSize(560, 320)
        layout = QVBoxLayout(self)
        head = Label(told.subject.says(language))
        head.setProperty("kind", "heading")
        layout.addWidget(head)
        summary = Label(self._summary(told))
        summary.setWordWrap(True)
        layout.addWidget(summary)
        layout.addWidget(self._list(told, language), 1)
        self.go = QPushButton(go)
        self.go.clicked.connect(self.accept)
        layout.addLayout(self.lay_foot(self.go, away=self.tr("Leave it as it is")))
        self.stay = self.close_button
        self.stay.setDefault(True)

    def _summary(self, told: Impact) -> str:
        if not told.total:
            return self.tr("Nothing else is affected.")
        text = self.tr("Records affected: {records} · families: {families} · links that become suspect: {links}")
        return text.format(records=told.total, families=len(told.households), links=told.suspects)

    def _list(self, told: Impact, language: Language) -> QWidget:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        for kind, some in told.affected.items():
            head = Label(f"{labels.of(kind, language)}  {len(some)}")
            head.setProperty("kind", "heading")
            layout.addWidget(head)
            for one in some:
                line = Label("  ".join(filter(None, (one.says(language), one.household_code))))
                line.setWordWrap(True)
                layout.addWidget(line)
        layout.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        return area


def agreed(parent: QWidget, language: Language, title: str, told: Impact, go: str) -> bool:
    return bool(ImpactDialog(parent, language, title, told, go).exec())
