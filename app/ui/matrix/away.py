"""What goes with a matrix, told before it is archived or deleted."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.services.matrix.putting_away import Contents
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.plain import Label


class AwayDialog(Dialog):
    """The button that leaves things alone is the default."""

    def __init__(self, parent: QWidget, name: str, told: Contents, *, for_good: bool) -> None:
        super().__init__(parent)
        title = self.tr("Delete {name}") if for_good else self.tr("Archive {name}")
        self.setWindowTitle(title.format(name=name))
        self.setMinimumWidth(460)
        layout = QVBoxLayout(self)
        about = (
            self.tr("All of this is deleted with it. Ctrl+Z brings it back as long as nothing changed it.")
            if for_good
            else self.tr("Nothing is lost: it is only no longer offered, and comes back from the menu.")
        )
        head = Label(about)
        head.setWordWrap(True)
        layout.addWidget(head)
        for line in self._lines(told):
            layout.addWidget(Label(line))
        self.go = QPushButton(self.tr("Delete") if for_good else self.tr("Archive"))
        self.go.clicked.connect(self.accept)
        layout.addLayout(self.lay_foot(self.go, away=self.tr("Leave it as it is")))
        self.close_button.setDefault(True)

    def _lines(self, told: Contents) -> list[str]:
        return [
            self.tr("Needs: {count}, not done yet: {open}").format(count=told.needs, open=told.open),
            self.tr("Links: {count}").format(count=told.links),
            self.tr("Baselines: {baselines} · meetings: {meetings} · changes and decisions: {changes}").format(
                baselines=told.baselines, meetings=told.meetings, changes=told.changes
            ),
        ]
