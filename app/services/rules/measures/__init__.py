"""What a KPI is and how its figure is counted."""
