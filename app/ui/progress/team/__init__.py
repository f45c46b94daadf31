"""Progress of a team: whose figures are looked at, and the figures of everyone or of one agent."""
