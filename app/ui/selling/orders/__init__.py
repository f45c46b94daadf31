"""Orders in a list, one of them at the right with its steps.

They may use the columns, forms and marks of selling.
The page shows the view.
"""
