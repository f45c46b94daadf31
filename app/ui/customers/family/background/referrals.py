"""Who referred this family, and whom it referred, with what came of it."""

from __future__ import annotations

from app.services.people import referrals
from app.services.people.customers import HouseholdDetail
from app.services.people.referrals import Referral
from app.ui.customers.book.referral_tree import referral_columns
from app.ui.customers.family.background.section import Section
from app.ui.customers.family.pane import Pane
from app.ui.widgets.plain import Label


class ReferralSection(Section):
    """Enter, or a double click, goes to the family."""

    def __init__(self, pane: Pane) -> None:
        super().__init__(
            pane,
            self.tr("Referrals"),
            self.tr("This family has referred nobody yet. Who referred somebody is said in that customer's contact."),
            referral_columns(pane.desk),
        )
        self.above = Label()
        self.above.setWordWrap(True)
        self.body.insertWidget(1, self.above)
        self.table.opened.connect(lambda row: self.desk.choose_household(row.id))

    def rows(self, detail: HouseholdDetail) -> list[Referral]:
        chain = referrals.above(self.desk.store, detail.row.id)
        names = " ← ".join([detail.row.name, *(one.name for one in chain)])
        self.above.setText(self.tr("Referred by: {chain}").format(chain=names) if chain else "")
        self.above.setVisible(bool(chain))
        return referrals.tree(self.desk.store, self.desk.today(), detail.row.id)[1:]
