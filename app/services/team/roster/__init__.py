"""The roster: who belongs to the lead's team and from when to when a report is expected. Calls ``tables`` for its
import; the roll-up counts who is missing and the team's targets against it.
"""

from app.services.team.roster.keeping import RosterDraft, RosterRow, everybody, remove, save

__all__ = ["RosterDraft", "RosterRow", "everybody", "remove", "save"]
