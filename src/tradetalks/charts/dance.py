"""The negotiation dance: what each party's held package is worth to all, move by move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from tradetalks.charts import theme
from tradetalks.charts.labels import NEUTRAL
from tradetalks.talks.schema import Party
from tradetalks.talks.timing.concessions import Concessions, Stand

AXIS = 44
SPACE = 12
HEIGHT = 220
COLUMNS = 3
TOGETHER = "together"


@dataclass(frozen=True)
class Stage:
    """The time drawn, from the first move on, and the day of the case; what lies after it is hollow."""

    table: Concessions
    parties: Sequence[Party]
    as_of: dt.date
    last: dt.date

    @property
    def first(self) -> dt.date:
        """First day drawn."""
        return min([self.as_of, *(move.date for move in self.table.moves)])

    def stands(self, party: int) -> tuple[Stand, ...]:
        """Where a party stands on the first and last day, and after each of its moves in between."""
        days = {move.date for move in self.table.moves if move.party == party and move.date <= self.last}
        dates = sorted({self.first, self.last} | days)
        return tuple(stand for stand in self.table.stands(dates) if stand.party == party)


def dance_chart(
    table: Concessions, parties: Sequence[Party], as_of: dt.date, last: dt.date, *, width: int
) -> alt.ConcatChart:
    """Draw a panel a party: what the package that it holds to is worth to each party, and to all together.

    Worth is counted from today's agreement, in the unit of the table. A point is a move of that party.
    """
    stage = Stage(table, parties, as_of, last)
    columns = min(len(parties), COLUMNS) if width >= theme.WIDE else 1
    side = (width - 6 - columns * AXIS - (columns - 1) * SPACE) // columns
    rows = [list(_rows(stage, party)) for party in range(len(parties))]
    low, high = _span([row["worth"] for panel in rows for row in panel])
    panels = [_panel(stage, party, panel, (low, high), side) for party, panel in enumerate(rows)]
    chart: alt.ConcatChart = theme.dressed(alt.concat(*panels, columns=columns, spacing=SPACE))
    return chart


def _rows(stage: Stage, party: int) -> Iterator[dict[str, Any]]:
    """Worth of a party's package to everyone, at every date at which it changes."""
    moves = {move.date for move in stage.table.moves if move.party == party}
    for stand in stage.stands(party):
        worths = {each.id: float(worth) for each, worth in zip(stage.parties, stand.worth, strict=True)}
        for name, worth in (worths | {TOGETHER: sum(worths.values())}).items():
            yield {
                "date": stand.date.isoformat(),
                "to": name,
                "worth": round(worth, 4),
                "moved": stand.date in moves,
                "later": stand.date > stage.as_of,
            }


def _span(worths: list[float]) -> tuple[float, float]:
    low, high = min([0.0, *worths]), max([0.0, *worths])
    air = 0.06 * (high - low) or 1.0
    return low - air, high + air


def _panel(stage: Stage, party: int, rows: list[dict[str, Any]], span: tuple[float, float], side: int) -> Any:
    name = stage.parties[party].name
    days = [stage.first.isoformat(), stage.last.isoformat()]
    x = alt.X("date:T", title=None, scale=alt.Scale(domain=days), axis=alt.Axis(format="%b %y", tickCount=3))
    look: dict[str, Any] = {"tickCount": 5, "labelExpr": theme.MONEY_AXIS, "minExtent": AXIS - 18}
    y = alt.Y("worth:Q", title=None, scale=alt.Scale(domain=list(span), nice=False), axis=alt.Axis(**look))
    data = alt.Chart(theme.rows(rows)).encode(x=x, y=y)
    layers = [theme.rule_at(0, "y"), _today(stage, x), *_lines(stage, data), *_points(stage, rows, x, y)]
    title = alt.TitleParams(text=name, limit=side)
    return alt.layer(*layers).properties(width=side, height=HEIGHT, title=title)


def _today(stage: Stage, x: alt.X) -> alt.Chart:
    return alt.Chart(theme.rows([{"date": stage.as_of.isoformat()}])).mark_rule(color=theme.INK).encode(x=x)


def _lines(stage: Stage, data: alt.Chart) -> list[alt.Chart]:
    together = f"datum.to == '{TOGETHER}'"
    mark = data.mark_line(interpolate="step-after", strokeWidth=2)
    dashed = data.mark_line(interpolate="step-after", strokeWidth=1.4, strokeDash=[4, 3], color=NEUTRAL)
    colour = theme.party_colour(stage.parties, "to")
    return [dashed.transform_filter(together), mark.transform_filter(f"!({together})").encode(color=colour)]


def _points(stage: Stage, rows: list[dict[str, Any]], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Mark the party's own moves, with the shape of who counts the worth; hollow after the day of the case."""
    moves = [row for row in rows if row["moved"] and row["to"] != TOGETHER]
    if not moves:
        return []
    colour = theme.party_colour(stage.parties, "to")
    fill = alt.condition("datum.later", alt.value("white"), colour)
    marks = alt.Chart(theme.rows(moves)).mark_point(size=38, strokeWidth=1.4, opacity=1)
    return [marks.encode(x=x, y=y, color=colour, shape=theme.party_shape(stage.parties, "to"), fill=fill)]
