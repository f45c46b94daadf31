"""Coaching: what an agent's own weeks show, training done, and what was agreed."""
