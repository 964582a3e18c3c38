"""What a content rule does at every level: who complies, and how much content it brings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt
import numpy as np

from tradetalks.charts import theme
from tradetalks.charts.labels import COLOURS
from tradetalks.clauses.content.choices import Choices
from tradetalks.clauses.content.model import Makers, Rule

GROUPS = ("comply freely", "comply with dearer parts", "do not comply")
SHADES = ("#b9cde3", "#e9c9a8", "#e4e2dc")
STEPS = np.linspace(0, 1, 101)
PERCENT = "datum.value + ' %'"


def content_curve(makers: Makers, duty: float, marked: Sequence[float] = (), *, width: int) -> alt.LayerChart:
    """Draw parts of makers as areas and average content as a line over the required content; `marked` are levels."""
    rows = [row for required in STEPS for row in _rows(Choices(makers, Rule(float(required)), duty))]
    data = alt.Chart(theme.rows(rows))
    ends = alt.Scale(domain=[0, 100], nice=False)
    axis = alt.Axis(labelExpr=PERCENT, tickCount=5)
    x = alt.X("required:Q", title="Content required", scale=ends, axis=axis)
    layers = [
        _areas(data, x, ends, axis),
        *(theme.rule_at(100 * level, strokeDash=[4, 3]) for level in marked),
        _line(data, x),
        *_words(rows),
    ]
    drawn: alt.LayerChart = theme.dressed(alt.layer(*layers).properties(width=width - 60, height=280))
    return drawn


def _rows(choices: Choices) -> Iterator[dict[str, Any]]:
    parts = (choices.freely.mean(), choices.constrained.mean(), choices.paying.mean())
    for order, (group, part) in enumerate(zip(GROUPS, parts, strict=True)):
        yield {
            "required": round(100 * choices.rule.required, 2),
            "group": group,
            "order": order,
            "part": round(100 * float(part), 3),
            "content": round(100 * choices.content, 3),
        }


def _areas(data: alt.Chart, x: alt.X, ends: alt.Scale, axis: alt.Axis) -> alt.Chart:
    colour = alt.Color("group:N", scale=alt.Scale(domain=list(GROUPS), range=list(SHADES)), legend=None)
    y = alt.Y("part:Q", stack="zero", title="Makers; average content", scale=ends, axis=axis)
    return data.mark_area().encode(x=x, y=y, color=colour, order=alt.Order("order:Q"))


def _line(data: alt.Chart, x: alt.X) -> alt.Chart:
    line = data.transform_filter(f"datum.group == '{GROUPS[0]}'").mark_line(color=COLOURS[0], strokeWidth=2.5)
    return line.encode(x=x, y=alt.Y("content:Q"))


def _words(rows: Sequence[dict[str, Any]]) -> Iterator[alt.Chart]:
    """Name each area where it is tallest and the line where it starts, so that no legend is needed."""
    low = {row["required"]: 0.0 for row in rows}
    for group in GROUPS:
        own = [row for row in rows if row["group"] == group]
        bases = [low[row["required"]] for row in own]
        inside = [p for p, row in enumerate(own) if 15 <= row["required"] <= 85]  # noqa: PLR2004  (room for words)
        best = max(inside, key=lambda p: own[p]["part"])
        if own[best]["part"] > 5:  # noqa: PLR2004  (a line of text needs as much)
            at = {"x": own[best]["required"], "y": bases[best] + own[best]["part"] / 2, "text": group.capitalize()}
            yield _text(at, theme.INK)
        for row in own:
            low[row["required"]] += row["part"]
    yield _text({"x": 3, "y": rows[0]["content"] + 4, "text": "Average content"}, COLOURS[0], align="left")


def _text(at: dict[str, Any], colour: str, **look: Any) -> alt.Chart:
    mark = alt.Chart(theme.rows([at])).mark_text(color=colour, fontWeight=600, **look)
    return mark.encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), text=alt.Text("text:N"))
