"""The frontier seen by pairs of parties: deals that cannot be improved on for one without loss to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np

from tradetalks.charts import theme
from tradetalks.charts.labels import NEUTRAL, deal_label
from tradetalks.charts.placing import placed

if TYPE_CHECKING:
    from tradetalks.talks.study import Study

MOST_PANELS = 6
CELLS = 34
MOST_POINTS = 3000
FEW = 50
LOSS = 0.3
"""Losses are drawn as far as this part of the largest gain, so that the acceptable deals have room."""

AXIS = 44
SPACE = 12
FRONTIER = "#b08a2e"
ZONE = "#aebfd3"
NO_DEAL = "No deal"


@dataclass(frozen=True)
class Panel:
    """Two parties, the span of their payoffs and the size of the drawing."""

    study: Study
    across: int
    up: int
    width: int
    height: int

    @property
    def names(self) -> tuple[str, str]:
        """Names of the two parties."""
        parties = self.study.talks.parties
        return parties[self.across].name, parties[self.up].name

    @cached_property
    def across_span(self) -> tuple[float, float]:
        """Lowest and highest payoff of the party on the horizontal axis."""
        return span(self.study, self.across)

    @cached_property
    def up_span(self) -> tuple[float, float]:
        """Lowest and highest payoff of the party on the vertical axis."""
        return span(self.study, self.up)

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Place of a pair of payoffs in the drawing."""
        (left, right), (low, high) = self.across_span, self.up_span
        return (x - left) / (right - left) * self.width, (high - y) / (high - low) * self.height

    def payoff(self, x: float, y: float) -> tuple[float, float]:
        """Pair of payoffs at a place in the drawing."""
        (left, right), (low, high) = self.across_span, self.up_span
        return left + x / self.width * (right - left), high - y / self.height * (high - low)


def span(study: Study, party: int) -> tuple[float, float]:
    """Lowest and highest payoff drawn: zero, the frontier and the deals shown, far losses left out."""
    shown = [list(point.payoff.values())[party] for point in study.shown.values()]
    front = [list(point.payoff.values())[party] for point in study.frontier]
    high = max([0.0, *front, *shown])
    low = min([0.0, *shown, max(min([0.0, *front]), -LOSS * high)])
    air = 0.1 * (high - low) or 1.0
    return low - air, high + air


def beyond(study: Study) -> int:
    """Points of the frontier that lie outside of the drawing because some party loses too much."""
    spans = [span(study, party) for party in range(len(study.talks.parties))]
    inside = (
        all(low <= payoff <= high for payoff, (low, high) in zip(point.payoff.values(), spans, strict=True))
        for point in study.frontier
    )
    return sum(not one for one in inside)


def frontier_chart(study: Study, *, width: int) -> alt.ConcatChart:
    """Draw the frontier, the acceptable deals, the settlements, the status quo and no deal, a panel a pair."""
    pairs = list(combinations(range(len(study.talks.parties)), 2))[:MOST_PANELS]
    columns = min(len(pairs), 3) if width >= theme.WIDE else 1
    side = (width - 6 - columns * AXIS - (columns - 1) * SPACE) // columns
    height = min(max(side + 70, 250), 300)
    panels = [_panel(Panel(study, across, up, side, height)) for across, up in pairs]
    chart: alt.ConcatChart = theme.dressed(alt.concat(*panels, columns=columns, spacing=SPACE))
    return chart


def _panel(panel: Panel) -> Any:
    axis: dict[str, Any] = {"tickCount": 5, "labelExpr": theme.MONEY_AXIS, "titlePadding": 4}
    names = panel.names
    x = alt.X("x:Q", title=names[0], scale=_scale(panel.across_span), axis=alt.Axis(**axis))
    left = alt.Axis(**axis, minExtent=AXIS - 18, maxExtent=AXIS - 18)
    y = alt.Y("y:Q", title=names[1], scale=_scale(panel.up_span), axis=left)
    points = alt.Chart(theme.rows(_frontier(panel))).mark_point(
        filled=True, size=9 if len(panel.study.frontier) > FEW else 36, clip=True
    )
    shade = alt.condition("datum.acceptable", alt.value(0.85), alt.value(0.3))
    front = points.encode(x=x, y=y, opacity=shade, color=alt.ColorValue(FRONTIER))
    origin = [theme.rule_at(0, "x"), theme.rule_at(0, "y")]
    layers = [*_zone(panel), *origin, front, *_marks(panel)]
    return alt.layer(*layers).properties(width=panel.width, height=panel.height)


def _scale(drawn: tuple[float, float]) -> alt.Scale:
    return alt.Scale(domain=list(drawn), nice=False, zero=False)


def _frontier(panel: Panel) -> Iterator[dict[str, Any]]:
    ids = panel.study.talks.party_ids
    every = panel.study.frontier
    for point in every[:: -(-len(every) // MOST_POINTS)]:
        x, y = point.payoff[ids[panel.across]], point.payoff[ids[panel.up]]
        yield {"x": round(x, 3), "y": round(y, 3), "acceptable": point.acceptable}


def _zone(panel: Panel) -> list[alt.Chart]:
    """Cells with acceptable deals, darker where there are more."""
    cells = list(_cells(panel))
    if not cells:
        return []
    domain = [0, max(cell["deals"] for cell in cells) ** 0.5]
    shade = alt.Opacity("root:Q", scale=alt.Scale(domain=domain, range=[0.2, 1]), legend=None)
    mark = alt.Chart(theme.rows(cells)).mark_rect(color=ZONE)
    return [mark.encode(x=alt.X("x:Q"), x2=alt.X2("x2:Q"), y=alt.Y("y:Q"), y2=alt.Y2("y2:Q"), opacity=shade)]


def _cells(panel: Panel) -> Iterator[dict[str, float]]:
    table = panel.study.table
    if not table.listed:
        return
    gains = table.figures[table.acceptable][:, [panel.across, panel.up]]
    if len(gains) <= FEW:
        return
    spans = [panel.across_span, panel.up_span]
    count, left, low = np.histogram2d(gains[:, 0], gains[:, 1], bins=CELLS, range=spans)
    for i, j in zip(*np.nonzero(count), strict=True):
        deals = float(count[i, j])
        corners = {"x": left[i], "x2": left[i + 1], "y": low[j], "y2": low[j + 1]}
        yield {**{key: round(float(at), 4) for key, at in corners.items()}, "deals": deals, "root": deals**0.5}


def marked(panel: Panel) -> list[dict[str, Any]]:
    """No deal, the status quo and the settlements in one panel, each with the place of its label."""
    ids = panel.study.talks.party_ids
    found = [(NO_DEAL, 0.0, 0.0)]
    for name, point in panel.study.shown.items():
        found.append((deal_label(name), point.payoff[ids[panel.across]], point.payoff[ids[panel.up]]))
    pixels = [panel.pixel(x, y) for _, x, y in found]
    boxes = placed(pixels, [name for name, _, _ in found], panel.width, panel.height)
    marks = []
    for (name, x, y), box in zip(found, boxes, strict=True):
        label_x, label_y = panel.payoff(box.x, box.y)
        marks.append({"deal": name, "x": x, "y": y, "label_x": label_x, "label_y": label_y})
    return marks


def _marks(panel: Panel) -> list[alt.Chart]:
    data = alt.Chart(theme.rows(marked(panel)))
    at = {"x": alt.X("x:Q"), "y": alt.Y("y:Q")}
    to = {"x": alt.X("label_x:Q"), "y": alt.Y("label_y:Q")}
    settled = f"datum.deal != '{NO_DEAL}' && datum.deal != '{deal_label('status_quo')}'"
    fill = alt.condition(settled, alt.value(theme.INK), alt.value("white"))
    lines = data.mark_rule(color=NEUTRAL, strokeWidth=0.8).encode(**at, x2=alt.X2("label_x:Q"), y2=alt.Y2("label_y:Q"))
    halo = data.mark_text(fontWeight=600, stroke="white", strokeWidth=3.5, strokeJoin="round")
    words = data.mark_text(fontWeight=600, color=theme.INK)
    dots = data.mark_point(filled=True, size=52, opacity=1, stroke=theme.INK, strokeWidth=1.4)
    text = alt.Text("deal:N")
    return [lines, halo.encode(**to, text=text), words.encode(**to, text=text), dots.encode(**at, fill=fill)]
