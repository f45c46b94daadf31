"""What the matrix keeps and settles: baselines, changes, meetings, its Excel file, what makes a link suspect.

It may use the words of the matrix and its tall rows.
The page opens it.
"""
