"""The whole analysis of an interview: gaps, cover over the years, money of a life, scenarios, what changed."""
