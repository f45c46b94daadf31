"""Customers and what is known of them: families, policies, ties, labels, own fields, duplicates, hand-over, erasure.

It may call day and below.
Needs, offers, selling, care, the first page and the window call it.
"""
