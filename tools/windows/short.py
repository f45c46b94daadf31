"""What Windows answers otherwise than Linux: files, stores, locks, copies, foreign files, the command line, papers,
pictures, fonts, and one day through the real window. About four minutes under Wine; ``test --all`` runs everything.
"""

SHORT = (
    "tests/services/base",
    "tests/services/tables/test_guards.py",
    "tests/test_words.py",
)
