"""Which kinds of cover a product has whose insurers ask after health."""

from __future__ import annotations

from app.enums import Event, HealthLine, ProductKind
from app.services.rules.offers.products import Product

LINES = {
    Event.DEATH: HealthLine.LIFE,
    Event.LEGACY: HealthLine.LIFE,
    Event.CRITICAL_ILLNESS: HealthLine.ILLNESS,
    Event.MEDICAL: HealthLine.MEDICAL,
    Event.CARE: HealthLine.CARE,
    Event.DISABILITY: HealthLine.CARE,
}


def lines_of(product: Product) -> tuple[HealthLine, ...]:
    """Accident cover, annuities and a city's own scheme ask after no health [practice]; a waiver is on the life of who
    pays and is asked for as an illness cover."""
    if product.city:
        return ()
    if product.kind == ProductKind.WAIVER:
        return (HealthLine.ILLNESS,)
    events = (cover.event for cover in product.covers)
    return tuple(dict.fromkeys(LINES[Event(event)] for event in events if event in LINES))
