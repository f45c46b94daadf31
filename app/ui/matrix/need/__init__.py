"""The list of needs and the chosen need below it: chain, notes, links, owner, reviews, drawing.

It may use the columns, words and source of the matrix.
The page shows the list; the views send their reader there.
"""
