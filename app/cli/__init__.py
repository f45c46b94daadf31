"""The command line: one module per family, the same services as the window."""
