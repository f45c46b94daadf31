"""The list of customers: its columns, its filter, its saved views.

It may use widgets, labels and own fields; it shows rows and says what is wanted.
The page and the family's panes call it.
"""
