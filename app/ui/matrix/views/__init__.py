"""Other sides of the same needs: stages, grid, findings, the lead's view.

They may use the columns, words and source of the matrix, and what mends one need.
The page shows them.
"""
