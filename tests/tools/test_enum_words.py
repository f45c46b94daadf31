"""Every enum of the program has its words: on the program itself, word by word, and on a small checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import enum_words, vocabulary
from tools.report import ROOT


@pytest.fixture(scope="module")
def families() -> list[enum_words.Family]:
    return list(enum_words.families(ROOT))


@pytest.fixture(scope="module")
def words() -> vocabulary.Vocabulary:
    return vocabulary.read(ROOT)[0]


def spoken(families: list[enum_words.Family]) -> dict[str, str]:
    """Code → the enum whose member it names."""
    return {f"{family.prefix}.{member}": family.name for family in families for member in family.spoken}


def test_a_word_taken_away_fails_whichever_it_is(
    families: list[enum_words.Family], words: vocabulary.Vocabulary
) -> None:
    """For a while the check looked at no enum at all: enums had become a package, and it looked at the module."""
    codes = spoken(families)
    assert {"Relation", "Stage", "ClockKind"} <= {name.rpartition(".")[2] for name in codes.values()}
    for code, enum in codes.items():
        left = {other: said for other, said in words.items() if other != code and not other.startswith(f"{code}.")}
        assert f"{enum}: no words for {code}" in list(enum_words.faults(families, left)), code


def test_all_words_of_an_enum_taken_away_fail(families: list[enum_words.Family], words: vocabulary.Vocabulary) -> None:
    left = {code: said for code, said in words.items() if not code.startswith("relation.")}
    assert len(list(enum_words.faults(families, left))) == 5


def test_a_member_without_words_fails(families: list[enum_words.Family], words: vocabulary.Vocabulary) -> None:
    grown = [*families, enum_words.Family("enums.core.Weather", ("rain", "sun"))]
    found = list(enum_words.faults(grown, {**words, "weather.sun": ("晴", "sunny")}))
    assert found == ["enums.core.Weather: no words for weather.rain"]


def test_a_word_without_a_member_fails(families: list[enum_words.Family], words: vocabulary.Vocabulary) -> None:
    found = list(enum_words.faults(families, {**words, "relation.neighbour": ("邻居", "Neighbour")}))
    assert found == ["relation.neighbour: no member of an enum is called so"]
    assert list(enum_words.faults(families, words)) == []


@pytest.mark.usefixtures("families")
def test_a_shade_of_a_member_is_no_word_without_one() -> None:
    assert list(enum_words.faults([enum_words.Family("enums.people.Tie", ("parent",))], {
        "tie.parent": ("父母", "parent"), "tie.parent.F": ("母亲", "mother"),
    })) == []  # fmt: skip


def test_an_exception_for_an_enum_that_went_fails(families: list[enum_words.Family]) -> None:
    assert list(enum_words.stale(families)) == []
    fewer = [family for family in families if not family.name.endswith(".Language")]
    assert list(enum_words.stale(fewer)) == ["tools/enum_words.py: there is no enum Language any more"]


def test_enums_are_read_from_every_module(tmp_path: Path) -> None:
    file = tmp_path / "app" / "services" / "rules" / "days.py"
    file.parent.mkdir(parents=True)
    file.write_text("import enum\nclass DayKind(enum.StrEnum):\n    WORK = 'work'\n    REST = 'rest'\n", "utf-8")
    (family,) = enum_words.families(tmp_path)
    assert (family.name, family.members, family.prefix) == (
        "app.services.rules.days.DayKind",
        ("work", "rest"),
        "day_kind",
    )
