"""The weekly template is edited in Excel: written where it is looked for, then opened."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from app.services.team.weekly import template
from app.ui.base.desk import Desk


def edit_template(desk: Desk) -> None:
    """A template that changes nothing where there is none yet; the foot says where it is."""
    path = template.path_of(desk.store)
    with desk.guard():
        if not path.exists():
            template.write_default(path, desk.language)
        words = QCoreApplication.translate("MainWindow", "The template: {path}")
        desk.hub.tell(words.format(path=path))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
