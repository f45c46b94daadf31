"""From a chance to a policy: opportunities and orders.

It may call the matrix, offers and below.
Care, figures, front and the window call it.
"""
