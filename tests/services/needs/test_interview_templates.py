"""Templates as data: shipped ones sound, broken ones refused with the place, any valid one kept unchanged."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from app import paths, words
from app.enums import Language
from app.errors import InputError
from app.services.base.store import Actor, Store
from app.services.needs.interviews import load
from app.services.needs.interviews.template_files import read_document, read_template, shipped
from app.services.needs.interviews.template_keeping import free_code, offered, save, withdraw
from app.services.needs.interviews.template_writing import write_document
from app.services.needs.interviews.templates import Kind, Template
from tests.services.templates import templates


@pytest.mark.parametrize("file", sorted(paths.resource("interviews").glob("*.json")), ids=lambda file: file.stem)
def test_a_shipped_template_is_sound_and_reads_the_same_after_writing(file: Path) -> None:
    template = read_template(file)
    assert read_document(write_document(template)) == template


def test_five_are_shipped_and_together_show_every_kind() -> None:
    assert shipped() == ["family", "quick", "retirement", "yearly", "goods"]
    kinds = {question.kind for code in shipped() for question in load(code).questions}
    assert kinds == set(Kind) - {Kind.DATE}
    assert load("family", 1).version == 1
    assert load("family").version > 1


@pytest.mark.parametrize("code", ["family", "goods", "quick", "retirement", "yearly"])
def test_every_topic_has_open_questions_and_questions_that_clarify(code: str) -> None:
    for section in load(code).sections:
        assert section.asks and section.clarifies, section.key


@given(templates())
@settings(max_examples=60, deadline=None)
def test_any_valid_template_is_the_same_after_writing_and_reading(template: Template) -> None:
    written = json.loads(json.dumps(write_document(template)))
    assert read_document(written) == template


def question(document: dict[str, Any], key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(q for s in document["sections"] for q in s["questions"] if q["key"] == key)
    return found


def broken(change: Any) -> Any:
    def make() -> dict[str, Any]:
        document = deepcopy(write_document(load("family")))
        change(document)
        return document

    return make


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        (lambda d: d.pop("name"), "name", "not_an_object"),
        (lambda d: d["name"].update(en=" "), "name.en", "not_a_text"),
        (lambda d: d.update(version=0), "version", "not_a_whole_number"),
        (lambda d: d.update(colour="red"), "colour", "unknown_field"),
        (lambda d: d.update(code="Family 2"), "code", "template_code"),
        (lambda d: d.update(sections=[]), "sections", "required"),
        (lambda d: d["sections"][1].update(key="consent"), "sections[1].key", "twice"),
        (lambda d: question(d, "budget").update(kind="guess"), "sections[6].questions[0].kind", "not_a_choice"),
        (lambda d: question(d, "budget").update(key="income"), "sections[6].questions[0].key", "twice"),
        (lambda d: question(d, "budget").update(feeds="luck"), "sections[6].questions[0].feeds", "not_a_choice"),
        (lambda d: question(d, "budget").update(kind="notes"), "sections[6].questions[0].kind", "template_feeds_kind"),
        (lambda d: question(d, "income").update(scope="household"), "sections[1].questions[0].scope",
         "template_feeds_scope"),
        (lambda d: question(d, "worry").pop("choices"), "sections[5].questions[0].choices", "required"),
        (lambda d: question(d, "worry")["choices"][1].update(value="death"),
         "sections[5].questions[0].choices[1].value", "twice"),
        (lambda d: question(d, "ready")["scale"].update(most=1), "sections[5].questions[2].scale.most",
         "not_a_whole_number"),
        (lambda d: question(d, "dream").update(choices=[{"value": "a", "zh": "甲", "en": "A"}]),
         "sections[4].questions[0].choices", "template_not_for_kind"),
        (lambda d: question(d, "mortgage_years").update(when={"question": "budget"}),
         "sections[2].questions[7].when.question", "template_not_before"),
        (lambda d: question(d, "mortgage_years").update(when={"question": "income", "above": 1}),
         "sections[2].questions[7].when.question", "template_other_people"),
        (lambda d: question(d, "mortgage_years").update(when={"question": "expenses_include", "values": ["car"]}),
         "sections[2].questions[7].when.values", "not_a_choice"),
        (lambda d: question(d, "mortgage_years").update(when={"question": "mortgage", "above": 1, "values": ["a"]}),
         "sections[2].questions[7].when.above", "template_two_conditions"),
        (lambda d: question(d, "other_policies").update(feeds="debts"), "sections[3].questions[16].columns",
         "template_no_sum"),
        (lambda d: question(d, "health").update(only_held=True), "sections[1].questions[2].only_held",
         "template_only_held"),
        (lambda d: question(d, "health").update(required="yes"), "sections[1].questions[2].required", "not_a_choice"),
    ],
)  # fmt: skip
def test_a_broken_template_is_refused_with_the_place_in_both_languages(
    store: Store, actor: Actor, change: Any, field: str, code: str
) -> None:
    with pytest.raises(InputError) as caught:
        save(store, actor, broken(change)())
    found = {(problem.place.field, problem.code): problem for problem in caught.value.problems}
    assert (field, code) in found
    for language in Language:
        said = words.explain(found[field, code], language)
        assert field in said and "{" not in said and f"error.{code}" not in said
    assert not [offer for offer in offered(store) if offer.own]


def test_a_file_that_is_no_json_is_refused_by_its_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text('{"code": "mine",\n "version" 1}', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_template(file)
    problem = caught.value.problems[0]
    assert (problem.code, problem.place.file, problem.values["line"]) == ("not_json", "mine.json", 2)


def test_an_edited_template_is_the_next_version_and_can_be_withdrawn(store: Store, actor: Actor) -> None:
    document = write_document(load("quick"))
    document["name"]["zh"] = "我的快速检查"
    kept = save(store, actor, document)
    assert kept.version == load("quick").version + 1
    assert save(store, actor, document).version == kept.version + 1
    mine = next(offer for offer in offered(store) if offer.template.code == "quick")
    assert (mine.own, mine.template.name[0], mine.template.version) == (True, "我的快速检查", kept.version + 1)
    withdraw(store, actor, "quick")
    again = next(offer for offer in offered(store) if offer.template.code == "quick")
    assert (again.own, again.template) == (False, load("quick"))
    with pytest.raises(InputError):
        withdraw(store, actor, "quick")


def test_a_new_template_of_ones_own_is_offered_after_the_shipped(store: Store, actor: Actor) -> None:
    document = write_document(load("quick")) | {"code": free_code(store, "quick")}
    assert document["code"] == "quick_2"
    save(store, actor, document)
    assert [offer.template.code for offer in offered(store)][-1] == "quick_2"
    assert free_code(store, "quick") == "quick_3"
