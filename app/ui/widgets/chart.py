"""A matplotlib canvas in the window's colours and face; matplotlib loads when the first chart is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import paths
from app.ui.base import theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Draw = Callable[["Axes"], None]


class Chart(QWidget):
    """``show_chart(draw)`` clears the axes and calls ``draw`` on them; the figure keeps the theme's colours."""

    def __init__(self, accessible_name: str, height: int = 220) -> None:
        super().__init__()
        self.setAccessibleName(accessible_name)
        self.setMinimumHeight(height)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._canvas: Any = None
        self.figure: Figure | None = None

    def redraw(self, draw: Draw) -> None:
        """The same picture with other figures, faster: axes and ticks stay, so ``draw`` sets its limits itself."""
        if self.figure is None or not self.figure.axes:
            self.show_chart(draw)
            return
        axes = self.figure.axes[0]
        self.figure.set_layout_engine("none")
        for artist in (*axes.patches, *axes.lines, *axes.texts, *axes.collections):
            artist.remove()
        axes.containers.clear()
        draw(axes)
        self._canvas.draw_idle()

    def show_chart(self, draw: Draw) -> None:
        if self._canvas is None:
            self._make_canvas()
        assert self.figure is not None
        self.figure.set_layout_engine("constrained")
        self.figure.clear()
        axes = self.figure.add_subplot()
        dress(self.figure, axes, theme.colours())
        draw(axes)
        self._canvas.draw_idle()

    @property
    def canvas(self) -> Any:
        """The Qt canvas, for mouse events; None before the first chart."""
        return self._canvas

    def _make_canvas(self) -> None:
        from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
        from matplotlib.figure import Figure

        use_font()
        self.figure = Figure(layout="constrained", dpi=96)
        self._canvas = FigureCanvasQTAgg(self.figure)  # type: ignore[no-untyped-call]
        self._layout.addWidget(self._canvas)


def use_font() -> None:
    """The bundled Chinese face for everything drawn from now on."""
    from matplotlib import font_manager, rcParams

    font = paths.resource("fonts", "NotoSansSC-Regular.ttf")
    if font.exists():
        font_manager.fontManager.addfont(str(font))
        rcParams["font.family"] = [font_manager.FontProperties(fname=str(font)).get_name()]
    rcParams["axes.unicode_minus"] = False


def dress(figure: Figure, axes: Axes, c: theme.Colours) -> None:
    """Ground, ticks, spines and grid in the theme's colours."""
    figure.set_facecolor(c.surface)
    axes.set_facecolor(c.surface)
    axes.tick_params(colors=c.muted, labelsize=9)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(c.line)
    axes.xaxis.label.set_color(c.muted)
    axes.yaxis.label.set_color(c.muted)
    axes.title.set_color(c.text)
    axes.grid(True, axis="y", color=c.line, linewidth=0.6)
    axes.set_axisbelow(True)
