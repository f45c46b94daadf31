"""The roll-up: many agents' weekly files checked and joined into one team's week."""

from app.services.team.rollup.findings import Finding, FindingKind
from app.services.team.rollup.making import roll_up, roll_up_store
from app.services.team.rollup.result import RolledUp
from app.services.team.rollup.team import AgentWeek, Team

__all__ = ["AgentWeek", "Finding", "FindingKind", "RolledUp", "Team", "roll_up", "roll_up_store"]
