"""What was reached: cards of progress with the rows behind them, targets.

It may call care, selling, measures and below.
Team, front and the window call it.
"""
