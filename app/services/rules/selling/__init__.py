"""States of an order; what open sales will bring."""
