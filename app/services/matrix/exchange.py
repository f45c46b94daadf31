"""The matrix to Excel: with its legend, and hidden in it what every row was, so that an edit can be told later."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app import words
from app.enums import Language, Level, NeedStatus, NeedType
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.pieces import pieces
from app.services.base.store import Store
from app.services.matrix import basis
from app.services.matrix.chain import Chain, read_chains
from app.services.matrix.listing import MatrixRow, read_rows
from app.services.matrix.relations import parents_of, related_of
from app.services.tables.sheets_out import OutSheet, write_tables

STAGES = {
    "interview": ("访谈阶段", "Interview stage"), "analysis": ("分析阶段", "Analysis stage"),
    "proposal": ("方案阶段", "Proposal stage"), "order": ("交单阶段", "Order stage"),
    "policy": ("承保阶段", "Policy stage"), "follow_up": ("回访阶段", "Follow-up stage"),
}  # fmt: skip
WIDTHS = [
    10,
    10,
    10,
    24,
    12,
    12,
    12,
    12,
    8,
    8,
    10,
    12,
    12,
    12,
    12,
    10,
    10,
    24,
    14,
    8,
    8,
    8,
    8,
    12,
    16,
    12,
    14,
    24,
    24,
    24,
    *[26] * len(STAGES),
]
COLUMNS: dict[str, tuple[str, ...]] = {
    "number": ("编号", "需求编号", "Number", "Requirement ID", "ID", "NO."),
    "household_code": ("客户编号", "Customer code"),
    "event": ("种类", "Kind"),
    "description": ("描述", "需求描述", "Description", "Requirement"),
    "gap": ("缺口（元）", "Gap (yuan)"),
    "in_force": ("已生效（元）", "In force (yuan)"),
    "proposed": ("已建议（元）", "Proposed (yuan)"),
    "coverage": ("覆盖", "Coverage"),
    "importance": ("重要性", "Importance"),
    "urgency": ("紧急性", "Urgency"),
    "status": ("状态", "Status"),
    "planned_start": ("计划开始", "Planned start"),
    "planned_finish": ("计划完成", "Planned finish"),
    "actual_start": ("实际开始", "Actual start"),
    "actual_finish": ("实际完成", "Actual finish"),
    "owner_code": ("负责人工号", "Owner code"),
    "owner_name": ("负责人", "Owner"),
    "notes": ("备注", "Notes"),
    "mark": ("日期提示", "Dates"),
    "priority": ("优先级", "Priority"),
    "slip": ("逾期天数", "Slip (days)"),
    "reschedules": ("改期次数", "Reschedules"),
    "suspects": ("存疑", "Suspect"),
    "parent": ("上级需求", "Parent"),
    "related": ("关联需求", "Related needs"),
    "type": ("条目类型", "Item type"),
    "stakeholder": ("干系人", "Stakeholder"),
    "rationale": ("理由", "Rationale"),
    "limits": ("约束", "Constraint"),
    "acceptance": ("验收标准", "Acceptance criterion"),
    **{f"stage.{stage}": titles for stage, titles in STAGES.items()},
}
SUSPECT = "#FFF1D6"
EDITABLE = (
    "description", "importance", "urgency", "status", "planned_start", "planned_finish", "actual_start",
    "actual_finish",
    "owner_code", "owner_name", "notes", "type", "stakeholder", "rationale", "limits", "acceptance",
)  # fmt: skip
LONG = ("description", "notes", "rationale", "limits", "acceptance")
ENUMS: dict[str, type[StrEnum]] = {"importance": Level, "urgency": Level, "status": NeedStatus,
                                  "type": NeedType}  # fmt: skip
COLOURS = {
    "coverage.covered": "#DDEFE3", "coverage.partial": "#FFF1D6", "coverage.open": "#F8DFDC",
    "coverage.over_covered": "#E4DDF3", "coverage.declined": "#ECECEC",
    "date_mark.late": "#F8DFDC", "date_mark.started_late": "#FFF1D6", "date_mark.due": "#FFF1D6",
    "date_mark.on_hold": "#ECECEC", "date_mark.done": "#DDEFE3", "date_mark.none": "#FFFFFF",
}  # fmt: skip


def export_file(store: Store, path: Path, language: Language, today: date, matrix: str = ALL_CUSTOMERS) -> int:
    """Write the matrix with its legend; returns the number of needs. Families appear as codes, answers as their
    number; a description may name a person, as it does on screen."""
    with store.read() as session:
        found = read_rows(session, today, matrix=matrix)
        found_chains = _chains(session, found)
        beside = {"parent": parents_of(session, found), "related": related_of(session, found, language)}
    heads = [column_title(name, language) for name in COLUMNS]
    at = {name: number for number, name in enumerate(COLUMNS)}
    choices = {at[name]: [words.of(value, language) for value in family] for name, family in ENUMS.items()}
    colours = {words.say(code, language): colour for code, colour in COLOURS.items()}
    sheet = OutSheet(
        _word(language, "需求矩阵", "Matrix"),
        heads,
        [
            [
                beside[name].get(row.id, "") if name in beside else _cell(row, name, language, found_chains[row.id])
                for name in COLUMNS
            ]
            for row in found
        ],
        widths=WIDTHS,
        formats={at[name]: "#,##0" for name in ("gap", "in_force", "proposed")},
        choices=choices,
        frozen_columns=2,
        wrapped={at[name] for name in COLUMNS if name in LONG or name.startswith("stage.")},
        pages_across=2,  # all at once would be too small to read
        colours=colours | {f"⚠ {row.suspects}": SUSPECT for row in found if row.suspects},
    )
    suspect = _word(language, "⚠ 存疑", "⚠ suspect")
    legend = OutSheet(
        _word(language, "图例", "Legend"),
        [_word(language, "标记", "Mark"), _word(language, "意思", "Meaning")],
        [
            *([words.say(code, language), words.say(f"legend.{code}", language)] for code in COLOURS),
            [suspect, words.say("legend.suspect", language)],
        ],
        widths=[20, 70],
        colours=colours | {suspect: SUSPECT},
    )
    write_tables(path, [sheet, legend, _basis(found)])
    return len(found)


def _basis(found: list[MatrixRow]) -> OutSheet:
    lines = [[row.number, *(basis.plain(getattr(row, name)) for name in EDITABLE)] for row in found]
    return OutSheet(basis.SHEET, ["number", *EDITABLE], lines, hidden=True)


def _chains(session: Session, found: list[MatrixRow]) -> dict[str, Chain]:
    chains: dict[str, Chain] = {}
    for some in pieces(row.id for row in found):
        chains |= read_chains(session, some)
    return chains


def _stage(row: MatrixRow, stage: str, chain: Chain, language: Language) -> str:
    """What is linked in a stage, with its state. Of answers only their number: they may tell of health and money."""
    if stage == "interview":
        count = len(chain.answers)
        return _word(language, f"{count} 条回答", f"{count} answers") if count else ""
    lines = []
    if stage == "analysis" and row.confirmed_on:
        lines.append(_word(language, "已确认 ", "confirmed ") + row.confirmed_on.isoformat())
    for entry in chain.stage(stage):
        state = f" ({words.say(entry.state, language)})" if entry.state else ""
        lines.append(("⚠ " if entry.suspect else "") + entry.says(language) + state)
    return "\n".join(lines)


def _cell(row: MatrixRow, name: str, language: Language, chain: Chain) -> Any:
    if name.startswith("stage."):
        return _stage(row, name.removeprefix("stage."), chain, language)
    if name == "suspects":
        return f"⚠ {row.suspects}" if row.suspects else ""
    if name in ("gap", "in_force", "proposed"):
        return getattr(row, name) / 100
    if name == "event":
        return words.say(f"event.{row.event}", language) if words.known(f"event.{row.event}") else row.event
    if name == "type":
        return words.of(NeedType(row.type), language) if row.type else ""
    if name == "mark":
        return words.say(f"date_mark.{row.mark.value}", language)
    value = getattr(row, name)
    return words.of(value, language) if isinstance(value, StrEnum) else value


def say_change(name: str, value: Any, language: Language) -> str:
    """A value of an editable field as a person reads it."""
    if value in (None, ""):
        return "—"
    return words.of(ENUMS[name](value), language) if name in ENUMS else str(value)


def column_title(name: str, language: Language) -> str:
    """What a column of our own workbook is called."""
    chinese = [text for text in COLUMNS[name] if not text.isascii()]
    return chinese[0] if language == Language.ZH else next(text for text in COLUMNS[name] if text.isascii())


def _word(language: Language, chinese: str, english: str) -> str:
    return chinese if language == Language.ZH else english
