"""The team's post: with whom, what came, what goes out. A lead's Team tab embeds it; an agent opens it as a window."""
