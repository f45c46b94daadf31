"""The documented documents: schemas, shipped examples and readers agree."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from app import paths
from app.cli.main import main
from app.enums import Event
from app.errors import InputError
from app.services.needs.analysis import read_case, write_case
from app.services.needs.analysis.members import MEDICAL_FIELDS, MEMBER_FIELDS, POLICY_FIELDS, STUDY_FIELDS
from app.services.needs.analysis.reading import CASE_FIELDS
from app.services.needs.worksheets import LINE_FIELDS, evaluate_document
from app.services.offers.combinations import documents as combining
from app.services.rules.needs import assumptions
from app.services.rules.needs.gaps import FORMULAS
from app.services.tables.documents import read_json
from tests import reading

TODAY = date(2026, 11, 24)
EXAMPLES = sorted(paths.resource("examples").glob("*.json"))


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(paths.resource("schemas", f"{name}.schema.json").read_text(encoding="utf-8"))
    return loaded


def example(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(paths.resource("examples", f"{name}.json").read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_shipped_example_is_valid_and_is_read(path: Path) -> None:
    kind = path.stem.split("-")[0]
    document = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(document, schema(kind), format_checker=jsonschema.FormatChecker())
    if kind == "case":
        assert reading.analysis(read_json(path), path.name, today=date(2026, 11, 24))["needs"]
    elif kind == "worksheet":
        assert evaluate_document(read_json(path), path.name)["worksheets"]
    else:
        assert combining.read_request(read_json(path), path.name, TODAY).needs


def test_there_is_an_example_of_each_kind() -> None:
    assert {path.stem.split("-")[0] for path in EXAMPLES} == {"case", "worksheet", "combine"}


def test_the_schemas_name_exactly_what_is_read() -> None:
    case = schema("case")
    parts = case["$defs"]
    assert set(case["properties"]) == set(CASE_FIELDS)
    assert set(parts["member"]["properties"]) == set(MEMBER_FIELDS)
    assert set(parts["policy"]["properties"]) == set(POLICY_FIELDS)
    assert set(parts["medical"]["properties"]) == set(MEDICAL_FIELDS)
    assert set(parts["study"]["properties"]) == set(STUDY_FIELDS)
    assert set(parts["assumptions"]["properties"]) == set(assumptions.NAMES)
    assert set(parts["cover"]["properties"]) == {event.value for event in Event}
    assert case["properties"]["formula_version"]["enum"] == list(FORMULAS)
    sheet = schema("worksheet")["properties"]["worksheets"]["items"]["properties"]
    assert set(sheet["lines"]["items"]["properties"]) == {*LINE_FIELDS, "life"}
    assert set(schema("combine")["properties"]) == set(combining.FIELDS)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("members",), []),
        (("members", 0, "relation"), "uncle"),
        (("members", 0, "policies", 0, "until_age"), "old"),
        (("members", 0, "policies", 0, "group"), "yes"),
        (("members", 1, "medical", 0, "limit"), -1),
        (("members", 2, "study", 0, "years"), 0),
        (("members", 0, "income"), "much"),
        (("expenses",), -5),
        (("dog",), 1),
        (("formula_version",), "1066.1"),
        (("declined",), ["fire"]),
        (("assumptions",), {"mood": 1}),
        (("assumption_set",), {"values": {}}),
        (("count_home",), 3),
        (("as_of",), "soon"),
    ],
)
def test_schema_and_reader_refuse_the_same(path: tuple[Any, ...], value: Any) -> None:
    document = copy.deepcopy(example("case-family"))
    place: Any = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, schema("case"), format_checker=jsonschema.FormatChecker())
    with pytest.raises(InputError) as caught:
        read_case(document, "case.json", TODAY)
    named = ".".join(str(step) for step in path if isinstance(step, str))
    field = (caught.value.problems[0].place.field or "").replace("[0]", "").replace("[1]", "").replace("[2]", "")
    assert field.startswith(named)


@pytest.mark.parametrize(("born", "code"), [("1850-11-25", "number_too_large"), ("2026-11-25", "date_in_future")])
def test_nobody_is_older_than_a_life_or_not_born_yet(born: str, code: str) -> None:
    document = example("case-family")
    document["members"][0]["birth_date"] = born
    with pytest.raises(InputError) as caught:
        read_case(document, "case.json", TODAY)
    assert [(p.code, p.place.field) for p in caught.value.problems] == [(code, "members[0].birth_date")]


@pytest.mark.parametrize("name", ["case-family", "case-single"])
def test_a_case_written_and_read_again_is_the_same_case(name: str) -> None:
    inputs = read_case(example(name), "", TODAY)
    document = json.loads(json.dumps(write_case(inputs)))
    jsonschema.validate(document, schema("case"), format_checker=jsonschema.FormatChecker())
    again = read_case(document, "", TODAY)
    assert again.case == inputs.case
    assert again.assumptions == inputs.assumptions
    assert again.needs() == inputs.needs()


def test_the_worksheets_of_an_answer_can_be_evaluated_by_themselves() -> None:
    """Each line is given with its flow: whoever doubts a figure computes it again with `worksheet`."""
    for need in reading.analysis(example("case-family"), today=date(2026, 11, 24))["needs"]:
        for sheet in (need["worksheet"], *need["methods"]):
            lines = [{name: line[name] for name in LINE_FIELDS if name in line} for line in sheet["lines"]]
            document = {"worksheets": [{"name": sheet["name"], "valued_at": sheet["valued_at"], "lines": lines}]}
            again = evaluate_document(document)["worksheets"][0]
            assert again["gap"] == pytest.approx(sheet["gap"], abs=0.005)


def test_the_command_answers_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    path = str(paths.resource("examples", "case-family.json"))
    assert main(["analyse", path, "--language", "zh"]) == 0
    chinese = capsys.readouterr().out
    assert "债务（分摊）" in chinese
    assert "待核实：债务余额" in chinese
    assert main(["analyse", path, "--language", "en"]) == 0
    english = capsys.readouterr().out
    assert "Not told: retirement funds" in english
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in english.replace("王芳", "").replace("李强", "")
                   .replace("小雨", "").replace("定期寿险", ""))  # fmt: skip
