"""The template editor by real clicks and keys, and the promise that any valid template comes back unchanged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.enums import Language
from app.services.needs import interviews
from app.services.needs.interviews import load
from app.services.needs.interviews.template_files import read_document
from app.services.needs.interviews.template_keeping import offered
from app.services.needs.interviews.template_writing import write_document
from app.services.needs.interviews.templates import Template
from app.ui.base.desk import Desk
from app.ui.interview.editor.dialog import TemplateEditor
from app.ui.interview.editor.draft import Draft
from app.ui.interview.editor.parts import QuestionForm, SectionForm, TemplateForm
from app.ui.shell.main_window import MainWindow
from app.ui.widgets.forms.fields import ChoiceField
from tests.keys import type_text
from tests.services.templates import templates
from tests.ui.acting import click
from tests.ui.conftest import OpenWindow


@pytest.fixture
def window(open_window: OpenWindow, language: Language) -> MainWindow:
    return open_window(language)


@pytest.fixture
def desk(window: MainWindow) -> Desk:
    assert window.desk is not None
    return window.desk


@pytest.fixture
def editor(window: MainWindow, desk: Desk) -> Iterator[TemplateEditor]:
    made = TemplateEditor(window, desk)
    made.show()
    yield made
    made.draft.changed = False  # nothing asks when it is closed
    made.close()


def go(editor: TemplateEditor, *path: int) -> None:
    item = editor.outline.topLevelItem(0)
    for number in path:
        assert item is not None
        item = item.child(number)
    assert item is not None
    editor.outline.setCurrentItem(item)


def put(qtbot: QtBot, editor: TemplateEditor, name: str, text: str) -> None:
    assert editor.form is not None
    widget = editor.form.fields[name].editor
    assert isinstance(widget, QLineEdit | QPlainTextEdit)
    widget.setFocus()
    widget.selectAll()
    qtbot.keyClick(widget, Qt.Key.Key_Delete)
    if text:
        type_text(qtbot, widget, text)


@given(templates())
@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_valid_template_goes_through_every_form_unchanged(qtbot: QtBot, template: Template) -> None:
    draft = Draft(write_document(template))
    paths: list[tuple[int, ...]] = [()]
    for number, section in enumerate(template.sections):
        paths += [(number,), *((number, place) for place in range(len(section.questions)))]
    for path in paths:
        kinds = (TemplateForm, SectionForm, partial(QuestionForm, earlier=draft.before(path) if path[1:] else ()))
        form = kinds[len(path)](Language.ZH)
        qtbot.addWidget(form)
        form.fill(draft.part(path))
        draft.put(path, form.part())
    assert read_document(json.loads(json.dumps(draft.document))) == template


def test_a_question_is_added_worded_and_kept_as_a_new_version(qtbot: QtBot, editor: TemplateEditor, desk: Desk) -> None:
    QAbstractItemModelTester(editor.outline.model(), QAbstractItemModelTester.FailureReportingMode.Fatal)
    before = load("family")
    go(editor, 4)
    click(qtbot, editor.buttons["question"])
    assert editor.outline.path == (4, 0)
    put(qtbot, editor, "key", "pets")
    put(qtbot, editor, "text_zh", "家里有宠物吗？")
    put(qtbot, editor, "text_en", "Any pets?")
    click(qtbot, editor.buttons["down"])
    click(qtbot, editor.buttons["save"])
    kept = next(offer.template for offer in offered(desk.store) if offer.template.code == "family")
    assert kept.version == before.version + 1
    assert [q.key for q in kept.section("goals").questions][:2] == ["dream", "pets"]
    assert kept.question("pets").text == ("家里有宠物吗？", "Any pets?")
    click(qtbot, editor.buttons["withdraw"])
    assert next(o.template for o in offered(desk.store) if o.template.code == "family") == before


def test_a_fault_is_listed_and_a_click_goes_to_its_field(qtbot: QtBot, editor: TemplateEditor, desk: Desk) -> None:
    go(editor, 6, 0)
    put(qtbot, editor, "text_en", "")
    put(qtbot, editor, "feeds", "luck")
    go(editor, 0)
    put(qtbot, editor, "title_zh", "")
    click(qtbot, editor.buttons["save"])
    assert editor.faults.count() == 3
    listed = [editor.faults.item(row).text() for row in range(3)]
    assert listed[0].startswith("第 1 步 ·") and "sections[0].title.zh" in listed[0]
    assert any("第 7 步第 1 题" in text and "luck" in text for text in listed)
    assert not [offer for offer in offered(desk.store) if offer.own]
    row = next(number for number, text in enumerate(listed) if "luck" in text)
    editor.faults.setCurrentRow(row)
    assert editor.outline.path == (6, 0)
    assert editor.form is not None
    assert editor.form.fields["feeds"].editor.property("wrong") == "true"
    put(qtbot, editor, "feeds", "budget")
    put(qtbot, editor, "text_en", "How much a year?")
    go(editor, 0)
    put(qtbot, editor, "title_zh", "同意")
    click(qtbot, editor.buttons["save"])
    assert editor.faults.count() == 0
    assert next(offer for offer in offered(desk.store) if offer.own).template.sections[0].title[0] == "同意"


def test_sections_are_moved_and_removed(qtbot: QtBot, editor: TemplateEditor) -> None:
    go(editor, 1)
    click(qtbot, editor.buttons["section"])
    assert editor.outline.path == (2,)
    click(qtbot, editor.buttons["up"])
    assert editor.outline.path == (1,)
    click(qtbot, editor.buttons["remove"])
    assert [s["key"] for s in editor.draft.document["sections"]] == [s.key for s in load("family").sections]


@pytest.mark.parametrize("kind", ["choice", "scale", "table", "notes"])
def test_only_what_the_kind_has_is_asked(editor: TemplateEditor, kind: str) -> None:
    go(editor, 6, 2)
    form = editor.form
    assert isinstance(form, QuestionForm)
    box = form.fields["kind"]
    box.set_value(kind)
    box.edited.emit()
    shown = {name for name in ("choices", "columns", "scale_least") if not form.fields[name].isHidden()}
    assert shown == {"choice": {"choices"}, "scale": {"scale_least"}, "table": {"columns"}, "notes": set()}[kind]


@pytest.mark.parametrize(("language", "said"), [(Language.ZH, "不在可选值中"), (Language.EN, "is not one of")])
def test_a_file_goes_out_and_in_and_a_broken_one_is_refused(editor: TemplateEditor, tmp_path: Path, said: str) -> None:
    file = tmp_path / "mine.json"
    editor.export_file(file)
    document = json.loads(file.read_text(encoding="utf-8"))
    assert read_document(document) == load("family")
    document["sections"][0]["questions"][0]["kind"] = "guess"
    file.write_text(json.dumps(document), encoding="utf-8")
    editor.import_file(file)
    assert "mine.json" in editor.notice.text and "sections[0].questions[0].kind" in editor.notice.text
    assert said in editor.notice.text
    assert not editor.draft.changed
    document["sections"][0]["questions"][0]["kind"] = "check"
    document["name"]["zh"] = "改过的"
    file.write_text(json.dumps(document), encoding="utf-8")
    editor.import_file(file)
    assert editor.draft.changed and editor.draft.document["name"]["zh"] == "改过的"
    editor.draft.changed = False


@pytest.mark.parametrize("language", list(Language))
def test_a_copy_of_ones_own_is_offered_when_an_interview_starts(
    qtbot: QtBot, open_window: OpenWindow, language: Language
) -> None:
    from app.ui.interview.page import InterviewPage
    from tests.ui.test_interview_page import family, shown

    window = open_window(language)
    assert window.desk is not None
    id = family(window)
    window.go("interview", id)
    page = window.pages["interview"]
    assert isinstance(page, InterviewPage)

    def copy(dialog: TemplateEditor) -> None:
        click(qtbot, dialog.buttons["copy"])
        put(qtbot, dialog, "name_en", "Mine")
        put(qtbot, dialog, "name_zh", "Mine")
        click(qtbot, dialog.buttons["save"])
        click(qtbot, dialog.close_button)

    from tests.ui.acting import in_dialog

    assert page.beginning.chooser is not None
    in_dialog(TemplateEditor, copy, page.beginning.chooser.editor.click)
    assert page.beginning.chooser is not None
    mine = page.beginning.chooser.choices["family_2"]
    assert mine.text() == "Mine"
    mine.setFocus()
    qtbot.keyClick(mine, Qt.Key.Key_Space)
    click(qtbot, page.beginning.chooser.start)
    assert shown(window).interview is not None
    held = interviews.latest(window.desk.store, id)
    assert held is not None and held.template.code == "family_2"


def test_a_condition_is_chosen_from_the_questions_before_and_amounts_are_typed_in_yuan(
    qtbot: QtBot, editor: TemplateEditor, desk: Desk
) -> None:
    sections = load("family").sections
    place = next(n for n, q in enumerate(sections[2].questions) if q.key == "mortgage_years")
    go(editor, 2, place)
    form = editor.form
    assert isinstance(form, QuestionForm)
    asked_after, above = form.fields["when_question"], form.fields["when_above_money"]
    assert isinstance(asked_after, ChoiceField)
    assert asked_after.value() == "mortgage" and asked_after.box.findData("budget") < 0  # which is asked later
    assert not above.isHidden() and form.fields["when_above"].isHidden()
    put(qtbot, editor, "when_above_money", "5万")
    assert editor.draft.part((2, place))["when"] == {"question": "mortgage", "above": 50_000_00}
    asked_after.box.setFocus()
    qtbot.keyClick(asked_after.box, Qt.Key.Key_Home)  # no condition
    assert "when" not in editor.draft.part((2, place)) and above.isHidden()
    click(qtbot, editor.buttons["save"])
    assert offered(desk.store)[0].template.question("mortgage_years").when is None
