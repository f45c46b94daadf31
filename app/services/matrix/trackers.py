"""Jira and Redmine: the columns of their CSV exports, and a matrix written so that they take it in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select

from app.enums import Level, NeedStatus
from app.models import Need
from app.services.base.founding import ALL_CUSTOMERS
from app.services.base.store import Store
from app.services.matrix.listing import MatrixRow, rows
from app.services.tables.sheets_out import OutSheet, Value, write_tables
from app.services.tables.tabular import header_key


class Tracker(StrEnum):
    JIRA = "jira"
    REDMINE = "redmine"


# Field → its column. What a tracker has no column for stays out; its own further columns are told when they come in.
COLUMNS: dict[Tracker, dict[str, str]] = {
    Tracker.JIRA: {
        "number": "Issue key", "description": "Summary", "event": "Issue Type", "status": "Status",
        "importance": "Priority", "owner_name": "Assignee", "planned_start": "Start date", "planned_finish": "Due date",
        "actual_finish": "Resolved", "notes": "Description", "parent": "Parent key",
    },
    Tracker.REDMINE: {
        "number": "#", "description": "Subject", "event": "Tracker", "status": "Status", "importance": "Priority",
        "owner_name": "Assignee", "planned_start": "Start date", "planned_finish": "Due date",
        "actual_finish": "Closed", "notes": "Description", "parent": "Parent task",
    },
}  # fmt: skip
# The same columns as a Chinese Redmine writes them; a Jira writes "Parent" where it has no "Parent key".
OTHERS: dict[str, tuple[str, ...]] = {
    "#": ("#",), "Subject": ("主题",), "Tracker": ("跟踪",), "Status": ("状态",), "Priority": ("优先级",),
    "Assignee": ("指派给",), "Start date": ("开始日期", "Custom field (Start date)"),
    "Due date": ("计划完成日期", "Due Date"),
    "Closed": ("结束日期", "已关闭"), "Description": ("描述",), "Parent task": ("父任务",), "Parent key": ("Parent",),
}  # fmt: skip
MARKS = {Tracker.JIRA: ("number", "description"), Tracker.REDMINE: ("number", "description", "event")}
STATUS = {
    Tracker.JIRA: {NeedStatus.NOT_STARTED: "To Do", NeedStatus.IN_PROGRESS: "In Progress", NeedStatus.DONE: "Done",
                   NeedStatus.ON_HOLD: "On Hold", NeedStatus.DROPPED: "Cancelled"},
    Tracker.REDMINE: {NeedStatus.NOT_STARTED: "New", NeedStatus.IN_PROGRESS: "In Progress", NeedStatus.DONE: "Closed",
                      NeedStatus.ON_HOLD: "On Hold", NeedStatus.DROPPED: "Rejected"},
}  # fmt: skip
LEVEL = {
    Tracker.JIRA: {Level.HIGH: "High", Level.MIDDLE: "Medium", Level.LOW: "Low"},
    Tracker.REDMINE: {Level.HIGH: "High", Level.MIDDLE: "Normal", Level.LOW: "Low"},
}


def mapping_for(names: Sequence[str]) -> dict[str, str] | None:
    """Field → header, when these are the headers of one of the two; None for any other table."""
    there = {header_key(name): name for name in names if name}
    for tracker, columns in COLUMNS.items():
        found = {
            field: there[key]
            for field, column in columns.items()
            for key in (header_key(word) for word in (column, *OTHERS.get(column, ())))
            if key in there
        }
        if all(field in found for field in MARKS[tracker]):
            return found
    return None


def export_tracker(store: Store, path: Path, tracker: Tracker, today: date, matrix: str = ALL_CUSTOMERS) -> int:
    """Write the matrix as the tracker's CSV (xlsx where the name says so); returns how many needs."""
    found = rows(store, today, matrix=matrix)
    with store.read() as session:
        parents = {row[0]: row[1] for row in session.execute(select(Need.id, Need.parent_id))}
    numbers = {row.id: row.number for row in found}
    columns = COLUMNS[tracker]
    lines = [
        [_cell(row, field, tracker, numbers.get(parents.get(row.id) or "", "")) for field in columns] for row in found
    ]
    write_tables(path, [OutSheet(tracker.value, list(columns.values()), lines)])
    return len(found)


def _cell(row: MatrixRow, field: str, tracker: Tracker, parent: str) -> Value:
    if field == "parent":
        return parent
    if field == "status":
        return STATUS[tracker][row.status]
    if field == "importance":
        return LEVEL[tracker][row.importance]
    value = getattr(row, field)
    return value.isoformat() if isinstance(value, date) else value
