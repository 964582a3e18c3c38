"""What moves reveal of weights: a bar an issue and party, from the least to the largest weight that explains them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import altair as alt
import numpy as np

from tradetalks.charts import theme
from tradetalks.charts.labels import colours
from tradetalks.charts.layout import Layout
from tradetalks.talks.revealed.reveal import Revealed
from tradetalks.talks.schema import Party

SPACE = 18
TITLE = "weight against the case (1 is as told)"
TICKS = (0, 0.5, 1, 2, 4, 8, 16, 32)
LEAST_END = 2.0


def weights_chart(found: Sequence[Revealed], parties: Sequence[Party], titles: Mapping[str, str], *, width: int) -> Any:
    """Draw what was found of each party in its own panel, or in its own lane where there is little room.

    A bar runs over all weights that explain the moves, a tick marks the central ones, a dot those nearest to the case,
    and a line the case as told. A bar without an upper end runs to the edge; issues without a stake have none. `titles`
    are those of issues, by id.
    """
    shown = [one for one in found if one.party in colours(parties)]
    issues = list(dict.fromkeys(issue for one in shown for issue in one.issues))
    wide = width >= theme.WIDE
    labels = [titles.get(issue, issue) for issue in issues]
    layout = Layout(labels, 1 if wide else max(1, len(shown)), width, lane=16, gap=14, side=200)
    end = edge(shown)
    x = alt.X(
        "low:Q",
        title=None if wide else TITLE,
        axis=alt.Axis(
            values=[tick for tick in TICKS if tick <= end], format="~g", labelOverlap=True, labelSeparation=6
        ),
        scale=alt.Scale(type="symlog", constant=1, domain=[0, end], nice=False),
    )
    bars = [
        _bars(layout, list(_rows(one, issues, layout, 0 if wide else lane, end)), x, colours(parties)[one.party])
        for lane, one in enumerate(shown)
    ]
    return theme.dressed(_panels(layout, bars, shown, parties) if wide else _lanes(layout, bars))


def edge(found: Sequence[Revealed]) -> float:
    """Where the axis ends: beyond every weight that is bounded."""
    ends = np.concatenate([[LEAST_END], *(np.concatenate([one.low, one.high, one.centre]) for one in found)])
    return 1.1 * float(ends[np.isfinite(ends)].max())


def _rows(one: Revealed, issues: Sequence[str], layout: Layout, lane: int, end: float) -> Iterator[dict[str, Any]]:
    for place, issue in enumerate(one.issues):
        if one.at_stake[place]:
            yield {
                "issue": issue,
                "y": layout.y(issues.index(issue), lane),
                "low": float(one.low[place]),
                "high": min(end, float(one.high[place])),
                "centre": float(one.centre[place]),
                "nearest": float(one.nearest[place]),
            }


def _bars(layout: Layout, values: list[dict[str, Any]], x: alt.X, colour: str) -> list[Any]:
    base = alt.Chart(theme.rows(values)).encode(y=layout.axis())
    bar = base.mark_bar(orient="horizontal", height=layout.lane - 4, color=colour, opacity=0.75)
    tick = base.mark_tick(color=theme.INK, thickness=2, size=layout.lane)
    dot = base.mark_point(
        shape="circle", filled=True, fill="white", stroke=theme.INK, strokeWidth=1, size=28, opacity=1
    )
    return [
        bar.encode(x=x, x2=alt.X2("high:Q")),
        tick.encode(x=alt.X("centre:Q")),
        dot.encode(x=alt.X("nearest:Q")),
    ]


def _lanes(layout: Layout, bars: Sequence[list[Any]]) -> Any:
    drawn = [mark for marks in bars for mark in marks]
    layers = alt.layer(layout.stripes(), theme.rule_at(1), *drawn, layout.words())
    return layers.properties(width=layout.plot, height=layout.height)


def _panels(
    layout: Layout, bars: Sequence[list[Any]], shown: Sequence[Revealed], parties: Sequence[Party]
) -> alt.HConcatChart:
    names = {party.id: party.name for party in parties}
    side = (layout.plot - SPACE * (len(shown) - 1)) / max(1, len(shown))
    panels: list[Any] = []
    for marks, one in zip(bars, shown, strict=True):
        layers = [theme.rule_at(1), *marks, *([] if panels else [layout.words()])]
        title = alt.TitleParams(names[one.party], color=colours(parties)[one.party])
        panels.append(alt.layer(*layers).properties(width=side, height=layout.height, title=title))
    return alt.hconcat(*panels, spacing=SPACE)
