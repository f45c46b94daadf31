"""The matrix tab."""
