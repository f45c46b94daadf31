"""From a chance to a policy: opportunities and orders.

It may call the matrix, offers and below.
Figures, the first page and the window call it.
"""
