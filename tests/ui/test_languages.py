"""The translator of the window: two languages, what counts, Qt's own texts, other threads, a switch."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app import words
from app.enums import Language
from app.ui.base import languages
from app.ui.base.translator import Sentences, WindowTranslator, sentences
from tests.ui.conftest import OpenWindow

PAGES = Sentences(
    {"Pages": "页", "%n pages": "%n 页", "{n} of %n": "%n 之 {n}", "Cancel": "算了"}, {"%n pages": "%n page"}
)


class Shelf(QObject):
    """A class no translation was made for: sentences belong to no class."""


class SmallShelf(Shelf):
    """Nor for one below it."""


@pytest.fixture(autouse=True)
def chinese_again(qapp: QApplication) -> Iterator[None]:
    yield
    languages.apply(qapp, Language.ZH)


@pytest.fixture
def pages() -> Iterator[WindowTranslator]:
    """A translator of a few sentences, asked before the program's own."""
    translator = WindowTranslator(PAGES)
    assert QCoreApplication.installTranslator(translator)
    yield translator
    QCoreApplication.removeTranslator(translator)


def test_a_sentence_is_said_in_chinese_whichever_class_says_it(pages: WindowTranslator) -> None:
    pages.speak(Language.ZH)
    assert [SmallShelf().tr("Pages"), QCoreApplication.translate("Anything", "Pages")] == ["页", "页"]
    assert SmallShelf().tr("Written tomorrow") == "Written tomorrow"
    pages.speak(Language.EN)
    assert SmallShelf().tr("Pages") == "Pages"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.ZH, ["0 页", "1 页", "2 页", "21 页"]),
        (Language.EN, ["0 pages", "1 page", "2 pages", "21 pages"]),
    ],
)
def test_what_counts_says_one_page_and_two_pages(pages: WindowTranslator, language: Language, said: list[str]) -> None:
    pages.speak(language)
    shelf = SmallShelf()
    assert [shelf.tr("%n pages", n=number) for number in (0, 1, 2, 21)] == said
    assert [QCoreApplication.translate("Shelf", "%n pages", None, number) for number in (0, 1, 2, 21)] == said


def test_qt_keeps_its_own_words_in_its_own_contexts(pages: WindowTranslator) -> None:
    pages.speak(Language.ZH)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    assert QCoreApplication.translate("QuickAdd", "Cancel") == "算了"


def test_a_switch_is_heard_by_what_qt_draws_itself(qapp: QApplication) -> None:
    heard: list[QEvent.Type] = []

    class Ear(QWidget):
        def changeEvent(self, event: QEvent) -> None:
            heard.append(event.type())

    ear = Ear()
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    button = box.button(QDialogButtonBox.StandardButton.Cancel)
    for language, said in ((Language.EN, "Cancel"), (Language.ZH, "取消"), (Language.EN, "Cancel")):
        heard.clear()
        languages.apply(qapp, language)
        qapp.processEvents()
        assert said in button.text()
        assert QEvent.Type.LanguageChange in heard
        assert QLocale().language() == (QLocale.Language.English if said == "Cancel" else QLocale.Language.Chinese)
    ear.close()


def test_the_program_has_one_translator_however_often_its_language_changes(qapp: QApplication) -> None:
    for language in (Language.EN, Language.ZH, Language.EN, Language.ZH):
        languages.apply(qapp, language)
    assert len(qapp.findChildren(WindowTranslator)) == 1


def test_every_sentence_of_the_program_is_said_in_chinese(qapp: QApplication) -> None:
    languages.apply(qapp, Language.ZH)
    chinese, one = sentences()
    shelf = Shelf()
    assert len(chinese) > 1000 and one
    assert {english for english, said in chinese.items() if shelf.tr(english) != said} == set()
    languages.apply(qapp, Language.EN)
    assert {english for english in chinese if shelf.tr(english) != english} == set()
    for english, said in one.items():
        assert shelf.tr(english, n=1) == said.replace("%n", "1")


def test_what_the_vocabulary_says_need_not_be_written_twice(qapp: QApplication) -> None:
    languages.apply(qapp, Language.ZH)
    assert Shelf().tr("Birth date") == words.say("customers.column.birth_date", Language.ZH)


def test_a_switch_while_other_threads_say_sentences_does_not_hang() -> None:
    """Taking a translator out while a thread asks it once stopped both for ever: Qt's lock and Python's."""
    program = """
import threading
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication
from app.enums import Language
from app.ui.base import languages, translator
app = QApplication([])
english, chinese = min(translator.sentences().chinese.items())
languages.apply(app, Language.ZH)
over = threading.Event()
said = set()
def work():
    while not over.is_set():
        said.add(QCoreApplication.translate("X", english))
threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
for number in range(60):
    languages.apply(app, (Language.EN, Language.ZH)[number % 2])
over.set()
for thread in threads:
    thread.join()
assert said and said <= {english, chinese}, said
print("over")
"""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program], capture_output=True, encoding="utf-8", timeout=120
    )
    assert done.returncode == 0 and "over" in done.stdout, done.stderr


@pytest.mark.parametrize(("language", "cancel"), [(Language.ZH, "取消"), (Language.EN, "Cancel")])
def test_the_dialogs_of_files_speak_the_language_that_was_chosen(
    qtbot: QtBot, open_window: OpenWindow, language: Language, cancel: str
) -> None:
    """The system's own ones speak the system's language: where that is another, Qt's are taken."""
    window = open_window(language)
    wanted = QLocale.Language.Chinese if language == Language.ZH else QLocale.Language.English
    own = QApplication.testAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    assert own == (QLocale.system().language() != wanted)
    dialog = QFileDialog(window)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    dialog.show()
    assert cancel in [button.text().replace("&", "") for button in dialog.findChildren(QPushButton)]
