"""How likely it is that a deal is accepted: by each party, and by all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from tradetalks.charts import theme
from tradetalks.charts.labels import NEUTRAL, colours, deal_label
from tradetalks.charts.layout import Layout

if TYPE_CHECKING:
    from tradetalks.talks.robustness.result import Robustness
    from tradetalks.talks.talks import Talks

ALL = "All together"
SHARE_AXIS = "format(100 * datum.value, '.0f') + ' %'"


def acceptance_chart(talks: Talks, found: Robustness, *, width: int) -> Any:
    """Draw a row for each deal shown, with a bar for every party and one for all, from 0 to 100 %."""
    layout = Layout([deal_label(name) for name in found.shown], len(talks.parties) + 1, width)
    parties = alt.Chart(theme.rows(_rows(talks, found, layout)))
    domain = {**{p.name: colour for p, colour in zip(talks.parties, colours(talks.parties).values(), strict=True)}}
    scale = alt.Scale(domain=[*domain, ALL], range=[*domain.values(), NEUTRAL])
    x = alt.X(
        "chance:Q",
        title="share of draws in which the deal is accepted",
        axis=alt.Axis(tickCount=5, labelExpr=SHARE_AXIS),
        scale=alt.Scale(domain=[0, 1]),
    )
    base = parties.encode(y=layout.axis())
    bars = base.mark_bar(orient="horizontal", height=layout.lane - 4, opacity=0.75)
    told = base.mark_text(align="left", dx=4, color=theme.INK, fontSize=theme.SIZE - 1)
    layers = alt.layer(
        layout.stripes(),
        bars.encode(x=x, color=alt.Color("who:N", scale=scale, legend=None)),
        told.encode(x=alt.value(0), text="text:N"),
        layout.words(),
    )
    return theme.dressed(layers.properties(width=layout.plot, height=layout.height))


def _rows(talks: Talks, found: Robustness, layout: Layout) -> list[dict[str, Any]]:
    """List a bar for every deal, and party or all."""
    rows = []
    for row, name in enumerate(found.shown):
        chances = found.accepts(name)
        told = [(party.name, chances[party.id]) for party in talks.parties]
        for lane, (who, chance) in enumerate([*told, (ALL, found.acceptance[name])]):
            text = f"{who} {100 * chance:.0f} %"
            rows.append({"y": layout.y(row, lane), "deal": name, "who": who, "chance": chance, "text": text})
    return rows
