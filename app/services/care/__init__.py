"""After the sale: service clocks, cases, satisfaction.

It may call selling, the matrix and below.
Figures, team, front and the window call it.
"""
