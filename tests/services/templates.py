"""Any valid interview template, for property tests."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from app.services.needs.interviews.templates import (
    WITH_CHOICES,
    CellKind,
    Column,
    Condition,
    Kind,
    Question,
    Scale,
    Scope,
    Section,
    Subject,
    Template,
    feeds_rule,
)

TEXT = st.text("甲乙丙 abc？“”'\\\"，,", min_size=1, max_size=12).map(str.strip).filter(bool)  # as a form gives it
WORDS = st.tuples(TEXT, TEXT)
MAYBE_WORDS = st.one_of(st.just(("", "")), WORDS)
KEY = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
FIGURES = ("", "", "expenses", "income", "parents_years", "cover.death", "want.photos", "budget", "priority")


@st.composite
def questions(draw: Any, key: str, before: list[Question]) -> Question:
    feeds = draw(st.sampled_from(FIGURES))
    scopes, kinds = feeds_rule(feeds) or (tuple(Scope), tuple(Kind))
    kind, scope = draw(st.sampled_from(kinds)), draw(st.sampled_from(scopes))
    values = draw(st.lists(KEY, min_size=1, max_size=4, unique=True))
    choices = tuple((value, draw(WORDS)) for value in values) if kind in WITH_CHOICES else ()
    columns: tuple[Column, ...] = ()
    if kind == Kind.TABLE:
        first = Column("amount", CellKind.MONEY, draw(WORDS), True)
        columns = (first, Column("what", CellKind.TEXT, draw(WORDS)), *draw(st.sampled_from([(), (_number(),)])))
    scale = Scale(draw(st.integers(0, 2)), draw(st.integers(3, 10)), draw(WORDS), draw(WORDS))
    return Question(
        key,
        kind,
        scope,
        draw(WORDS),
        draw(MAYBE_WORDS),
        feeds,
        choices,
        draw(st.booleans()),
        bool(feeds) and draw(st.booleans()),
        draw(conditions(scope, before)),
        columns,
        scale if kind == Kind.SCALE else None,
    )


def _number() -> Column:
    return Column("ends", CellKind.NUMBER, ("哪年", "When"))


@st.composite
def conditions(draw: Any, scope: Scope, before: list[Question]) -> Condition | None:
    possible = [question for question in before if question.scope in (Scope.HOUSEHOLD, scope)]
    if not possible or draw(st.booleans()):
        return None
    source = draw(st.sampled_from(possible))
    values = [value for value, _ in source.choices]
    if values and draw(st.booleans()):
        return Condition(source.key, tuple(draw(st.lists(st.sampled_from(values), min_size=1, unique=True))))
    if source.kind in (Kind.MONEY, Kind.NUMBER, Kind.SCALE) and draw(st.booleans()):
        return Condition(source.key, (), draw(st.integers(0, 1000)))
    return Condition(source.key)


@st.composite
def templates(draw: Any) -> Template:
    keys = draw(st.lists(KEY, min_size=1, max_size=6, unique=True))
    split = draw(st.integers(1, len(keys)))
    before: list[Question] = []
    sections = []
    for number, part in enumerate((keys[:split], keys[split:])):
        asked = []
        for key in part:
            question = draw(questions(key, before))
            asked.append(question)
            before.append(question)
        sections.append(
            Section(
                f"part_{number}",
                draw(WORDS),
                draw(MAYBE_WORDS),
                tuple(asked),
                draw(st.booleans()),
                tuple(draw(st.lists(WORDS, max_size=2))),
                tuple(draw(st.lists(WORDS, max_size=2))),
            )
        )
    return Template(
        draw(KEY),
        draw(st.integers(1, 99)),
        draw(WORDS),
        tuple(sections),
        draw(MAYBE_WORDS),
        draw(st.integers(1, 600)),
        draw(st.sampled_from(Subject)),
        tuple(draw(st.lists(KEY, max_size=3))),
    )
