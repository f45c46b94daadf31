"""The selling tab."""
