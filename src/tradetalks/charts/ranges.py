"""What moves the figures: the payoff of one deal when one thing at a time takes another sensible value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from tradetalks.charts import theme
from tradetalks.charts.labels import colours
from tradetalks.charts.layout import Layout
from tradetalks.charts.swings import Swing, swings

if TYPE_CHECKING:
    from tradetalks.talks.study import Study

SPACE = 18


def varied_deal(study: Study) -> str:
    """Name the deal whose payoff is varied: the Nash settlement, or the status quo where there is none."""
    return "nash" if "nash" in study.shown else "status_quo"


def ranges_chart(study: Study, *, width: int) -> Any:
    """Draw a tornado a party for the Nash settlement, or for the status quo where there is none."""
    found = swings(study, varied_deal(study))
    parties = study.talks.parties
    wide = width >= theme.WIDE
    layout = Layout([s.what for s in found], 1 if wide else len(parties), width, lane=16, gap=14, side=200)
    ends = [0.0, *(end for swing in found for end in (*swing.low, *swing.high))]
    x = alt.X(
        "low:Q",
        title=None if wide else f"{study.talks.case.case.unit} over no deal",
        axis=alt.Axis(tickCount=4, labelExpr=theme.MONEY_AXIS, labelOverlap=True, labelSeparation=10),
        scale=alt.Scale(domain=[min(ends), max(ends)], nice=True),
    )
    return theme.dressed(_panels(study, layout, found, x) if wide else _lanes(study, layout, found, x))


def _bars(study: Study, layout: Layout, found: tuple[Swing, ...], x: alt.X, party: int) -> list[Any]:
    """Bars of one party with a dark tick at its central payoff."""
    lane = 0 if layout.lanes == 1 else party
    one = study.talks.parties[party]
    values = [
        {"y": layout.y(row, lane), "low": swing.low[party], "high": swing.high[party]}
        for row, swing in enumerate(found)
    ]
    base = alt.Chart(theme.rows(values)).encode(y=layout.axis())
    bar = base.mark_bar(
        orient="horizontal", height=layout.lane - 4, color=colours(study.talks.parties)[one.id], opacity=0.75
    )
    central = alt.XDatum(study.shown[varied_deal(study)].payoff[one.id], type="quantitative")
    tick = base.mark_tick(color=theme.INK, thickness=2, size=layout.lane).encode(x=central)
    return [bar.encode(x=x, x2=alt.X2("high:Q")), tick]


def _lanes(study: Study, layout: Layout, found: tuple[Swing, ...], x: alt.X) -> Any:
    drawn = [bar for p in range(len(study.talks.parties)) for bar in _bars(study, layout, found, x, p)]
    layers = alt.layer(layout.stripes(), theme.rule_at(0), *drawn, layout.words())
    return layers.properties(width=layout.plot, height=layout.height)


def _panels(study: Study, layout: Layout, found: tuple[Swing, ...], x: alt.X) -> alt.HConcatChart:
    parties = study.talks.parties
    side = (layout.plot - SPACE * (len(parties) - 1)) / len(parties)
    panels: list[Any] = []
    for position, party in enumerate(parties):
        layers = [theme.rule_at(0), *_bars(study, layout, found, x, position)]
        layers += [] if panels else [layout.words()]
        title = alt.TitleParams(party.name, color=colours(parties)[party.id])
        panels.append(alt.layer(*layers).properties(width=side, height=layout.height, title=title))
    return alt.hconcat(*panels, spacing=SPACE)
