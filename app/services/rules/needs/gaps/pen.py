"""Writes the lines of a household's worksheets: conventions of timing, and the mark of what a line rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.enums import Relation
from app.services.rules.needs.assumptions import Assumptions
from app.services.rules.needs.gaps.case import ZERO, Case, CaseMember, Mark, years_to_retirement
from app.services.rules.needs.gaps.cover import cover_at
from app.services.rules.needs.worksheets import Line
from app.services.rules.spine.paying import PAYS


@dataclass(frozen=True, slots=True)
class Pen:
    case: Case
    a: Assumptions

    def mark(self, *paths: str) -> Mark:
        """The worst mark of the figures at ``paths``."""
        if not self.case.marks:
            return Mark.CERTAIN
        marks = {self.case.marks.get(path, Mark.CERTAIN) for path in paths}
        return next((mark for mark in (Mark.NOT_TOLD, Mark.MISSING, Mark.UNVERIFIED) if mark in marks), Mark.CERTAIN)

    def once(self, label: str, amount: Decimal, *paths: str, sign: int = 1) -> Line:
        """A lump sum of today."""
        return Line(label, amount, sign, mark=self._mark_of(amount, paths))

    def yearly(
        self,
        label: str,
        amount: Decimal,
        *paths: str,
        years: int,
        start: int = 0,
        growth: Decimal = ZERO,
        sign: int = 1,
        shift: Decimal = ZERO,
        rate: Decimal | None = None,
    ) -> Line:
        """Yearly flows in today's money from year ``start`` on, ``shift`` (0 or 1) moving them to the year's end."""
        back = self.a.discount if rate is None else rate
        first = start + int(shift)
        return Line(label, amount, sign, first, 0, max(0, years), growth, back, self._mark_of(amount, paths))

    def spending(self, label: str, amount: Decimal, *paths: str, years: int, start: int = 0, sign: int = 1) -> Line:
        """Yearly flows that rise with prices."""
        growth, shift = self.a.inflation, self.a.spending_from
        return self.yearly(label, amount, *paths, years=years, start=start, growth=growth, shift=shift, sign=sign)

    def cover(self, member: CaseMember, event: str) -> Iterator[Line]:
        """Existing cover; what an employer's group policy adds stands on a line of its own."""
        cover = cover_at(member, event, 0, self.a)
        paths = [f"{member.key}.cover.{e}" for e in PAYS.get(event, (event,))]
        yield self.once("cover", cover.own, *paths, sign=-1)
        if cover.group:
            yield self.once("cover_group", cover.group, sign=-1)

    def _mark_of(self, amount: Decimal, paths: tuple[str, ...]) -> Mark:
        """The mark of its own figure, the first path; a line that has a figure is to be verified as well when what
        it is shared by is."""
        own = self.mark(*paths[:1])
        if own in (Mark.NOT_TOLD, Mark.MISSING) or amount == 0:
            return own
        return Mark.UNVERIFIED if self.mark(*paths) != Mark.CERTAIN else Mark.CERTAIN

    # -- who ------------------------------------------------------------------------------------------------
    def earning(self, member: CaseMember) -> bool:
        """Has an income to lose. A grown-up who did not tell it may have one and counts as earning."""
        if member.relation == Relation.CHILD and not member.income:
            return False
        return (member.income is None or member.income > 0) and self.to_retirement(member) > 0

    def may_earn(self, member: CaseMember) -> bool:
        """Husband or wife at an age to work whose income nobody said: there may be one to lose."""
        asked = self.mark(f"{member.key}.income") == Mark.MISSING
        return asked and not self.earning(member) and self.to_retirement(member) > 0

    def share(self, member: CaseMember) -> Decimal:
        """The person's part of what the earners carry together: by income; by heads when one was not told."""
        earners = [m for m in self.case.members if self.earning(m)]
        if member not in earners:
            return ZERO
        if any(m.income is None for m in earners):
            return Decimal(1) / len(earners)
        return (member.income or ZERO) / sum((m.income or ZERO for m in earners), ZERO)

    def to_retirement(self, member: CaseMember) -> int:
        """Whole years until the assumed age of retirement; 0 after it."""
        return years_to_retirement(member, self.a)

    def incomes(self) -> tuple[str, ...]:
        """The paths of all earners' incomes: what a share rests on."""
        return tuple(f"{m.key}.income" for m in self.case.members if self.earning(m))

    def pension(self, member: CaseMember) -> Decimal:
        """State and enterprise pension a month in today's money: the person's, or a part of the couple's."""
        couple = len(self.case.of(Relation.SELF, Relation.SPOUSE))
        state = member.state_pension_month
        if state is None:
            state = self.case.state_pension_month / couple if couple else ZERO
        return state + member.enterprise_pension_month
