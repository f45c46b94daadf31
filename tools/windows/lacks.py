"""Tests that fail for what Wine lacks, not Windows: skipped with the reason, which pytest shows at the end.

Loaded by ``dev.py windows test`` alone. Whoever has a real Windows runs them all (``py dev.py test``).
"""

from __future__ import annotations

import pytest

LACKS = {
    "tests/services/base/test_head.py::test_a_link_opens_the_store_it_names": "Wine 8 follows no symbolic link",
    "tests/services/tables/test_limits.py::test_a_job_ends_what_takes_too_much": "Wine 8 keeps no limit of a Job",
    "tests/models/test_postgresql.py": "Wine 8 starts no PostgreSQL (initdb: error 127)",
    "tests/tools/test_dev.py::test_a_file_that_was_changed_is_not_installed": "the embeddable Python has no pip",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for name, reason in LACKS.items():
            if item.nodeid.startswith(name):
                item.add_marker(pytest.mark.skip(reason=f"Wine: {reason}"))
