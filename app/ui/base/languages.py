"""Chinese and English: a switch of language is heard at once by whatever Qt draws itself."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtWidgets import QApplication

from app.enums import Language
from app.ui.base.translator import WindowTranslator, sentences


def apply(app: QApplication, language: Language) -> None:
    """Speak ``language`` from now on; pages are rebuilt by the window afterwards."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese if language == Language.ZH else QLocale.Language.English))
    spoken = QLocale.system().language()
    wanted = QLocale.Language.Chinese if language == Language.ZH else QLocale.Language.English
    # The system's own dialogs of files speak its language; Qt's speak the one that was chosen.
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, spoken != wanted)
    translator = app.findChild(WindowTranslator)
    if translator is None:
        translator = WindowTranslator(sentences(), app)
        translator.speak(language)
        app.installTranslator(translator)
        return
    translator.speak(language)
    QCoreApplication.sendEvent(app, QEvent(QEvent.Type.LanguageChange))
