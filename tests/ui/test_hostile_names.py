"""Over a store where everything anybody typed ends in an ``<img>`` every page and dialog shows it as it was typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel
from PySide6.QtGui import Qt, QTextDocument, QTextFormat
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QLabel, QPlainTextEdit, QTextEdit, QWidget
from sqlalchemy import String, Text

from app.bootstrap import Gate
from app.enums import Language
from app.models import Base
from app.services.base import agents
from app.services.base.store import Store
from app.services.base.store.engine import connect
from app.ui.base.preferences import Preferences
from app.ui.shell.start import make_window
from app.ui.shell.tabs import TABS
from app.ui.widgets.plain import caption, plain
from tests.conftest import PASSWORD
from tests.ui.conftest import copied
from tests.ui.dialog_openers import OPENERS
from tests.ui.dialog_world import World, fill
from tests.ui.test_dialogs import idle, shown

TRAP = "trap.png"
HOSTILE = f"<img src='file:///{TRAP}'>"
TYPED = """
    actor_name address agent_name body city companion competitor consent decision declined_reason
    description details explanation improve lost_reason missing name name_en name_zh next_step note
    notes occupation own_will owner_name payer_name present product_name purpose reason report
    resolution result strengths subject_name summary text title words
""".split()


@pytest.fixture(scope="module")
def world(empty_store_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    file = tmp_path_factory.mktemp("hostile") / "needfolio.db"
    copied(empty_store_file, file)
    fill(file)
    poison(file)
    preferences = Preferences(file.with_name("window.ini"))
    preferences.language = Language.ZH
    window = make_window(Gate(file), preferences)
    window.resize(1366, 768)
    window.show()
    store = Store.open(file, PASSWORD)
    window.open_desk(store, agents.me(store))
    yield World(window)
    idle(window)
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def poison(file: Path) -> None:
    """Behind the services' back, some of which would not take such a name: a package or an older store may hold it."""
    with closing(Store.open(file, PASSWORD)) as store:
        key = store.data_key
    with closing(connect(file, key)) as connection:
        done = 0
        for table in Base.metadata.sorted_tables:
            columns = {one.name for one in table.c if isinstance(one.type, String | Text) and not one.foreign_keys}
            for column in columns & set(TYPED):
                done += connection.execute(
                    f'UPDATE "{table.name}" SET "{column}" = "{column}" || ? WHERE "{column}" <> \'\'', (HOSTILE,)
                ).rowcount
        assert done > 100


def taken_for_html(root: QWidget) -> list[str]:
    """Every text below ``root`` that Qt would render, or has rendered, though somebody typed it."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        tips = [widget.toolTip(), widget.whatsThis(), *(action.toolTip() for action in widget.actions())]
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            tips += [
                str(model.index(row, column).data(Qt.ItemDataRole.ToolTipRole) or "")
                for row in range(min(model.rowCount(), 30))
                for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount())
            ]
        found += [tip for tip in tips if TRAP in tip and Qt.mightBeRichText(tip) and HOSTILE in tip]
        if isinstance(widget, QLabel) and HOSTILE in widget.text():
            found += [] if widget.textFormat() == Qt.TextFormat.PlainText else [widget.text()]
        if isinstance(widget, QTextEdit):
            found += pictures(widget.document())
    return found


def pictures(document: QTextDocument) -> list[str]:
    formats = [one.toImageFormat().name() for one in document.allFormats() if one.isImageFormat()]
    assert all(isinstance(one, QTextFormat) for one in document.allFormats())
    return [name for name in formats if TRAP in name]


def told(root: QWidget) -> int:
    """How many labels and texts show it as it was typed."""
    labels = [one.text() for one in root.findChildren(QLabel)]
    texts = [one.toPlainText() for one in (*root.findChildren(QTextEdit), *root.findChildren(QPlainTextEdit))]
    return sum(HOSTILE in text for text in labels + texts)


def test_every_page_shows_it_as_text(world: World) -> None:
    seen = 0
    for tab in TABS:
        page = world.page(tab)
        QApplication.processEvents()
        assert taken_for_html(world.window) == [], tab
        seen += told(page)
    assert seen > 5, "the pages show what was typed"
    idle(world.window)


@pytest.mark.parametrize("name", sorted(OPENERS))
def test_every_dialog_shows_it_as_text(world: World, name: str) -> None:
    def look(dialog: QDialog) -> None:
        assert taken_for_html(dialog) == []

    shown(world, name, look)


def test_the_look_would_see_it(world: World) -> None:
    """Qt's own label and tool tip take it for HTML; ours do not."""
    label, box = QLabel(HOSTILE), QTextEdit()
    label.setToolTip(HOSTILE)
    box.setHtml(HOSTILE)
    assert len(taken_for_html(label)) == 2
    assert len(taken_for_html(box)) == 1
    label.setToolTip(plain(f"A&B {HOSTILE}"))
    label.setTextFormat(Qt.TextFormat.PlainText)
    assert taken_for_html(label) == []
    assert world.window.isVisible()


def test_plain_says_the_same_words() -> None:
    for text in ("", "王芳", "a < b & c", f"A&B\n{HOSTILE}", "<b>fat</b>"):
        document = QTextDocument()
        document.setHtml(plain(text)) if Qt.mightBeRichText(plain(text)) else document.setPlainText(plain(text))
        assert document.toPlainText() == text
    assert caption("A&B") == "A&&B"
