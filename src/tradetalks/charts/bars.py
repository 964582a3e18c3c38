"""Bars from zero with their figures at the end, in rows and lanes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from tradetalks.charts import theme
from tradetalks.charts.labels import decimals_for, signed
from tradetalks.charts.layout import Layout

FIGURE = 48
"""Pixels that a figure needs at the end of a bar."""


@dataclass(frozen=True)
class Bar:
    """One bar: its row and lane, its value and whose it is."""

    row: int
    lane: int
    party: str
    value: float


def domain(values: Sequence[float], width: float) -> list[float]:
    """Span of an axis from zero that leaves room for figures at the ends of bars."""
    low, high = min(0.0, *values), max(0.0, *values)
    used = max(width - FIGURE * ((low < 0) + (high > 0)), width * 0.2)
    air = ((high - low) or 1.0) * FIGURE / used
    return [low - air * (low < 0), high + air * (high > 0)]


def bar_layers(
    layout: Layout, bars: Sequence[Bar], colour: Any, x: alt.X, decimals: int | None = None
) -> list[alt.Chart]:
    """Draw bars and their figures; `x` carries axis and scale, its field is `value`."""
    places = decimals_for([bar.value for bar in bars], most=3) if decimals is None else decimals
    values = [
        {
            "y": layout.y(bar.row, bar.lane),
            "party": bar.party,
            "value": bar.value,
            "text": signed(bar.value, places),
            "side": "left" if bar.value < 0 else "right",
        }
        for bar in bars
    ]
    base = alt.Chart(theme.rows(values)).encode(x=x, y=layout.axis())
    drawn = base.mark_bar(orient="horizontal", height=layout.lane - 5, opacity=0.85)
    drawn = drawn.encode(color=colour, x2=alt.X2Datum(0))
    return [drawn, *(_figures(base, side) for side in ("left", "right"))]


def _figures(base: alt.Chart, side: str) -> alt.Chart:
    align, dx = ("right", -5) if side == "left" else ("left", 5)
    mark = base.transform_filter(f"datum.side == '{side}'").mark_text(align=align, dx=dx, color=theme.INK)  # type: ignore[arg-type]
    return mark.encode(text=alt.Text("text:N"))
