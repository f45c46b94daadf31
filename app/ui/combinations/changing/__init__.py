"""Changing a plan by hand and asking why: sums, other products, wishes, other plans.

It may use the bench; each is a dialog that gives back what was chosen.
The acts open it.
"""
