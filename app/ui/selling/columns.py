"""The columns of the lists: opportunities, orders, an order's lines."""

from __future__ import annotations

from operator import attrgetter

from PySide6.QtCore import QCoreApplication

from app.enums import Language, OrderKind, ProductKind, Underwriting
from app.services.selling.opportunities import OpportunityRow
from app.services.selling.orders import LineRow, OrderRow
from app.ui.base import formats, labels
from app.ui.base.desk import Desk
from app.ui.selling import marks
from app.ui.shared.trade import words_of_people
from app.ui.widgets.badge import Badge
from app.ui.widgets.tables.table import Column

# Where the room is short the last of these give way.
USUAL_OF_SALES = (
    "number", "household", "stage", "premium", "step", "days", "expected_on", "chance", "weighted", "title", "rival",
)  # fmt: skip
USUAL_OF_ORDERS = ("number", "household", "state", "premium", "submitted_on", "policy_number", "deliver_on")
USUAL_OF_LINES = ("product", "sum", "premium", "standing", "member", "kind")


def sale_columns(desk: Desk) -> list[Column]:
    """The list twin of the board: everything a card says and more."""

    def due(row: OpportunityRow) -> Badge | None:
        if not row.overdue(desk.today()) or row.expected_on is None:
            return None
        return Badge("⚠", formats.day(row.expected_on), "bad")

    def stale(row: OpportunityRow) -> Badge | None:
        return Badge("⚠", str(row.days(desk.today())), "bad") if row.stale else None

    def rival(row: OpportunityRow) -> str:
        return "  ".join(part for part in (row.lost_reason, row.competitor) if part)

    return [
        Column("number", QCoreApplication.translate("Selling", "No."), lambda row: row.number, width=84),
        Column("household", QCoreApplication.translate("Selling", "Customer"), lambda row: row.household, width=90),
        Column("title", QCoreApplication.translate("Selling", "What it is about"), lambda row: row.title, width=104),
        Column(
            "stage",
            QCoreApplication.translate("Selling", "Stage"),
            lambda row: row.stage.value,
            width=126,
            badge=lambda row: marks.stage_badge(row, desk),
        ),
        Column(
            "days",
            QCoreApplication.translate("Selling", "Days"),
            lambda row: row.days(desk.today()),
            badge=stale,
            number=True,
            width=56,
        ),
        *_expected(),
        Column(
            "expected_on",
            QCoreApplication.translate("Selling", "Expected on"),
            lambda row: row.expected_on,
            formats.day,
            badge=due,
            width=114,
        ),
        Column(
            "step",
            QCoreApplication.translate("Selling", "Next step"),
            lambda row: row.next_step_on,
            formats.day,
            width=112,
            badge=lambda row: marks.step_badge(row, desk.today()),
            tip=lambda row: row.next_step,
        ),
        Column("rival", QCoreApplication.translate("Selling", "Reason, competitor"), rival, width=116),
    ]


def _expected() -> list[Column]:
    """What a sale may bring."""
    return [
        Column(
            "premium",
            QCoreApplication.translate("Selling", "Expected"),
            lambda row: row.premium,
            formats.money,
            number=True,
            width=86,
        ),
        Column(
            "chance",
            QCoreApplication.translate("Selling", "Chance"),
            lambda row: row.chance if row.open else None,
            formats.percent,
            number=True,
            width=66,
        ),
        Column(
            "weighted",
            QCoreApplication.translate("Selling", "Weighted"),
            lambda row: round(row.weighted, -2) if row.open else None,
            formats.money,
            number=True,
            width=86,
        ),
    ]


def order_columns(desk: Desk) -> list[Column]:

    def due(row: OrderRow) -> Badge | None:
        return Badge("⚠", formats.day(row.deliver_on), "bad") if row.late(desk.today()) else None

    return [
        Column("number", QCoreApplication.translate("Selling", "No."), lambda row: row.number, width=78),
        Column("household", QCoreApplication.translate("Selling", "Customer"), lambda row: row.household, width=80),
        Column(
            "state",
            QCoreApplication.translate("Selling", "State"),
            lambda row: row.state.value,
            width=112,
            badge=lambda row: marks.order_badge(row, desk),
        ),
        _money("premium", QCoreApplication.translate("Selling", "First year"), width=84),
        Column(
            "deliver_on",
            QCoreApplication.translate("Selling", "Delivery"),
            lambda row: row.deliver_on,
            formats.day,
            badge=due,
            width=94,
        ),
        Column(
            "submitted_on",
            QCoreApplication.translate("Selling", "Submitted"),
            lambda row: row.submitted_on,
            formats.day,
            width=92,
        ),
        Column(
            "policy_number",
            QCoreApplication.translate("Selling", "Policy number"),
            lambda row: row.policy_number,
            width=98,
        ),
    ]


def line_columns(desk: Desk, kind: OrderKind = OrderKind.INSURANCE) -> list[Column]:
    """Goods are counted, and insure nobody."""
    _, insured, amount = words_of_people(kind)

    def standing(row: LineRow) -> Badge:
        if row.result is not None and (row.left_out or row.result != Underwriting.STANDARD):
            mark, tone = ("✕", "bad") if row.left_out else ("⚠", "warn") if row.open_offer else ("●", "good")
            answer = labels.of(row.answer, desk.language) if row.answer else ""
            return Badge(mark, "  ".join(filter(None, (labels.of(row.result, desk.language), answer))), tone)
        if row.left_out:
            return Badge("✕", row.left_out, "bad")
        return (
            Badge("●", QCoreApplication.translate("Selling", "in force"), "good")
            if row.policy_id
            else Badge("○", expected(row), "calm")
        )

    def expected(row: LineRow) -> str:
        if row.expected is None:
            return ""
        result = labels.of(row.expected, desk.language)
        return QCoreApplication.translate("Selling", "Expected: {result}").format(result=result)

    def told(row: LineRow) -> str:
        """What was expected beside what the insurer said."""
        return "\n".join(filter(None, (row.left_out or row.terms, expected(row))))

    return [
        Column(
            "product",
            QCoreApplication.translate("Selling", "Product"),
            lambda row: _below(row, desk.language),
            width=200,
        ),
        Column("member", insured, lambda row: row.member, width=60),
        Column(
            "kind",
            QCoreApplication.translate("Selling", "Kind"),
            lambda row: row.product_kind,
            width=52,
            display=lambda value: labels.of(ProductKind(value), desk.language),
        ),
        Column(
            "sum",
            amount,
            lambda row: (row.sum, row.pays_out),
            lambda sum: said_sum(*sum),
            number=True,
            width=84,
        ),
        _money("premium", QCoreApplication.translate("Selling", "First year"), width=78),
        Column(
            "standing",
            QCoreApplication.translate("Selling", "Stands"),
            lambda row: row.left_out,
            badge=standing,
            tip=told,
            width=82,
        ),
    ]


def said_sum(fen: int, pays_out: bool) -> str:
    """A sum insured by itself; of an annuity it says that it is paid out."""
    amount = formats.money(fen)
    return QCoreApplication.translate("Selling", "pays {sum}").format(sum=amount) if pays_out else amount


def _below(row: LineRow, language: Language) -> str:
    """A rider stands below its main."""
    return f"└ {row.called(language)}" if row.main_id is not None else row.called(language)


def _money(key: str, title: str, width: int) -> Column:
    """An amount in fen that the row itself has under this name."""
    return Column(key, title, attrgetter(key), formats.money, number=True, width=width)
