"""Which industries grow and shrink: output by industry and party, the largest changes first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np

from tradetalks.charts import theme
from tradetalks.charts.bars import Bar, bar_layers, domain
from tradetalks.charts.labels import colours, decimals_for
from tradetalks.charts.layout import Layout

if TYPE_CHECKING:
    import pandas as pd

    from tradetalks.talks.schema import Party
    from tradetalks.talks.study import Study

MOST = 10
MOST_NARROW = 7
SPACE = 16


def largest(effects: pd.DataFrame, most: int = MOST) -> list[str]:
    """Sectors whose output changes most, in % and in any party, by falling change."""
    change = effects["output"].abs().groupby(level="sector", sort=False).max()
    order = np.argsort(-change.to_numpy(), kind="stable")[:most]
    return [str(change.index[position]) for position in order]


def sectors_chart(study: Study, effects: pd.DataFrame, *, width: int) -> Any:
    """Draw changes of output, %, for the industries that move most; `effects` as `study.effects` gives them."""
    wide = width >= theme.WIDE
    sectors = largest(effects, MOST if wide else MOST_NARROW)
    parties = study.talks.parties
    names = effects.loc[parties[0].id]["industry"]
    labels = [str(names[sector]) for sector in sectors]
    layout = Layout(labels, 1 if wide else len(parties), width, lane=16, gap=12, side=176)
    bars = [
        Bar(row, lane, party.id, float(effects.loc[(party.id, sector), "output"]))  # type: ignore[arg-type]
        for row, sector in enumerate(sectors)
        for lane, party in enumerate(parties)
    ]
    return theme.dressed(_panels(layout, bars, parties) if wide else _lanes(layout, bars, parties))


def _x(bars: list[Bar], width: float) -> alt.X:
    span = domain([bar.value for bar in bars], width)
    quiet = alt.Axis(title=None, labels=False, grid=False)
    return alt.X("value:Q", axis=quiet, scale=alt.Scale(domain=span, nice=False))


def _lanes(layout: Layout, bars: list[Bar], parties: tuple[Party, ...]) -> Any:
    drawn = bar_layers(layout, bars, theme.party_colour(parties), _x(bars, layout.plot))
    layers = alt.layer(layout.stripes(), theme.rule_at(0), *drawn, layout.words())
    return layers.properties(width=layout.plot, height=layout.height)


def _panels(layout: Layout, bars: list[Bar], parties: tuple[Party, ...]) -> alt.HConcatChart:
    side = (layout.plot - SPACE * (len(parties) - 1)) / len(parties)
    decimals = decimals_for([bar.value for bar in bars], most=3)
    panels: list[Any] = []
    for party in parties:
        own = [Bar(bar.row, 0, bar.party, bar.value) for bar in bars if bar.party == party.id]
        colour = alt.ColorValue(colours(parties)[party.id])
        drawn = [theme.rule_at(0), *bar_layers(layout, own, colour, _x(bars, side), decimals)]
        title = alt.TitleParams(party.name, color=colours(parties)[party.id])
        layers = [*drawn, *([] if panels else [layout.words()])]
        panels.append(alt.layer(*layers).properties(width=side, height=layout.height, title=title))
    return alt.hconcat(*panels, spacing=SPACE)
