"""Own commission: what was due is what the rates say, what was paid is what the statement says, and why they differ."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.cli.main import main
from app.errors import InputError
from app.models import CommissionPaid, Member, Opportunity, Order, OrderLine, Policy, PremiumPaid
from app.services.base.store import Actor, Store
from app.services.figures import commission
from app.services.figures.commission import RateRow
from app.services.front import imports
from app.services.people import customers
from app.services.people.customers import HouseholdDraft, MemberDraft
from app.services.rules.figures.commission import (
    CommissionKind,
    CommissionReason,
    CommissionRole,
    Expected,
    Paid,
    Place,
    compare,
)
from app.services.rules.figures.commission import commission as reckoned
from tests.conftest import PASSWORD

OWN = CommissionRole.OWN
ISSUED = date(2024, 5, 10)
RATES = [RateRow("L1", OWN, 1, 4_000), RateRow("L1", OWN, 2, 1_000), RateRow("L1", OWN, 3, 500)]


def sold(store: Store, actor: Actor, number: str, *, premium: int = 500_000, issued: date = ISSUED, **more: str) -> str:
    """An order in force with its policy; returns the policy's id."""
    home = customers.add(store, actor, HouseholdDraft(MemberDraft(f"客户{number}")))
    with store.write(actor, "order.test") as session:
        member = session.scalar(select(Member.id).where(Member.household_id == home.id))
        sale = Opportunity(number=f"S{number}", household_id=home.id, agent_code=actor.code, stage_since=issued,
                           opened_on=issued)  # fmt: skip
        session.add(sale)
        policy = Policy(household_id=home.id, member_id=member, number=number, product_name="安守寿险",
                        product_code="L1", starts_on=issued, premium=premium, pay_years=3)  # fmt: skip
        session.add(policy)
        session.flush()
        order = Order(number=f"O{number}", household_id=home.id, opportunity_id=sale.id, kind="insurance",
                      agent_code=more.get("agent", actor.code), state=more.get("state", "issued"), premium=premium,
                      issued_on=issued)  # fmt: skip
        session.add(order)
        session.flush()
        session.add(OrderLine(order_id=order.id, product_code="L1", product_name="安守寿险", member_id=member,
                              sum=100, premium=premium, policy_id=policy.id))  # fmt: skip
        return str(policy.id)


def brought(store: Store, actor: Actor, folder: Path, text: str, kind: str = "commission"):  # type: ignore[no-untyped-def]
    path = folder / "statement.csv"
    path.write_text(text, encoding="utf-8")
    return imports.entry(kind).import_file(store, actor, path)


def reasons(store: Store) -> dict[tuple[str, int], CommissionReason]:
    rows = commission.standing(store).rows
    return {(row.number, row.compared.place.year if row.compared.place else 0): row.compared.reason for row in rows}


HEAD = "保单号,险种名称,结算月,佣金类型,保单年度,保费,佣金率,佣金\n"


def test_first_year_renewals_and_what_is_wrong_with_them(store: Store, actor: Actor, tmp_path: Path) -> None:
    policies = {number: sold(store, actor, number) for number in ("P1", "P2", "P3", "P4", "P5", "P6")}
    sold(store, actor, "P7", state="withdrawn")
    commission.put(store, actor, RATES)
    with store.write(actor, "premium.test") as session:
        for number in ("P1", "P2"):
            session.add(PremiumPaid(policy_id=policies[number], due_on=date(2025, 5, 10), paid_on=date(2025, 5, 12)))
    report = brought(store, actor, tmp_path, HEAD + "".join((
        "P1,安守寿险,2024-05,首年,1,5000,40%,2000\n",
        "P1,安守寿险,2025-05,续期,2,5000,10%,500\n",
        "P2,安守寿险,2024-05,首年,1,5000,35%,1750\n",  # another rate
        "P3,安守寿险,2024-05,首年,1,4000,40%,1600\n",  # another premium
        "P4,安守寿险,2024-05,首年,1,5000,40%,2000\n",
        "P4,安守寿险,2024-06,首年,1,5000,40%,2000\n",  # twice
        "P5,安守寿险,2025-05,续期,2,5000,10%,500\n",  # its premium is not recorded; the first year is missing
        "P6,安守寿险,2024-05,首年,1,5000,40%,2000\n",
        "P6,安守寿险,2024-08,扣回,1,,,-2000\n",
        "P7,安守寿险,2024-05,首年,1,5000,40%,2000\n",
        "X9,别的,2024-05,首年,1,100,40%,40\n",
    )))  # fmt: skip
    assert (report.added, report.rejected) == (11, ())
    why = CommissionReason
    assert reasons(store) == {
        ("P1", 1): why.AGREES, ("P1", 2): why.AGREES, ("P2", 1): why.RATE, ("P2", 2): why.NOT_PAID,
        ("P3", 1): why.PREMIUM, ("P4", 1): why.TWICE, ("P5", 1): why.NOT_PAID, ("P5", 2): why.PREMIUM_OPEN,
        ("P6", 1): why.CLAWED_BACK, ("P7", 1): why.NOT_RETURNED, ("X9", 1 - 1): why.UNKNOWN_POLICY,
    }  # fmt: skip
    months = {f"{one.first:%Y-%m}": one for one in commission.standing(store).months()}
    assert (months["2024-05"].due, months["2024-05"].received) == (6 * 200_000, 200_000 + 175_000 + 160_000 + 400_000
            + 0 + 200_000 + 4_000)  # fmt: skip
    assert months["2025-05"].due == 100_000 and months["2025-05"].difference == 100_000 - 100_000


def test_the_same_statement_twice_changes_nothing_and_a_corrected_one_is_told(
    store: Store, actor: Actor, tmp_path: Path
) -> None:
    text = (
        HEAD + "P1,寿险,2026-10,首年,1,5000,40%,2000\nP1,寿险,2026-10,首年,1,5000,40%,2000\nP2,寿险,2026.10,,2,,,80\n"
    )
    first = brought(store, actor, tmp_path, text)
    assert (first.read, first.added) == (3, 3)  # the second of two like rows is a row of its own
    again = brought(store, actor, tmp_path, text)
    assert (again.read, again.unchanged, again.added, again.updated) == (3, 3, 0, 0)
    corrected = brought(store, actor, tmp_path, text.replace(",80\n", ",81\n"))
    assert (corrected.updated, corrected.unchanged) == (1, 2)
    with store.read() as session:
        assert {line.kind for line in session.scalars(select(CommissionPaid))} == {"first", "renewal"}
    assert corrected.batch is not None
    imports.undo(store, actor, corrected.batch)
    assert brought(store, actor, tmp_path, text).unchanged == 3


def test_bad_rows_are_named_and_every_row_is_accounted_for(store: Store, actor: Actor, tmp_path: Path) -> None:
    report = brought(store, actor, tmp_path, HEAD + "".join((
        "P1,寿险,2026-13,首年,1,5000,40%,2000\n", "P1,寿险,2026-10,奖杯,1,5000,40%,2000\n",
        ",寿险,2026-10,首年,1,5000,40%,2000\n", "P2,寿险,2026-10,首年,1,5000,40%,两千多\n",
        "P3,寿险,2026年10月,首年,1,5000,0.4,2000\n",  # a fraction: premium and amount say that it is 40 %
        "P4,寿险,202610,首年,1,5000,0.4,1234\n",  # a fraction nobody can tell
    )))  # fmt: skip
    codes = [problem.code for row in report.rejected for problem in row]
    assert codes == ["not_a_month", "commission_kind", "required", "not_money", "not_per_cent"]
    assert report.added == 1 and report.read == 6
    with store.read() as session:
        assert session.scalar(select(CommissionPaid.rate)) == 4_000


def test_rates_of_their_day_and_the_products_own(store: Store, actor: Actor, tmp_path: Path) -> None:
    sold(store, actor, "P1")
    assert reasons(store) == {("P1", 1): CommissionReason.NO_RATE}
    text = "产品代码,保单年度,佣金率,承保日起\nL1,1,30%,\nL1,1,45%,2024-05-10\nL1,1,50%,2024-05-11\n"
    report = brought(store, actor, tmp_path, text, "commission-rates")
    assert report.added == 3
    assert [row.compared.due for row in commission.standing(store).rows] == [225_000]
    with pytest.raises(InputError, match="commission_rate_twice"):
        commission.put(store, actor, [RATES[0], RATES[0]])
    with pytest.raises(InputError, match="commission_share"):
        commission.put(store, actor, [RateRow("L1", OWN, 1, 30_000)])
    commission.put(store, actor, RATES[:1])
    assert commission.all_rates(store)[0].rate == 4_000


def test_policies_no_order_made_count_when_a_statement_names_them(store: Store, actor: Actor, tmp_path: Path) -> None:
    sold(store, actor, "P1")
    with store.write(actor, "test.clear") as session:
        for table in (OrderLine, Order):
            for row in session.scalars(select(table)):
                session.delete(row)
            session.flush()
    commission.put(store, actor, RATES)
    assert commission.standing(store).rows == ()
    brought(store, actor, tmp_path, HEAD + "P1,安守寿险,2024-05,首年,1,5000,40%,2000\n")
    assert reasons(store) == {("P1", 1): CommissionReason.AGREES}


FEN = st.integers(0, 10**9)
LINES = st.lists(st.tuples(st.integers(1, 3), st.integers(-(10**6), 10**6)), max_size=8)


@given(FEN, st.integers(0, 20_000))
def test_commission_is_rounded_half_up_to_the_fen(premium: int, rate: int) -> None:
    exact = (Decimal(premium) * rate / 10_000).quantize(Decimal(1), ROUND_HALF_UP)
    assert reckoned(premium, rate) == exact and reckoned(-premium, rate) == -exact


@given(st.dictionaries(st.integers(1, 3), st.tuples(FEN, st.integers(0, 9_000) | st.none()), max_size=3), LINES)
def test_every_fen_due_and_paid_stands_in_exactly_one_line(
    due: dict[int, tuple[int, int | None]], lines: list[tuple[int, int]]
) -> None:
    places = {year: Place("P", "L", OWN, year) for year in (1, 2, 3)}
    expected = [Expected(places[year], ISSUED, *one) for year, one in due.items()]
    paid = [
        Paid(str(n), ISSUED.replace(day=1), CommissionKind.FIRST, places[year], None, None, amount)
        for n, (year, amount) in enumerate(lines)
    ]
    found = compare(expected, paid, {}, None)
    assert sorted(line.id for one in found for line in one.paid) == sorted(line.id for line in paid)
    assert sum(one.received for one in found) == sum(amount for _, amount in lines)
    assert sum(one.due or 0 for one in found) == sum(one.amount or 0 for one in expected)
    for one in found:
        agrees = one.due is not None and abs(one.received - one.due) <= max(1, len(one.paid))
        if one.reason == CommissionReason.AGREES:
            assert agrees
        if one.expected is not None and one.paid and agrees:
            assert one.reason == CommissionReason.AGREES


def test_the_command(
    store_file: Path, store: Store, actor: Actor, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    sold(store, actor, "P1")
    commission.put(store, actor, RATES)
    brought(store, actor, tmp_path, HEAD + "P1,安守寿险,2024-05,首年,1,5000,40%,1999\n")
    store.close()
    (tmp_path / "pw").write_text(PASSWORD, encoding="utf-8")
    monkeypatch.setenv("NEEDFOLIO_PASSWORD_FILE", str(tmp_path / "pw"))
    out = tmp_path / "c.xlsx"
    assert main(["commission", "--store", str(store_file), "--language", "zh", "--out", str(out)]) == 0
    assert "2024-05：应得 2,000.00，实发 1,999.00，差 -1.00，待核 1" in capsys.readouterr().out
    assert out.exists()
    assert main(["commission", "--store", str(store_file), "--month", "2020-01"]) == 2


def test_nothing_of_a_customer_is_kept_in_a_line_of_a_statement() -> None:
    """It is the agent's own income: erasing a family leaves it, and finds nothing of the family in it."""
    names = {column.name for column in CommissionPaid.__table__.columns}
    assert not names & {"household_id", "member_id", "name"}
