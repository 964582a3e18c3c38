"""What a quota does as it widens: imports, price at home and rent, with the three regimes marked."""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np

from tradetalks.charts import theme
from tradetalks.charts.labels import COLOURS
from tradetalks.clauses.quota.model import Quota, QuotaMarket, QuotaOutcome, Regime, outcome

POINTS = 121
HEIGHT = 120
BEYOND = 1.15
"""The chart ends this far past the quota at which the last regime begins."""

THIN = 1 / 12
"""A band of less than this part of the width has its name beside it."""

BANDS = {Regime.OVER_QUOTA: "#fbeee6", Regime.FILLED: "#eaf1f8", Regime.IN_QUOTA: "#eaf4ef"}


def quota_regimes_chart(market: QuotaMarket, today: Quota, after: Quota, *, width: int) -> Any:
    """Draw imports, price and rent against the quantity of the quota, at the rates of `after`.

    A full line marks today's quantity, a dashed one that of `after`; both are million US$ a year at the border.
    """
    ends = regime_ends(market, after)
    most = BEYOND * max(ends[-1], today.quantity, after.quantity)
    panels = [_panel(market, (today, after), most, row, width) for row in range(len(_SERIES))]
    return theme.dressed(alt.vconcat(*panels, spacing=14))


def regime_ends(market: QuotaMarket, quota: Quota) -> tuple[float, float]:
    """Quantities at which a quota stops being overrun, and at which it stops being filled: M(1 + t) at both duties."""
    return market.imports(1 + quota.over), market.imports(1 + quota.within)


def _imports(found: QuotaOutcome) -> float:
    return found.imports


def _price(found: QuotaOutcome) -> float:
    return found.wedge


def _rent(found: QuotaOutcome) -> float:
    return found.rent


_SERIES = (
    ("imports", "Imports at the border, million US$ a year", _imports),
    ("price", "Price at home over the border price", _price),
    ("rent", "Rent of licences, million US$ a year", _rent),
)


def _panel(market: QuotaMarket, quotas: tuple[Quota, Quota], most: float, row: int, width: int) -> Any:
    today, after = quotas
    name, title, figure = _SERIES[row]
    last = row == len(_SERIES) - 1
    x = alt.X(
        "quota:Q",
        title="quantity of the quota, million US$ a year" if last else None,
        scale=alt.Scale(domain=[0, most], nice=False),
        axis=alt.Axis(tickCount=5, labels=last, grid=False),
    )
    grid = np.unique([*np.linspace(0, most, POINTS), *regime_ends(market, after), today.quantity, after.quantity])
    states = [(float(q), outcome(market, Quota(float(q), after.within, after.over))) for q in grid]
    values = [{"quota": q, name: figure(state), "regime": state.regime.value} for q, state in states]
    y = alt.Y(f"{name}:Q", title=None, scale=alt.Scale(zero=name != "price"), axis=alt.Axis(tickCount=4))
    line = alt.Chart(theme.rows(values)).mark_line(color=COLOURS[row], strokeWidth=2).encode(x=x, y=y)
    layers = [*_bands(market, after, most, x, words=row == 0), line, *_marks(today, after)]
    heading = alt.TitleParams(title, color=COLOURS[row])
    return alt.layer(*layers).properties(width=width - 70, height=HEIGHT, title=heading)


def _bands(market: QuotaMarket, quota: Quota, most: float, x: alt.X, *, words: bool) -> list[alt.Chart]:
    """Shade the regimes, and name them where `words`."""
    edges = [0.0, *regime_ends(market, quota), most]
    spans: list[dict[str, Any]] = [
        {"quota": low, "end": high, "middle": (low + high) / 2, "words": regime.value, "colour": colour}
        for (regime, colour), low, high in zip(BANDS.items(), edges[:-1], edges[1:], strict=True)
        if high > low
    ]
    base = alt.Chart(theme.rows(spans))
    band = base.mark_rect(opacity=1).encode(x=x, x2=alt.X2("end:Q"), color=alt.Color("colour:N", scale=None))
    if not words:
        return [band]
    return [band, *(_name(span, most) for span in spans)]


def _name(span: dict[str, Any], most: float) -> alt.Chart:
    """Name a regime in the middle of its band, or beside it where the band is too thin."""
    thin = span["end"] - span["quota"] < most * THIN
    text = f"\u2039 {span['words']}" if thin else span["words"]
    mark = alt.Chart(theme.rows([{**span, "words": text}])).mark_text(
        baseline="top", color=theme.INK, align="left" if thin else "center", dx=3 if thin else 0
    )
    return mark.encode(x=alt.X("middle:Q"), y=alt.value(3), text=alt.Text("words:N"))


def _marks(today: Quota, after: Quota) -> list[alt.Chart]:
    full = theme.rule_at(today.quantity, color=theme.INK)
    return [full, theme.rule_at(after.quantity, color=theme.INK, strokeDash=[4, 3])]
