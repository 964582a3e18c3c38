"""The look of all charts: quiet axes, one font, nothing that needs a script."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt

from tradetalks.charts.labels import NEUTRAL, colours, shapes
from tradetalks.talks.schema import Party

FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"
INK = "#1c1c1c"
GRID = "#e4e2dc"
STRIPE = "#f6f4ef"
SIZE = 12
WIDE = 560
"""Charts of at least this width have room for labels and panels side by side."""

PERCENT_AXIS = "datum.value == 0 ? '0' : format(datum.value, '+.2~f') + ' %'"
MONEY_AXIS = "datum.value == 0 ? '0' : format(datum.value, '+.1~f')"


def rows(values: Iterable[Mapping[str, Any]]) -> alt.InlineData:
    """Make inline data of rows, as JSON text: Altair copies and checks lists again with every step."""
    text = json.dumps([dict(value) for value in values], ensure_ascii=False)
    return alt.InlineData(values=text, format=alt.JsonDataFormat(type="json"))


def dressed(chart: Any) -> Any:
    """Give a finished chart the common look."""
    quiet, words = "#4a4a4a", {"labelFont": FONT, "titleFont": FONT, "labelFontSize": SIZE, "titleFontSize": SIZE}
    lines = {"domain": False, "ticks": False, "gridColor": GRID, "labelPadding": 6}
    chart.config = {
        "background": "transparent",
        "aria": False,
        "padding": {"left": 2, "right": 2, "top": 4, "bottom": 2},
        "font": FONT,
        "axis": {**words, **lines, "labelColor": quiet, "titleColor": quiet, "titleFontWeight": "normal"},
        "title": {"font": FONT, "fontSize": SIZE + 1, "anchor": "start", "frame": "group", "color": INK, "offset": 8},
        "view": {"stroke": None},
        "text": {"font": FONT, "fontSize": SIZE - 1},
    }
    return chart


def party_colour(parties: Sequence[Party], field: str = "party") -> alt.Color:
    """Colour by party; the legend stands in the page."""
    of = colours(parties)
    scale = alt.Scale(domain=[*of, "other"], range=[*of.values(), NEUTRAL])
    return alt.Color(f"{field}:N", scale=scale, legend=None)


def party_shape(parties: Sequence[Party], field: str = "party") -> alt.Shape:
    """Shape by party."""
    of = shapes(parties)
    return alt.Shape(f"{field}:N", scale=alt.Scale(domain=[*of], range=[*of.values()]), legend=None)


def rule_at(value: float, channel: str = "x", **look: Any) -> alt.Chart:
    """Draw a line across a chart at one value."""
    at = alt.XDatum(value, type="quantitative") if channel == "x" else alt.YDatum(value, type="quantitative")
    return alt.Chart(rows([{}])).mark_rule(**{"color": "#9a978e", "strokeWidth": 1, **look}).encode(at)
