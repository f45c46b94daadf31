"""The progress tab."""
