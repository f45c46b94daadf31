"""The manual's pictures in both languages: ``python -m tools.screenshots --manual`` makes all of them anew."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from app import paths
from app.bootstrap import Gate
from app.enums import Language
from app.services.base import agents
from app.services.front import demo
from app.services.people import customers
from app.services.rules.base.weeks import week_of
from app.services.team.rollup import lead
from app.services.team.weekly import default_name, export_weekly
from app.ui.base.preferences import Preferences
from app.ui.interview.analysis.window import AnalysisWindow
from app.ui.interview.page import InterviewPage
from app.ui.progress.targets.table import TargetsDialog
from app.ui.shared.imports import customers_wizard
from app.ui.shared.service.window import ServiceWindow
from app.ui.shell.main_window import MainWindow
from app.ui.shell.start import make_window
from app.ui.shell.tabs import TABS
from app.ui.team.page import TeamPage
from app.ui.today.page import TodayPage
from tools.screenshots import SIZE, open_window, settle

COVER_STEP, REVIEW_STEP = 3, 7
WIZARD = 1000, 660
COLOURS = 256


def make(customers: int) -> None:
    folder = paths.resource("manual", "pictures")
    with tempfile.TemporaryDirectory() as work:
        window = open_window(Path(work), dark=False, count=customers)
        reports = _reports(Path(work) / "team")
        for language in (Language.ZH, Language.EN):
            target = folder / language.value
            target.mkdir(parents=True, exist_ok=True)
            if window.preferences.language != language:
                window.switch_language()
            _tabs(window, target)
            _import(window, Path(work), target)
            _day(window, target)
            _interview(window, target)
            _team(window, reports, target)
            _first_start(Path(work) / language.value, language, target)
        window.close()


def _tabs(window: MainWindow, folder: Path) -> None:
    for tab in TABS:
        if tab not in ("interview", "team"):
            window.go(tab)
            settle(window)
            save(window.grab(), folder / f"{tab}.png")


def _interview(window: MainWindow, folder: Path) -> None:
    window.go("interview")
    settle(window)
    page = window.pages["interview"]
    assert isinstance(page, InterviewPage)
    need = next(need for need in page.needs if need.event == "death")
    _dialog(lambda: page.acts.explain(need.key), folder / "worksheet.png")
    page.beginning.start("family")
    for row, name in ((COVER_STEP, "interview"), (REVIEW_STEP, "interview-confirm")):
        page.board.steps.setCurrentRow(row)
        settle(window)
        save(window.grab(), folder / f"{name}.png")
    _analysis(window, page, folder)


def _analysis(window: MainWindow, page: InterviewPage, folder: Path) -> None:
    assert window.desk is not None and page.interview is not None
    analysis = AnalysisWindow(window, window.desk, page.interview)
    analysis.show()
    for tab, name in ((analysis.gaps, "analysis"), (analysis.life, "analysis-life")):
        analysis.tabs.setCurrentWidget(tab)
        settle(window)
        save(analysis.grab(), folder / f"{name}.png")
    analysis.close()


def _day(window: MainWindow, folder: Path) -> None:
    """The week's calendar, what comes after a sale, and the targets."""
    assert window.desk is not None
    window.go("today")
    today = window.pages["today"]
    assert isinstance(today, TodayPage)
    today.show_view("week")
    settle(window)
    save(window.grab(), folder / "calendar.png")
    today.show_view("list")
    for dialog, name in (
        (ServiceWindow(window.desk, today), "service"),
        (TargetsDialog(window.desk, window.desk.today(), today), "targets"),
    ):
        dialog.show()
        settle(window)
        save(dialog.grab(), folder / f"{name}.png")
        dialog.close()


def _import(window: MainWindow, work: Path, folder: Path) -> None:
    """The preview of a list as agents have them: mixed writing, a doubtful number, somebody known already."""
    assert window.desk is not None
    known = customers.search(window.desk.store, "王芳")[0]
    rows = ["客户姓名,手机号,身份证号,出生日期,年收入,城市"]
    rows += [f"王方,{customers.household(window.desk.store, known.id).members[0].phone},,,18万,杭州"]
    rows += ["李雷,138 0000 1111,11010519491231002X,,20万,上海", "韩梅梅,打不通,,1990.3.5,二十万,上海"]
    rows += ["赵敏,13900002222,1.1E+17,,,北京", "钱多,13900003333,,1988年7月9日,￥150000,苏州"]
    file = work / "客户名单.csv"
    file.write_text("\n".join(rows), encoding="gb18030")
    wizard = customers_wizard(window.desk, window)
    wizard.resize(*WIZARD)
    wizard.open()
    wizard.take_file(file)
    settle(window)
    wizard.next()
    settle(window)
    save(wizard.grab(), folder / "import.png")
    wizard.close()


def _reports(work: Path) -> Path:
    """Two weeks of a team of six, one of whom did not report."""
    work.mkdir()
    folder = work / "reports"
    folder.mkdir()
    store, _ = Gate(work / "needfolio.db").create("pictures of the program", "李敏", "A001", True)
    demo.populate(store, customers=120, agent_count=6, weeks=12, seed=2)
    week = week_of(store.now().date()).plus(-1)
    for at in (week.plus(-1), week):
        for agent in agents.everyone(store):
            if (at, agent.code) != (week, "A004"):
                path = folder / default_name(agent.code, at, Language.ZH)
                export_weekly(store, path, week=at, agent=agent.code, language=Language.ZH, today=at.sunday)
    store.close()
    return folder


def _team(window: MainWindow, reports: Path, folder: Path) -> None:
    window.go("team")
    page = window.pages["team"]
    assert isinstance(page, TeamPage)
    lead.set_due(page.desk.store, page.desk.actor, 6, 24 * 60 - 1)  # the reports are written only now
    page.roll_up(reports)
    settle(window)
    page.notice.clear()
    settle(window)
    save(window.grab(), folder / "team.png")


def _first_start(folder: Path, language: Language, target: Path) -> None:
    preferences = Preferences(folder / "window.ini")
    preferences.language = language
    window = make_window(Gate(folder / "needfolio.db"), preferences)
    window.resize(*SIZE)
    window.show()
    settle(window)
    save(window.grab(), target / "unlock.png")
    window.close()


def _dialog(act: Callable[[], object], file: Path) -> None:
    """Picture the modal dialog that ``act`` opens, and close it."""

    def picture() -> None:
        dialog: QWidget | None = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(50, picture)
            return
        save(dialog.grab(), file)
        dialog.close()

    QTimer.singleShot(300, picture)
    act()


def save(picture: QPixmap, file: Path) -> None:
    """In the 256 colours it uses most: a quarter of the size, and nobody sees the difference."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32)
    used, counts = np.unique(pixels, return_counts=True)
    table = [int(colour) for colour in used[np.argsort(-counts)][:COLOURS]]
    flags = Qt.ImageConversionFlag.ThresholdDither
    image.convertToFormat(QImage.Format.Format_Indexed8, table, flags).save(str(file))
