"""What each settlement is worth to each party, with its range over the views of the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import altair as alt

from tradetalks.charts import theme
from tradetalks.charts.labels import deal_label, decimals_for, signed
from tradetalks.charts.layout import Layout

if TYPE_CHECKING:
    from tradetalks.talks.study import Study

AIR = 190
"""Room to the right of the bars for their figures, in pixels."""


def payoffs_chart(study: Study, *, width: int) -> alt.LayerChart:
    """Draw a dot and a range for every deal shown and every party; zero is no deal."""
    parties = study.talks.parties
    layout = Layout([deal_label(name) for name in study.shown], len(parties), width, lane=18, side=140)
    base = alt.Chart(theme.rows(_points(study, layout))).encode(y=layout.axis(), color=theme.party_colour(parties))
    low, high = min(0.0, float(study.ranges.low.min())), max(0.0, float(study.ranges.high.max()))
    span = (high - low) or 1.0
    x = alt.X(
        "low:Q",
        title=f"{study.talks.case.case.unit} over no deal",
        axis=alt.Axis(tickCount=6, labelExpr=theme.MONEY_AXIS),
        scale=alt.Scale(domain=[low - 0.03 * span, high + span * AIR / (layout.plot - AIR)], nice=False),
    )
    bars = base.mark_rule(strokeWidth=5, opacity=0.28, strokeCap="round").encode(x=x, x2=alt.X2("high:Q"))
    dots = base.mark_point(filled=True, size=60, opacity=1)
    words = base.mark_text(align="left", dx=9, fontWeight=600).encode(x=alt.X("high:Q"), text=alt.Text("text:N"))
    marks = [bars, dots.encode(x=alt.X("value:Q"), shape=theme.party_shape(parties)), words]
    layers = alt.layer(layout.stripes(), theme.rule_at(0, strokeWidth=1.5), *marks, layout.words())
    chart: alt.LayerChart = theme.dressed(layers.properties(width=layout.plot, height=layout.height))
    return chart


def _points(study: Study, layout: Layout) -> Iterator[dict[str, Any]]:
    low, high, wide = study.ranges.low, study.ranges.high, study.ranges.wide
    places = decimals_for([gain for point in study.shown.values() for gain in point.payoff.values()], most=3)
    for d, (name, point) in enumerate(study.shown.items()):
        for p, party in enumerate(study.talks.parties):
            yield {
                "deal": name,
                "y": layout.y(d, p),
                "party": party.id,
                "value": point.payoff[party.id],
                "low": float(low[d, p]),
                "high": float(high[d, p]),
                "text": signed(point.payoff[party.id], places) + (_span(low[d, p], high[d, p]) if wide else ""),
            }


def _span(low: float, high: float) -> str:
    return f" ({signed(low, 1)} to {signed(high, 1)})"
