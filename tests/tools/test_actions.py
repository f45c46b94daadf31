"""No action of the program is without its kinds of change, and no kind is kept for an action that is gone."""

from __future__ import annotations

import json

import pytest

from app import paths, words
from app.ui.base.changes import KINDS, Change, ChangeKind, kinds_of
from tests.tools.actions import actions


@pytest.fixture(scope="module")
def known() -> dict[str, list[str]]:
    return actions()


def test_every_action_tells_what_it_changes(known: dict[str, list[str]]) -> None:
    unmapped = {
        action: places
        for action, places in known.items()
        if action not in KINDS and action.partition(".")[0] not in KINDS
    }
    assert not unmapped, "app/ui/base/changes.py says nothing of these"
    assert len(known) > 150  # the walk finds them at all


def test_no_mapping_is_left_of_what_is_gone(known: dict[str, list[str]]) -> None:
    families = {action.partition(".")[0] for action in known if action not in KINDS}
    told = {action for action in known if action in KINDS} | families
    open_ended = {action.partition(".")[0] for action in known if action.endswith(".*")}
    unused = [key for key in KINDS if key not in told and key.partition(".")[0] not in open_ended]
    assert not unused


def test_a_mapping_of_one_action_says_something_else_than_its_family() -> None:
    doubled = [key for key, kinds in KINDS.items() if "." in key and KINDS.get(key.partition(".")[0]) == kinds]
    assert not doubled


def test_actions_are_a_family_and_a_verb(known: dict[str, list[str]]) -> None:
    odd = [action for action in known if not action.replace("*", "any").replace(".", "", 1).replace("_", "").isalpha()]
    assert not odd


def test_the_whole_action_goes_before_its_family() -> None:
    assert kinds_of("review.request") == {ChangeKind.NEED}
    assert kinds_of("review.save") == {ChangeKind.TEAM}
    assert kinds_of("nobody.thought_of_it") == {ChangeKind.EVERYTHING}


def test_what_is_taken_back_tells_of_what_was_done() -> None:
    assert kinds_of("undo.review.save") == kinds_of("redo.review.save") == {ChangeKind.TEAM}


def test_every_action_has_its_words(known: dict[str, list[str]]) -> None:
    """They are said when it is taken back: "Undone: Add a customer"."""
    open_ended = {action.removesuffix("*") for action in known if action.endswith(".*")} - {"undo.", "redo."}
    wordless = [action for action in known if not action.endswith(".*") and not words.known(f"act.{action}")]
    assert not wordless
    file = paths.resource("i18n", "words", "acts.json")
    codes = json.loads(file.read_text(encoding="utf-8"))
    told = [code.removeprefix("act.") for code in codes if code.startswith("act.")]
    assert all(any(action.startswith(start) for action in told) for start in open_ended)
    gone = [one for one in told if one not in known and not one.startswith(tuple(open_ended))]
    assert not gone


def test_changes_of_one_act_are_one() -> None:
    first, second = Change(frozenset({ChangeKind.ORDER}), "h-1"), Change(frozenset({ChangeKind.POLICY}), "h-1")
    both = first.and_then(second)
    assert both == Change(frozenset({ChangeKind.ORDER, ChangeKind.POLICY}), "h-1")
    assert both.and_then(Change(frozenset({ChangeKind.EVERYTHING}), "h-2")).subject is None
    assert both.touches(ChangeKind.POLICY) and not both.touches(ChangeKind.NEED)
    assert Change(frozenset({ChangeKind.EVERYTHING})).touches(ChangeKind.NEED)
