"""The dashboard: cards with their charts, which are wanted and in what order, the rows behind each number.

It may use the plots of the widgets.
The page shows it; the week's picture takes its cards.
"""
