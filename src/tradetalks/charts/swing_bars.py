"""Swings as bars by party: how far a payoff moves from low to high, with a tick at its centre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from tradetalks.charts import theme
from tradetalks.charts.labels import colours
from tradetalks.charts.layout import Layout
from tradetalks.charts.swings import Swing
from tradetalks.talks.schema import Party

SPACE = 18


@dataclass(frozen=True)
class _Drawing:
    """Bars of some parties beside each other or below each other."""

    parties: Sequence[Party]
    swings: Sequence[Swing]
    centre: Sequence[float]
    layout: Layout
    x: alt.X

    def bars(self, party: int) -> list[Any]:
        """Bars of one party with a dark tick at its centre."""
        layout, lane = self.layout, 0 if self.layout.lanes == 1 else party
        values = [
            {"y": layout.y(row, lane), "low": swing.low[party], "high": swing.high[party]}
            for row, swing in enumerate(self.swings)
        ]
        colour = colours(self.parties)[self.parties[party].id]
        base = alt.Chart(theme.rows(values)).encode(y=layout.axis())
        bar = base.mark_bar(orient="horizontal", height=layout.lane - 4, color=colour, opacity=0.75)
        tick = base.mark_tick(color=theme.INK, thickness=2, size=layout.lane)
        centre = alt.XDatum(self.centre[party], type="quantitative")
        return [bar.encode(x=self.x, x2=alt.X2("high:Q")), tick.encode(x=centre)]

    def lanes(self) -> Any:
        """Draw all parties below each other, for a narrow page."""
        drawn = [mark for party in range(len(self.parties)) for mark in self.bars(party)]
        layers = alt.layer(self.layout.stripes(), theme.rule_at(0), *drawn, self.layout.words())
        return layers.properties(width=self.layout.plot, height=self.layout.height)

    def panels(self) -> alt.HConcatChart:
        """Draw a panel a party."""
        side = (self.layout.plot - SPACE * (len(self.parties) - 1)) / len(self.parties)
        panels: list[Any] = []
        for position, party in enumerate(self.parties):
            layers = [theme.rule_at(0), *self.bars(position), *([] if panels else [self.layout.words()])]
            title = alt.TitleParams(party.name, color=colours(self.parties)[party.id])
            panels.append(alt.layer(*layers).properties(width=side, height=self.layout.height, title=title))
        return alt.hconcat(*panels, spacing=SPACE)


def bars_by_party(
    parties: Sequence[Party], swings: Sequence[Swing], centre: Sequence[float], *, unit: str, width: int
) -> Any:
    """Draw swings as bars from low to high, in a panel or a lane for each party, with a tick at its centre."""
    wide = width >= theme.WIDE
    layout = Layout([s.what for s in swings], 1 if wide else len(parties), width, lane=16, gap=14, side=200)
    ends = [0.0, *(end for swing in swings for end in (*swing.low, *swing.high))]
    x = alt.X(
        "low:Q",
        title=None if wide else f"{unit} over no deal",
        axis=alt.Axis(tickCount=4, labelExpr=theme.MONEY_AXIS, labelOverlap=True, labelSeparation=10),
        scale=alt.Scale(domain=[min(ends), max(ends)], nice=True),
    )
    drawing = _Drawing(parties, swings, centre, layout, x)
    return theme.dressed(drawing.panels() if wide else drawing.lanes())
