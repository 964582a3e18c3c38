"""What each party loses by waiting, over the dates at which talks may settle."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import altair as alt

from tradetalks.charts import theme
from tradetalks.talks.schema import Party
from tradetalks.talks.timing.waiting import Curve

AXIS = 52
HEIGHT = 240


def waiting_chart(
    curve: Curve, parties: Sequence[Party], deadlines: Sequence[dt.date], *, width: int
) -> alt.LayerChart:
    """Draw a line a party, of today's worth lost by settling later; deadlines are dashed rules with their numbers."""
    rows = [
        {"date": date.isoformat(), "party": party.id, "lost": round(float(lost), 4)}
        for date, losses in zip(curve.dates, curve.lost, strict=True)
        for party, lost in zip(parties, losses, strict=True)
    ]
    days = [curve.dates[0].isoformat(), curve.dates[-1].isoformat()]
    x = alt.X("date:T", title=None, scale=alt.Scale(domain=days), axis=alt.Axis(format="%-d %b", tickCount=6))
    y = alt.Y("lost:Q", title="Lost by waiting", axis=alt.Axis(tickCount=5, format=".2~f"))
    colour, shape = theme.party_colour(parties), theme.party_shape(parties)
    base = alt.Chart(theme.rows(rows)).encode(x=x, y=y, color=colour)
    points = base.mark_point(filled=True, size=34, opacity=1).encode(shape=shape)
    marked = [
        (place, date) for place, date in enumerate(deadlines, start=1) if curve.dates[0] <= date <= curve.dates[-1]
    ]
    layers = [theme.rule_at(0, "y"), *_rules(marked, x), base.mark_line(strokeWidth=2), points]
    chart: alt.LayerChart = theme.dressed(alt.layer(*layers).properties(width=width - AXIS, height=HEIGHT))
    return chart


def _rules(marked: Sequence[tuple[int, dt.date]], x: alt.X) -> list[alt.Chart]:
    if not marked:
        return []
    rows: list[dict[str, Any]] = [{"date": date.isoformat(), "text": str(place)} for place, date in marked]
    base = alt.Chart(theme.rows(rows)).encode(x=x)
    words = base.mark_text(fontWeight=700, color=theme.INK).encode(text=alt.Text("text:N"), y=alt.value(-8))
    return [base.mark_rule(color=theme.INK, strokeDash=[3, 3]), words]
