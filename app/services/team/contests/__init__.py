"""Contests: a period, a KPI, ranks with ties, a poster. Off until the lead switches them on."""
