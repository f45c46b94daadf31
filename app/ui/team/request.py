"""One version of an order that waits for the lead's word, or had it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.enums import Language
from app.services.rules.selling.orders import Difference
from app.services.team.approvals import RequestRow
from app.ui.base import formats
from app.ui.base.desk import Desk
from app.ui.shared.pane import Pane
from app.words import say

MONEY = ("sum", "premium")


class RequestPane(Pane):
    """One version of an order as it came, and what is not as it was when the lead decided last."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("Order to approve"))
        self._desk = desk
        self.decide: Any = None

    def show_request(self, row: RequestRow | None) -> None:
        self.begin()
        if row is None:
            self.say(self.tr("Orders that need your approval come with the agents' weekly files."), "muted")
            self.finish()
            return
        language = self._desk.language
        self.say(f"{row.number}  {row.agent_name or row.agent_code}", "heading")
        self.say(f"{say(f'approval_state.{row.state.value}', language)}  ·  {formats.money(row.premium)}")
        if row.waits:
            self.acts(
                [
                    ("approve", self.tr("Approve"), lambda: self.decide(row, approved=True), "primary"),
                    ("return", self.tr("Return…"), lambda: self.decide(row, approved=False), ""),
                ]
            )
        self.facts(self._facts(row))
        if row.changes:
            self.say(self.tr("Changed since you decided"), "strong")
            for one in row.changes:
                self.say("• " + self._said(one))
        self.say(self.tr("Lines"), "strong")
        self._lines(row.lines)
        self.acts([("file", self.tr("Open the weekly file"), lambda: open_path(row.file), "")])
        self.buttons["file"].setEnabled(row.file.is_file())
        self.finish()

    def _facts(self, row: RequestRow) -> list[tuple[str, str]]:
        decided = f"{row.decided_by}  {formats.day(row.decided_on)}" if row.decided_on else ""
        return [
            (self.tr("Customer"), row.household),
            (self.tr("Submitted"), formats.day(row.submitted_on)),
            (self.tr("Version"), str(row.revision)),
            (self.tr("Decided"), decided),
            (self.tr("Reason"), row.reason),
            (self.tr("Answer sent"), formats.day(row.sent_at.astimezone().date()) if row.sent_at else ""),
            (self.tr("File"), row.file.name),
        ]

    def _lines(self, lines: Sequence[Mapping[str, Any]]) -> None:
        for line in lines:
            mark = self.tr("left out") if line["left_out"] else ""
            amounts = f"{formats.money(line['sum'])} / {formats.money(line['premium'])}"
            who = member_words(str(line["member_id"]), self._desk.language)
            self.say("  ".join(part for part in (str(line["product"]), who, amounts, mark) if part))

    def _said(self, one: Difference) -> str:
        language = self._desk.language
        name = say(f"order_field.{one.field}", language)
        colon = "：" if language == Language.ZH else ": "
        subject = f"{one.line} {name}" if one.line else name
        return f"{subject}{colon}{self._value(one.field, one.before)} → {self._value(one.field, one.after)}"

    def _value(self, field: str, value: Any) -> str:
        if value in (None, ""):
            return "—"
        if field in MONEY:
            return formats.money(int(value))
        return member_words(str(value), self._desk.language) if field == "payer_id" else str(value)


def member_words(mark: str, language: Language) -> str:
    """``child:2`` → 子女 2; the person is no name."""
    relation, _, number = mark.partition(":")
    if not relation:
        return ""
    words = say(f"relation.{relation}", language)
    return f"{words} {number}" if relation in ("child", "parent", "other") else words


def open_path(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
