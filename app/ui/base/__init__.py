"""What every page works with: desk, notices, tasks, preferences, words, looks.

It knows no page. Widgets, shared panes, tabs and the shell stand on it.
"""
