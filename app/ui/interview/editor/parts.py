"""The forms of the editor: for the template, a section, a question. Each is filled from a part of the document and
gives that part back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter

from app.enums import Event, Language
from app.services.needs.interviews.templates import COVER, FEEDS, WITH_CHOICES, Kind, Scope, Subject, pick
from app.ui.base import labels
from app.ui.interview.editor.lists import RowsField, from_columns, to_choices, to_columns, to_pairs
from app.ui.widgets.forms.checks_field import ChecksField
from app.ui.widgets.forms.fields import CheckField, ChoiceField, MoneyField, NotesField, NumberField, TextField
from app.ui.widgets.forms.form import Form


class TemplateForm(Form):
    """Code, names, what it is for."""

    def __init__(self, language: Language) -> None:
        super().__init__(language)
        self.add("code", self.tr("Code"), TextField())
        self.add("name_zh", self.tr("Name in Chinese"), TextField())
        self.add("name_en", self.tr("Name in English"), TextField())
        self.add("about_zh", self.tr("What it is for, in Chinese"), NotesField(height=56))
        self.add("about_en", self.tr("What it is for, in English"), NotesField(height=56))
        self.add("minutes", self.tr("Minutes it takes"), NumberField())
        self.add("subject", self.tr("The needs are for"), ChoiceField(labels.choices(Subject, language)))
        all_of_them = self.tr("None ticked means all of them.")
        self.add("events", self.tr("Needs it is about"), ChecksField(labels.choices(Event, language)), all_of_them)
        self.add("wishes", self.tr("Needs it is about"), TextField(), self.tr("In your own words, by comma."))
        self.fields["subject"].edited.connect(self._show_parts)

    def fill(self, part: dict[str, Any]) -> None:
        values = {"code": part["code"], "minutes": part.get("minutes", 30), "events": part.get("events", [])}
        values |= {"wishes": ", ".join(part.get("events", []))}
        self._events: list[str] = list(part.get("events", []))
        values["subject"] = part.get("subject", Subject.PROTECTION.value)
        self.set_values(values | _spread(part, "name") | _spread(part, "about"))
        self._show_parts()

    def part(self) -> dict[str, Any]:
        """Without the sections, and without the version, which saving gives."""
        values = self.values()
        found: dict[str, Any] = {"code": values["code"], "name": _words(values, "name"), "minutes": values["minutes"]}
        if any(_words(values, "about").values()):
            found["about"] = _words(values, "about")
        if values["subject"] != Subject.PROTECTION:
            found["subject"] = values["subject"]
        goods = values["subject"] != Subject.PROTECTION
        if events := _listed(values["wishes"]) if goods else self._ticked(values["events"]):
            found["events"] = events
        return found

    def _ticked(self, events: Sequence[str]) -> list[str]:
        """In the order they had; what is no event of ours stays."""
        kept = [event for event in self._events if event in events or event not in set(Event)]
        return kept + [event for event in events if event not in kept]

    def _show_parts(self) -> None:
        """Protection is about events of insurance, goods about what people call their wishes."""
        goods = self.fields["subject"].value() != Subject.PROTECTION
        self.show_field("events", not goods)
        self.show_field("wishes", goods)


class SectionForm(Form):
    """Title, words to the agent, prompts."""

    def __init__(self, language: Language) -> None:
        super().__init__(language)
        self.add("key", self.tr("Key"), TextField())
        self.add("title_zh", self.tr("Title in Chinese"), TextField())
        self.add("title_en", self.tr("Title in English"), TextField())
        self.add("intro_zh", self.tr("To the agent, in Chinese"), NotesField(height=56))
        self.add("intro_en", self.tr("To the agent, in English"), NotesField(height=56))
        self.add("people", "", CheckField(self.tr("Show the family's members here")))
        both = [("zh", self.tr("Chinese")), ("en", self.tr("English"))]
        self.add("asks", self.tr("Open questions"), RowsField(both))
        self.add("clarifies", self.tr("To understand better"), RowsField(both))

    def fill(self, part: dict[str, Any]) -> None:
        values = {name: part.get(name) for name in ("key", "people", "asks", "clarifies")}
        self.set_values(values | _spread(part, "title") | _spread(part, "intro"))

    def part(self) -> dict[str, Any]:
        """Without the questions."""
        values = self.values()
        found: dict[str, Any] = {"key": values["key"], "title": _words(values, "title")}
        if any(_words(values, "intro").values()):
            found["intro"] = _words(values, "intro")
        if values["people"]:
            found["people"] = True
        for name in ("asks", "clarifies"):
            if pairs := to_pairs(values[name]):
                found[name] = pairs
        return found


class QuestionForm(Form):
    """Everything of a question; what its kind does not have is hidden. ``earlier`` are the questions before it, one of
    which may be its condition."""

    def __init__(self, language: Language, earlier: Sequence[dict[str, Any]] = ()) -> None:
        super().__init__(language)
        self._kinds = {question["key"]: question["kind"] for question in earlier}
        self._earlier = [(question["key"], _one_line(question, language)) for question in earlier]
        self.add("key", self.tr("Key"), TextField())
        self.add("kind", self.tr("Kind"), ChoiceField(labels.choices(Kind, language)))
        self.add("scope", self.tr("Asked of"), ChoiceField(labels.choices(Scope, language)))
        self.add("text_zh", self.tr("Question in Chinese"), NotesField(height=48))
        self.add("text_en", self.tr("Question in English"), NotesField(height=48))
        self.add("why_zh", self.tr("Why we ask, in Chinese"), NotesField(height=48))
        self.add("why_en", self.tr("Why we ask, in English"), NotesField(height=48))
        self._add_lists()
        feeds = TextField()
        known = QCompleter([*FEEDS, *(f"{COVER}{event}" for event in Event)], feeds.line)
        known.setFilterMode(Qt.MatchFlag.MatchContains)
        feeds.line.setCompleter(known)
        hint = self.tr("The figure of the worksheet; goods: want.…, have.…, weight.… Empty for none.")
        self.add("feeds", self.tr("Feeds"), feeds, hint)
        self.add("required", "", CheckField(self.tr("Must be answered before the needs are confirmed")))
        self.add("only_held", "", CheckField(self.tr("Asked only where a policy has such cover")))
        self._add_condition()
        self.edited.connect(lambda name: self._show_parts() if name in ("kind", "when_question") else None)

    def _add_condition(self) -> None:
        self.add("when_question", self.tr("Asked when the answer to"), ChoiceField(self._earlier, optional=True))
        self.add("when_values", self.tr("is one of"), TextField(), self.tr("Values of its choices, by comma"))
        self.add("when_above", self.tr("or is above"), NumberField())
        self.add("when_above_money", self.tr("or is above"), MoneyField(), self.tr("In yuan"))

    def _add_lists(self) -> None:
        zh, en = self.tr("Chinese"), self.tr("English")
        self.add("choices", self.tr("Choices"), RowsField([("value", self.tr("Value")), ("zh", zh), ("en", en)]))
        columns = [("key", self.tr("Key")), ("kind", "text/money/number"), ("zh", zh), ("en", en)]
        self.add("columns", self.tr("Columns"), RowsField([*columns, ("feeds", self.tr("1 = summed"))], "feeds"))
        self.add("scale_least", self.tr("Scale from"), NumberField())
        self.add("scale_most", self.tr("Scale to"), NumberField())
        for end, words in (("low", self.tr("Low end")), ("high", self.tr("High end"))):
            self.add(f"scale_{end}_zh", f"{words} · {zh}", TextField())
            self.add(f"scale_{end}_en", f"{words} · {en}", TextField())

    def fill(self, part: dict[str, Any]) -> None:
        scale, when = part.get("scale", {}), part.get("when", {})
        values = {name: part.get(name) for name in ("key", "kind", "feeds", "required", "only_held", "choices")}
        values |= {"scope": part.get("scope", Scope.HOUSEHOLD.value), "columns": from_columns(part.get("columns"))}
        values |= {f"scale_{name}": scale.get(name) for name in ("least", "most")}
        asked_after = self.fields["when_question"]
        assert isinstance(asked_after, ChoiceField)
        asked_after.offer(when.get("question"))
        values |= {"when_question": when.get("question"), "when_above": when.get("above")}
        values["when_above_money"] = when.get("above")
        values["when_values"] = ", ".join(when.get("values", []))
        for end in ("low", "high"):
            values |= {f"scale_{key}": text for key, text in _spread(scale, end).items()}
        self.set_values(values | _spread(part, "text") | _spread(part, "why"))
        self._show_parts()

    def part(self) -> dict[str, Any]:
        values = self.values()
        kind = values["kind"]
        found: dict[str, Any] = {"key": values["key"], "kind": kind}
        if values["scope"] != Scope.HOUSEHOLD:
            found["scope"] = values["scope"]
        found["text"] = _words(values, "text")
        if any(_words(values, "why").values()):
            found["why"] = _words(values, "why")
        if values["feeds"]:
            found["feeds"] = values["feeds"]
        for name in ("required", "only_held"):
            if values[name]:
                found[name] = True
        if kind in WITH_CHOICES:
            found["choices"] = to_choices(values["choices"])
        if kind == Kind.TABLE:
            found["columns"] = to_columns(values["columns"])
        if kind == Kind.SCALE:
            found["scale"] = {"least": values["scale_least"], "most": values["scale_most"],
                              "low": _words(values, "scale_low"), "high": _words(values, "scale_high")}  # fmt: skip
        if values["when_question"]:
            found["when"] = _when(values, values["when_above_money" if self._of_money() else "when_above"])
        return found

    def _of_money(self) -> bool:
        """Whether the condition is about an amount, which is typed in yuan and kept in fen."""
        return self._kinds.get(self.fields["when_question"].value()) == Kind.MONEY

    def _show_parts(self) -> None:
        kind = self.fields["kind"].value()
        for name in self.fields:
            if name == "choices":
                self.show_field(name, kind in WITH_CHOICES)
            elif name == "columns":
                self.show_field(name, kind == Kind.TABLE)
            elif name.startswith("scale_"):
                self.show_field(name, kind == Kind.SCALE)
        asked_after = self.fields["when_question"].value() is not None
        self.show_field("when_values", asked_after)
        self.show_field("when_above", asked_after and not self._of_money())
        self.show_field("when_above_money", asked_after and self._of_money())


def _one_line(question: dict[str, Any], language: Language) -> str:
    """As it is found in a list: its words, and its key for who writes templates by hand."""
    return f"{pick((question['text']['zh'], question['text']['en']), language)} · {question['key']}"


def _when(values: dict[str, Any], above: int | None) -> dict[str, Any]:
    when: dict[str, Any] = {"question": values["when_question"]}
    if listed := _listed(values["when_values"]):
        when["values"] = listed
    if above is not None:
        when["above"] = above
    return when


def _spread(part: dict[str, Any], name: str) -> dict[str, str]:
    words = part.get(name, {})
    return {f"{name}_zh": words.get("zh", ""), f"{name}_en": words.get("en", "")}


def _words(values: dict[str, Any], name: str) -> dict[str, str]:
    return {"zh": values[f"{name}_zh"], "en": values[f"{name}_en"]}


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
