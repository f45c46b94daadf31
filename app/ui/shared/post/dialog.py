"""The post in a window of its own: for an agent, who has no Team tab, and from the search box."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.base.changes import Change, ChangeKind
from app.ui.base.desk import Desk
from app.ui.shared.post.view import PostView
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.notice import Notice


class PostDialog(Dialog):
    """Reads anew when a round in the background brought something."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Team post"))
        self.resize(980, 620)
        notice = Notice(desk.language)
        self.view = PostView(desk, notice.guard, notice)
        layout = QVBoxLayout(self)
        layout.addWidget(notice)
        layout.addWidget(self.view, 1)
        layout.addLayout(self.lay_foot(None))
        desk.hub.changed.connect(self._on_change)
        self.view.show_post()

    def typed(self) -> bool:
        return False

    def _on_change(self, change: Change) -> None:
        if change.touches(ChangeKind.POST):
            self.view.show_post()
