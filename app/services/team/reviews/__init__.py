"""Periodic evaluation of agents and products, and planned campaigns with their cost and result."""
