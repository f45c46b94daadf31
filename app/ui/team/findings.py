"""What does not fit, as a table: how grave, whose, what, and where to the cell."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.enums import Language
from app.services.team.rollup.findings import Finding
from app.ui.widgets.badge import Badge
from app.ui.widgets.tables.table import Column
from app.words import say


class FindingRow:
    """A finding with an id, as tables want it."""

    def __init__(self, id: str, finding: Finding) -> None:
        self.id, self.finding = id, finding


def finding_columns(language: Language) -> list[Column]:
    def severity(row: FindingRow) -> Badge:
        code = "grave" if row.finding.grave else "watch"
        words = say(f"weekly.severity.{code}", language)
        return Badge("▲" if row.finding.grave else "△", words, "bad" if row.finding.grave else "warn")

    def place(row: FindingRow) -> str:
        one = row.finding
        number = QCoreApplication.translate("TeamFindings", "row {number}").format(number=one.row) if one.row else ""
        return " · ".join(part for part in (one.sheet, one.cell or number, one.file) if part)

    def kind(row: FindingRow) -> str:
        return say(f"rollup.kind.{row.finding.kind.value}", language)

    def text(row: FindingRow) -> str:
        return row.finding.text(language)

    heads = {
        "grave": QCoreApplication.translate("TeamFindings", "Severity"),
        "kind": QCoreApplication.translate("TeamFindings", "Check"),
        "agent": QCoreApplication.translate("TeamFindings", "Agent"),
        "text": QCoreApplication.translate("TeamFindings", "What was found"),
        "place": QCoreApplication.translate("TeamFindings", "Where"),
    }
    return [
        Column("grave", heads["grave"], lambda row: row.finding.grave, width=90, badge=severity),
        Column("kind", heads["kind"], kind, width=90),
        Column("agent", heads["agent"], lambda row: row.finding.agent_name or row.finding.agent, width=80),
        Column("text", heads["text"], text, width=380, tip=lambda row: f"{text(row)}\n{place(row)}"),
        Column("place", heads["place"], place, width=200, tip=place),
    ]
