"""The limits of suitability and the table of recording rules, edited."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app import words
from app.enums import Language, SalesChannel
from app.errors import NeedfolioError, Place, Problem
from app.services.offers import catalogue
from app.services.offers.suitability import Rules, shipped_rules
from app.services.rules.offers.suitability import LONG, RecordingRule, Thresholds
from app.ui.base import labels
from app.ui.widgets.base_dialog import Dialog
from app.ui.widgets.boxes import ComboBox
from app.ui.widgets.forms.fields import NumberField
from app.ui.widgets.forms.form import Form
from app.ui.widgets.notice import Notice
from app.ui.widgets.plain import Label

SHARES = ("warn_share", "stop_share", "single_warn", "single_stop")
AGES = ("age_plus_pay", "elder_age")


class RuleLine:
    """One recording rule as a line of editors."""

    def __init__(self, language: Language, titles: list[str], rule: RecordingRule) -> None:
        self.region, self.age, self.product = QLineEdit(rule.region), QLineEdit(), QLineEdit()
        long = words.say("recording.long", language)
        self._long = {long.casefold(), LONG}
        self.product.setText(long if rule.product == LONG else catalogue.say_category(rule.product, language))
        self.age.setText("" if rule.age_from is None else str(rule.age_from))
        self.channel = ComboBox()
        self.channel.addItem("—", None)
        for value, text in labels.choices(SalesChannel, language):
            self.channel.addItem(text, value)
        self.channel.setCurrentIndex(max(0, self.channel.findData(rule.channel.value if rule.channel else None)))
        self.widgets: tuple[QWidget, ...] = (self.region, self.channel, self.age, self.product)
        for widget, title in zip(self.widgets, titles, strict=True):
            widget.setAccessibleName(title)

    def rule(self, number: int) -> RecordingRule:
        """Raises NeedfolioError when the age is no number."""
        text = self.age.text().strip()
        if text and not text.isdigit():
            raise NeedfolioError(Problem("not_a_number", Place(field=f"recording[{number}]"), {"text": text}))
        channel = self.channel.currentData()
        product = self.product.text().strip()
        return RecordingRule(
            self.region.text().strip(),
            SalesChannel(channel) if channel else None,
            int(text) if text else None,
            LONG if product.casefold() in self._long else catalogue.category_of(product),
        )


class RulesDialog(Dialog):
    """``save`` keeps the rules and may refuse them."""

    def __init__(self, parent: QWidget, language: Language, rules: Rules, save: Callable[[Rules], object]) -> None:
        super().__init__(parent)
        self._language, self._save = language, save
        self.setWindowTitle(self.tr("Limits and recording rules"))
        self.setMinimumWidth(700)
        self.notice = Notice(language)
        self.form = Form(language, columns=2)
        for name, title in (
            ("warn_share", self.tr("Premiums over income: caution (%)")),
            ("stop_share", self.tr("Premiums over income: stop (%)")),
            ("single_warn", self.tr("Single premiums over money at hand: caution (%)")),
            ("single_stop", self.tr("Single premiums over money at hand: stop (%)")),
            ("age_plus_pay", self.tr("Age + years of payment at most")),
            ("elder_age", self.tr("Extra care from age")),
        ):
            self.form.add(name, title, NumberField())
        self._titles = [self.tr("Region"), self.tr("Channel"), self.tr("Payer's age from"), self.tr("Product")]
        self.lines: list[RuleLine] = []
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(6)
        for column, stretch in enumerate((2, 3, 2, 3, 0)):
            self.grid.setColumnStretch(column, stretch)
        self._lay_out()
        self.show_rules(rules)

    def show_rules(self, rules: Rules) -> None:
        limits = rules.thresholds
        shares = {name: f"{float(getattr(limits, name) * 100):g}" for name in SHARES}
        self.form.set_values(shares | {name: getattr(limits, name) for name in AGES})
        while self.lines:
            self.remove(self.lines[0])
        for rule in rules.recording:
            self.add(rule)

    def add(self, rule: RecordingRule) -> None:
        line = RuleLine(self._language, self._titles, rule)
        row = self.grid.rowCount()
        button = QPushButton(self.tr("Remove"))
        button.setProperty("kind", "link")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.remove(line))
        line.widgets = (*line.widgets, button)
        for column, widget in enumerate(line.widgets):
            self.grid.addWidget(widget, row, column)
        self.lines.append(line)

    def remove(self, line: RuleLine) -> None:
        self.lines.remove(line)
        for widget in line.widgets:
            self.grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def submit(self) -> None:
        if self.form.problems():
            return
        values = {name: value or 0 for name, value in self.form.values().items()}
        with self.notice.guard(), self.form.guard():
            warn, stop, single_warn, single_stop = (Fraction(values[name], 100) for name in SHARES)
            limits = Thresholds(warn, stop, single_warn, single_stop, values["age_plus_pay"], values["elder_age"])
            self._save(Rules(limits, tuple(line.rule(number) for number, line in enumerate(self.lines))))
            self.accept()

    def _lay_out(self) -> None:
        for column, title in enumerate(self._titles):
            label = Label(title)
            label.setProperty("kind", "muted")
            self.grid.addWidget(label, 0, column)
        hint = Label(self.tr(
            "A sale is recorded (sound and picture) where one line fits. An empty cell fits everything. Product: a "
            "code, a category, or “{long}” for everything that covers more than a year."
        ).format(long=words.say("recording.long", self._language)))  # fmt: skip
        hint.setProperty("kind", "muted")
        hint.setWordWrap(True)
        heading = Label(self.tr("When a sale is recorded"))
        heading.setProperty("kind", "heading")
        more = QPushButton(self.tr("Add a rule"))
        more.clicked.connect(lambda: self.add(RecordingRule()))
        shipped = QPushButton(self.tr("As shipped"))
        shipped.clicked.connect(lambda: self.show_rules(shipped_rules()))
        self.button = QPushButton(self.tr("Save"))
        self.button.clicked.connect(self.submit)
        layout = QVBoxLayout(self)
        for part in (self.notice, self.form, heading, hint):
            layout.addWidget(part)
        layout.addLayout(self.grid)
        layout.addStretch()
        layout.addLayout(self.lay_foot(self.button, more, shipped))
