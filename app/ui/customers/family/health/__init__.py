"""What people told of their health, by their own consent."""
