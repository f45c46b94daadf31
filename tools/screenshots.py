"""Pictures of every tab in both languages, light and dark: for the manual, and to look at what was changed.

python -m tools.screenshots FOLDER [--tabs today,matrix] [--languages zh,en] [--dark] [--customers 40]
python -m tools.screenshots --manual        all pictures of the manual, in resources/manual/pictures
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer

from app.bootstrap import Gate
from app.enums import Language
from app.services.base import agents
from app.services.front import demo
from app.services.people import customers
from app.ui.base.preferences import Preferences
from app.ui.shell.main_window import MainWindow
from app.ui.shell.start import make_window
from app.ui.shell.tabs import TABS

SIZE = 1366, 768


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("screenshots"))
    parser.add_argument("--manual", action="store_true")
    parser.add_argument("--tabs", default=",".join(TABS))
    parser.add_argument("--languages", default="zh,en")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--customers", type=int, default=40)
    args = parser.parse_args()
    if args.manual:
        from tools import manual_pictures

        manual_pictures.make(args.customers)
        return
    args.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        window = open_window(Path(work), dark=args.dark, count=args.customers)
        for language in map(Language, args.languages.split(",")):
            if window.preferences.language != language:
                window.switch_language()
            for tab in args.tabs.split(","):
                window.go(tab)
                settle(window)
                shade = "-dark" if args.dark else ""
                window.grab().save(str(args.folder / f"{tab}-{language.value}{shade}.png"))
        window.close()


def open_window(folder: Path, *, dark: bool, count: int) -> MainWindow:
    """The real window on a demo store of ``count`` customers, with the sample family chosen."""
    gate = Gate(folder / "needfolio.db")
    preferences = Preferences(folder / "window.ini")
    preferences.language, preferences.dark = Language.ZH, dark
    window = make_window(gate, preferences)
    window.resize(*SIZE)
    window.show()
    store, actor = gate.create("pictures of the program", "李敏", "A001", True)
    demo.populate(store, customers=count, weeks=12, seed=1)
    agents.change_profile(store, actor, agents.profile(store), lead=True)  # every tab is to be seen
    window.open_desk(store, actor)
    assert window.desk is not None
    window.desk.choose_household(customers.search(store, "王芳")[0].id)
    return window


def settle(window: MainWindow) -> None:
    """Until the window's work is done and painted."""
    wait(300)
    while window.tasks.busy():
        wait(100)
    wait(300)


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
