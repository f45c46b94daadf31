"""Which cards the user wants, in which order, how wide, with which view: one line of text in the preferences."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.services.figures.progress import Card

COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Place:
    """``width`` is 1 or 2 columns; ``view`` what a card with a switch shows, "" for its first."""

    card: Card
    width: int = 1
    view: str = ""


Places = tuple[Place, ...]

DEFAULT: Places = (
    Place(Card.FIGURES),
    Place(Card.PACE),
    Place(Card.WEEKS),
    Place(Card.FUNNEL),
    Place(Card.FORECAST),
    Place(Card.COVERAGE),
    Place(Card.DURATIONS),
    Place(Card.SOURCES),
    Place(Card.HOURS, COLUMNS),
)


def read(text: str) -> Places:
    """What :func:`write` wrote; anything else gives the default, and unknown or repeated cards are left out."""
    try:
        entries = json.loads(text)
        found = [
            Place(Card(card), COLUMNS if width == COLUMNS else 1, str(view))
            for card, width, view in entries if card in set(Card)
        ]  # fmt: skip
    except (ValueError, TypeError):
        return DEFAULT
    return tuple({place.card: place for place in found}.values())


def write(places: Places) -> str:
    return json.dumps([[place.card.value, place.width, place.view] for place in places])


def index_of(places: Places, card: Card) -> int:
    return next(number for number, place in enumerate(places) if place.card == card)


def moved(places: Places, card: Card, to: int) -> Places:
    """``card`` at the place ``to`` of the others; outside their range it goes to the end it is nearest to."""
    own = places[index_of(places, card)]
    others = [place for place in places if place.card != card]
    to = min(max(0, to), len(others))
    return (*others[:to], own, *others[to:])


def with_width(places: Places, card: Card, width: int) -> Places:
    return tuple(replace(place, width=width) if place.card == card else place for place in places)


def with_view(places: Places, card: Card, view: str) -> Places:
    return tuple(replace(place, view=view) if place.card == card else place for place in places)


def without(places: Places, card: Card) -> Places:
    return tuple(place for place in places if place.card != card)


def chosen(places: Places, cards: Iterable[Card]) -> Places:
    """Those wanted: the ones shown keep their order and width, new ones come last."""
    wanted = list(cards)
    kept = tuple(place for place in places if place.card in wanted)
    known = {place.card for place in kept}
    return (*kept, *(Place(card) for card in wanted if card not in known))


def lines(places: Sequence[Place]) -> list[list[Place]]:
    """How the cards flow: two single ones share a line, a wide one has its own."""
    found: list[list[Place]] = []
    for place in places:
        last = found[-1] if found else []
        if last and sum(one.width for one in last) + place.width <= COLUMNS:
            last.append(place)
        else:
            found.append([place])
    return found
