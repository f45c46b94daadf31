"""The weekly workbook: one agent's week, for the team lead."""

from app.services.team.weekly.workbook import default_name, export_weekly

__all__ = ["default_name", "export_weekly"]
