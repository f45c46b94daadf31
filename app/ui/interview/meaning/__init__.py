"""What the answers come to: gaps as they move, needs in order, their worksheets.

It may use widgets and the interview's services; it knows no page.
The board shows it beside the questions and in the last step.
"""
