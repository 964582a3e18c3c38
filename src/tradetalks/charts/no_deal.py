"""What each outcome of no deal does to real income, with tariffs alone marked inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import altair as alt

from tradetalks.charts import theme
from tradetalks.charts.bars import Bar, bar_layers, domain
from tradetalks.charts.layout import Layout

if TYPE_CHECKING:
    from tradetalks.talks.study import Study


def no_deal_chart(study: Study, *, width: int) -> alt.LayerChart:
    """Draw a bar for every outcome and party: real income, %; the dark tick is tariffs alone."""
    parties = study.talks.parties
    outcomes = study.talks.case.no_deal.outcome
    labels = [f"{outcome.title} ({100 * outcome.probability.value:.0f} % likely)" for outcome in outcomes]
    layout = Layout(labels, len(parties), width, lane=19, side=200)
    place = {(o.id, p.id): (row, lane) for row, o in enumerate(outcomes) for lane, p in enumerate(parties)}
    sheet = study.no_deal_sheet
    bars = [Bar(*place[value.outcome, value.party], value.party, value.real_income) for value in sheet]
    ticks = [{"y": layout.y(*place[value.outcome, value.party]), "tariffs": value.tariffs_alone} for value in sheet]
    span = [value for one in sheet for value in (one.real_income, one.tariffs_alone)]
    x = alt.X(
        "value:Q",
        title="change of real income",
        axis=alt.Axis(tickCount=5, labelExpr=theme.PERCENT_AXIS),
        scale=alt.Scale(domain=domain(span, layout.plot), nice=False),
    )
    tick = alt.Chart(theme.rows(ticks)).mark_tick(color=theme.INK, thickness=2.5, size=layout.lane - 1)
    layers = alt.layer(
        layout.stripes(),
        theme.rule_at(0, strokeWidth=1.5),
        *bar_layers(layout, bars, theme.party_colour(parties), x),
        tick.encode(x=alt.X("tariffs:Q"), y=layout.axis()),
        layout.words(),
    )
    chart: alt.LayerChart = theme.dressed(layers.properties(width=layout.plot, height=layout.height))
    return chart
