"""The combinations tab."""
