"""What answers a need: catalogue, prices, combinations and their proof, proposals, suitability.

It may call needs and below.
Selling, team, the first page and the window call it.
"""
