"""Papers: the same words in Word, PDF and picture; whole files or none."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.enums import Language
from app.errors import InputError
from app.services.tables.paper import Column, Heading, Paper, Table, Text, write_word
from app.services.tables.paper.html import to_html
from app.ui.base.preferences import Preferences
from app.ui.shared.paper import PaperDialog, write_pdf, write_picture
from tests.services.full_disk import no_room
from tests.ui.paper_sample import picture, sample


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    return sample(picture(tmp_path / "x.png"))


def test_word_has_every_text_the_head_repeated_and_the_running_lines(paper: Paper, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    write_word(paper, path)
    document = docx.Document(str(path))
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["险种", "保额", "保费"] in cells
    assert ["定期寿险 59 <虚构>", "500,000", "59.00"] in cells
    assert ["合计", "", "1,770.00"] in cells
    assert "小字说明" in [paragraph.text for paragraph in document.paragraphs]
    assert len(document.inline_shapes) == 1
    foot = document.sections[0].footer.paragraphs[0]
    assert all(line in foot.text for line in paper.running)
    assert "tblHeader" in document.tables[2]._tbl.xml


def test_pdf_has_the_pages_it_needs(paper: Paper, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    pages = write_pdf(paper, path)
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    assert pages == len(re.findall(rb"/Type\s*/Page\b", content)) == 4


def test_the_picture_is_one_long_sheet_with_ink_at_both_ends(paper: Paper, tmp_path: Path) -> None:
    path = tmp_path / "paper.png"
    write_picture(paper, path)
    image = QImage(str(path))
    assert image.width() == 1120
    assert image.height() > 3 * image.width()
    for top in (0, image.height() - 220):  # the title; the running lines
        strip = image.copy(0, top, image.width(), 220)
        assert any(strip.pixelColor(x, y).lightness() < 200 for x in range(56, 600, 3) for y in range(0, 220, 3))


@pytest.mark.usefixtures("paper")
def test_a_picture_too_long_to_paint_is_painted_smaller(tmp_path: Path) -> None:
    long = sample(picture(tmp_path / "x.png"), rows=1500)
    write_picture(long, tmp_path / "long.png")
    image = QImage(str(tmp_path / "long.png"))
    assert 0 < image.width() < 1120
    assert 31_000 < image.height() <= 32_000


def test_what_stands_in_data_is_never_markup(paper: Paper) -> None:
    assert "<虚构>" not in to_html(paper, 500)
    assert "&lt;虚构&gt;" in to_html(paper, 500)


@pytest.mark.parametrize(("ending", "writer"), [(".pdf", write_pdf), (".docx", write_word), (".png", write_picture)])
def test_a_file_that_cannot_be_written_is_said_and_leaves_nothing(
    paper: Paper, tmp_path: Path, ending: str, writer: object
) -> None:
    target = tmp_path / "missing" / f"paper{ending}"
    with pytest.raises(InputError) as caught:
        writer(paper, target)  # type: ignore[operator]
    assert caught.value.problems[0].code == "out_no_folder"
    assert not target.parent.exists()


@pytest.mark.parametrize(("ending", "writer"), [(".pdf", write_pdf), (".docx", write_word), (".png", write_picture)])
def test_a_full_disk_leaves_the_paper_that_was_there(paper: Paper, tmp_path: Path, ending: str, writer: object) -> None:
    """Qt writes half a PDF to a full disk and calls it done."""
    target = tmp_path / f"paper{ending}"
    target.write_text("kept", encoding="utf-8")
    with pytest.raises(InputError) as caught, no_room():
        writer(paper, target)  # type: ignore[operator]
    assert caught.value.problems[0].code == "cannot_write"
    assert target.read_text(encoding="utf-8") == "kept"
    assert sorted(path.name for path in tmp_path.iterdir()) == [target.name, "x.png"]


def test_the_dialog_saves_what_it_shows(
    qtbot: QtBot, paper: Paper, tmp_path: Path, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = PaperDialog(None, paper, "王芳", preferences)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    assert "定期寿险 3 <虚构>" in dialog.view.toPlainText()
    for ending in (".pdf", ".docx", ".png"):
        target = tmp_path / f"out{ending}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, t=target: (str(t), ""))
        qtbot.mouseClick(dialog.buttons[ending], Qt.MouseButton.LeftButton)
        assert target.stat().st_size > 1000
        assert str(target) in dialog.notice.text
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "no" / "x.pdf"), ""))
    qtbot.mouseClick(dialog.buttons[".pdf"], Qt.MouseButton.LeftButton)
    assert dialog.notice.text.startswith("⚠")


def test_in_word_columns_are_as_wide_as_asked_and_rows_stay_whole(tmp_path: Path) -> None:
    columns = (Column("Line", 1.0), Column("How", 3.0))
    table = Table(columns, (("a", "b"), ("c", "d")))
    blocks = (Heading("H", 2), Text("note", muted=True), table)
    write_word(Paper(Language.EN, "T", blocks, running=("x", "y")), tmp_path / "w.docx")
    document = docx.Document(str(tmp_path / "w.docx"))
    written = document.tables[0]
    assert written.columns[1].width == pytest.approx(3 * written.columns[0].width, rel=0.01)
    assert all(row._tr.trPr is not None and row._tr.trPr.xpath("w:cantSplit") for row in written.rows)
    note = next(paragraph for paragraph in document.paragraphs if paragraph.text == "note")
    assert note.paragraph_format.keep_with_next
    foot = document.sections[0].footer.paragraphs[0]._p
    assert "".join(foot.itertext()).startswith("x    ")  # the number stands on the first, short line
