"""The lists a report may be made of: the one registry. A new list is an entry here, its fields described once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.enums import (
    ActivityKind,
    ActivityStatus,
    Event,
    Language,
    Level,
    NeedStatus,
    OrderKind,
    OrderState,
    PolicyStatus,
    ProductKind,
    ServiceKind,
    ServiceState,
    Stage,
)
from app.errors import Place, bad_input
from app.models import (
    Activity,
    Household,
    Matrix,
    Member,
    Need,
    Opportunity,
    Order,
    OrderLine,
    Policy,
    ServiceCase,
    ServiceOrder,
)
from app.services.front.reports import people, team
from app.services.front.reports.fields import Field, List, Title, age, by_query, chosen, said, words_of
from app.services.matrix.exchange import column_title
from app.services.measures.kpis.rows import IN_FORCE_ON
from app.services.people import custom_fields
from app.services.people.custom_fields import FieldRow
from app.services.people.policies import columns as policy_columns
from app.services.rules.care.cases import CaseKind, CaseState
from app.services.rules.figures.reports import ReportKind

TEXT, MONEY, DAY, WHOLE = ReportKind.TEXT, ReportKind.MONEY, ReportKind.DAY, ReportKind.WHOLE


def offered(session: Session) -> tuple[List, ...]:
    """Every list, in the order they are offered in; those about customers know the user's own fields as well."""
    own = custom_fields.read_fields(session)
    about = tuple(one.of_customer() for one in people.fields(own))
    return (
        _customers(own), _needs(about), _activities(about), _sales(about), _orders(about), _order_lines(about),
        _policies(about), _services(about), _cases(about), team.reports(session),
    )  # fmt: skip


def one(session: Session, key: str) -> List:
    """Raises InputError ``report_source`` for a list there is not."""
    found = next((each for each in offered(session) if each.key == key), None)
    if found is None:
        raise bad_input("report_source", Place(field="source"), text=key)
    return found


def _customers(own: Sequence[FieldRow]) -> List:
    def joined(query: Select[Any]) -> Select[Any]:
        return people.joined(query.select_from(Household)).where(Household.archived_at.is_(None))

    usual = ("code", "name", "stage", "age", "city", "source")
    return List("customers", "household", people.fields(own), by_query(Household.id, Household.id, joined), usual)


def _about(
    key: str, record: str, model: Any, own: tuple[Field, ...], about: tuple[Field, ...], usual: tuple[str, ...],
    more: Any = None,
) -> List:  # fmt: skip
    """A list of records of ``model``, each of a household or of none."""

    def joined(query: Select[Any]) -> Select[Any]:
        found = query.select_from(model).outerjoin(Household, Household.id == model.household_id)
        found = people.joined(found)
        return found if more is None else more(found)

    return List(key, record, (*own, *about), by_query(model.id, model.household_id, joined), usual)


def _needs(about: tuple[Field, ...]) -> List:
    def own(name: str, kind: ReportKind) -> Field:
        return Field(name, kind, _need(name), getattr(Need, name))

    def more(query: Select[Any]) -> Select[Any]:
        joined = query.join(Matrix, Matrix.id == Need.matrix_id).outerjoin(Member, Member.id == Need.member_id)
        return joined.where(Need.archived_at.is_(None), Household.archived_at.is_(None))

    fields = (
        Field("number", TEXT, _need("number"), Need.number),
        Field("matrix", TEXT, said("report.field.matrix"), Matrix.name),
        Field("event", ReportKind.CHOICE, _need("event"), Need.event, choices=_events),
        Field("person", TEXT, said("report.field.person"), Member.name),
        Field("person_age", WHOLE, said("report.field.person_age"), Member.birth_date, derive=age),
        own("description", TEXT),
        own("gap", MONEY),
        chosen("importance", Level, _need("importance"), Need.importance),
        chosen("urgency", Level, _need("urgency"), Need.urgency),
        chosen("status", NeedStatus, _need("status"), Need.status),
        *(own(name, DAY) for name in ("planned_start", "planned_finish", "actual_start", "actual_finish")),
        own("reschedules", WHOLE),
        own("owner_name", TEXT),
    )
    return _about("needs", "need", Need, fields, about, ("number", "customer.name", "event", "gap", "status"), more)


def _need(name: str) -> Title:
    return lambda language: column_title(name, language)


def _events(language: Language) -> dict[str, str]:
    return words_of(Event, language)


def _activities(about: tuple[Field, ...]) -> List:
    fields = (
        Field("date", DAY, said("weekly.column.date"), Activity.on_date),
        chosen("kind", ActivityKind, said("weekly.column.kind"), Activity.kind),
        chosen("status", ActivityStatus, said("weekly.column.status"), Activity.status),
        Field("minutes", WHOLE, said("report.field.minutes"), Activity.duration),
        Field("premium", MONEY, said("weekly.column.premium"), Activity.premium),
        Field("place", TEXT, said("report.field.place"), Activity.place),
        Field("companion", TEXT, said("report.field.companion"), Activity.companion),
        Field("note", TEXT, said("report.field.note"), Activity.note),
        _agent(Activity.agent_code),
    )
    usual = ("date", "kind", "status", "customer.name", "note")
    return _about("activities", "activity", Activity, fields, about, usual)


def _sales(about: tuple[Field, ...]) -> List:
    fields = (
        Field("number", TEXT, said("weekly.column.number"), Opportunity.number),
        Field("title", TEXT, said("report.field.title"), Opportunity.title),
        chosen("stage", Stage, said("customers.column.stage"), Opportunity.stage),
        Field("stage_since", DAY, said("report.field.stage_since"), Opportunity.stage_since),
        Field("opened", DAY, said("report.field.opened"), Opportunity.opened_on),
        Field("premium", MONEY, said("report.field.premium_expected"), Opportunity.premium),
        Field("expected", DAY, said("report.field.expected"), Opportunity.expected_on),
        Field("competitor", TEXT, said("report.field.competitor"), Opportunity.competitor),
        Field("lost_reason", TEXT, said("report.field.lost_reason"), Opportunity.lost_reason),
        _agent(Opportunity.agent_code),
    )
    usual = ("number", "customer.name", "stage", "premium", "expected")
    return _about("sales", "opportunity", Opportunity, fields, about, usual)


def _of_order() -> tuple[Field, ...]:
    return (
        Field("number", TEXT, said("report.field.order"), Order.number),
        chosen("order_kind", OrderKind, said("report.field.order_kind"), Order.kind),
        chosen("state", OrderState, said("weekly.column.state"), Order.state),
        Field("submitted", DAY, said("report.field.submitted"), Order.submitted_on),
        Field("in_force", DAY, said("report.field.in_force"), IN_FORCE_ON),
        Field("receipted", DAY, said("report.field.receipted"), Order.receipted_on),
        Field("ended", DAY, said("report.field.ended"), Order.ended_on),
        _agent(Order.agent_code),
    )


def _orders(about: tuple[Field, ...]) -> List:
    fields = (
        *_of_order(),
        Field("premium", MONEY, said("report.field.first_premium"), Order.premium),
        Field("submitted_premium", MONEY, said("report.field.submitted_premium"), Order.submitted_premium),
    )
    return _about("orders", "order", Order, fields, about, ("number", "customer.name", "state", "submitted", "premium"))


def _order_lines(about: tuple[Field, ...]) -> List:
    def joined(query: Select[Any]) -> Select[Any]:
        found = query.select_from(OrderLine).join(Order, Order.id == OrderLine.order_id)
        found = found.join(Household, Household.id == Order.household_id)
        return people.joined(found).outerjoin(Member, Member.id == OrderLine.member_id).where(OrderLine.left_out == "")

    fields = (
        *_of_order(),
        Field("product", TEXT, _policy("product_name"), OrderLine.product_name),
        Field("product_code", TEXT, said("weekly.column.product_code"), OrderLine.product_code),
        chosen("product_kind", ProductKind, _policy("kind"), OrderLine.product_kind),
        Field("insured", TEXT, _policy("insured"), Member.name),
        Field("insured_age", WHOLE, said("report.field.insured_age"), Member.birth_date, derive=age),
        Field("sum", MONEY, _policy("sum"), OrderLine.sum),
        Field("premium", MONEY, said("report.field.first_premium"), OrderLine.premium),
        Field("policy_number", TEXT, _policy("number"), OrderLine.policy_number),
    )
    usual = ("number", "customer.name", "product", "state", "premium")
    return List(
        "order_lines", "order", (*fields, *about), by_query(OrderLine.order_id, Order.household_id, joined), usual
    )


def _policy(name: str) -> Title:
    return lambda language: policy_columns.title(name, language)


def _policies(about: tuple[Field, ...]) -> List:
    def own(name: str, kind: ReportKind) -> Field:
        return Field(name, kind, _policy(name), getattr(Policy, name))

    def more(query: Select[Any]) -> Select[Any]:
        insured = query.outerjoin(Member, Member.id == Policy.member_id)
        return insured.where(Household.archived_at.is_(None))

    fields = (
        own("number", TEXT), own("insurer", TEXT), own("product_name", TEXT),
        chosen("kind", ProductKind, _policy("kind"), Policy.kind), own("category", TEXT),
        Field("insured", TEXT, _policy("insured"), Member.name),
        Field("insured_age", WHOLE, said("report.field.insured_age"), Member.birth_date, derive=age),
        chosen("status", PolicyStatus, _policy("status"), Policy.status),
        own("starts_on", DAY), own("ends_on", DAY), own("sum", MONEY), own("premium", MONEY),
        own("extra_premium", MONEY), own("pay_years", WHOLE),
    )  # fmt: skip
    usual = ("number", "customer.name", "insurer", "product_name", "status", "premium")
    return _about("policies", "policy", Policy, fields, about, usual, more)


def _services(about: tuple[Field, ...]) -> List:
    def more(query: Select[Any]) -> Select[Any]:
        return query.join(Policy, Policy.id == ServiceOrder.policy_id)

    fields = (
        Field("number", TEXT, said("weekly.column.number"), ServiceOrder.number),
        chosen("kind", ServiceKind, said("weekly.column.kind"), ServiceOrder.kind),
        chosen("state", ServiceState, said("weekly.column.state"), ServiceOrder.state),
        Field("policy", TEXT, _policy("number"), Policy.number),
        Field("insurer", TEXT, _policy("insurer"), Policy.insurer),
        *_days(opened=ServiceOrder.asked_on, submitted=ServiceOrder.submitted_on, due=ServiceOrder.due_on,
               ended=ServiceOrder.ended_on),
        _agent(ServiceOrder.agent_code),
    )  # fmt: skip
    usual = ("number", "customer.name", "kind", "state", "due")
    return _about("services", "service", ServiceOrder, fields, about, usual, more)


def _cases(about: tuple[Field, ...]) -> List:
    fields = (
        Field("number", TEXT, said("weekly.column.number"), ServiceCase.number),
        chosen("kind", CaseKind, said("weekly.column.kind"), ServiceCase.kind),
        chosen("state", CaseState, said("weekly.column.state"), ServiceCase.state),
        Field("title", TEXT, said("report.field.title"), ServiceCase.title),
        Field("insurer", TEXT, _policy("insurer"), ServiceCase.insurer),
        *_days(opened=ServiceCase.opened_on, due=ServiceCase.due_on, resolved=ServiceCase.resolved_on,
               ended=ServiceCase.closed_on),
        Field("paid", MONEY, said("report.field.paid"), ServiceCase.paid),
        _agent(ServiceCase.agent_code),
    )  # fmt: skip
    return _about("cases", "case", ServiceCase, fields, about, ("number", "customer.name", "kind", "state", "title"))


def _days(**columns: InstrumentedAttribute[Any]) -> tuple[Field, ...]:
    return tuple(Field(key, DAY, said(f"report.field.{key}"), column) for key, column in columns.items())


def _agent(column: Any) -> Field:
    return Field("agent", TEXT, said("report.field.agent"), column)
