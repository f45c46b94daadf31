"""The columns of a requirement table: what other tables call them, and what their words for a state mean."""

from __future__ import annotations

from app import words
from app.enums import Language, Level, NeedStatus, NeedType
from app.services.matrix.exchange import COLUMNS, column_title

PARENT, ALIAS, RELATED = "parent", "alias", "related"
UNKNOWN, ROLES = "+unknown", "+roles"
"""In the values of a row: the parents and the related needs it names that are not there; number → role of the related
ones that are."""
NO_FIELDS = (PARENT, ALIAS, RELATED, UNKNOWN, ROLES, "household_id")
"""What the values of a row hold besides fields of the need itself."""
TEXTS = ("description", "owner_code", "owner_name", "notes", "stakeholder", "rationale", "limits", "acceptance")
DATES = ("planned_start", "planned_finish", "actual_start", "actual_finish")

OTHER_HEADERS: dict[str, tuple[str, ...]] = {
    "number": ("需求号", "需求ID", "需求项编号", "条目编号", "uid", "req id", "requirement no", "requirement number",
               "issue key", "key", "#", "identifier", "序号"),
    "description": ("需求", "需求名称", "需求内容", "需求项", "statement", "requirement statement", "标题", "主题",
                    "名称", "内容", "title", "summary", "subject", "name", "requirement text", "text", "header"),
    "event": ("需求种类", "类型", "requirement type", "category", "issue type", "tracker", "跟踪"),
    "importance": ("重要程度", "优先级", "重要度", "priority"),
    "urgency": ("紧急程度", "紧急度"),
    "status": ("完成情况", "进展", "state", "progress"),
    "planned_start": ("开始日期", "计划开始日期", "计划开始时间", "start date", "start"),
    "planned_finish": ("截止日期", "计划完成日期", "计划完成时间", "完成期限", "due date", "due", "deadline"),
    "actual_start": ("实际开始日期", "实际开始时间"),
    "actual_finish": ("实际完成日期", "实际完成时间", "resolved", "closed", "结束日期"),
    "owner_name": ("责任人", "指派给", "经办人", "承办人", "assignee", "responsible"),
    "owner_code": ("工号", "负责人编号", "owner id"),
    "notes": ("说明", "备注说明", "详细描述", "comment", "comments", "remarks", "remark"),
    "type": ("条目种类", "item kind"),
    "stakeholder": ("相关方", "利益相关者", "提出人", "stakeholders", "requested by"),
    "rationale": ("原因", "依据", "justification", "reason"),
    "limits": ("约束条件", "限制", "constraints"),
    "acceptance": ("验收条件", "验收准则", "acceptance criteria", "fit criterion"),
    ALIAS: ("issue id",),
    PARENT: ("上级编号", "父级编号", "父任务", "上级", "父需求", "parent id", "parent key", "parent task", "parent uid",
             "parents", "parent issue", "derived from", "refines", "links"),
    RELATED: ("关联", "关联编号", "相关需求", "关联的任务", "relations", "related to", "related issues",
              "linked issues", "outward issue link", "traces to", "links"),
}  # fmt: skip

# The words and marks other programs and people use. ○ done, △ under way, × not begun, N/A does not apply.
STATUS_WORDS = {
    NeedStatus.NOT_STARTED: ("×", "✗", "✘", "x", "未完成", "未开始", "待办", "新建", "待处理", "to do", "todo", "open",
                             "new", "backlog", "reopened", "selected for development"),
    NeedStatus.IN_PROGRESS: ("△", "▲", "◐", "进行", "处理中", "部分完成", "反馈", "in progress", "in review",
                             "in development", "feedback", "testing", "doing"),
    NeedStatus.DONE: ("○", "●", "◎", "√", "✓", "✔", "完成", "已解决", "已关闭", "关闭", "done", "closed", "resolved",
                      "complete", "completed"),
    NeedStatus.ON_HOLD: ("暂停", "挂起", "延期", "on hold", "blocked", "paused", "waiting"),
    NeedStatus.DROPPED: ("n/a", "na", "不适用", "取消", "已取消", "已拒绝", "拒绝", "rejected", "cancelled", "canceled",
                         "won't do", "wontfix", "obsolete"),
}  # fmt: skip
LEVEL_WORDS = {
    Level.HIGH: ("◎", "a", "p0", "p1", "1", "紧急", "立刻", "很高", "highest", "critical", "blocker", "major", "urgent",
                 "immediate", "must"),
    Level.MIDDLE: ("○", "b", "p2", "2", "普通", "一般", "medium", "normal", "moderate", "should"),
    Level.LOW: ("△", "c", "p3", "p4", "3", "lowest", "minor", "trivial", "could"),
}  # fmt: skip


TYPE_WORDS = {
    NeedType.GOAL: ("目的", "业务目标", "objective", "business goal", "epic"),
    NeedType.REQUIREMENT: ("功能", "功能需求", "story", "user story", "feature", "functional requirement"),
    NeedType.CONSTRAINT: ("限制", "非功能需求", "non-functional requirement"),
    NeedType.PROBLEM: ("缺陷", "bug", "issue", "defect"),
    NeedType.TEST: ("测试", "测试用例", "test case"),
}


def synonyms() -> dict[str, tuple[str, ...]]:
    """Field → what its column is called; those of our own workbook first."""
    own = {ALIAS: tuple(words.say(f"matrix.column.{ALIAS}", language) for language in Language)}
    return {name: (*titles, *OTHER_HEADERS.get(name, ())) for name, titles in {**COLUMNS, **own}.items()}


def title(field: str, language: Language) -> str:
    """What a field is called in our own workbook."""
    if field == ALIAS:
        return words.say(f"matrix.column.{field}", language)
    return column_title(field, language)


def status_of(text: str) -> NeedStatus | None:
    """What a word or mark of another table says of a need's work; None for one that is not known."""
    return words.meant(NeedStatus, text, STATUS_WORDS)


def type_of(text: str) -> NeedType | None:
    """What a word of another table says an item is; None for one that is not known."""
    return words.meant(NeedType, text, TYPE_WORDS)


def level_of(text: str) -> Level | None:
    """What a word or mark of another table says of a need's importance or urgency; None for one that is not known."""
    return words.meant(Level, text, LEVEL_WORDS)
