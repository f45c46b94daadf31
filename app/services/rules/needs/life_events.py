"""What happens in a family, and which needs it moves. Order: the need it moves most first."""

from __future__ import annotations

from app.enums import Event, LifeEventKind

TOUCHES: dict[LifeEventKind, tuple[Event, ...]] = {
    LifeEventKind.MARRIAGE: (Event.DEATH, Event.CRITICAL_ILLNESS, Event.MEDICAL),
    LifeEventKind.CHILD: (Event.DEATH, Event.EDUCATION, Event.MEDICAL, Event.CRITICAL_ILLNESS),
    LifeEventKind.MORTGAGE: (Event.DEATH, Event.ACCIDENT, Event.DISABILITY),
    LifeEventKind.JOB: (Event.DEATH, Event.MEDICAL, Event.DISABILITY, Event.RETIREMENT),
    LifeEventKind.INCOME: (Event.DEATH, Event.DISABILITY, Event.CRITICAL_ILLNESS, Event.RETIREMENT),
    LifeEventKind.ILLNESS: (Event.CRITICAL_ILLNESS, Event.MEDICAL, Event.CARE),
    LifeEventKind.DIVORCE: (Event.DEATH, Event.EDUCATION, Event.RETIREMENT),
    LifeEventKind.MOVE: (Event.MEDICAL, Event.DEATH),
    LifeEventKind.INHERITANCE: (Event.LEGACY, Event.RETIREMENT, Event.DEATH),
    LifeEventKind.RETIREMENT: (Event.RETIREMENT, Event.MEDICAL, Event.CARE, Event.LEGACY),
    LifeEventKind.DEATH: (Event.DEATH, Event.LEGACY, Event.EDUCATION),
    LifeEventKind.OTHER: (),
}
