"""Who is the same, how people are tied, values of own fields."""
