"""After the sale: service clocks, cases, satisfaction.

It may call selling, the matrix and below.
Team, the first page and the window call it.
"""
