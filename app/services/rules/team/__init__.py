"""Coaching and recognition from rows of weeks."""
