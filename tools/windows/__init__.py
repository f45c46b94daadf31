"""Needfolio on Windows, tried on Debian through Wine: ``python3 dev.py windows [test | build | python]``."""
