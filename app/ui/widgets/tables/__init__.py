"""Tables: frozen rows, columns, the view, and the dialog of a small list.

They may use base and smaller widgets.
Every tab.
"""
