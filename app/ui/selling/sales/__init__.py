"""Opportunities on a board or in a list, one of them at the right.

They may use the columns, forms and marks of selling.
The page shows the view.
"""
