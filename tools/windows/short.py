"""What Windows answers otherwise than Linux: files, stores, locks, copies, foreign files, the command line, papers,
pictures, fonts, and one day through the real window. ``test --all`` runs everything.
"""

BASE, TABLES = "tests/services/base", "tests/services/tables"
SHORT = (
    f"{BASE}/test_held_files.py",
    f"{BASE}/test_synced.py",
    f"{BASE}/test_zones.py",
    f"{BASE}/test_store.py",
    f"{BASE}/test_backup.py",
    f"{BASE}/test_temporary.py",
    f"{BASE}/test_command_line.py",
    f"{TABLES}/test_limits.py",
    f"{TABLES}/test_tabular.py",
    "tests/services/needs/test_interview_answers.py",
    "tests/ui/test_paper.py",
    "tests/ui/test_shell.py",
    "tests/tools/test_sentences.py",
)
