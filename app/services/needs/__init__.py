"""From the interview to the gaps: questions and answers, worksheets, analyses with their assumptions.

It may call people and below.
Offers, the matrix, care, the first page and the window call it.
"""
