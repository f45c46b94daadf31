"""Services to policies (保全) of all families, what is under way first."""
