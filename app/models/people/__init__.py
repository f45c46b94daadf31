"""Households, their people, what is known and arranged of them."""
