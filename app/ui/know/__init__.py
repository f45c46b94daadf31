"""Know-how: what is known and learnt."""
