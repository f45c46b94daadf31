"""What answers a need: catalogue, prices, combinations and their proof, proposals, suitability.

It may call needs and below.
Matrix, selling, team and the window call it.
"""
