"""One family at the right: its head and its panes, each a side of what one call has read.

It may use widgets, shared panes, the list's marks and the fields of the book.
The page shows it; it knows no page.
"""
