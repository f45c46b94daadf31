"""What lies behind a family: ties, interests, events, referrals, each a section of one pane.

It may use the family's pane and widgets.
The family's view shows the pane.
"""
