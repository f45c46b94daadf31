"""The front page is put together in as many statements as it says, whatever the number of customers."""

from __future__ import annotations

import re

import pytest

from app.services.base.store import Store
from app.services.front import demo, today
from tests.statements import Statements


@pytest.mark.parametrize("customers", [120, 300])
def test_it_costs_what_its_docstring_says(store: Store, customers: int) -> None:
    demo.populate(store, customers=customers, weeks=2)
    said = re.search(r"(\d+) statements in one transaction", today.of_agent.__doc__ or "")
    assert said is not None
    with Statements() as cost:
        found = today.of_agent(store, "A001", store.today())
    assert found.groups and found.clocks and found.coming
    assert (cost.count, cost.transactions) == (int(said[1]), 1)
