"""Each speed goal beside its limit: ``python3 dev.py bench [ROW …]``. Nothing here passes or fails."""
