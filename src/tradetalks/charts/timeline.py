"""Who moved when: dated positions by issue and party, with the day of the case and the deadlines."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import altair as alt

from tradetalks.charts import theme
from tradetalks.charts.layout import Layout

if TYPE_CHECKING:
    from tradetalks.talks.schema import Position
    from tradetalks.talks.study import Study
    from tradetalks.talks.talks import Talks

HINDSIGHT = 0.6
"""How much of what came after the day of the case is drawn, relative to the time before it."""

REST = "Other matters"
GENERAL = "The talks themselves"
DEADLINE = "#7c2d12"
KINDS = {
    "position": "circle",
    "concession": "triangle-down",
    "threat": "triangle-up",
    "agreed": "square",
    "event": "cross",
    "outcome": "diamond",
}


def window(talks: Talks) -> tuple[dt.date, dt.date]:
    """First and last day drawn."""
    as_of = talks.case.case.as_of
    first = min([as_of, *(position.date for position in talks.positions)])
    last = as_of + HINDSIGHT * (as_of - first)
    return first, max([last, *(deadline.date for deadline in talks.case.deadline)])


def drawn(talks: Talks) -> list[Position]:
    """Positions that the timeline shows."""
    first, last = window(talks)
    return [position for position in talks.positions if first <= position.date <= last]


def timeline_chart(study: Study, *, width: int) -> alt.LayerChart:
    """Draw a mark a move; hollow after the day of the case, with deadlines as numbered rules."""
    talks = study.talks
    moves = drawn(talks)
    titles = {issue.id: issue.title for issue in talks.issues}
    of = {move: titles.get(move.issue, GENERAL if move.issue == "process" else REST) for move in moves}
    labels = [title for title in (*titles.values(), REST, GENERAL) if title in of.values()]
    lanes = [*talks.party_ids, "other"]
    layout = Layout(labels, len(lanes), width, lane=11, gap=12, side=190)
    values = [_mark(talks, move, layout.y(labels.index(of[move]), _lane(talks, move))) for move in moves]
    colour = theme.party_colour(talks.parties, "lane")
    shape = alt.Shape("kind:N", scale=alt.Scale(domain=[*KINDS], range=[*KINDS.values()]), legend=None)
    fill = alt.condition("datum.later", alt.value("white"), colour)
    marks = alt.Chart(theme.rows(values)).mark_point(size=46, strokeWidth=1.4, opacity=1)
    encoded = marks.encode(x=alt.X("date:T"), y=layout.axis(), color=colour, shape=shape, fill=fill)
    layers = alt.layer(layout.stripes(), *_rules(talks, wide=layout.wide), encoded, layout.words())
    chart: alt.LayerChart = theme.dressed(layers.properties(width=layout.plot, height=layout.height))
    return chart


def _lane(talks: Talks, position: Position) -> int:
    ids = talks.party_ids
    return ids.index(position.party) if position.party in ids else len(ids)


def _mark(talks: Talks, position: Position, y: float) -> dict[str, Any]:
    return {
        "date": position.date.isoformat(),
        "y": y,
        "lane": position.party if position.party in talks.party_ids else "other",
        "kind": position.kind,
        "later": position.date > talks.case.case.as_of,
    }


def _rules(talks: Talks, *, wide: bool) -> list[alt.Chart]:
    """Draw the day of the case as a solid line and deadlines as dashed ones with their numbers."""
    x = alt.X(
        "date:T",
        title=None,
        scale=alt.Scale(domain=[day.isoformat() for day in window(talks)], padding=8),
        axis=alt.Axis(format="%b %y", tickCount=6 if wide else 3, grid=True),
    )
    as_of = talks.case.case.as_of
    today = [{"date": as_of.isoformat(), "text": f"{as_of.day} {as_of:%b}"}]
    dates = [
        {"date": deadline.date.isoformat(), "text": str(number)}
        for number, deadline in enumerate(talks.case.deadline, start=1)
    ]
    found = _rule(today, x, {"align": "right", "dx": 1}, {"color": theme.INK, "strokeWidth": 1.6})
    look = {"color": DEADLINE, "strokeDash": [3, 3]}
    return found + (_rule(dates, x, {"align": "center"}, look) if dates else [])


def _rule(dates: list[dict[str, str]], x: alt.X, words: dict[str, Any], look: dict[str, Any]) -> list[alt.Chart]:
    base = alt.Chart(theme.rows(dates)).encode(x=x)
    text = base.mark_text(fontWeight=700, color=look["color"], **words)
    return [base.mark_rule(**look), text.encode(text=alt.Text("text:N"), y=alt.value(-8))]
