"""One step's questions: a field for each kind, how sure an answer is and where it comes from.

It may use widgets and the interview's services; it knows no page.
The board and the page lay it out; other rooms read answers through it.
"""
