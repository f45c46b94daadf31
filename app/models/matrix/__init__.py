"""Needs, matrices and trace links."""
