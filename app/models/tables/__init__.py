"""What came from outside."""
