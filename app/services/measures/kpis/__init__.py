"""KPIs over a store: every figure of a period, and the rows it counts."""

from app.services.measures.kpis.definitions import built_in, in_force
from app.services.measures.kpis.figures import Figure, figures, measures, rows
from app.services.measures.kpis.months import put as set_work_month
from app.services.measures.kpis.months import read as work_month
from app.services.measures.kpis.rows import KpiRow

__all__ = [
    "Figure",
    "KpiRow",
    "built_in",
    "figures",
    "in_force",
    "measures",
    "rows",
    "set_work_month",
    "work_month",
]
