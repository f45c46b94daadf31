"""Charts as frozen descriptions: one painter draws them in the window, as a picture and as SVG."""

from app.ui.widgets.plot.model import Axis, Mark, Plot, Scale, Series, Shape, Style
from app.ui.widgets.plot.painter import Spot, paint
from app.ui.widgets.plot.pictures import copy, write_png, write_svg
from app.ui.widgets.plot.titled import TitledPlot
from app.ui.widgets.plot.view import PlotView

__all__ = [
    "Axis",
    "Mark",
    "Plot",
    "PlotView",
    "Scale",
    "Series",
    "Shape",
    "Spot",
    "Style",
    "TitledPlot",
    "copy",
    "paint",
    "write_png",
    "write_svg",
]
