"""Chinese and English: the translator of the window's own sentences and of Qt's."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app import paths
from app.enums import Language

_installed: list[QTranslator] = []


def apply(app: QApplication, language: Language) -> None:
    """Install the translators for ``language``; pages are rebuilt by the window afterwards."""
    while _installed:
        app.removeTranslator(_installed.pop())
    chinese = language == Language.ZH
    QLocale.setDefault(QLocale(QLocale.Language.Chinese if chinese else QLocale.Language.English))
    if not chinese:
        return
    for name, folder in (
        ("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("zh_CN", str(paths.resource("i18n"))),
    ):
        translator = QTranslator()
        if translator.load(name, folder):
            app.installTranslator(translator)
            _installed.append(translator)
