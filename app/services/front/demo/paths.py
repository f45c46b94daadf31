"""How selling to each synthetic household went: a path of stages with their days, steady from week to week.

Some households are at work in the weeks shown: about as many first meetings a week as the targets ask for, and
from each step to the next the losses of practice. All others were there before: prospects on the list, families that
said no, and customers served for years.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.enums import Stage
from app.services.front.demo.draw import Draw

PATH = [Stage.S0_LISTED, Stage.S1_APPOINTED, Stage.S2_MET, Stage.S3_ANALYSED, Stage.S4_PROPOSED, Stage.S5_SUBMITTED,
        Stage.S6_ISSUED, Stage.S7_DELIVERED, Stage.S8_REFERRED]  # fmt: skip
MEETINGS_A_WEEK = 5.6
RUN_UP = 6  # weeks before those shown in which first meetings already led to what is shown
MOST_AT_WORK = 0.6  # of a small store's households
# The share that goes on to each stage, and after how many days.
ONWARD = {
    Stage.S3_ANALYSED: (0.8, 2, 9), Stage.S4_PROPOSED: (0.78, 2, 10), Stage.S5_SUBMITTED: (0.52, 2, 12),
    Stage.S6_ISSUED: (0.95, 3, 9), Stage.S7_DELIVERED: (0.95, 2, 8), Stage.S8_REFERRED: (0.4, 5, 20),
}  # fmt: skip
REASONS = ("暂时没有预算", "家人不同意", "已在别处投保", "想再等一等")
BEFORE = (
    (Stage.S0_LISTED, 34), (Stage.S1_APPOINTED, 2), (Stage.REJECTED, 11), (Stage.PAUSED, 8), (Stage.S7_DELIVERED, 4),
    (Stage.S8_REFERRED, 35),
)  # fmt: skip
LONGEST_CUSTOMER = 1_500  # days


@dataclass(slots=True)
class Way:
    """The stages entered, with their days, none after today. ``at_work``: the weeks shown tell of it."""

    steps: list[tuple[Stage, date]]
    at_work: bool
    reason: str = ""

    @property
    def stage(self) -> Stage:
        """Where it has come to."""
        return self.steps[-1][0]

    def on(self, stage: Stage) -> date | None:
        """The day it entered a stage; None for one it never reached."""
        return next((day for entered, day in self.steps if entered == stage), None)


def ways(draw: Draw, count: int, agents: int) -> list[Way]:
    """One way for each of ``count`` households, shuffled."""
    at_work = min(round(MEETINGS_A_WEEK * (draw.weeks + RUN_UP) * agents), round(count * MOST_AT_WORK))
    working = [True] * at_work + [False] * (count - at_work)
    draw.chance.shuffle(working)
    return [_at_work(draw) if one else _before(draw) for one in working]


def _at_work(draw: Draw) -> Way:
    met = draw.later(draw.day(draw.first - timedelta(weeks=RUN_UP), draw.today), 0, 1)
    appointed = met - timedelta(days=draw.chance.randint(2, 6))
    listed = appointed - timedelta(days=draw.chance.randint(1, 40))
    steps = [(Stage.S0_LISTED, listed), (Stage.S1_APPOINTED, appointed), (Stage.S2_MET, met)]
    reason = ""
    for stage, (share, least, most) in ONWARD.items():
        day = draw.later(steps[-1][1], least, most)
        if draw.happens(share):
            steps.append((stage, day))
            continue
        if stage in (Stage.S3_ANALYSED, Stage.S4_PROPOSED, Stage.S5_SUBMITTED) and draw.happens(0.85):
            steps.append((Stage.PAUSED if draw.happens(0.3) else Stage.REJECTED, draw.later(day, 2, 12)))
            reason = draw.chance.choice(REASONS)
        break
    steps = [step for step in steps if step[1] <= draw.today]
    return Way(steps, at_work=True, reason=reason if steps[-1][0] not in PATH else "")


def _before(draw: Draw) -> Way:
    """Came to its stage before the weeks shown."""
    stages, weights = zip(*BEFORE, strict=True)
    stage = draw.chance.choices(stages, weights)[0]
    if stage in (Stage.S0_LISTED, Stage.S1_APPOINTED):
        last = draw.day(draw.today - timedelta(days=200), draw.today - timedelta(days=2))
    else:
        last = draw.day(draw.today - timedelta(days=LONGEST_CUSTOMER), draw.first - timedelta(days=20))
    reached = PATH[: PATH.index(stage) + 1] if stage in PATH else [*PATH[: draw.chance.randint(3, 5)], stage]
    days = [last]
    while len(days) < len(reached):
        days.insert(0, days[0] - timedelta(days=draw.chance.randint(2, 12)))
    reason = "" if stage in PATH else draw.chance.choice(REASONS)
    return Way(list(zip(reached, days, strict=True)), at_work=False, reason=reason)
