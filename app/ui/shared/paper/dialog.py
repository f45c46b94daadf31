"""A paper before it leaves: looked at, then saved as PDF, Word or one long picture; a phone's page too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QTextBrowser, QVBoxLayout, QWidget

from app.services.base.file_names import clean
from app.services.tables.paper import Paper, write_web, write_word
from app.services.tables.paper.html import to_html
from app.ui.base.preferences import Preferences
from app.ui.base.saving import ask_where
from app.ui.shared.paper.printing import write_pdf, write_picture
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.notice import Notice

WIDTH, HEIGHT, LINE = 860, 680, 780
NARROW, PHONE_LINE = 460, 362  # a phone's width in the window
Writer = Callable[[Paper, Path], object]


class PaperDialog(Dialog):
    """``name`` is the file's name without its ending; ``phone`` the same as one page for the phone, where there is such
    a page. A paper is white in the dark theme too."""

    def __init__(
        self, parent: QWidget, paper: Paper, name: str, preferences: Preferences, phone: Paper | None = None
    ) -> None:
        super().__init__(parent)
        self.paper, self._name, self._preferences, self._phone = paper, name, preferences, phone
        self._saved: Path | None = None
        self.setWindowTitle(paper.title)
        self.resize(NARROW if paper.narrow else WIDTH, HEIGHT)
        self.notice = Notice(paper.language)
        self.view = QTextBrowser()
        self.view.setStyleSheet("background: #ffffff; color: #1f2933; padding: 18px;")
        self.show_paper(paper, phone)
        self.view.setAccessibleName(paper.title)
        self.open_button = QPushButton(self.tr("Open the file"))
        self.open_button.clicked.connect(self._open)
        self.open_button.hide()
        self.buttons: dict[str, QPushButton] = {}
        for ending, words, writer in self._ways():
            button = QPushButton(words)
            button.clicked.connect(lambda _checked=False, e=ending, w=writer: self._ask(e, w))
            button.setAutoDefault(False)
            self.buttons[ending] = button
        self.phone_button = QPushButton(self.tr("One page for the phone"), self)
        self.phone_button.setToolTip(self.tr("What matters on at most three screens, to be sent"))
        self.phone_button.setAutoDefault(False)
        self.phone_button.clicked.connect(self.show_phone)
        self.phone_button.setHidden(phone is None)
        first, *more = self.buttons.values()
        beside = [self.open_button, *more, *([self.phone_button] if phone is not None else [])]
        self._column = layout = QVBoxLayout(self)
        layout.addWidget(self.notice)
        layout.addWidget(self.view, 1)
        layout.addLayout(self.lay_foot(first, *beside, away=self.tr("Close")))

    def _ways(self) -> list[tuple[str, str, Writer]]:
        """Endings with the button's words and the writer, the likely one first."""
        if self.paper.narrow:
            return [(".png", self.tr("Picture"), write_picture), (".html", self.tr("Web page"), write_web)]
        picture = self.tr("Picture for the phone") if self._phone is None else self.tr("One long picture")
        return [
            (".pdf", self.tr("PDF"), write_pdf),
            (".docx", self.tr("Word"), write_word),
            (".png", picture, write_picture),
        ]

    def show_phone(self) -> None:
        """The page for the phone in a window of its own."""
        if self._phone is not None:
            PaperDialog(self, self._phone, self._name, self._preferences).exec()

    def show_paper(self, paper: Paper, phone: Paper | None = None) -> None:
        """This one from now on, with its page for the phone: it is what is saved."""
        self.paper, self._phone = paper, phone
        self.view.setHtml(to_html(paper, PHONE_LINE if paper.narrow else LINE))

    def insert(self, line: QWidget) -> None:
        """A line above the paper, below what is said of it."""
        self._column.insertWidget(1, line)

    def save(self, path: Path, writer: Writer) -> None:
        """Write the file and say so, or say why not."""
        with self.notice.guard():
            writer(self.paper, path)
            self._saved = path
            self.notice.show_done(self.tr("Saved: {path}").format(path=path))
            self.open_button.show()

    def _ask(self, ending: str, writer: Writer) -> None:
        name, kinds = clean(self._name) + ending, f"*{ending}"
        if chosen := ask_where(self, self._preferences, self.paper.title, name, kinds, folder="paper_folder"):
            self.save(chosen[0], writer)

    def _open(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved)))
