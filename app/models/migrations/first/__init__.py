"""The first schema: a module for each one of app/models. Written by ``dev.py schema``, never by hand."""

from __future__ import annotations

from app.models.migrations.first import (
    base_keeping,
    base_post,
    care_service,
    day_calendar,
    day_work,
    knowledge_cards,
    matrix_needs,
    needs_assumptions,
    needs_interviews,
    offers_illustrations,
    offers_products,
    offers_proposals,
    people_customers,
    people_health,
    people_households,
    people_policies,
    selling_commissions,
    selling_sales,
    selling_services,
    spine_tracing,
    tables_exchange,
    tables_reports,
    team_approvals,
    team_records,
)
from app.models.migrations.first.frame import SCHEMA

PARTS = (
    base_keeping,
    base_post,
    care_service,
    day_calendar,
    day_work,
    knowledge_cards,
    matrix_needs,
    needs_assumptions,
    needs_interviews,
    offers_illustrations,
    offers_products,
    offers_proposals,
    people_customers,
    people_health,
    people_households,
    people_policies,
    selling_commissions,
    selling_sales,
    selling_services,
    spine_tracing,
    tables_exchange,
    tables_reports,
    team_approvals,
    team_records,
)

__all__ = ["PARTS", "SCHEMA"]
