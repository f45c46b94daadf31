"""What state and city give beside a plan: private pension, tax-privileged health cover, the city's own schemes."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.enums import Language
from app.models import Analysis
from app.services.base.store import Store
from app.services.needs.analyses import read
from app.services.needs.analysis.saying import caution_words

SHOWN = ("private_pension", "health_cover_tax", "city_medical", "city_care")


def hints_of(store: Store, household_id: str, language: Language) -> list[str]:
    """As the latest confirmed analysis says them; nothing without one, or where it did not keep its inputs."""
    with store.read() as session:
        latest = _latest(session, household_id)
    if latest is None:
        return []
    frozen = read(store, latest)
    if not frozen.document:
        return []
    found = [caution for caution in frozen.inputs.cautions() if caution.code in SHOWN]
    return [caution_words(caution, frozen.names, language) for caution in found]


def _latest(session: Session, household_id: str) -> str | None:
    query = select(Analysis.id).where(Analysis.household_id == household_id)
    return session.scalar(query.order_by(Analysis.id.desc()).limit(1))
